"""One self-contained page about a back test, and one about two."""
