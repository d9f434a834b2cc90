"""How much to hold: a weight that aims at a daily volatility, and the whole lots it buys."""

from __future__ import annotations

import math


def volatility_weight(*, target: float, volatility: float, cap: float) -> float:
    """The share of the portfolio that moves by `target` a day, at most `cap`; a target of zero means one."""
    if target == 0:
        return 1.0
    return min(cap, target / volatility) if volatility > 0 else 0.0


def whole_lots(*, value: float, price: float, lot: float) -> float:
    """The quantity a signed value buys, rounded toward zero to whole lots."""
    return math.trunc(value / price / lot) * lot if price > 0 else 0.0
