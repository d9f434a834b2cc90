"""What strategies trade with: sessions, sizing, costs, parameters."""
