"""The figures a report works out itself."""

from __future__ import annotations

import math
from datetime import UTC, datetime, timedelta

from minilean.results.report.axes import date_ticks, number_ticks, shown, tick_labels
from minilean.results.report.figures import averaged, compounded, monthly_returns, rebased, rolling_figures, thinned
from minilean.results.report.source import Points, ReportData


def seconds(year: int, month: int, day: int, hour: int = 5) -> float:
    return datetime(year, month, day, hour, tzinfo=UTC).timestamp()


def report_data(returns: Points, benchmark: Points, trading_days: int = 252) -> ReportData:
    empty: Points = []
    return ReportData("", "", "", "", "", "$", trading_days, {}, {}, {}, empty, benchmark, returns, empty, empty,
                      [], {}, [], [])  # fmt: skip


def test_the_sample_at_a_months_first_midnight_closes_the_month_before() -> None:
    equity = [
        (seconds(2013, 1, 1), 100.0),
        (seconds(2013, 1, 15), 105.0),
        (seconds(2013, 2, 1), 110.0),
        (seconds(2013, 3, 1), 99.0),
    ]
    returns = monthly_returns(equity)
    assert list(returns) == [2013]
    assert {month: round(value, 6) for month, value in returns[2013].items()} == {1: 10.0, 2: -10.0}


def test_a_years_return_compounds_its_months() -> None:
    assert round(compounded([10.0, -10.0]), 6) == -1.0


def test_rolling_figures_leave_weekends_out_where_the_market_does() -> None:
    start = datetime(2013, 1, 1, 5, tzinfo=UTC)
    days = [start + timedelta(days=number) for number in range(400)]
    returns = [(day.timestamp(), 1.0 if day.day % 2 else -0.5) for day in days]
    benchmark = [(day.timestamp(), 100.0 * 1.01 ** sum(each.day % 2 for each in days[: number + 1]))
                 for number, day in enumerate(days)]  # fmt: skip
    rolling = rolling_figures(report_data(returns, benchmark))
    assert rolling is not None
    weekdays = sum((day - timedelta(hours=6)).weekday() < 5 for day in days[1:])
    assert rolling.days == weekdays // 4
    assert len(rolling.sharpe) == weekdays - rolling.days + 1
    assert all(0.5 < beta < 2.0 for _, beta in rolling.beta)


def test_a_very_short_run_has_no_rolling_figures() -> None:
    assert rolling_figures(report_data([(seconds(2013, 1, day), 0.1) for day in range(1, 20)], [])) is None


def test_a_benchmark_is_scaled_to_the_portfolios_start() -> None:
    assert rebased([(0.0, 0.0), (1.0, 50.0), (2.0, 55.0)], 1000.0) == [(1.0, 1000.0), (2.0, 1100.0)]
    assert rebased([(0.0, 0.0)], 1000.0) == []


def test_thinning_keeps_peaks_and_the_last_point() -> None:
    points = [(float(number), math.sin(number / 50)) for number in range(5000)]
    kept = thinned(points, 200)
    assert len(kept) <= 201
    assert kept[-1] == points[-1]
    assert max(value for _, value in kept) == max(value for _, value in points)


def test_averages_keep_the_total() -> None:
    points = [(float(number), float(number % 2)) for number in range(1000)]
    assert {value for _, value in averaged(points, 100)} == {0.5}


def test_ticks_are_round() -> None:
    assert number_ticks(0.0, 103.0, 5) == [0.0, 25.0, 50.0, 75.0, 100.0]
    assert number_ticks(5.0, 5.0) == [5.0]


def test_date_ticks_fit_the_span() -> None:
    years = date_ticks(seconds(2000, 6, 1), seconds(2021, 1, 1))
    months = date_ticks(seconds(2013, 1, 1), seconds(2013, 7, 1))
    hours = date_ticks(seconds(2013, 1, 1, 0), seconds(2013, 1, 1, 12))
    assert [label for _, label in years][:2] == ["2001", "2004"]
    assert [label for _, label in months] == ["Feb 2013", "Mar", "Apr", "May", "Jun", "Jul"]
    assert [label for _, label in hours][:2] == ["Jan 1, 00:00", "02:00"]


def test_amounts_are_shown_short() -> None:
    assert [shown(value, "$") for value in (1234567.0, -25000.0, 950.0, 1500.0)] == [
        "$1.235M",
        "-$25k",
        "$950",
        "$1,500",
    ]
    assert shown(-3.5, "%") == "-3.5%"


def test_ticks_close_together_have_the_digits_that_tell_them_apart() -> None:
    assert tick_labels([100_000.0, 100_010.0, 100_020.0], "$") == ["$100k", "$100.01k", "$100.02k"]
    assert tick_labels([0.0, 50.0], "%") == ["0%", "50%"]


def test_the_first_date_of_a_short_span_says_the_year() -> None:
    days = date_ticks(seconds(2013, 5, 1), seconds(2013, 7, 31))
    minutes = date_ticks(seconds(2013, 5, 1, 5), seconds(2013, 5, 1, 6))
    assert [label for _, label in days][:2] == ["May 9, 2013", "May 23"]
    assert [label for _, label in minutes][:2] == ["May 1, 05:00", "05:10"]


def test_a_benchmark_that_never_moves_has_no_beta() -> None:
    start = datetime(2013, 1, 1, 5, tzinfo=UTC)
    times = [(start + timedelta(days=number)).timestamp() for number in range(400)]
    rolling = rolling_figures(report_data([(time, time % 7) for time in times], [(time, 5.0) for time in times]))
    assert rolling is not None
    assert rolling.sharpe
    assert not rolling.beta
