"""Slippage models: how far a fill lands from the quoted price."""
