"""The numbers of a finished run, named and rounded as LEAN names and rounds them."""
