"""What strategies decide by: pure arithmetic, floats in and decisions out."""
