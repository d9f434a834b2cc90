"""What trading an equity costs beyond fees: half the spread, a tick wide since decimal prices."""

from __future__ import annotations

from datetime import datetime

from AlgorithmImports import *

DECIMAL_PRICES = datetime(2001, 4, 9)
SIXTEENTH, CENT = 1 / 16, 0.01


class HalfSpread:
    """A slippage model: half of a sixteenth before April 2001, of a cent since."""

    def get_slippage_approximation(self, asset: Security, order: Order) -> float:
        """Dollars a share."""
        return (SIXTEENTH if asset.local_time < DECIMAL_PRICES else CENT) / 2
