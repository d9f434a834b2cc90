"""Brokerage models: what each brokerage accepts, charges and lends."""
