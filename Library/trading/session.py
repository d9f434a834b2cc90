"""When a security's day begins and ends, asked of its exchange and never of a hard-coded clock."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from AlgorithmImports import *

HOUR = timedelta(hours=1)
DAY = timedelta(days=1)
SATURDAY = 5


@dataclass(frozen=True, slots=True, kw_only=True)
class TradingSession:
    """One day of trading in the exchange's time; hour bars begin on the hour, the first with the open inside it."""

    open: datetime
    close: datetime
    is_early_close: bool = False
    has_auctions: bool = True

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


@dataclass(frozen=True, slots=True, kw_only=True)
class Anchor:
    """The hour at which the day of a market without an opening bell begins, on the clocks of a place."""

    hour: int
    zone: str

    def day_of(self, end_time: datetime, exchange_zone: str) -> tuple[datetime, datetime]:
        """The day in which a bar ended, from its beginning to its end, both in the exchange's time as is `end_time`."""
        exchange, place = ZoneInfo(exchange_zone), ZoneInfo(self.zone)
        within = (end_time - timedelta(seconds=1)).replace(tzinfo=exchange).astimezone(place).replace(tzinfo=None)
        begins = (within - timedelta(hours=self.hour)).replace(hour=0, minute=0, second=0, microsecond=0)
        begins += timedelta(hours=self.hour)
        first, last = (
            moment.replace(tzinfo=place).astimezone(exchange).replace(tzinfo=None) for moment in (begins, begins + DAY)
        )
        return first, last


class SessionCount:
    """Numbers the weekdays on which a market is open, the first from a fixed day on being 0.

    What happens every so many sessions happens on the same days however often a run is started anew.
    """

    def __init__(self, hours: SecurityExchangeHours, *, since: date) -> None:
        self._hours = hours
        self._last = datetime(since.year, since.month, since.day) - DAY
        self._number = -1

    def at(self, day: date) -> int:
        """The number of the last session until that day; days are asked for in order."""
        while self._last.date() < day:
            self._last += DAY
            self._number += self._last.weekday() < SATURDAY and self._hours.is_date_open(self._last)
        return self._number


NEW_YORK_ROLL = Anchor(hour=17, zone="America/New_York")
UTC_DAY = Anchor(hour=0, zone="UTC")


def session_of(security: Security, end_time: datetime, anchor: Anchor | None = None) -> TradingSession:
    """The session in which a bar ended, given the bar's end in the exchange's time.

    An equity's day is its exchange's; currencies' days begin at the anchor, by default 17:00 in New York, and those of
    markets that never close at midnight UTC.
    """
    hours = security.exchange.hours
    if security.type == SecurityType.EQUITY:
        within = end_time - timedelta(seconds=1)
        opened = hours.get_previous_market_open(end_time, False)
        closes = hours.get_next_market_close(within, False)
        midnight = opened.replace(hour=0, minute=0, second=0, microsecond=0)
        return TradingSession(open=opened, close=closes, is_early_close=midnight in hours.early_closes)
    usual = UTC_DAY if hours.is_market_always_open else NEW_YORK_ROLL
    begins, ends = (anchor or usual).day_of(end_time, str(hours.time_zone))
    return TradingSession(open=begins, close=ends, has_auctions=False)
