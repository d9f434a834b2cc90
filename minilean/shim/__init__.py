"""What an algorithm finds when it imports AlgorithmImports, QuantConnect, System, clr or a framework model."""
