"""The live bridge: reads the fast path's events, keeps positions, profit and risk, and takes commands."""
