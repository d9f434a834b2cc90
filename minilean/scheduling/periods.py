"""The first and last days of weeks, months, quarters and years on which a market trades."""

from __future__ import annotations

import calendar
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta

from minilean.enums import DayOfWeek
from minilean.securities.exchange_hours import SecurityExchangeHours, day_of_week

_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class PeriodSearch:
    """Which day of each period: so many trading days from its start, or back from its end.

    Without hours every day is a trading day.
    """

    hours: SecurityExchangeHours | None
    offset: int
    forward: bool
    extended: bool

    def day_of(self, first: datetime, last: datetime) -> datetime:
        """The day of a period, never beyond its last trading day (its first one when counting back)."""
        base, boundary = (first, last) if self.forward else (last, first)
        day = self._stepped(self._open_from(base, forward=self.forward))
        if self.forward and day > boundary:
            return self._open_from(boundary, forward=False)
        if not self.forward and day < boundary:
            return self._open_from(boundary, forward=True)
        return day

    def _open_from(self, day: datetime, *, forward: bool) -> datetime:
        hours = self.hours
        if hours is None or hours.is_date_open(day, self.extended):
            return day
        return hours.get_next_trading_day(day) if forward else hours.get_previous_trading_day(day)

    def _stepped(self, day: datetime) -> datetime:
        if self.hours is None:
            return day + self.offset * (_DAY if self.forward else -_DAY)
        step = self.hours.get_next_trading_day if self.forward else self.hours.get_previous_trading_day
        for _ in range(self.offset):
            day = step(day)
        return day


def days_of_months(search: PeriodSearch, start: datetime, end: datetime, months: int) -> Iterator[datetime]:
    """One day of each period of so many months (1, 3 or 12) that lies between two dates."""
    first_month = (start.month - 1) // months * months + 1
    for year in range(start.year, end.year + 1):
        for month in range(1, 13, months):
            if year == start.year and month < first_month:
                continue
            first = datetime(year, month, 1)
            last_month = month + months - 1
            day = search.day_of(first, datetime(year, last_month, calendar.monthrange(year, last_month)[1]))
            if start <= day <= end and not _skipped_year(search, months, start, end, year):
                yield day


def _skipped_year(search: PeriodSearch, months: int, start: datetime, end: datetime, year: int) -> bool:
    """LEAN looks for the start of a year from the start's month on and for its end up to the end's month."""
    if months != 12:
        return False
    return (search.forward and year == start.year and start.month > 1) or (
        not search.forward and year == end.year and end.month < 12
    )


def days_of_weeks(search: PeriodSearch, start: datetime, end: datetime) -> Iterator[datetime]:
    """One day of each week; weeks go from Monday to Sunday, or over the weekdays the market has hours on."""
    if search.hours is None:
        # without a market a week ends on Friday, and six days lie between base and boundary either way
        base = DayOfWeek.MONDAY if search.forward else DayOfWeek.FRIDAY
        reach = 6
    else:
        weekdays = trading_weekdays(search.hours)
        base = weekdays[0] if search.forward else weekdays[-1]
        reach = weekdays[-1] - weekdays[0]
    day = _first_of_week(start)
    last = _first_of_week(end) + 6 * _DAY
    day += ((base - day_of_week(day)) % 7) * _DAY
    while day <= last:
        scheduled = search.day_of(day, day + reach * _DAY) if search.forward else search.day_of(day - reach * _DAY, day)
        if start <= scheduled <= end:
            yield scheduled
        day += 7 * _DAY


def trading_weekdays(hours: SecurityExchangeHours) -> list[DayOfWeek]:
    """The weekdays with hours, from Sunday on."""
    return [day for day in DayOfWeek if not hours.market_hours[day].is_closed_all_day]


def _first_of_week(day: datetime) -> datetime:
    """Midnight of the Monday on or before a day."""
    return datetime(day.year, day.month, day.day) - day.weekday() * _DAY
