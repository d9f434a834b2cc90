"""Orders: their life from request to fill, and the models that decide price, fee and slippage."""
