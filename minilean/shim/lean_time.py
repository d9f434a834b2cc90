"""Time: LEAN's constants and loops over days."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Any, ClassVar
from zoneinfo import ZoneInfo

from minilean.data.bar_counts import start_of_bars
from minilean.data.zones import convert
from minilean.framework.clock import END_OF_TIME, END_OF_TIME_SPAN, naive
from minilean.interop.names import dotnet

if TYPE_CHECKING:
    from minilean.securities.exchange_hours import SecurityExchangeHours

_DAY = timedelta(days=1)
_EPOCH = datetime(1970, 1, 1)


def _midnight(time: datetime) -> datetime:
    return datetime(time.year, time.month, time.day)


def _hours(owner: Any) -> SecurityExchangeHours:
    """The hours of a security, or the hours themselves."""
    hours: SecurityExchangeHours = owner.exchange.hours if hasattr(owner, "exchange") else owner
    return hours


@dotnet
class Time:
    """LEAN's Time (Common/Time.cs)."""

    END_OF_TIME: ClassVar[datetime] = END_OF_TIME
    END_OF_TIME_TIME_SPAN: ClassVar[timedelta] = END_OF_TIME_SPAN
    START: ClassVar[datetime] = datetime(1998, 1, 2)
    BEGINNING_OF_TIME: ClassVar[datetime] = datetime(1899, 12, 30)
    MAX_TIME_SPAN: ClassVar[timedelta] = timedelta(days=365_000)
    ONE_YEAR: ClassVar[timedelta] = timedelta(days=365)
    ONE_DAY: ClassVar[timedelta] = _DAY
    ONE_HOUR: ClassVar[timedelta] = timedelta(hours=1)
    ONE_MINUTE: ClassVar[timedelta] = timedelta(minutes=1)
    ONE_SECOND: ClassVar[timedelta] = timedelta(seconds=1)
    ONE_MILLISECOND: ClassVar[timedelta] = timedelta(milliseconds=1)
    EndOfTime, EndOfTimeTimeSpan, Start, BeginningOfTime = END_OF_TIME, END_OF_TIME_TIME_SPAN, START, BEGINNING_OF_TIME
    MaxTimeSpan, OneYear, OneDay, OneHour = MAX_TIME_SPAN, ONE_YEAR, ONE_DAY, ONE_HOUR
    OneMinute, OneSecond, OneMillisecond = ONE_MINUTE, ONE_SECOND, ONE_MILLISECOND

    @staticmethod
    def multiply(interval: timedelta, multiplier: float) -> timedelta:
        """So many times the interval."""
        return interval * multiplier

    @staticmethod
    def unix_time_stamp_to_date_time(unix_time_stamp: float) -> datetime:
        """Seconds since 1970 as UTC."""
        return _EPOCH + timedelta(seconds=float(unix_time_stamp))

    @staticmethod
    def unix_millisecond_time_stamp_to_date_time(unix_time_stamp: float) -> datetime:
        """Milliseconds since 1970 as UTC."""
        return _EPOCH + timedelta(milliseconds=float(unix_time_stamp))

    @staticmethod
    def date_time_to_unix_time_stamp(time: datetime) -> float:
        """Seconds since 1970 of a UTC time."""
        return naive(time).replace(tzinfo=UTC).timestamp()

    @staticmethod
    def date_time_to_unix_time_stamp_milliseconds(time: datetime) -> float:
        """Milliseconds since 1970 of a UTC time."""
        return Time.date_time_to_unix_time_stamp(time) * 1000

    @staticmethod
    def date_time_range(start: datetime, thru: datetime, step: timedelta) -> Iterator[datetime]:
        """Times from start to thru, both included."""
        while start <= thru:
            yield start
            start += step

    @staticmethod
    def each_day(start: datetime, thru: datetime) -> Iterator[datetime]:
        """The midnights from start to thru, both included."""
        return Time.date_time_range(_midnight(start), _midnight(thru), _DAY)

    @staticmethod
    def each_tradeable_day(
        owner: Any, start: datetime, thru: datetime, extended_market_hours: bool = False
    ) -> Iterator[datetime]:
        """The days a security, or any of several, or an exchange is open on."""
        owners = list(owner) if isinstance(owner, Iterable) else [owner]
        for day in Time.each_day(start, thru):
            if any(_hours(each).is_date_open(day, extended_market_hours) for each in owners):
                yield day

    @staticmethod
    def each_tradeable_day_in_time_zone(
        exchange: SecurityExchangeHours,
        start: datetime,
        thru: datetime,
        time_zone: ZoneInfo,
        include_extended_market_hours: bool = True,
    ) -> Iterator[datetime]:
        """The days of another zone in which the exchange is open; start and thru are the exchange's."""
        end = _midnight(thru) + _DAY
        while start < end:
            day = _midnight(convert(start, exchange.time_zone, time_zone))
            after = min(convert(day + _DAY, time_zone, exchange.time_zone), end)
            if exchange.is_open(start, after, include_extended_market_hours):
                yield day
            start = after

    @staticmethod
    def tradable_date(securities: Iterable[Any], day: datetime) -> bool:
        """Whether any of the securities' exchanges is open on a day."""
        return any(_hours(security).is_date_open(_midnight(day)) for security in securities)

    @staticmethod
    def tradeable_dates(securities: Iterable[Any], start: datetime, finish: datetime) -> int:
        """On how many days any of them is."""
        chosen = list(securities)
        return sum(Time.tradable_date(chosen, day) for day in Time.each_day(start, finish))

    @staticmethod
    def get_start_time_for_trade_bars(
        exchange_hours: SecurityExchangeHours,
        end: datetime,
        bar_size: timedelta,
        bar_count: int,
        extended_market_hours: bool,
        data_time_zone: ZoneInfo,
        daily_precise_end_time: bool = False,
    ) -> datetime:
        """When so many bars that end at a time of the exchange begin."""
        return start_of_bars(
            exchange_hours,
            end,
            bar_size,
            bar_count,
            extended=extended_market_hours,
            data_zone=data_time_zone,
            precise_daily_ends=daily_precise_end_time,
        )

    @staticmethod
    def get_end_time_for_trade_bars(
        exchange_hours: SecurityExchangeHours,
        start: datetime,
        bar_size: timedelta,
        bar_count: int,
        extended_market_hours: bool,
    ) -> datetime:
        """When so many bars that start at a time of the exchange end."""
        while bar_count:
            after = start + bar_size
            if bar_size == _DAY:
                bar_count -= exchange_hours.is_date_open(after)
            else:
                bar_count -= exchange_hours.is_open(start, after, extended_market_hours)
            start = after
        return start

    @staticmethod
    def get_number_of_trade_bars_in_interval(
        exchange_hours: SecurityExchangeHours, start: datetime, end: datetime, bar_size: timedelta
    ) -> int:
        """How many bars with open market fit between two times of the exchange."""
        count = 0
        while start < end:
            after = start + bar_size
            count += exchange_hours.is_open(start, after, False)
            start = after
        return count

    @staticmethod
    def max(one: Any, two: Any) -> Any:
        """The later or longer of two."""
        return max(one, two)

    @staticmethod
    def min(one: Any, two: Any) -> Any:
        """The earlier or shorter of two."""
        return min(one, two)

    @staticmethod
    def abs(time_span: timedelta) -> timedelta:
        """The span without its sign."""
        return abs(time_span)
