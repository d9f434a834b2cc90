"""Risk management models: targets that override those of portfolio construction."""
