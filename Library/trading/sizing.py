"""How much to hold: a weight that aims at a daily volatility, and the whole lots it buys."""

from __future__ import annotations

import math


def volatility_weight(*, target: float, volatility: float, cap: float) -> float:
    """The share of the portfolio that moves by `target` a day, at most `cap`; a target of zero means one."""
    if target == 0:
        return min(1.0, cap)
    return min(cap, target / volatility) if volatility > 0 else 0.0


def whole_lots(*, value: float, price: float, lot: float) -> float:
    """The quantity a signed value buys, rounded toward zero to whole lots."""
    return math.trunc(value / price / lot) * lot if price > 0 else 0.0


def is_worth_trading(*, change: float, equity: float, least: float, goes_flat: bool) -> bool:
    """Whether a change in value is more than `least` of equity; going flat always is."""
    return goes_flat or abs(change) > least * equity
