"""LEAN's algorithm framework: universe, alpha, portfolio construction, risk and execution models."""
