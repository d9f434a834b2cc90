"""Bars that follow an exchange's sessions."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Any

from minilean.consolidators.base import ConsolidatorBase
from minilean.consolidators.calendars import CalendarInfo
from minilean.consolidators.period_count import PeriodCountConsolidatorBase, resolution_span, round_down
from minilean.consolidators.quote_bars import QuoteBarConsolidator, TickQuoteBarConsolidator
from minilean.consolidators.trade_bars import TickConsolidator, TradeBarConsolidator
from minilean.data.bars import QuoteBar, TradeBar
from minilean.data.base_data import NO_TIME
from minilean.data.ticks import Tick
from minilean.enums import Resolution, SecurityType, TickType
from minilean.errors import ArgumentError
from minilean.interop.names import dotnet

if TYPE_CHECKING:
    from zoneinfo import ZoneInfo

    from minilean.securities.exchange_hours import SecurityExchangeHours
    from minilean.securities.symbol import Symbol

_HOUR = timedelta(hours=1)
_DAY = timedelta(days=1)
_INSTANT = timedelta(microseconds=1)


@dotnet
class MarketHourAwareConsolidator(ConsolidatorBase):
    """Daily bars from the open to the close, other lengths counted from the open (MarketHourAwareConsolidator.cs).

    ``data_type`` is TradeBar, QuoteBar or Tick; raises ArgumentError for another.
    """

    _qc_hours: SecurityExchangeHours | None = None
    _qc_data_time_zone: ZoneInfo | None = None
    _qc_strict = False
    _qc_open_from = NO_TIME
    _qc_open_until = NO_TIME

    def __init__(
        self,
        daily_strict_end_time_enabled: bool,
        resolution: Resolution | timedelta,
        data_type: type,
        tick_type: TickType,
        extended_market_hours: bool,
    ) -> None:
        self._qc_daily_strict = daily_strict_end_time_enabled
        self._qc_extended = extended_market_hours
        span = resolution_span(resolution) if isinstance(resolution, Resolution) else resolution
        self._qc_period = span
        kind = _consolidator_class(data_type, tick_type)
        inner: PeriodCountConsolidatorBase
        if span == _DAY:
            inner = kind(self.daily_strict_end_time)
        elif _is_resolution(span):
            inner = kind(span)
        else:
            inner = kind(self.intraday_calendar if span < _DAY else self.daily_strict_end_time)
        self._qc_inner = inner
        inner._qc_emitted += self.forward_consolidated_bar

    @property
    def period(self) -> timedelta:
        """The length asked for."""
        return self._qc_period

    @property
    def consolidator(self) -> PeriodCountConsolidatorBase:
        """The consolidator that builds the bars."""
        return self._qc_inner

    @property
    def exchange_hours(self) -> SecurityExchangeHours | None:
        """The exchange's sessions; None before the first data."""
        return self._qc_hours

    @property
    def data_time_zone(self) -> ZoneInfo | None:
        """The zone of the data; None before the first data."""
        return self._qc_data_time_zone

    @property
    def input_type(self) -> type:  # type: ignore[override]
        """The data type asked for."""
        return self._qc_inner.input_type

    @property
    def output_type(self) -> type:  # type: ignore[override]
        """The kind of bars built."""
        return self._qc_inner.output_type

    @property
    def working_data(self) -> Any:
        """A copy of the bar being built, or None."""
        return self._qc_inner.working_data

    def update(self, data: Any) -> None:
        """Takes in data of open hours, and leaves others out."""
        hours = self._qc_hours
        if hours is None:
            hours = self._qc_find_hours(data.symbol)
        if self._qc_extended or self._qc_open_from <= data._time < self._qc_open_until or self._qc_is_open(data, hours):
            self._qc_inner.update(data)

    def scan(self, current_local_time: datetime) -> None:
        """Emits a bar that is due by the clock."""
        self._qc_inner.scan(current_local_time)

    def dispose(self) -> None:
        """Drops the handlers."""
        self._qc_inner._qc_emitted -= self.forward_consolidated_bar
        self._qc_inner.dispose()
        super().dispose()

    def reset(self) -> None:
        """Forgets everything but the handlers."""
        self._qc_strict = False
        self._qc_hours = None
        self._qc_data_time_zone = None
        self._qc_open_until = NO_TIME
        self._qc_inner.reset()
        super().reset()

    def forward_consolidated_bar(self, _: object, consolidated: Any) -> None:
        """Emits what the inner consolidator gives."""
        self._qc_emit(consolidated)

    def daily_strict_end_time(self, date_time: datetime) -> CalendarInfo:
        """The day's session, or plain days where strict end times do not apply."""
        if not self._qc_strict or self._qc_period > _DAY or self._qc_hours is None:
            start = date_time if self._qc_period > _DAY else round_down(date_time, self._qc_period)
            return CalendarInfo(start, self._qc_period)
        return daily_calendar(date_time, self._qc_hours, extended_market_hours=self._qc_extended)

    def intraday_calendar(self, date_time: datetime) -> CalendarInfo:
        """The period counted from the session's open that holds a time."""
        hours = self._qc_hours
        if hours is None or hours.is_market_always_open:
            return CalendarInfo(round_down(date_time, self._qc_period), self._qc_period)
        return intraday_calendar(date_time, self._qc_period, hours, extended_market_hours=self._qc_extended)

    def use_strict_end_time(self, symbol: Symbol) -> bool:
        """Whether daily bars of the symbol end at the market's close."""
        hours = self._qc_hours
        return hours is not None and uses_strict_end_time(self._qc_daily_strict, symbol, self._qc_period, hours)

    def _qc_find_hours(self, symbol: Symbol) -> SecurityExchangeHours:
        from minilean.securities.market_hours_database import MarketHoursDatabase

        database = MarketHoursDatabase.from_data_folder()
        where = (symbol.id.market, symbol, symbol.security_type)
        hours: SecurityExchangeHours = database.get_exchange_hours(*where)
        self._qc_hours = hours
        self._qc_data_time_zone = database.get_data_time_zone(*where)
        self._qc_strict = self.use_strict_end_time(symbol)
        return hours

    def _qc_is_open(self, data: Any, hours: SecurityExchangeHours) -> bool:
        """Whether the data are of open hours; remembers the session so the next data need not ask."""
        time, end_time = data._time, data._end_time
        if hours.is_open(time, False):
            self._qc_open_from = time
            never_closes = hours.is_market_always_open
            self._qc_open_until = datetime.max if never_closes else hours.get_next_market_close(time, False)
            return True
        # hour bars of American equities begin at nine, half an hour before the market opens
        return self._qc_period == _DAY and end_time - time >= _HOUR and hours.is_open(time, end_time, False)


