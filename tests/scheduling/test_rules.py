"""Dates and times that rules choose."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from itertools import islice
from typing import Any

import pytest

from minilean.data.map_file import MapFileProvider
from minilean.enums import DayOfWeek
from minilean.errors import ArgumentError
from minilean.scheduling.rules import CompositeTimeRule, FuncDateRule, FuncTimeRule
from minilean.securities.market_hours_database import MarketHoursDatabase
from minilean.securities.symbol_cache import SymbolCache
from minilean.securities.time_zones import TimeZones
from tests.scheduling.builders import Desk
from tests.securities.builders import an_equity, stock_hours
from tests.securities.sample_data import golden_lines, sample_data

START = datetime(2013, 6, 25, 4)
JUNE_30, JULY_31 = datetime(2013, 6, 30), datetime(2013, 7, 31)


def days(rule: Any, start: datetime, end: datetime) -> list[str]:
    return [f"{day:%m-%d}" for day in rule.get_dates(start, end)]


def utc_times(rule: Any, *dates: datetime) -> list[str]:
    return [f"{time:%m-%d %H:%M}" for time in rule.create_utc_event_times(dates)]


def a_desk(**changes: object) -> Desk:
    return Desk(START, stock_hours(**changes))


def test_all_rules_fire_when_and_in_the_order_lean_logged():
    folder = sample_data("market-hours/market-hours-database.json")
    desk = Desk(START, database=MarketHoursDatabase(folder))
    SymbolCache.start_run(MapFileProvider(folder))
    spy = an_equity()
    desk.held.clear()
    fired: list[str] = []
    counts: dict[str, int] = {}

    def handler(name: str) -> Any:
        def fire() -> None:
            counts[name] = counts.get(name, 0) + 1
            if counts[name] <= 20:
                fired.append(f"rule={name}|n={counts[name]}|utc={desk.utc_time:%Y-%m-%d %H:%M:%S}")

        return fire

    for name, rules in the_recorded_rules(desk, spy).items():
        desk.schedule.on(name, *rules, handler(name))
    desk.schedule.on("order", desk.dates.on(2013, 7, 3), desk.times.after_market_open(spy, 25), lambda: None)
    desk.schedule.on("Daily Sampling", desk.dates.every_day(), desk.times.midnight, lambda: None)
    desk.handler.start()
    for hour in range(24 * 200):
        desk.step(START + timedelta(hours=hour))
    assert fired == golden_lines("schedule_rules", "FIRE")


def the_recorded_rules(desk: Desk, spy: Any) -> dict[str, tuple[Any, Any]]:
    """The rules of the recorded run, in its order."""
    d, t = desk.dates, desk.times
    noon = t.at(12, 0)
    return {
        "every_day_at": (d.every_day(), t.at(9, 45)),
        "every_day_symbol_at": (d.every_day(spy), t.at(15, 30, 30)),
        "month_start": (d.month_start(), noon),
        "month_start_symbol": (d.month_start(spy), noon),
        "month_start_offset": (d.month_start(spy, 3), noon),
        "month_end": (d.month_end(), noon),
        "month_end_symbol": (d.month_end(spy), noon),
        "month_end_offset": (d.month_end(spy, 2), noon),
        "week_start": (d.week_start(), noon),
        "week_start_symbol": (d.week_start(spy), noon),
        "week_start_offset": (d.week_start(spy, 1), noon),
        "week_end": (d.week_end(), noon),
        "week_end_symbol": (d.week_end(spy), noon),
        "week_end_offset": (d.week_end(spy, 1), noon),
        "quarter_start_symbol": (d.quarter_start(spy), noon),
        "quarter_end_symbol": (d.quarter_end(spy), noon),
        "year_start_symbol": (d.year_start(spy), noon),
        "year_end_symbol": (d.year_end(spy), noon),
        "wednesday": (d.every(DayOfWeek.WEDNESDAY), t.at(23, 59)),
        "monday_friday": (d.every(DayOfWeek.MONDAY, DayOfWeek.FRIDAY), t.at(0, 1)),
        "on_one": (d.on(2013, 7, 4), noon),
        "after_open": (d.every_day(spy), t.after_market_open(spy, 20)),
        "after_open_negative": (d.every_day(spy), t.before_market_open(spy, 30)),
        "before_close": (d.every_day(spy), t.before_market_close(spy, 10)),
        "after_close": (d.every_day(spy), t.after_market_close(spy, 5)),
        "before_close_zero": (d.week_end(spy), t.before_market_close(spy, 0)),
        "after_open_extended": (d.week_start(spy), t.after_market_open(spy, 15, True)),
        "midnight": (d.every_day(), t.midnight),
        "noon": (d.week_end(spy), t.noon),
        "every_ninety": (d.month_start(spy), t.every(timedelta(minutes=90))),
        "utc": (d.week_start(spy), t.at(14, 0, TimeZones.UTC)),
    }


def test_a_month_starts_on_its_first_trading_day_or_days_later():
    desk = a_desk(holiday_dates=[datetime(2013, 7, 1)])
    assert days(desk.dates.month_start("SPY"), JUNE_30, JULY_31) == ["07-02"]
    assert days(desk.dates.month_start(desk.spy, 2), JUNE_30, JULY_31) == ["07-04"]
    assert days(desk.dates.month_start(2), JUNE_30, JULY_31) == ["07-03"]


def test_an_offset_never_leaves_the_month():
    desk = a_desk()
    assert days(desk.dates.month_start(desk.spy, 30), JUNE_30, JULY_31) == ["07-31"]
    assert days(desk.dates.month_end(desk.spy, 30), JUNE_30, JULY_31) == ["07-01"]


def test_a_week_without_symbol_goes_from_monday_to_friday():
    desk = a_desk()
    assert days(desk.dates.week_start(), datetime(2013, 7, 1), datetime(2013, 7, 14)) == ["07-01", "07-08"]
    assert days(desk.dates.week_end(), datetime(2013, 7, 1), datetime(2013, 7, 14)) == ["07-05", "07-12"]
    assert days(desk.dates.week_end(6), datetime(2013, 7, 1), datetime(2013, 7, 14)) == ["07-06"]


def test_a_year_begun_is_not_searched_for_its_start():
    desk = a_desk()
    end = datetime(2015, 1, 10)
    assert days(desk.dates.year_start(), datetime(2013, 6, 1), end) == ["01-01", "01-01"]
    assert days(desk.dates.year_end(), datetime(2013, 6, 1), end) == ["12-31", "12-31"]
    assert days(desk.dates.quarter_end(desk.spy, 1), datetime(2013, 6, 1), datetime(2013, 9, 30)) == ["06-27", "09-27"]


@pytest.mark.parametrize(
    ("rule", "offset"), [("month_start", 31), ("quarter_end", 93), ("year_start", -1), ("week_start", 5)]
)
def test_an_offset_out_of_range_is_refused(rule: str, offset: int):
    desk = a_desk()
    with pytest.raises(ArgumentError):
        getattr(desk.dates, rule)(desk.spy, offset)


def test_dates_are_given_in_many_ways():
    desk = a_desk()
    expected = ["07-04", "07-05"]
    start, end = JUNE_30, JULY_31
    assert days(desk.dates.on(datetime(2013, 7, 4), datetime(2013, 7, 5, 10)), start, end) == expected
    assert days(desk.dates.on([date(2013, 7, 4), date(2013, 7, 5)]), start, end) == expected
    assert days(desk.dates.on(2013, 7, 4), start, end) == ["07-04"]
    assert desk.dates.on(2013, 7, 4).name == "07/04/2013"


def test_today_is_the_day_in_the_algorithms_zone():
    desk = Desk(datetime(2013, 7, 1, 3))
    assert days(desk.dates.today, desk.utc_time, desk.utc_time) == ["06-30"]
    assert days(desk.dates.tomorrow, desk.utc_time, desk.utc_time) == ["07-01"]
    desk.dates.set_default_time_zone(TimeZones.UTC)
    assert days(desk.dates.today, desk.utc_time, desk.utc_time) == ["07-01"]


def test_a_time_of_day_may_come_as_numbers_or_span_with_or_without_zone():
    desk, day = a_desk(), datetime(2013, 7, 1)
    for rule in (desk.times.at(9, 30), desk.times.at(timedelta(hours=9.5)), desk.times.at(13, 30, TimeZones.UTC)):
        assert utc_times(rule, day) == ["07-01 13:30"]
    assert utc_times(desk.times.at(13, 30, 0, TimeZones.UTC), day) == ["07-01 13:30"]
    assert utc_times(desk.times.at(timedelta(hours=13.5), TimeZones.UTC), day) == ["07-01 13:30"]
    assert desk.times.at(9, 45).name == "9.75"


def test_noon_is_twelve_hours_after_midnight_even_when_clocks_change():
    desk = a_desk()
    assert utc_times(desk.times.noon, datetime(2013, 3, 10), datetime(2013, 3, 11)) == ["03-10 17:00", "03-11 16:00"]
    assert utc_times(desk.times.at(12, 0), datetime(2013, 3, 10)) == ["03-10 16:00"]


def test_a_time_the_clocks_skip_moves_on_by_an_hour():
    assert utc_times(a_desk().times.at(2, 30), datetime(2013, 3, 10)) == ["03-10 07:30"]


def test_an_interval_starts_anew_each_midnight():
    times = utc_times(a_desk().times.every(timedelta(hours=9)), datetime(2013, 7, 1), datetime(2013, 7, 2))
    assert times == ["07-01 04:00", "07-01 13:00", "07-01 22:00", "07-02 04:00", "07-02 13:00", "07-02 22:00"]
    with pytest.raises(ArgumentError):
        a_desk().times.every(timedelta())


def test_times_around_the_close_follow_half_days_and_skip_holidays():
    desk = a_desk(holiday_dates=[datetime(2013, 7, 4)], early_closes={datetime(2013, 7, 3): timedelta(hours=13)})
    week = [datetime(2013, 7, day) for day in (2, 3, 4, 5)]
    expected = ["07-02 19:50", "07-03 16:50", "07-05 19:50"]
    assert utc_times(desk.times.before_market_close("SPY", 10), *week) == expected
    assert utc_times(desk.times.before_market_close(10), *week) == expected
    assert utc_times(desk.times.after_market_open(desk.spy, 15, True), week[0]) == ["07-02 08:15"]
    assert utc_times(desk.times.after_market_open(1.5), week[0]) == ["07-02 13:31"]


def test_rules_are_named_as_lean_names_them():
    desk = a_desk()
    assert desk.dates.month_start(desk.spy, 3).name == "SPY: MonthStart+3"
    assert desk.dates.week_end(2).name == "WeekEnd-2"
    assert desk.dates.every(DayOfWeek.MONDAY, DayOfWeek.FRIDAY).name == "Monday,Friday"
    assert desk.times.after_market_open("SPY", 20).name == "SPY: 20 min after MarketOpen"
    assert desk.times.before_market_close(0.5, True).name == "0.5 min before ExtendedMarketClose"
    assert desk.times.every(timedelta(minutes=90)).name == "Every 90 min"


def test_a_ticker_nobody_added_becomes_a_stock_with_one_warning():
    desk = a_desk()
    desk.times.after_market_open("IBM", 1)
    desk.times.after_market_open("AIG", 1)
    assert desk.messages == ["Warning: no existing symbol found for ticker IBM, it will be created with Equity type."]


def test_rules_may_be_functions_of_the_user():
    desk = a_desk()
    dates = FuncDateRule("mine", lambda start, _end: [date(start.year, 7, 4)])
    times = FuncTimeRule("ten", lambda all_days: [day + timedelta(hours=10) for day in all_days])
    event = desk.schedule.on(dates, times, desk.note("mine"))
    assert event.name == "mine: ten"
    assert event.next_event_utc_time == datetime(2013, 7, 4, 10)
    with pytest.raises(ArgumentError):
        FuncDateRule("mine", "not a function")


def test_joined_time_rules_give_each_time_once_in_order():
    times = a_desk().times
    joined = CompositeTimeRule(times.at(12, 0), times.at(9, 0), times.noon)
    assert utc_times(joined, datetime(2013, 7, 1)) == ["07-01 13:00", "07-01 16:00"]
    assert joined.name == "12,9,Noon"


def test_rules_are_only_worked_out_as_far_as_needed():
    rule = a_desk().dates.every_day()
    assert len(list(islice(rule.get_dates(START, datetime(9999, 12, 30)), 3))) == 3
