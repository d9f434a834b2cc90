"""How much may be bought: margin, leverage, order sizes."""
