"""Portfolio construction models: from insights to target holdings."""
