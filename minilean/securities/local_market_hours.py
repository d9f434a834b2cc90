"""The hours of one day of the week: its segments and what is open in them."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import timedelta

from minilean.enums import DayOfWeek, MarketHoursState
from minilean.errors import ArgumentError
from minilean.interop.names import dotnet

MIDNIGHT = timedelta()
ONE_DAY = timedelta(days=1)


@dotnet
class MarketHoursSegment:
    """A stretch of a day in one state; the end is not part of it (Common/Securities/MarketHoursSegment.cs)."""

    __slots__ = ("end", "start", "state")

    def __init__(self, state: MarketHoursState, start: timedelta, end: timedelta) -> None:
        self.state = state
        self.start = start
        self.end = end

    @staticmethod
    def open_all_day() -> MarketHoursSegment:
        """Regular hours from midnight to midnight."""
        return MarketHoursSegment(MarketHoursState.MARKET, MIDNIGHT, ONE_DAY)

    @staticmethod
    def closed_all_day() -> MarketHoursSegment:
        """Closed from midnight to midnight."""
        return MarketHoursSegment(MarketHoursState.CLOSED, MIDNIGHT, ONE_DAY)

    @staticmethod
    def get_market_hours_segments(
        extended_market_open: timedelta,
        market_open: timedelta,
        market_close: timedelta,
        extended_market_close: timedelta,
    ) -> list[MarketHoursSegment]:
        """Pre-market, market and post-market from the four times of a day; raises ArgumentError out of order."""
        if market_open < extended_market_open:
            message = "Extended market open time must be less than or equal to market open time."
            raise ArgumentError(message)
        if market_close < market_open:
            message = "Market close time must be after market open time."
            raise ArgumentError(message)
        if extended_market_close < market_close:
            message = "Extended market close time must be greater than or equal to market close time."
            raise ArgumentError(message)
        segments = []
        if extended_market_open != market_open:
            segments.append(MarketHoursSegment(MarketHoursState.PRE_MARKET, extended_market_open, market_open))
        if market_open or market_close:
            segments.append(MarketHoursSegment(MarketHoursState.MARKET, market_open, market_close))
        if market_close != extended_market_close:
            segments.append(MarketHoursSegment(MarketHoursState.POST_MARKET, market_close, extended_market_close))
        return segments

    def contains(self, time: timedelta) -> bool:
        """Whether a time of day falls in the segment."""
        return self.start <= time < self.end

    def overlaps(self, start: timedelta, end: timedelta) -> bool:
        """Whether the segment shares a moment with another stretch of the day."""
        return self.start < end and self.end > start

    def _counts(self, extended: bool) -> bool:
        return extended or self.state is MarketHoursState.MARKET

    def __str__(self) -> str:
        return f"{self.state.dotnet_name}: {_span_text(self.start)}-{_span_text(self.end)}"


@dotnet
class LocalMarketHours:
    """When a market is open on a day, in its own zone (Common/Securities/LocalMarketHours.cs)."""

    __slots__ = ("day_of_week", "is_closed_all_day", "is_open_all_day", "market_duration", "segments")

    def __init__(self, day: DayOfWeek, segments: Iterable[MarketHoursSegment] = ()) -> None:
        self.day_of_week = day
        self.segments = [segment for segment in segments if segment.state is not MarketHoursState.CLOSED]
        self.is_closed_all_day = not self.segments
        regular = [segment for segment in self.segments if segment.state is MarketHoursState.MARKET]
        only = self.segments[0] if len(self.segments) == 1 else None
        self.is_open_all_day = bool(regular) and only is not None and (only.start, only.end) == (MIDNIGHT, ONE_DAY)
        self.market_duration = sum((segment.end - segment.start for segment in regular), MIDNIGHT)

    @staticmethod
    def closed_all_day(day_of_week: DayOfWeek) -> LocalMarketHours:
        """A day without hours."""
        return LocalMarketHours(day_of_week)

    @staticmethod
    def open_all_day(day_of_week: DayOfWeek) -> LocalMarketHours:
        """A day of 24 regular hours."""
        return LocalMarketHours(day_of_week, [MarketHoursSegment.open_all_day()])

    def get_market_open(
        self,
        time: timedelta,
        extended_market_hours: bool,
        previous_day_last_segment: timedelta | None = None,
    ) -> timedelta | None:
        """The start of the segment at or after the time that does not continue an earlier one."""
        previous_end = previous_day_last_segment
        from_previous_day = True
        for segment in self.segments:
            if not segment._counts(extended_market_hours):
                continue
            if segment.end > time and not self.is_continuous_market_open(
                previous_end, segment.start, from_previous_day
            ):
                return segment.start
            previous_end = segment.end
            from_previous_day = False
        return None

    def get_market_close(
        self,
        time: timedelta,
        extended_market_hours: bool,
        next_day_segment_start: timedelta | None = None,
        last_close: bool = False,
    ) -> timedelta | None:
        """The first end after the time that no segment continues, or the day's last end."""
        last = None
        for position, segment in enumerate(self.segments):
            if segment.end <= time or not segment._counts(extended_market_hours):
                continue
            is_final = position == len(self.segments) - 1
            following = next_day_segment_start
            if not is_final:
                next_segment = self.segments[position + 1]
                following = next_segment.start if next_segment._counts(extended_market_hours) else None
            if last_close:
                last = segment.end
            elif not self.is_continuous_market_open(segment.end, following, is_final):
                return segment.end
        return last

    def is_open(self, time: timedelta, extended_market_hours: bool) -> bool:
        """Whether the market is open at a time of day."""
        for segment in self.segments:
            if segment.start <= time < segment.end:
                return segment._counts(extended_market_hours)
        return False

    def is_open_between(self, start: timedelta, end: timedelta, extended_market_hours: bool) -> bool:
        """Whether the market is open at some moment of a stretch of the day."""
        if start == end:
            return self.is_open(start, extended_market_hours)
        return any(
            segment.start < end and segment.end > start
            for segment in self.segments
            if segment._counts(extended_market_hours)
        )

    @staticmethod
    def is_continuous_market_open(
        previous_segment_end: timedelta | None,
        next_segment_start: timedelta | None,
        prev_segment_is_from_prev_day: bool = True,
    ) -> bool:
        """Whether trading goes on from one segment to the next without a break."""
        if previous_segment_end is None or next_segment_start is None:
            return False
        if prev_segment_is_from_prev_day:
            return previous_segment_end == ONE_DAY and next_segment_start == MIDNIGHT
        return previous_segment_end == next_segment_start

    def __str__(self) -> str:
        if self.is_closed_all_day:
            return "Closed All Day"
        if self.is_open_all_day:
            return "Open All Day"
        return f"{self.day_of_week.dotnet_name}: {' | '.join(str(segment) for segment in self.segments)}"


def _span_text(span: timedelta) -> str:
    hours, rest = divmod(span.seconds, 3600)
    minutes, seconds = divmod(rest, 60)
    days = f"{span.days}." if span.days else ""
    return f"{days}{hours:02d}:{minutes:02d}:{seconds:02d}"
