"""Passes come at once, then a moment after every full interval, and not for ever."""

from __future__ import annotations

from datetime import datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from ops.sagemaker.schedule import Schedule, moments

HOUR = timedelta(hours=1)
START = datetime(2024, 3, 10, 15, 30)


class Watch:
    """A clock that goes on when one waits, and while a pass takes its time."""

    def __init__(self, now: datetime = START) -> None:
        self.now = now
        self.waits: list[float] = []

    def __call__(self) -> datetime:
        return self.now

    def wait(self, seconds: float) -> None:
        self.waits.append(seconds)
        self.now += timedelta(seconds=seconds)


def passes(schedule: Schedule, watch: Watch, takes: timedelta = timedelta(seconds=3)) -> list[datetime]:
    found = []
    for moment in moments(schedule, watch, watch.wait):
        found.append(moment)
        watch.now += takes
    return found


def test_the_first_pass_comes_at_once_and_the_others_when_bars_have_ended():
    assert [f"{moment:%H:%M:%S}" for moment in passes(Schedule(every=HOUR, passes=3), Watch())] == [
        "15:30:00",
        "16:00:10",
        "17:00:10",
    ]


def test_intervals_that_a_long_pass_took_are_left_out():
    found = passes(Schedule(every=HOUR, passes=3), Watch(), takes=timedelta(minutes=100))
    assert [f"{moment:%H:%M}" for moment in found] == ["15:30", "18:00", "20:00"]


def test_the_pass_at_the_last_moment_is_the_last_and_does_not_go_beyond_it():
    until = datetime(2024, 3, 10, 17, 30)
    found = passes(Schedule(every=HOUR, passes=24, until=until), Watch())
    assert [f"{moment:%H:%M}" for moment in found] == ["15:30", "16:00", "17:00", "17:30"]


def test_a_last_moment_in_the_past_is_one_pass_without_a_wait():
    watch = Watch()
    until = datetime(2020, 1, 1)
    assert passes(Schedule(every=HOUR, passes=24, until=until), watch) == [until]
    assert watch.waits == []


@given(
    now=st.datetimes(datetime(2024, 1, 1), datetime(2025, 1, 1)),
    minutes=st.integers(1, 3000),
    count=st.integers(1, 5),
    takes=st.integers(0, 20_000),
)
def test_there_is_one_pass_for_an_interval_at_most(now, minutes, count, takes):
    every = timedelta(minutes=minutes)
    watch = Watch(now)
    found = passes(Schedule(every=every, passes=count), watch, timedelta(seconds=takes))
    epoch = datetime(1970, 1, 1, 0, 0, 10)
    assert len(found) == count
    assert all(0 < seconds <= every.total_seconds() for seconds in watch.waits)
    assert len({(moment - epoch) // every for moment in found}) == count
