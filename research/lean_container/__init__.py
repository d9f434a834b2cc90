"""What `lean research` has on its path, made of minilean: for notebooks that know QuantBook and Library alone."""
