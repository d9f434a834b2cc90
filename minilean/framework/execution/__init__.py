"""Execution models: from target holdings to orders."""
