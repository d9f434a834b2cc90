"""Bars of a length of time, of a number of inputs, of both, or of a calendar's periods."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any

from minilean.consolidators.base import TypedEventConsolidator, check_input
from minilean.consolidators.calendars import CalendarInfo
from minilean.data.bars import TradeBar
from minilean.data.base_data import NO_TIME
from minilean.enums import Resolution
from minilean.errors import ArgumentError, InvalidOperation
from minilean.interop.dates import midnight_of
from minilean.interop.names import dotnet

Calendar = Callable[[datetime], CalendarInfo]
_ZERO = timedelta(0)
_SECOND = timedelta(seconds=1)
_HOUR = timedelta(hours=1)
_DAY = timedelta(days=1)
_WEEK = timedelta(days=7)
_CHECK_MOMENT = datetime(2022, 1, 3, 10, 10, 10)
_RESOLUTION_SPANS = {
    Resolution.TICK: _ZERO,
    Resolution.SECOND: _SECOND,
    Resolution.MINUTE: timedelta(minutes=1),
    Resolution.HOUR: _HOUR,
    Resolution.DAILY: _DAY,
}


def resolution_span(resolution: Resolution) -> timedelta:
    """A resolution's length of time; zero for ticks."""
    return _RESOLUTION_SPANS[resolution]


def round_down(time: datetime, span: timedelta) -> datetime:
    """The latest multiple of a span, counted from year one, that is not after the time."""
    return time - (time - NO_TIME) % span if span else time


