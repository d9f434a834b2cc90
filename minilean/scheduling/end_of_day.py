"""The events behind on_end_of_day: ten minutes before a security's close, two before the algorithm's midnight."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Any

from minilean.data.zones import zone_clock
from minilean.scheduling.scheduled_event import ScheduledEvent

if TYPE_CHECKING:
    from minilean.scheduling.real_time import BacktestingRealTimeHandler
    from minilean.securities.symbol import Symbol

_DAY = timedelta(days=1)
_DEPRECATED = (
    "Usage of QCAlgorithm.OnEndOfDay() without a symbol will be deprecated August 2021. Always use a symbol when "
    "overriding this method: OnEndOfDay(symbol)"
)


class EndOfDayEvents:
    """Keeps the two kinds of events up to date (Engine/RealTime/BaseRealTimeHandler.cs, ScheduledEventFactory.cs).

    ``for_algorithm`` and ``for_securities`` say which of ``on_end_of_day()`` and
    ``on_end_of_day(symbol)`` the algorithm defines.
    """

    def __init__(
        self,
        handler: BacktestingRealTimeHandler,
        algorithm: Any,
        *,
        for_algorithm: bool,
        for_securities: bool,
    ) -> None:
        self._handler = handler
        self._algorithm = algorithm
        self._for_algorithm = for_algorithm
        self._for_securities = for_securities
        self._algorithm_event: ScheduledEvent | None = None
        self._security_events: dict[Symbol, ScheduledEvent] = {}

    def start(self) -> None:
        """To be called once, before the handler starts, which from then on tells of changed securities."""
        self._handler.end_of_day = self
        self._renew_algorithm_event(self._algorithm.time)

    def on_securities_changed(self, added: Iterable[Any], removed: Iterable[Any]) -> None:
        """Adds and removes the events of securities that came and went; renews the algorithm's."""
        if self._for_securities:
            for security in added:
                event = self._security_events[security.symbol] = self._security_event(security)
                self._handler.add(event)
            for security in removed:
                gone = self._security_events.pop(security.symbol, None)
                if gone is not None:
                    self._handler.remove(gone)
        self._renew_algorithm_event(self._utc_now())

    def _utc_now(self) -> datetime:
        now: datetime = self._algorithm.utc_time
        return now.replace(tzinfo=None)

    def _renew_algorithm_event(self, start: datetime) -> None:
        if not self._for_algorithm:
            return
        if self._algorithm_event is not None:
            self._handler.remove(self._algorithm_event)
        algorithm = self._algorithm
        algorithm.debug(_DEPRECATED)
        times = self._algorithm_times(start, algorithm.end_date, self._utc_now())
        self._algorithm_event = ScheduledEvent("Algorithm.EndOfDay", times, lambda _n, _t: algorithm.on_end_of_day())
        self._handler.add(self._algorithm_event)

    def _algorithm_times(self, start: datetime, end: datetime, now: datetime) -> Iterator[datetime]:
        clock = zone_clock(self._algorithm.time_zone)
        before_midnight = _DAY - ScheduledEvent.ALGORITHM_END_OF_DAY_DELTA
        for day in _days(start, end):
            if any(security.exchange.date_is_open(day) for security in self._algorithm.securities.values()):
                time = clock.to_utc(day + before_midnight)
                if time > now:
                    yield time

    def _security_event(self, security: Any) -> ScheduledEvent:
        now = self._utc_now()
        times = _security_times(security, now, self._algorithm.end_date)
        symbol = security.symbol
        return ScheduledEvent(f"{symbol}.EndOfDay", times, lambda _n, _t: self._algorithm.on_end_of_day(symbol))


def _security_times(security: Any, now: datetime, end: datetime) -> Iterator[datetime]:
    hours = security.exchange.hours
    clock = zone_clock(hours.time_zone)
    for day in _days(now, end):
        if not hours.is_date_open(day):
            continue
        if hours.is_market_always_open:
            local = day + _DAY
        else:
            close = hours.get_last_daily_market_close(day, security.is_extended_market_hours)
            local = close - ScheduledEvent.SECURITY_END_OF_DAY_DELTA
        time = clock.to_utc(local)
        if time > now:
            yield time


def _days(start: datetime, end: datetime) -> Iterator[datetime]:
    day = datetime(start.year, start.month, start.day)
    while day.date() <= end.date():
        yield day
        day += _DAY
