"""QCAlgorithm as a facade, one file per subject, in LEAN's own division."""
