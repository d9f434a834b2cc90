"""What is traded and what is held: symbols, exchange hours, properties, holdings, cash, margin, settlement."""
