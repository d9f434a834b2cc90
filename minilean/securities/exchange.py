"""The exchange of a security: its hours and its local time."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from minilean.enums import DayOfWeek, SecurityType
from minilean.interop.names import dotnet
from minilean.securities.exchange_hours import SecurityExchangeHours
from minilean.securities.local_market_hours import LocalMarketHours, MarketHoursSegment
from minilean.securities.market import Market
from minilean.securities.market_hours_database import MarketHoursDatabase

if TYPE_CHECKING:
    from minilean.securities.time_keeper import LocalTimeKeeper


@dotnet
class SecurityExchange:
    """All times are the exchange's own (Common/Securities/SecurityExchange.cs)."""

    trading_days_per_year = 365
    _time_provider: LocalTimeKeeper

    def __init__(self, exchange_hours: SecurityExchangeHours) -> None:
        self._hours = exchange_hours

    @property
    def hours(self) -> SecurityExchangeHours:
        """When the exchange is open."""
        return self._hours

    @property
    def time_zone(self) -> ZoneInfo:
        """The zone of the exchange."""
        return self._hours.time_zone

    @property
    def local_time(self) -> datetime:
        """The exchange's wall clock now."""
        return self._time_provider.local_time

    @property
    def exchange_open(self) -> bool:
        """Whether regular hours are on now."""
        return self._hours._is_open_at(self.local_time, False)

    @property
    def closing_soon(self) -> bool:
        """Whether the exchange is closed in ten minutes."""
        return self.is_closing_soon(10)

    def set_local_date_time_frontier_provider(self, time_provider: LocalTimeKeeper) -> None:
        """Gives the exchange its clock."""
        self._time_provider = time_provider

    def date_is_open(self, date_to_check: date, extended_market_hours: bool = False) -> bool:
        """Whether there are hours on a date."""
        return self._hours.is_date_open(date_to_check, extended_market_hours)

    def date_time_is_open(self, date_time: date) -> bool:
        """Whether regular hours are on at a time."""
        return self._hours.is_open(date_time, False)

    def is_open_during_bar(self, bar_start_time: date, bar_end_time: date, is_extended_market_hours: bool) -> bool:
        """Whether the exchange is open at some moment of a bar."""
        return self._hours.is_open_during_bar(bar_start_time, bar_end_time, is_extended_market_hours)

    def is_closing_soon(self, minutes_to_close: int) -> bool:
        """Whether the exchange is closed in so many minutes."""
        return not self._hours._is_open_at(self.local_time + timedelta(minutes=minutes_to_close), False)

    def set_market_hours(self, market_hours_segments: Iterable[MarketHoursSegment], *days: DayOfWeek) -> None:
        """Replaces the hours of the days given, of all days when none is; holidays stay."""
        segments = list(market_hours_segments)
        hours = dict(self._hours.market_hours)
        hours.update({day: LocalMarketHours(day, segments) for day in days or DayOfWeek})
        old = self._hours
        self._hours = SecurityExchangeHours(old.time_zone, old.holidays, hours, old.early_closes, old.late_opens)


class EquityExchange(SecurityExchange):
    """An exchange for shares: 252 trading days a year; those of the United States unless told."""

    trading_days_per_year = 252

    def __init__(self, exchange_hours: SecurityExchangeHours | None = None) -> None:
        if exchange_hours is None:
            database = MarketHoursDatabase.from_data_folder()
            exchange_hours = database.get_exchange_hours(Market.USA, None, SecurityType.EQUITY)
        super().__init__(exchange_hours)


class ForexExchange(SecurityExchange):
    """A currency market: open on Sundays too, 313 days a year."""

    trading_days_per_year = 313


class CfdExchange(SecurityExchange):
    """A market of contracts for difference: 313 days a year."""

    trading_days_per_year = 313


class IndexExchange(SecurityExchange):
    """An index's exchange: 313 days a year, as LEAN has it."""

    trading_days_per_year = 313


class CryptoExchange(SecurityExchange):
    """A crypto exchange: trades every day of the year."""


class CryptoFutureExchange(SecurityExchange):
    """An exchange of crypto futures: trades every day of the year."""