@dotnet
class PeriodCountConsolidatorBase(TypedEventConsolidator):
    """The rules shared by all time and count consolidators (PeriodCountConsolidatorBase.cs).

    Args of the constructor, as LEAN's overloads: ``(timedelta[, start_time])``, ``(count)``, ``(count, timedelta)``,
    ``(function from a time to a CalendarInfo)``. Raises ArgumentError for anything else.
    """

    _qc_working: Any = None
    _qc_symbol: Any = None
    _qc_period: timedelta | None = None
    _qc_start_time: timedelta | None = None
    _qc_max_count: int | None = None
    _qc_calendar: Calendar | None = None
    _qc_count = 0
    _qc_last_emit: datetime | None = None
    _qc_length_checked = False
    _qc_filters = False
    _qc_joins_from = NO_TIME
    _qc_joins_until = NO_TIME  # data before this and of the same symbol join the bar being built, nothing else to ask

    def __init__(
        self,
        period: timedelta | int | Resolution | Calendar | None = None,
        start_time: timedelta | None = None,
        *,
        max_count: int | None = None,
        func: Calendar | None = None,
    ) -> None:
        first = period if period is not None else (max_count if max_count is not None else func)
        if max_count is not None and period is not None:
            first, start_time = max_count, period  # type: ignore[assignment]  # (count, span), both named
        if isinstance(first, Resolution):
            first = resolution_span(first)
        if isinstance(first, timedelta):
            self._qc_period, self._qc_start_time = first, start_time
        elif isinstance(first, int):
            self._qc_max_count, self._qc_period = first, start_time
        elif callable(first):
            self._qc_set_calendar(first)
        else:
            message = f"Unable to create a consolidator period from {first!r}: it is not a supported period type."
            raise ArgumentError(message)

    def _qc_set_calendar(self, calendar: Calendar) -> None:
        if calendar(_CHECK_MOMENT).start > _CHECK_MOMENT:
            message = (
                "FuncPeriodSpecification: Please use a function that computes the start of the bar associated with "
                "the given date time. Should never return a time later than the one passed in."
            )
            raise ArgumentError(message)
        self._qc_calendar = calendar
        self._qc_period = _SECOND

    @classmethod
    def from_resolution(cls, resolution: Resolution) -> PeriodCountConsolidatorBase:
        """A consolidator of the resolution's length of time."""
        return cls(resolution_span(resolution))

    @property
    def working_data(self) -> Any:
        """A copy of the bar being built, or None."""
        return self._qc_working.clone() if self._qc_working is not None else None

    @property
    def period(self) -> timedelta | None:
        """The length of the bar being built; None when only counting."""
        return self._qc_period

    @property
    def is_time_based(self) -> bool:
        """False when inputs are counted."""
        return self._qc_max_count is None

    def should_process(self, data: Any) -> bool:
        """Whether the data count as an input."""
        return self._qc_accepts(data)

    def aggregate_bar(self, working_bar: Any, data: Any) -> Any:
        """Adds data to a bar; gives the bar, a new one when there was none."""
        return self._qc_aggregate(working_bar, data)

    def get_rounded_bar_time(self, time: Any) -> datetime:
        """When the bar holding a time, or a piece of data, starts."""
        return self._qc_round(time) if isinstance(time, datetime) else self._qc_bar_start(time)

    def reset_working_bar(self) -> None:
        """Drops the bar being built."""
        self._qc_working = None
        self._qc_joins_until = NO_TIME

    def update(self, data: Any) -> None:
        """Takes in data.

        Raises ArgumentError for another kind of data or for data longer than the bars, InvalidOperation for another
        symbol.
        """
        time = data._time
        if (
            self._qc_joins_from <= time < self._qc_joins_until
            and data.symbol is self._qc_symbol
            and isinstance(data, self.input_type)
        ):
            if not self._qc_filters or self._qc_accepts(data):
                self._qc_aggregate(self._qc_working, data)
            return
        check_input(self, data)
        if data.symbol is not self._qc_symbol:
            self._qc_check_symbol(data.symbol)
        if self._qc_accepts(data):
            self._qc_take(data, time)

    def _qc_take(self, data: Any, time: datetime) -> None:
        """All the rules, for data that are the consolidator's."""
        if not self._qc_length_checked:
            self._qc_check_length(data)
        if self._qc_last_emit is None:
            self._qc_last_emit = NO_TIME if self._qc_max_count is None else time
        if self._qc_max_count is not None or not self._qc_period:
            self._qc_update_first(data, time)
            return
        working = self._qc_working
        if (
            working is not None
            and time - working._time >= self._qc_period
            and self._qc_bar_start(data) > self._qc_last_emit
        ):
            self._qc_complete(time)
        if time >= self._qc_last_emit:
            self._qc_working = bar = self._qc_aggregate(self._qc_working, data)
            self._qc_joins_from = self._qc_last_emit
            self._qc_joins_until = bar._time + self._qc_period

    def _qc_update_first(self, data: Any, time: datetime) -> None:
        """Counting, or a period of zero: the input belongs to the bar it completes."""
        last_emit = self._qc_last_emit or NO_TIME
        due = self._qc_count_reached()
        period = self._qc_period
        if period is not None:
            working = self._qc_working
            if working is not None and time - working._time >= period and self._qc_bar_start(data) > last_emit:
                due = True
            due = due or not period
        if time >= last_emit:
            self._qc_working = self._qc_aggregate(self._qc_working, data)
            if self._qc_max_count is not None:
                self._qc_working.end_time = data._end_time
        if due:
            self._qc_complete(time)

    def _qc_count_reached(self) -> bool:
        if self._qc_max_count is None:
            return False
        self._qc_count += 1
        if self._qc_count < self._qc_max_count:
            return False
        self._qc_count = 0
        return True

    def _qc_complete(self, time: datetime) -> None:
        working = self._qc_working
        if self._qc_period is not None and isinstance(working, TradeBar):
            working.period = self._qc_period
        self._qc_last_emit = working._end_time if self._qc_max_count is None and working is not None else time
        self._qc_emit(working)

    def _qc_emit(self, bar: Any) -> None:
        """The typed event comes after ``consolidated`` is set."""
        super()._qc_emit(bar)
        self._qc_typed_event(self, bar)
        self.reset_working_bar()

    def scan(self, current_local_time: datetime) -> None:
        """Emits the bar being built when its period is over by the clock."""
        working = self._qc_working
        period = self._qc_period
        if (
            working is not None
            and period
            and current_local_time - working._time >= period
            and self._qc_last_emit is not None
            and self._qc_round(current_local_time) > self._qc_last_emit
        ):
            self._qc_last_emit = working._end_time
            self._qc_emit(working)

    def reset(self) -> None:
        """Forgets everything but the handlers."""
        super().reset()
        self._qc_symbol = None
        self._qc_count = 0
        self._qc_working = None
        self._qc_joins_until = NO_TIME
        self._qc_last_emit = None
        self._qc_length_checked = False

    def _qc_accepts(self, data: Any) -> bool:
        return True

    def _qc_aggregate(self, working: Any, data: Any) -> Any:
        raise NotImplementedError

    def _qc_check_symbol(self, symbol: Any) -> None:
        if self._qc_symbol is not None and symbol.id != self._qc_symbol.id:
            message = (
                "Consolidators can only be used with a single symbol. The previous consolidated SecurityIdentifier "
                f"({self._qc_symbol.id}) is not the same as in the current data ({symbol.id})."
            )
            raise InvalidOperation(message)
        self._qc_symbol = symbol

    def _qc_check_length(self, data: Any) -> None:
        """Data must not be longer than the bars made of them; asked once, of the first input."""
        if self._qc_period is None or self._qc_max_count is not None or self._qc_calendar is not None:
            return
        self._qc_length_checked = True
        length = data._end_time - data._time
        if length > self._qc_period:
            message = (
                f"For Symbol {data.symbol} can not consolidate bars of period: {self._qc_period}, "
                f"using data of the same or higher period: {length}"
            )
            raise ArgumentError(message)

    def _qc_round(self, time: datetime) -> datetime:
        """The start of the period holding a time; a new bar takes the calendar's period of that time."""
        if self._qc_calendar is not None:
            info = self._qc_calendar(time)
            if self._qc_working is None:
                self._qc_period = info.period
            return info.start
        period = self._qc_period
        if self._qc_max_count is not None or period is None:
            return time
        if self._qc_start_time is not None:
            return _anchored(time, period, self._qc_start_time)
        return time if period > _DAY else round_down(time, period)

    def _qc_bar_start(self, data: Any) -> datetime:
        """The start of the bar the data belong to."""
        start = self._qc_round(data._time)
        if self._qc_period is not None and start + self._qc_period < data._end_time:
            # hour bars of American equities begin at nine, half an hour before the market opens
            if data._end_time - data._time == _HOUR and start.date() < data._time.date():
                return self._qc_round(data._end_time)
            start = data._time
        return start


def _anchored(time: datetime, period: timedelta, start_time: timedelta) -> datetime:
    """Periods counted from a time of day, or from the first of the month for a week and longer."""
    midnight = midnight_of(time)
    reference = (midnight.replace(day=1) if period >= _WEEK else midnight) + start_time
    return reference + (time - reference) // period * period
