"""The strategies re-run without an engine: decisions by Library's signals, returns at weight one, additive."""
