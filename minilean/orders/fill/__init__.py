"""Fill models: when an order fills, and at what price."""
