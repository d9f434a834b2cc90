"""Whether the strategies, run in minilean, come out as they were measured elsewhere."""
