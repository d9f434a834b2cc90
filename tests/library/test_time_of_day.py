"""Legs of the day: how they are read, and when they are held."""

from __future__ import annotations

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as some

from signals.time_of_day import LegClock, TimedLeg, leg_of

EASTERN = ZoneInfo("America/New_York")
SHORT = TimedLeg(zone="America/New_York", enter=3, leave=9, side=-1)


def at(text: str, zone: ZoneInfo = EASTERN) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=zone)


def test_a_leg_is_read_as_it_is_written():
    assert leg_of("America/New_York 3-9 short") == SHORT


@pytest.mark.parametrize("text", ["", "America/New_York 3-9", "Mars/Olympus 3-9 short", "UTC 3-9 up", "UTC x-9 long"])
def test_what_is_no_leg_is_said_so(text):
    with pytest.raises(ValueError, match="is no leg"):
        leg_of(text)


def test_a_leg_is_held_from_its_hour_to_its_hour():
    clock = LegClock((SHORT,))
    held = [clock.advance(at(f"2015-01-05 {hour:02}:00"), is_traded=True) for hour in range(1, 12)]
    assert held == [None, None] + [SHORT] * 6 + [None] * 3


def test_a_leg_whose_entry_has_no_bar_is_not_entered_late():
    clock = LegClock((SHORT,))
    assert clock.advance(at("2015-01-05 03:00"), is_traded=False) is None
    assert clock.advance(at("2015-01-05 04:00"), is_traded=True) is None


def test_a_leg_is_left_at_the_next_bar_when_its_last_is_missing():
    clock = LegClock((SHORT,))
    clock.advance(at("2015-01-05 03:00"), is_traded=True)
    assert clock.advance(at("2015-01-05 11:00"), is_traded=True) is None


@pytest.mark.parametrize("day", ["2015-01-03", "2015-01-04", "2015-12-25", "2015-01-01"])
def test_nothing_begins_on_weekends_and_holidays(day):
    assert LegClock((SHORT,)).advance(at(f"{day} 03:00"), is_traded=True) is None


@pytest.mark.parametrize("day", ["2015-03-06", "2015-03-09", "2015-10-30", "2015-11-02"])
def test_an_hour_is_that_of_the_place_on_either_side_of_a_change_of_clocks(day):
    midnight = at(f"{day} 00:00").astimezone(ZoneInfo("UTC"))
    clock = LegClock((SHORT,))
    held = [clock.advance(midnight + timedelta(hours=hour), is_traded=True) for hour in range(12)]
    assert held == [None] * 3 + [SHORT] * 6 + [None] * 3


def test_a_leg_that_was_dropped_is_not_entered_late():
    clock = LegClock((SHORT,))
    clock.advance(at("2015-01-05 03:00"), is_traded=True)
    clock.drop()
    assert clock.advance(at("2015-01-05 04:00"), is_traded=True) is None
    assert clock.advance(at("2015-01-06 03:00"), is_traded=True) is SHORT


def test_a_leg_that_begins_replaces_the_one_before():
    london = TimedLeg(zone="Europe/London", enter=8, leave=16, side=-1)
    york = TimedLeg(zone="America/New_York", enter=11, leave=17, side=1)
    clock = LegClock((london, york))
    clock.advance(at("2015-03-10 04:00"), is_traded=True)
    assert clock.held is london
    assert clock.advance(at("2015-03-10 11:00"), is_traded=True) is york
    assert clock.advance(at("2015-03-10 12:00"), is_traded=True) is york


@given(some.datetimes(datetime(2007, 1, 1), datetime(2018, 12, 31)).map(lambda day: day.replace(minute=0, second=0)))
def test_a_leg_is_never_held_outside_its_hours(start):
    leg = TimedLeg(zone="Europe/Berlin", enter=8, leave=14, side=-1)
    clock = LegClock((leg,))
    moment = start.replace(microsecond=0, tzinfo=ZoneInfo("UTC"))
    for step in range(60):
        now = moment + timedelta(hours=step)
        if clock.advance(now, is_traded=step % 7 != 3) is not None:
            local = now.astimezone(ZoneInfo("Europe/Berlin"))
            assert 8 <= local.hour < 14
            assert local.weekday() < 5