def daily_calendar(date: datetime, hours: SecurityExchangeHours, *, extended_market_hours: bool) -> CalendarInfo:
    """From the first open to the last close of a day (LeanData.GetDailyCalendar)."""
    start = hours.get_first_daily_market_open(date, extended_market_hours)
    return CalendarInfo(start, hours.get_last_daily_market_close(start, extended_market_hours) - start)


def intraday_calendar(
    date: datetime, period: timedelta, hours: SecurityExchangeHours, *, extended_market_hours: bool
) -> CalendarInfo:
    """A period counted from the open, cut at the close (LeanData.GetIntradayCalendar)."""
    is_open = hours.is_open(date, extended_market_hours)
    market_open = hours.get_previous_market_open(date + _INSTANT if is_open else date, extended_market_hours)
    start = market_open + (date - market_open) // period * period
    end = min(start + period, hours.get_next_market_close(market_open, extended_market_hours))
    return CalendarInfo(start, end - start)


def uses_strict_end_time(
    daily_strict_end_time_enabled: bool,
    symbol: Symbol,
    increment: timedelta,
    hours: SecurityExchangeHours,
) -> bool:
    """Whether bars longer than an hour end at the market's close (LeanData.UseStrictEndTime)."""
    kind = symbol.security_type
    if (
        hours.is_market_always_open
        or increment <= _HOUR
        or (kind == SecurityType.CFD and symbol.id.market == "oanda")
        or kind in {SecurityType.FOREX, SecurityType.BASE}
    ):
        return False
    return daily_strict_end_time_enabled


def _consolidator_class(data_type: type, tick_type: TickType) -> type[PeriodCountConsolidatorBase]:
    if data_type is Tick:
        return TickConsolidator if tick_type == TickType.TRADE else TickQuoteBarConsolidator
    if data_type is TradeBar:
        return TradeBarConsolidator
    if data_type is QuoteBar:
        return QuoteBarConsolidator
    message = f"{data_type.__name__} not supported"
    raise ArgumentError(message)


def _is_resolution(span: timedelta) -> bool:
    return any(resolution_span(resolution) == span for resolution in Resolution)
