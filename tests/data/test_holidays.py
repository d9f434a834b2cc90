"""The rules of New York's holidays against days that are known."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as some

from minilean.data.holidays import early_closes, easter, holidays, sessions


@pytest.mark.parametrize(
    "day", [date(2013, 3, 29), date(2010, 12, 24), date(2015, 7, 3), date(2012, 1, 2), date(2022, 6, 20)]
)
def test_a_known_holiday_is_one(day):
    assert day in holidays(day.year)


def test_new_year_on_a_saturday_is_not_made_up_for():
    assert date(2010, 12, 31) not in holidays(2010) | holidays(2011)


def test_known_early_closes():
    assert early_closes(2013) == {date(2013, 7, 3), date(2013, 11, 29), date(2013, 12, 24)}


def test_a_holiday_is_never_an_early_close():
    assert all(not early_closes(year) & holidays(year) for year in range(1998, 2031))


def test_a_year_has_its_sessions():
    assert len(sessions(date(2013, 1, 1), date(2013, 12, 31))) == 252


def test_known_easters():
    assert [easter(year) for year in (1998, 2013, 2024)] == [date(1998, 4, 12), date(2013, 3, 31), date(2024, 3, 31)]


@given(some.integers(1998, 2099))
def test_every_holiday_falls_on_a_week_day_of_its_year(year):
    assert all(day.weekday() < 5 and day.year == year for day in holidays(year))
