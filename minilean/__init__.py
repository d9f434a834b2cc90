"""The embedded runner: a smaller LEAN. Where the two differ, LEAN is right."""
