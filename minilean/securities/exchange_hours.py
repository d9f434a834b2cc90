"""When an exchange is open: days of the week, holidays, early closes and late opens."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from minilean.enums import DayOfWeek
from minilean.errors import ArgumentError, InvalidOperation
from minilean.interop.dates import midnight_of, to_date_time
from minilean.interop.names import dotnet
from minilean.securities.local_market_hours import MIDNIGHT, ONE_DAY, LocalMarketHours, MarketHoursSegment

__all__ = ["LocalMarketHours", "MarketHoursSegment", "SecurityExchangeHours", "day_of_week"]

_TICK = timedelta(microseconds=1)
_SEARCHED_DAYS = timedelta(days=15)
_NEVER = (datetime.max, datetime.min, datetime.max)

Span = tuple[datetime, datetime, bool]
Answer = tuple[datetime, datetime, datetime]
_NO_SPAN: Span = (datetime.max, datetime.min, False)


def day_of_week(moment: date) -> DayOfWeek:
    """The day of the week as .NET counts it."""
    return DayOfWeek(moment.isoweekday() % 7)


@dotnet
class SecurityExchangeHours:
    """All times are the exchange's own (Common/Securities/SecurityExchangeHours.cs).

    An instance never changes. Times are mostly asked in order, so the stretch around the last
    time asked is kept with its answer.
    """

    __slots__ = (
        "_days", "_next_closes", "_next_opens", "_previous_opens", "_spans", "bank_holidays", "daily_calendars",
        "early_closes",
        "holidays", "is_market_always_open", "late_opens", "market_hours", "regular_market_duration", "time_zone",
    )  # fmt: skip

    def __init__(
        self,
        time_zone: ZoneInfo,
        holiday_dates: Iterable[datetime],
        market_hours_for_each_day_of_week: Mapping[DayOfWeek, LocalMarketHours],
        early_closes: Mapping[datetime, timedelta],
        late_opens: Mapping[datetime, timedelta],
        bank_holiday_dates: Iterable[datetime] = (),
    ) -> None:
        self.time_zone = time_zone
        self.holidays = {midnight_of(day) for day in holiday_dates}
        self.bank_holidays = {midnight_of(day) for day in bank_holiday_dates}
        self.early_closes = dict(early_closes)
        self.late_opens = dict(late_opens)
        self.market_hours = {
            day: market_hours_for_each_day_of_week.get(day) or LocalMarketHours(day) for day in DayOfWeek
        }
        # the most common duration; of equally common ones the longest
        durations = Counter(hours.market_duration for hours in self.market_hours.values())
        self.regular_market_duration = max(durations, key=lambda duration: (durations[duration], duration))
        self.is_market_always_open = all(hours.is_open_all_day for hours in self.market_hours.values())
        self._days: dict[date, LocalMarketHours] = {}
        self.daily_calendars: dict[datetime, tuple[datetime, timedelta]] = {}
        """Start and period of daily bars by a moment of theirs, as far as they were asked for."""
        self._spans = [_NO_SPAN, _NO_SPAN]
        if self.is_market_always_open and not (self.holidays or self.early_closes or self.late_opens):
            self._spans = [(datetime.min, datetime.max, True)] * 2
        self._next_opens: list[Answer] = [_NEVER, _NEVER]
        self._next_closes: list[Answer] = [_NEVER, _NEVER]
        self._previous_opens: list[Answer] = [_NEVER, _NEVER]

    @staticmethod
    def always_open(time_zone: ZoneInfo) -> SecurityExchangeHours:
        """Hours of a market that never closes."""
        days = {day: LocalMarketHours.open_all_day(day) for day in DayOfWeek}
        return SecurityExchangeHours(time_zone, (), days, {}, {})

    def is_open(
        self,
        local_date_time: date,
        end_or_extended: date | bool,
        extended_market_hours: bool | None = None,
    ) -> bool:
        """Whether the exchange is open at a time, or at some moment between two: ``is_open(start, end, extended)``."""
        start = to_date_time(local_date_time)
        if isinstance(end_or_extended, date):
            return self._is_open_between(start, to_date_time(end_or_extended), bool(extended_market_hours))
        return self._is_open_at(start, end_or_extended)

    def is_open_during_bar(self, bar_start_time: date, bar_end_time: date, extended_market_hours: bool) -> bool:
        """Whether the exchange is open at some moment of a bar."""
        return self._is_open_between(to_date_time(bar_start_time), to_date_time(bar_end_time), extended_market_hours)

    def open_stretch(self, moment: datetime, extended_market_hours: bool) -> tuple[datetime, datetime]:
        """A stretch around a moment, its end left out, in all of which the exchange is open; empty if it is closed."""
        if not self._is_open_at(moment, extended_market_hours):
            return moment, moment
        start, end, _ = self._spans[extended_market_hours]
        return start, end

    def _is_open_at(self, moment: datetime, extended: bool) -> bool:
        span = self._spans[extended]
        if not span[0] <= moment < span[1]:
            span = self._spans[extended] = self._span_around(moment, extended)
        return span[2]

    def _span_around(self, moment: datetime, extended: bool) -> Span:
        """The longest stretch of the day around a time in which the answer cannot change."""
        hours = self.get_market_hours(moment)
        midnight = midnight_of(moment)
        time_of_day = moment - midnight
        start, end = MIDNIGHT, ONE_DAY
        for segment in hours.segments:
            for edge in (segment.start, segment.end):
                if start < edge <= time_of_day:
                    start = edge
                elif time_of_day < edge < end:
                    end = edge
        return midnight + start, midnight + end, hours.is_open(time_of_day, extended)

    def _is_open_between(self, start: datetime, end: datetime, extended: bool) -> bool:
        if self._is_open_at(start, extended):
            return True
        if end <= self._spans[extended][1]:
            return False
        while True:
            midnight = midnight_of(start)
            last = min(end - midnight, ONE_DAY - _TICK)
            if self.get_market_hours(start).is_open_between(start - midnight, last, extended):
                return True
            start = midnight + ONE_DAY
            if end <= start:
                return False

    def is_date_open(self, local_date_time: date, extended_market_hours: bool = False) -> bool:
        """Whether there are hours on the date; a day of extended hours only counts when these are asked for."""
        hours = self.get_market_hours(local_date_time)
        if hours.is_closed_all_day:
            return False
        return bool(hours.market_duration) or extended_market_hours

    def get_next_market_open(self, local_date_time: date, extended_market_hours: bool) -> datetime:
        """The first open after the time; raises ArgumentError when there is none within two weeks."""
        moment = to_date_time(local_date_time)
        since, until, answer = self._next_opens[extended_market_hours]
        if since <= moment < until:
            return answer
        found = self._find_next_open(moment, extended_market_hours)
        self._next_opens[extended_market_hours] = (moment, found, found)
        return found

    def _find_next_open(self, moment: datetime, extended: bool) -> datetime:
        midnight = midnight_of(moment)
        time_of_day = moment - midnight
        limit = midnight + _SEARCHED_DAYS
        previous_end = _end_of_last_segment(self.get_market_hours(midnight - ONE_DAY))
        while midnight < limit:
            hours = self.get_market_hours(midnight)
            opens_at = hours.get_market_open(time_of_day, extended, previous_end)
            if opens_at is not None and moment < midnight + opens_at:
                return midnight + opens_at
            # after an early close the next day's first segment is an open even when it starts at midnight
            previous_end = None if midnight in self.early_closes else _end_of_last_segment(hours)
            midnight += ONE_DAY
            time_of_day = MIDNIGHT
        message = "Unable to locate next market open within two weeks." + self._always_open_advice("AfterMarketOpen")
        raise ArgumentError(message)

    def get_next_market_close(
        self,
        local_date_time: date,
        extended_market_hours: bool,
        last_close: bool = False,
    ) -> datetime:
        """The first close after the time; raises ArgumentError when there is none within two weeks.

        With ``last_close``, the last close of the first day that has one.
        """
        moment = to_date_time(local_date_time)
        if last_close:
            return self._find_next_close(moment, extended_market_hours, last_close=True)
        since, until, answer = self._next_closes[extended_market_hours]
        if since <= moment < until:
            return answer
        found = self._find_next_close(moment, extended_market_hours, last_close=False)
        self._next_closes[extended_market_hours] = (moment, found, found)
        return found

    def get_last_daily_market_close(self, local_date_time: date, extended_market_hours: bool) -> datetime:
        """The last close of the day, or of the next day that has one."""
        return self._find_next_close(to_date_time(local_date_time), extended_market_hours, last_close=True)

    def _find_next_close(self, moment: datetime, extended: bool, *, last_close: bool) -> datetime:
        midnight = midnight_of(moment)
        time_of_day = moment - midnight
        limit = midnight + _SEARCHED_DAYS
        while midnight < limit:
            hours = self.get_market_hours(midnight)
            if not hours.is_closed_all_day:
                next_start = self._start_of_next_day(midnight)
                closes_at = hours.get_market_close(time_of_day, extended, next_start, last_close)
                if closes_at is not None and moment < midnight + closes_at:
                    return midnight + closes_at
            midnight += ONE_DAY
            time_of_day = MIDNIGHT
        message = "Unable to locate next market close within two weeks." + self._always_open_advice("BeforeMarketClose")
        raise ArgumentError(message)

    def _start_of_next_day(self, midnight: datetime) -> timedelta | None:
        tomorrow = midnight + ONE_DAY
        if tomorrow in self.early_closes:
            return None
        segments = self.get_market_hours(tomorrow).segments
        return segments[0].start if segments else None

    def get_previous_market_open(
        self,
        local_date_time: date,
        extended_market_hours: bool,
        first_open: bool = False,
    ) -> datetime:
        """The last open at or before the time; with ``first_open``, the first one of its day."""
        moment = to_date_time(local_date_time)
        if first_open:
            return self._find_previous_open(moment, extended_market_hours, first_open=True)
        since, until, answer = self._previous_opens[extended_market_hours]
        if since <= moment < until:
            return answer
        found = self._find_previous_open(moment, extended_market_hours, first_open=False)
        until = self.get_next_market_open(moment, extended_market_hours)
        self._previous_opens[extended_market_hours] = (moment, until, found)
        return found

    def get_first_daily_market_open(self, local_date_time: date, extended_market_hours: bool) -> datetime:
        """The first open of the day, or of the last day that had one."""
        return self._find_previous_open(to_date_time(local_date_time), extended_market_hours, first_open=True)

    def _find_previous_open(self, moment: datetime, extended: bool, *, first_open: bool) -> datetime:
        midnight = midnight_of(moment)
        for _ in range(9):
            earliest = None
            for segment in reversed(self.get_market_hours(midnight).segments):
                start = midnight + segment.start
                if start > moment or not segment._counts(extended):
                    continue
                if first_open:
                    earliest = start
                elif self._find_next_open(start - _TICK, extended) == start:
                    return start
            if earliest is not None:
                return earliest
            midnight -= ONE_DAY
        message = (
            f"Did not find last market open for {moment:%m/%d/%Y %H:%M:%S}. "
            f"IsMarketAlwaysOpen: {self.is_market_always_open}"
        )
        raise InvalidOperation(message)

    def get_market_hours(self, local_date_time: date) -> LocalMarketHours:
        """The hours of a date, with holiday, early close and late open worked in."""
        day = local_date_time.date() if isinstance(local_date_time, datetime) else local_date_time
        hours = self._days.get(day)
        if hours is None:
            hours = self._days[day] = self._hours_of(datetime.combine(day, time.min))
        return hours

    def _hours_of(self, midnight: datetime) -> LocalMarketHours:
        weekday = day_of_week(midnight)
        if midnight in self.holidays:
            return LocalMarketHours(weekday)
        early_close, late_open = self.early_closes.get(midnight), self.late_opens.get(midnight)
        regular = self.market_hours[weekday]
        if early_close is None and late_open is None:
            return regular
        segments = regular.segments
        if early_close is None:
            return LocalMarketHours(weekday, _opened_late(segments, late_open))
        before = _closed_early(segments, early_close)
        if late_open is None:
            return LocalMarketHours(weekday, before)
        if early_close > late_open:
            return LocalMarketHours(weekday, _opened_late(before, late_open))
        if early_close == late_open:
            segments = before
        # trading stops at the early close and resumes at the late open
        return LocalMarketHours(weekday, [*before, *_opened_late(segments, late_open)])

    def get_previous_trading_day(self, local_date: date) -> datetime:
        """The last open day before, at the same time of day."""
        day = to_date_time(local_date) - ONE_DAY
        while not self.is_date_open(day):
            day -= ONE_DAY
        return day

    def get_next_trading_day(self, date: date) -> datetime:
        """The first open day after, at the same time of day."""
        day = to_date_time(date) + ONE_DAY
        while not self.is_date_open(day):
            day += ONE_DAY
        return day

    def _always_open_advice(self, rule: str) -> str:
        if not self.is_market_always_open:
            return ""
        return (
            f" Market is always open for this asset, this can happen e.g. if using TimeRules {rule} for a crypto asset."
            " An alternative would be TimeRules.At(), TimeRules.Every(), TimeRules.Midnight or TimeRules.Noon instead"
        )


def _end_of_last_segment(hours: LocalMarketHours) -> timedelta | None:
    return hours.segments[-1].end if hours.segments else None


def _closed_early(segments: list[MarketHoursSegment], close: timedelta) -> list[MarketHoursSegment]:
    """The segments up to a close; the one it falls in is cut, the one before a gap is lost, as in LEAN."""
    for position, segment in enumerate(segments):
        if segment.start <= close <= segment.end:
            return [*segments[:position], MarketHoursSegment(segment.state, segment.start, close)]
        if close < segment.start:
            return segments[: max(position - 1, 0)]
    return list(segments)


def _opened_late(segments: list[MarketHoursSegment], opening: timedelta | None) -> list[MarketHoursSegment]:
    """The segments from an opening; the one it falls in is cut."""
    if opening is None:
        return list(segments)
    for position, segment in enumerate(segments):
        if segment.start <= opening <= segment.end:
            return [MarketHoursSegment(segment.state, opening, segment.end), *segments[position + 1 :]]
        if opening < segment.start:
            return segments[position:]
    return list(segments)
