"""Searching an algorithm's parameters: strategies, objectives, sweeps, and how far a winner may be believed."""
