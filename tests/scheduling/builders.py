"""A schedule with a clock one sets by hand."""

from __future__ import annotations

from datetime import datetime
from types import SimpleNamespace
from typing import TYPE_CHECKING, Any

from minilean.scheduling.real_time import BacktestingRealTimeHandler
from minilean.scheduling.schedule_manager import ScheduleManager
from minilean.securities.symbol_cache import SymbolCache
from minilean.securities.time_zones import TimeZones
from tests.securities.builders import an_equity, stock_hours

if TYPE_CHECKING:
    from minilean.securities.exchange_hours import SecurityExchangeHours


class Desk:
    """An algorithm's schedule, its securities and the time, for tests to move."""

    def __init__(self, utc: datetime, hours: SecurityExchangeHours | None = None, database: Any = None) -> None:
        SymbolCache.start_run(None)
        self.utc_time = utc
        self.messages: list[str] = []
        self.hours = hours or stock_hours()
        self.spy = an_equity()
        self.held = {self.spy: a_security(self.spy, self.hours)}
        self.database = database or SimpleNamespace(get_exchange_hours=lambda *_: self.hours)
        self.schedule = ScheduleManager(self, self, TimeZones.NEW_YORK, self.database)
        self.handler = BacktestingRealTimeHandler(lambda: self.utc_time, self.set_date_time)
        self.schedule.set_event_schedule(self.handler)
        self.dates = self.schedule.date_rules
        self.times = self.schedule.time_rules
        self.fired: list[tuple[str, datetime]] = []

    def debug(self, text: str) -> None:
        self.messages.append(text)

    def set_date_time(self, utc: datetime) -> None:
        self.utc_time = utc

    def get(self, symbol: Any) -> Any:
        return self.held.get(symbol)

    def items(self) -> list[tuple[Any, Any]]:
        return list(self.held.items())

    def values(self) -> list[Any]:
        return list(self.held.values())

    def note(self, name: str) -> Any:
        """A callback that notes its name and the algorithm's time."""
        return lambda: self.fired.append((name, self.utc_time))

    def step(self, utc: datetime) -> None:
        """A slice: what lies before it fires first, then what is due with it."""
        self.handler.scan_past_events(utc)
        self.utc_time = utc
        self.handler.set_time(utc)


def a_security(symbol: Any, hours: SecurityExchangeHours) -> Any:
    exchange = SimpleNamespace(hours=hours, time_zone=hours.time_zone, date_is_open=hours.is_date_open)
    return SimpleNamespace(symbol=symbol, type=symbol.security_type, exchange=exchange, is_extended_market_hours=False)
