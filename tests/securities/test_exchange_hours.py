"""Exchange hours around holidays, half days, weekends and midnight."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from minilean.data.map_file import MapFileProvider
from minilean.enums import DayOfWeek, MarketHoursState, SecurityType
from minilean.errors import ArgumentError
from minilean.securities.exchange import EquityExchange
from minilean.securities.exchange_hours import LocalMarketHours, MarketHoursSegment, SecurityExchangeHours
from minilean.securities.market_hours_database import MarketHoursDatabase
from minilean.securities.symbol import Symbol
from minilean.securities.symbol_cache import SymbolCache
from minilean.securities.time_zones import TimeZones
from tests.securities.builders import stock_hours
from tests.securities.sample_data import golden_lines, sample_data

MONDAY = datetime(2013, 10, 7)
FRIDAY = datetime(2013, 10, 11)
ONE_PM = timedelta(hours=13)
moments = st.datetimes(datetime(2013, 1, 1), datetime(2013, 12, 31))


def around_the_clock(**changes: object) -> SecurityExchangeHours:
    """A currency market: Sunday 17:00 to Friday 17:00."""
    spans = {DayOfWeek.SUNDAY: (17, 24), DayOfWeek.FRIDAY: (0, 17)}
    days = {}
    for day in tuple(DayOfWeek)[:6]:
        start, end = spans.get(day, (0, 24))
        segment = MarketHoursSegment(MarketHoursState.MARKET, timedelta(hours=start), timedelta(hours=end))
        days[day] = LocalMarketHours(day, [segment])
    parts = {"holiday_dates": (), "early_closes": {}, "late_opens": {}} | changes
    return SecurityExchangeHours(TimeZones.NEW_YORK, market_hours_for_each_day_of_week=days, **parts)


def at(day: datetime, hour: int, minute: int = 0) -> datetime:
    return day.replace(hour=hour, minute=minute)


def test_a_date_is_its_midnight_to_the_hours_of_an_exchange():
    hours = stock_hours()
    monday = MONDAY.date()
    assert not hours.is_open(monday, False)
    assert hours.is_open(monday, FRIDAY.date(), False)
    assert hours.is_open_during_bar(monday, FRIDAY.date(), False)
    assert hours.is_date_open(monday)
    assert hours.get_market_hours(monday) is hours.get_market_hours(MONDAY)
    assert hours.get_next_market_open(monday, False) == at(MONDAY, 9, 30)
    assert hours.get_next_market_close(monday, False) == at(MONDAY, 16)
    assert hours.get_previous_market_open(FRIDAY.date(), False) == at(FRIDAY - timedelta(days=1), 9, 30)
    assert hours.get_next_trading_day(monday) == MONDAY + timedelta(days=1)
    assert hours.get_previous_trading_day(FRIDAY.date()) == FRIDAY - timedelta(days=1)


def test_hours_are_those_lean_logged():
    folder = sample_data("market-hours/market-hours-database.json")
    SymbolCache.start_run(MapFileProvider(folder))
    database = MarketHoursDatabase(folder)
    kinds = {"SPY": (SecurityType.EQUITY, "usa"), "EURUSD": (SecurityType.FOREX, "oanda")}
    for line in golden_lines("symbols_and_properties", "HOURS"):
        fields = dict(field.split("=", 1) for field in line.split("|"))
        hours = database.get_entry_of(Symbol.create(fields["market"], *kinds[fields["market"]])).exchange_hours
        moment = datetime.fromisoformat(fields["at"])
        assert (hours.is_open(moment, False), hours.is_open(moment, True)) == (
            fields["open"] == "1",
            fields["extended"] == "1",
        )
        assert hours.is_date_open(moment) == (fields["dateopen"] == "1")
        assert f"{hours.get_next_market_open(moment, False):%Y-%m-%d %H:%M}" == fields["nextopen"]
        assert f"{hours.get_next_market_close(moment, False):%Y-%m-%d %H:%M}" == fields["nextclose"]


def test_the_open_belongs_to_the_hours_and_the_close_does_not():
    hours = stock_hours()
    assert hours.is_open(at(MONDAY, 9, 30), False)
    assert not hours.is_open(at(MONDAY, 16), False)
    assert hours.is_open(at(MONDAY, 16), True)


@given(st.lists(moments, min_size=2, max_size=8), st.booleans())
def test_answers_do_not_depend_on_what_was_asked_before(times: list[datetime], extended: bool):
    changes = {"holiday_dates": [datetime(2013, 7, 4)], "early_closes": {datetime(2013, 7, 3): ONE_PM}}
    asked = stock_hours(**changes)
    for time in times:
        fresh = stock_hours(**changes)
        assert asked.is_open(time, extended) == fresh.is_open(time, extended)
        assert asked.get_next_market_open(time, extended) == fresh.get_next_market_open(time, extended)
        assert asked.get_next_market_close(time, extended) == fresh.get_next_market_close(time, extended)
        assert asked.get_previous_market_open(time, extended) == fresh.get_previous_market_open(time, extended)


@given(moments, st.integers(1, 3000))
def test_a_bar_is_open_when_one_of_its_minutes_is(start: datetime, minutes: int):
    hours = stock_hours(early_closes={datetime(2013, 7, 3): ONE_PM})
    start = start.replace(second=0, microsecond=0)
    any_minute = any(hours.is_open(start + timedelta(minutes=step), False) for step in range(minutes))
    assert hours.is_open(start, start + timedelta(minutes=minutes), False) == any_minute


@given(moments)
def test_the_next_open_opens_and_the_next_close_closes(moment: datetime):
    hours, tick = stock_hours(), timedelta(microseconds=1)
    opening = hours.get_next_market_open(moment, False)
    closing = hours.get_next_market_close(moment, False)
    assert opening > moment
    assert closing > moment
    assert not hours.is_open(opening - tick, False)
    assert hours.is_open(opening, False)
    assert hours.is_open(closing - tick, False)
    assert not hours.is_open(closing, False)


def test_an_early_close_cuts_the_day_and_drops_what_follows():
    hours = stock_hours(early_closes={MONDAY: ONE_PM})
    assert [str(segment) for segment in hours.get_market_hours(MONDAY).segments] == [
        "PreMarket: 04:00:00-09:30:00",
        "Market: 09:30:00-13:00:00",
    ]
    assert hours.get_last_daily_market_close(MONDAY, False) == at(MONDAY, 13)


def test_a_late_open_cuts_the_start_of_the_day():
    hours = stock_hours(late_opens={MONDAY: timedelta(hours=11)})
    assert hours.get_first_daily_market_open(at(MONDAY, 15), False) == at(MONDAY, 11)
    assert not hours.is_open(at(MONDAY, 10), True)


def test_trading_resumes_when_a_late_open_follows_an_early_close():
    hours = stock_hours(early_closes={MONDAY: timedelta(hours=10)}, late_opens={MONDAY: timedelta(hours=15)})
    states = [hours.is_open(at(MONDAY, hour), False) for hour in (9, 10, 14, 15)]
    assert states == [False, False, False, True]


def test_a_holiday_is_closed_and_searches_pass_over_it():
    hours = stock_hours(holiday_dates=[MONDAY])
    assert not hours.is_date_open(MONDAY)
    assert hours.get_next_market_open(at(datetime(2013, 10, 4), 17), False) == at(datetime(2013, 10, 8), 9, 30)
    assert hours.get_previous_trading_day(datetime(2013, 10, 8)) == datetime(2013, 10, 4)
    assert hours.get_next_trading_day(datetime(2013, 10, 4)) == datetime(2013, 10, 8)


def test_extended_hours_open_before_and_close_after_regular_ones():
    hours = stock_hours()
    assert hours.get_next_market_open(MONDAY, True) == at(MONDAY, 4)
    assert hours.get_next_market_close(at(MONDAY, 10), True) == at(MONDAY, 20)


def test_midnight_neither_opens_nor_closes_a_market_that_trades_through_it():
    hours = around_the_clock()
    assert hours.get_next_market_close(at(MONDAY, 10), False) == at(FRIDAY, 17)
    assert hours.get_next_market_open(at(MONDAY, 10), False) == at(FRIDAY, 17) + timedelta(days=2)
    assert hours.get_previous_market_open(at(FRIDAY, 10), False) == at(datetime(2013, 10, 6), 17)


def test_each_day_of_such_a_market_still_has_a_first_open_and_a_last_close():
    hours = around_the_clock()
    assert hours.get_first_daily_market_open(at(MONDAY, 10), False) == MONDAY
    assert hours.get_last_daily_market_close(at(MONDAY, 10), False) == MONDAY + timedelta(days=1)


def test_after_an_early_close_midnight_opens_again():
    hours = around_the_clock(early_closes={MONDAY: ONE_PM})
    assert hours.get_next_market_open(at(MONDAY, 12), False) == MONDAY + timedelta(days=1)
    assert hours.get_next_market_close(at(MONDAY, 12), False) == at(MONDAY, 13)


def test_a_market_that_never_closes_has_no_next_open():
    hours = SecurityExchangeHours.always_open(TimeZones.UTC)
    assert hours.is_market_always_open
    assert hours.is_open(MONDAY, False)
    with pytest.raises(ArgumentError, match="Market is always open"):
        hours.get_next_market_open(MONDAY, False)


def test_the_regular_duration_is_the_most_common_one():
    assert stock_hours().regular_market_duration == timedelta(hours=6.5)
    assert around_the_clock().regular_market_duration == timedelta(hours=24)


def test_an_exchange_given_other_hours_keeps_its_holidays():
    exchange = EquityExchange(stock_hours(holiday_dates=[MONDAY]))
    exchange.set_market_hours([MarketHoursSegment.open_all_day()], DayOfWeek.MONDAY)
    assert exchange.hours.market_hours[DayOfWeek.MONDAY].is_open_all_day
    assert not exchange.date_is_open(MONDAY)
    assert exchange.date_time_is_open(at(MONDAY + timedelta(days=7), 3))
