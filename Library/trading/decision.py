"""One decision, as it is logged: what was seen, what was wanted, and why less of it was done."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import Enum

Features = Mapping[str, float | str | None]
"""What a decision was made of, by name."""


class When(Enum):
    """When an order is to be filled."""

    NOW = "now"
    CLOSE = "at the close"
    OPEN = "at the next open"


@dataclass(frozen=True, slots=True, kw_only=True)
class Decision:
    """`signal` is between -1 and 1, `weight` a share of the portfolio, `quantity` the change ordered in units."""

    id: str
    close: float
    features: Features
    signal: float
    weight: float
    quantity: float
    reason: str

    def line(self) -> str:
        """One line of JSON."""
        fact = {"id": self.id, "close": self.close, **self.features, "signal": self.signal}
        return json.dumps({**fact, "weight": self.weight, "quantity": self.quantity, "reason": self.reason})


def decision_id(strategy: str, ticker: str, end_time: datetime) -> str:
    """The same for the same bar, however often it is delivered."""
    return f"{strategy}/{ticker}/{end_time:%Y-%m-%d %H:%M}"
