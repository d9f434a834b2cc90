"""Whatever the dates and holidays: rules give open days, in order, once each, and times within those days."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from minilean.data.zones import zone_clock
from minilean.enums import DayOfWeek
from tests.scheduling.builders import Desk
from tests.securities.builders import stock_hours

_DAY = timedelta(days=1)
_NOW = datetime(2012, 1, 3, 5)
_PERIODS = ("week_start", "week_end", "month_start", "month_end", "quarter_start", "quarter_end", "year_start")

starts = st.integers(0, 800).map(lambda days: datetime(2012, 1, 1) + days * _DAY)
lengths = st.integers(0, 500).map(lambda days: days * _DAY)
minutes = st.integers(0, 300)


@st.composite
def markets(draw: Any) -> Any:
    """New York's stock market with holidays and half days of its own."""
    days = st.integers(0, 1400).map(lambda count: datetime(2012, 1, 1) + count * _DAY)
    holidays = draw(st.sets(days, max_size=40))
    early = {day: timedelta(hours=13) for day in draw(st.sets(days, max_size=10)) - holidays}
    return stock_hours(holiday_dates=sorted(holidays), early_closes=early)


@pytest.mark.parametrize("name", ["every_day", *_PERIODS])
@given(markets(), starts, lengths)
def test_a_rule_of_a_symbol_gives_open_days_in_order(name: str, hours: Any, start: datetime, length: timedelta):
    desk = Desk(_NOW, hours)
    dates = list(getattr(desk.dates, name)(desk.spy).get_dates(start, start + length))
    assert dates == sorted(set(dates))
    assert all(start <= date <= start + length for date in dates)
    assert all(hours.is_date_open(date, False) for date in dates)


@pytest.mark.parametrize(
    ("name", "earlier"), [("month_start", True), ("month_end", False), ("week_start", True), ("week_end", False)]
)
@given(markets(), starts, lengths)
def test_no_open_day_of_the_period_lies_beyond_the_day_a_rule_gives(name, earlier, hours, start, length):
    desk = Desk(_NOW, hours)
    sign = -1 if earlier else 1
    for date in getattr(desk.dates, name)(desk.spy).get_dates(start, start + length):
        other = date + sign * _DAY
        while _same_period(name, date, other):
            assert not hours.is_date_open(other, False)
            other += sign * _DAY


def _same_period(name: str, one: datetime, other: datetime) -> bool:
    if name.startswith("month"):
        return one.month == other.month
    return one.isocalendar()[:2] == other.isocalendar()[:2]


@given(markets(), starts, lengths, st.sets(st.sampled_from(list(DayOfWeek)), min_size=1))
def test_chosen_weekdays_are_all_there_and_no_others(hours, start, length, chosen):
    desk = Desk(_NOW, hours)
    dates = list(desk.dates.every(*chosen).get_dates(start, start + length))
    every = [start + count * _DAY for count in range(length // _DAY + 1)]
    assert dates == [day for day in every if DayOfWeek((day.weekday() + 1) % 7) in chosen]


@given(markets(), starts, lengths, minutes)
def test_an_event_after_the_open_comes_so_many_minutes_after_it_on_every_open_day(hours, start, length, delay):
    desk = Desk(_NOW, hours)
    dates = list(desk.dates.every_day(desk.spy).get_dates(start, start + length))
    times = list(desk.times.after_market_open(desk.spy, delay).create_utc_event_times(dates))
    clock = zone_clock(hours.time_zone)
    opening = timedelta(hours=9, minutes=30 + delay)
    assert [clock.from_utc(time) for time in times] == [date + opening for date in dates]


@given(markets(), starts, lengths, minutes)
def test_an_event_before_the_close_knows_half_days(hours, start, length, lead):
    desk = Desk(_NOW, hours)
    dates = list(desk.dates.every_day(desk.spy).get_dates(start, start + length))
    times = list(desk.times.before_market_close(desk.spy, lead).create_utc_event_times(dates))
    clock = zone_clock(hours.time_zone)
    closes = [date + hours.early_closes.get(date, timedelta(hours=16)) for date in dates]
    assert [clock.from_utc(time) for time in times] == [close - timedelta(minutes=lead) for close in closes]


@given(st.integers(0, 100), st.integers(0, 5), st.integers(1, 1500))
def test_an_event_every_so_often_starts_at_midnight_and_stays_in_its_day(offset, length, interval):
    desk = Desk(_NOW)
    start = datetime(2012, 6, 1) + offset * _DAY  # the clocks do not change in these months
    dates = list(desk.dates.every_day().get_dates(start, start + length * _DAY))
    times = list(desk.times.every(timedelta(minutes=interval)).create_utc_event_times(dates))
    assert times == sorted(times)
    assert len(times) == len(dates) * -(-1440 // interval)
    local = [zone_clock(desk.hours.time_zone).from_utc(time) for time in times]
    assert {time.date() for time in local} == {date.date() for date in dates}


@given(markets(), starts, lengths, minutes)
def test_events_of_one_rule_come_in_the_order_of_their_days(hours, start, length, lead):
    desk = Desk(_NOW, hours)
    dates = list(desk.dates.month_end(desk.spy).get_dates(start, start + length))
    times = list(desk.times.before_market_close(desk.spy, lead).create_utc_event_times(dates))
    assert times == sorted(set(times))
    assert len(times) == len(dates)
