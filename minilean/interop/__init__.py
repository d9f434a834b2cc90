"""How .NET's names, numbers, enumerations and containers look from Python."""
