"""When a security's day begins and ends, asked of its exchange and never of a hard-coded clock."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from AlgorithmImports import *

HOUR = timedelta(hours=1)


@dataclass(frozen=True, slots=True, kw_only=True)
class TradingSession:
    """One day of trading in the exchange's time; hour bars begin on the hour, the first with the open inside it."""

    open: datetime
    close: datetime
    is_early_close: bool

    @property
    def last_decision(self) -> datetime:
        """The last bar's end at which an order still reaches the closing auction."""
        return self.close - HOUR

    @property
    def bars(self) -> int:
        """How many hour bars a full session has."""
        return self.bar_index(self.close)

    def bar_index(self, end_time: datetime) -> int:
        """The number of the hour bar that ends then, the first being 1."""
        return -(-(end_time - self.open) // HOUR)


def session_of(security: Security, end_time: datetime) -> TradingSession:
    """The session in which a bar ended, given the bar's end in the exchange's time."""
    within = end_time - timedelta(seconds=1)
    hours = security.exchange.hours
    opened = hours.get_previous_market_open(end_time, False)
    closes = hours.get_next_market_close(within, False)
    midnight = opened.replace(hour=0, minute=0, second=0, microsecond=0)
    return TradingSession(open=opened, close=closes, is_early_close=midnight in hours.early_closes)
