"""Alpha models: what will move, which way, for how long."""
