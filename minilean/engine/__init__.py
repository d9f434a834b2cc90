"""The time loop: one step, the same for a backtest and for paper trading."""
