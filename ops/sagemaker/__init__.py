"""The quick way to run a simple data job: exchanges' public bars and trades, on a schedule, in LEAN's format."""
