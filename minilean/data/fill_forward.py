"""Repeats the last bar where the data have a gap (Engine/DataFeeds/Enumerators/FillForwardEnumerator.cs)."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from minilean.data.base_data import BaseData
from minilean.data.corporate import Delisting
from minilean.data.strict_times import daily_calendar
from minilean.data.zones import zone_clock
from minilean.enums import DelistingType, MarketDataType

if TYPE_CHECKING:
    from minilean.securities.exchange_hours import SecurityExchangeHours

Span = tuple[datetime, timedelta]
Emission = tuple[datetime, BaseData]
_AUXILIARY = MarketDataType.AUXILIARY
_ZERO = timedelta()
_HOUR = timedelta(hours=1)
_DAY = timedelta(days=1)


@dataclass(slots=True)
class FillInterval:
    """The smallest bar of all subscriptions, which changes with them."""

    span: timedelta


@dataclass(frozen=True, slots=True, kw_only=True)
class FillForwardRules:
    """What decides when a bar is repeated; ``interval`` is read anew at each gap, as it changes with subscriptions.

    ``end`` is the subscription's end in the exchange's zone, ``strict`` is on for daily bars that end at the close.
    """

    hours: SecurityExchangeHours
    interval: FillInterval
    extended: bool
    end: datetime
    resolution: timedelta
    data_zone: ZoneInfo
    strict: bool


class FillForward:
    """Iterates emissions (UTC time, data), with repeated bars put into the gaps."""

    def __init__(self, source: Iterator[Emission], rules: FillForwardRules, previous: BaseData | None = None) -> None:
        self._source = source
        self._rules = rules
        self._previous = previous
        self._clock = zone_clock(rules.hours.time_zone)
        self._last_day = self._last_bar()

    def __iter__(self) -> Iterator[Emission]:
        delisted: datetime | None = None
        resolution, interval = self._rules.resolution, self._rules.interval
        for emission in self._source:
            data = emission[1]
            previous = self._previous
            if data._kind is _AUXILIARY:
                if isinstance(data, Delisting) and data.type == DelistingType.DELISTED:
                    delisted = data.end_time
                if previous is not None:
                    yield from self._fill_gap(previous, data)
            else:
                if previous is not None:
                    # bars that follow each other without a hole need no closer look
                    gap = data._time - previous._time
                    if gap > resolution or gap > interval.span:
                        yield from self._fill_gap(previous, data)
                self._previous = data
            yield emission
        if delisted is None:
            yield from self._until_end()

    def _fill_gap(self, previous: BaseData, following: BaseData) -> Iterator[Emission]:
        while previous._end_time < self._rules.end:
            emission = self._repeat(previous, following)
            if emission is None:
                return
            utc, self._previous = emission
            previous = self._previous
            yield utc, self._delivered(previous, utc)

    def _until_end(self) -> Iterator[Emission]:
        rules = self._rules
        while self._previous is not None and self._previous._end_time < rules.end:
            start, period = self._last_day
            last = self._previous._filled_forward(start, start + period)
            emission = self._repeat(self._previous, last)
            if emission is None:
                end = start + period
                if rules.hours.is_open_during_bar(start, end, rules.extended) and self._previous._end_time != end:
                    due = self._clock.to_utc(end)
                    yield due, self._delivered(last, due)
                return
            due, self._previous = emission
            yield due, self._delivered(self._previous, due)

    def _last_bar(self) -> Span:
        rules = self._rules
        if not rules.strict:
            return self._round_down(rules.end, rules.resolution), rules.resolution
        start, period = daily_calendar(rules.end, rules.hours)
        while start + period > rules.end:
            start, period = daily_calendar(start - _DAY, rules.hours)
        return start, period

    def _round_down(self, local: datetime, period: timedelta) -> datetime:
        """Rounds down in the zone of the data, gives the exchange's time."""
        hours_zone, data_zone = self._rules.hours.time_zone, self._rules.data_zone
        if hours_zone.key == data_zone.key:
            return _floor(local, period)
        data_clock = zone_clock(data_zone)
        return self._clock.from_utc(data_clock.to_utc(_floor(data_clock.from_utc(self._clock.to_utc(local)), period)))

    def _repeat(self, previous: BaseData, following: BaseData) -> Emission | None:
        """The next repeated bar before ``following``, if one is due."""
        to_utc = self._clock.to_utc
        rules = self._rules
        interval = rules.interval.span
        previous_utc, next_utc = to_utc(previous._time), to_utc(following._time)
        next_end_utc = to_utc(following._end_time)
        if next_end_utc < previous_utc or not self._is_due(previous_utc, next_utc, interval):
            return None
        next_period = next_end_utc - next_utc
        if previous.is_fill_forward and next_period and (not rules.strict or next_period <= _HOUR):
            rounded = to_utc(self._round_down(following._time, next_period))
            if not self._is_due(previous_utc, rounded, interval):
                return None
        period = rules.resolution
        if rules.strict:
            period = following._end_time - following._time
        elif following._time == following._end_time:
            period = _ZERO
        return self._first_open(previous, following, next_utc + period, interval)

    def _is_due(self, previous_utc: datetime, next_utc: datetime, interval: timedelta) -> bool:
        gap = next_utc - previous_utc
        return gap > interval or gap > self._rules.resolution

    def _first_open(
        self, previous: BaseData, following: BaseData, limit: datetime, interval: timedelta
    ) -> Emission | None:
        rules = self._rules
        auxiliary = following.data_type == MarketDataType.AUXILIARY
        for start, period in self._candidates(previous._end_time, interval):
            begin = start if rules.strict and period > _HOUR else self._round_down(start, period)
            end_utc = self._clock.to_utc(begin) + period
            if not (end_utc < limit or (auxiliary and end_utc == limit)):
                return None
            end = self._clock.from_utc(end_utc)
            if rules.hours.is_open_during_bar(end - period, end, rules.extended):
                span = rules.resolution
                if rules.strict:
                    hours = rules.hours
                    moment = max(end - hours.regular_market_duration, start)
                    span = hours.get_market_hours(moment).market_duration
                return end_utc, previous._filled_forward(self._clock.from_utc(end_utc - span), end)
        return None

    def _delivered(self, bar: BaseData, end_utc: datetime) -> BaseData:
        """A repeated bar with the times subscribers see (SubscriptionData.Create): those of a bar of the data."""
        rules = self._rules
        if rules.strict:
            start, period = daily_calendar(bar._time, rules.hours)
            return bar._filled_forward(start, start + period)
        span = bar._end_time - bar._time
        rounding = span if span == rules.resolution else end_utc - self._clock.to_utc(bar._time)
        time = _exchange_round_down(bar._time, rounding, rules)
        return bar._filled_forward(time, time + span)

    def _candidates(self, end: datetime, interval: timedelta) -> Iterator[Span]:
        resolution = self._rules.resolution
        if interval == resolution:
            yield from self._same_resolution(end, interval)
        else:
            yield from self._two_resolutions(end, min(interval, resolution), max(interval, resolution))

    def _same_resolution(self, end: datetime, resolution: timedelta) -> Iterator[Span]:
        rules = self._rules
        if rules.strict:
            yield daily_calendar(rules.hours.get_next_market_open(end, False), rules.hours)
            return
        if rules.hours.is_open_during_bar(end, end + resolution, rules.extended):
            yield end, resolution
        yield rules.hours.get_next_market_open(end, rules.extended), resolution

    def _two_resolutions(self, end: datetime, smaller: timedelta, larger: timedelta) -> Iterator[Span]:
        rules = self._rules
        found: list[Span] = []
        if rules.hours.is_open_during_bar(end, end + smaller, rules.extended):
            if rules.strict:
                found.append((end, smaller))
            else:
                yield end, smaller
        if rules.strict:
            start, period = daily_calendar(end, rules.hours)
            if end < start + period:
                found.append((start, period))
        else:
            start = self._round_down(end, larger)
            if rules.hours.is_open_during_bar(start, start + larger, rules.extended):
                found.append((start, larger))
        found.append((rules.hours.get_next_market_open(end, rules.extended), smaller))
        if rules.strict:
            found.append(daily_calendar(rules.hours.get_next_market_open(end, False), rules.hours))
        yield from sorted(found, key=lambda span: span[0] + span[1])


def _floor(time: datetime, period: timedelta) -> datetime:
    return time - (time - datetime.min) % period if period else time


def _exchange_round_down(time: datetime, span: timedelta, rules: FillForwardRules) -> datetime:
    """Rounds down to the last interval in which the exchange is open (Extensions.ExchangeRoundDownInTimeZone)."""
    hours = rules.hours
    exchange, data = zone_clock(hours.time_zone), zone_clock(rules.data_zone)
    same_zone = hours.time_zone.key == rules.data_zone.key
    moment = time if same_zone else data.from_utc(exchange.to_utc(time))
    for _ in range(_MOST_STEPS):
        rounded_data = _floor(moment, span)
        rounded = rounded_data if same_zone else exchange.from_utc(data.to_utc(rounded_data))
        if hours.is_open_during_bar(rounded, rounded + span, rules.extended):
            return rounded
        moment -= span
    return time


_MOST_STEPS = 10_000
"""An exchange is never closed for so many bars in a row; guards against hours that never open."""
