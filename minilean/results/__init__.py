"""What a run leaves behind: sampled charts, LEAN-shaped JSON, and comparisons of it."""
