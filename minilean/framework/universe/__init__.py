"""Universes and the models that create them: which securities an algorithm looks at."""
