"""The days a synthetic New York exchange is closed or closes early, by the rules in force since 1998.

Days of mourning, storms and the like are not rules: data of a real market come with LEAN's own list.
"""

from __future__ import annotations

from datetime import date, timedelta

_DAY = timedelta(days=1)
_MONDAY, _THURSDAY, _SATURDAY, _SUNDAY = 0, 3, 5, 6


def holidays(year: int) -> set[date]:
    """Week days on which the exchange stays closed."""
    closed = {
        _nth(year, 1, _MONDAY, 3),
        _nth(year, 2, _MONDAY, 3),
        easter(year) - 2 * _DAY,
        _last_monday_of_may(year),
        _nth(year, 9, _MONDAY, 1),
        _nth(year, 11, _THURSDAY, 4),
        _observed(date(year, 7, 4)),
        _observed(date(year, 12, 25)),
    }
    new_year = date(year, 1, 1)
    if new_year.weekday() != _SATURDAY:
        closed.add(_observed(new_year))
    if year >= 2022:
        closed.add(_observed(date(year, 6, 19)))
    return closed


def early_closes(year: int) -> set[date]:
    """Days that end at 13:00: before Independence Day, after Thanksgiving, Christmas Eve."""
    days = {date(year, 7, 3), _nth(year, 11, _THURSDAY, 4) + _DAY, date(year, 12, 24)}
    return {day for day in days if day.weekday() < _SATURDAY} - holidays(year)


def sessions(first: date, last: date) -> list[date]:
    """Every day of trading from the first to the last day, both included."""
    closed = set().union(*(holidays(year) for year in range(first.year, last.year + 1)))
    days = (first + offset * _DAY for offset in range((last - first).days + 1))
    return [day for day in days if day.weekday() < _SATURDAY and day not in closed]


def easter(year: int) -> date:
    """Easter Sunday (the anonymous Gregorian algorithm)."""
    golden, century, rest = year % 19, *divmod(year, 100)
    leap, skipped = divmod(century, 4)
    moon = (19 * golden + century - leap - (century - (century + 8) // 25 + 1) // 3 + 15) % 30
    week = (32 + 2 * skipped + 2 * (rest // 4) - moon - rest % 4) % 7
    shift = (golden + 11 * moon + 22 * week) // 451
    month, day = divmod(moon + week - 7 * shift + 114, 31)
    return date(year, month, day + 1)


def _nth(year: int, month: int, weekday: int, number: int) -> date:
    first = date(year, month, 1)
    return first + ((weekday - first.weekday()) % 7 + 7 * (number - 1)) * _DAY


def _last_monday_of_may(year: int) -> date:
    last = date(year, 5, 31)
    return last - last.weekday() * _DAY


def _observed(day: date) -> date:
    if day.weekday() == _SATURDAY:
        return day - _DAY
    return day + _DAY if day.weekday() == _SUNDAY else day
