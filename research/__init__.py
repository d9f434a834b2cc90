"""Questions: notebooks, the toolbox they share, and the reproduction of the strategies."""
