"""The trading days of a security: today's bar and those before it."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Any

from minilean.consolidators.period_count import PeriodCountConsolidatorBase
from minilean.data.base_data import NO_TIME, BaseData
from minilean.data.session_bar import NOT_STARTED, SessionBar
from minilean.data.ticks import Tick
from minilean.enums import SecurityType, TickType
from minilean.indicators.rolling_window import RollingWindow
from minilean.interop.dates import midnight_of
from minilean.interop.names import dotnet

if TYPE_CHECKING:
    from minilean.securities.exchange_hours import SecurityExchangeHours
    from minilean.securities.symbol import Symbol

_DAY = timedelta(days=1)
_QUOTED = (SecurityType.FOREX, SecurityType.CFD)


@dotnet
class SessionConsolidator(PeriodCountConsolidatorBase):
    """Data of regular hours into days; there is always a bar being built (SessionConsolidator.cs)."""

    input_type = BaseData
    output_type = SessionBar
    _qc_started = False

    def __init__(self, exchange_hours: SecurityExchangeHours, source_tick_type: TickType, symbol: Symbol) -> None:
        super().__init__(_DAY)
        self._qc_hours = exchange_hours
        self._qc_source = source_tick_type
        self._qc_of = symbol
        self._qc_begin()

    @property
    def working_instance(self) -> SessionBar:
        """The bar being built itself."""
        if self._qc_working is None:
            self._qc_begin()
        bar: SessionBar = self._qc_working
        return bar

    def validate_and_scan(self, current_local_time: datetime) -> None:
        """Completes the day once its date is over."""
        if self._qc_started and current_local_time.date() != self.working_instance._time.date():
            self.scan(current_local_time)

    def reset_working_bar(self) -> None:
        """The next bar is there already."""

    def reset(self) -> None:
        """Forgets everything but the handlers."""
        super().reset()
        self._qc_begin()

    def _qc_begin(self) -> None:
        last = self._qc_consolidated
        time = NOT_STARTED
        if last is not None:
            time = midnight_of(self._qc_hours.get_next_trading_day(last._time))
        self._qc_working = SessionBar(self._qc_source, self._qc_of, time)
        self._qc_started = False

    def _qc_emit(self, bar: SessionBar) -> None:
        self._qc_working = None
        self._qc_joins_until = NO_TIME
        super()._qc_emit(bar)

    def _qc_aggregate(self, working: SessionBar | None, data: BaseData) -> SessionBar:
        bar = self.working_instance if working is None else working
        if not self._qc_started:
            if bar._time == NOT_STARTED or data._time.date() > bar._time.date():
                bar._start_on(midnight_of(data._time))
            self._qc_started = True
        if isinstance(data, Tick) and data.tick_type == TickType.OPEN_INTEREST:
            bar._open_interest = data._value
        elif self._qc_hours.is_open(data._time, data._end_time, False):
            bar._take(data, self._qc_consolidated)
        return bar


@dotnet
class Session(RollingWindow[SessionBar]):
    """Today's bar at index 0 and the days before it; nothing is kept until ``size`` is set (Session.cs)."""

    __slots__ = ("_consolidator", "_hours", "_symbol", "_tick_type")

    def __init__(
        self, tick_type: TickType, exchange_hours: SecurityExchangeHours, symbol: Symbol, size: int = 0
    ) -> None:
        super().__init__(size)
        self._tick_type = tick_type
        self._hours = exchange_hours
        self._symbol = symbol
        self._consolidator: SessionConsolidator | None = None
        self._begin()

    @property
    def size(self) -> int:
        """How many days are kept, today's included."""
        return self._size

    @size.setter
    def size(self, value: int) -> None:
        RollingWindow.size.fset(self, value)  # type: ignore[attr-defined]
        self._begin()

    def _begin(self) -> None:
        if self._size > 0 and self._consolidator is None:
            self._consolidator = SessionConsolidator(self._hours, self._tick_type, self._symbol)
            self._consolidator.data_consolidated += self._next_day
            self.add(self._consolidator.working_instance)

    def _next_day(self, _: object, __: object) -> None:
        if self._consolidator is not None:
            self.add(self._consolidator.working_instance)

    def _today(self, name: str) -> float:
        if self._consolidator is None:
            return 0.0
        value: float = getattr(self._consolidator.working_instance, name)
        return value

    @property
    def symbol(self) -> Symbol:
        """The security's symbol."""
        return self._symbol

    @property
    def open(self) -> float:
        """The day's first price; zero before it."""
        return self._today("open")

    @property
    def high(self) -> float:
        """The day's highest price."""
        return self._today("high")

    @property
    def low(self) -> float:
        """The day's lowest price."""
        return self._today("low")

    @property
    def close(self) -> float:
        """The day's last price."""
        return self._today("close")

    @property
    def volume(self) -> float:
        """The day's volume."""
        return self._today("volume")

    @property
    def open_interest(self) -> float:
        """The last open interest of the day."""
        return self._today("open_interest")

    @property
    def end_time(self) -> datetime:
        """When the day ends."""
        return self._consolidator.working_instance._end_time if self._consolidator is not None else NO_TIME

    def update(self, data: BaseData) -> None:
        """Takes in data."""
        if self._consolidator is not None:
            self._consolidator.update(data)

    def scan(self, current_local_time: datetime) -> None:
        """Lets the day end by the clock."""
        if self._consolidator is not None:
            self._consolidator.validate_and_scan(current_local_time)

    def reset(self) -> None:
        """Forgets all days."""
        if self._consolidator is not None:
            super().reset()
            self._consolidator.reset()
            self.add(self._consolidator.working_instance)

    def __str__(self) -> str:
        return str(self._consolidator.working_instance) if self._consolidator is not None else ""


def session_of(security: Any) -> Session:
    """The session of a security: of quotes where that is what its kind has, of trades otherwise."""
    tick_type = TickType.QUOTE if security.type in _QUOTED else TickType.TRADE
    return Session(tick_type, security.exchange.hours, security.symbol)
