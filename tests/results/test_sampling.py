"""Charts are sampled at the times and with the values LEAN's have."""

from __future__ import annotations

from datetime import datetime, timedelta
from decimal import Decimal
from types import SimpleNamespace
from typing import TYPE_CHECKING, Any
from zoneinfo import ZoneInfo

from minilean.enums import SecurityType, SeriesType
from minilean.results.chart import Chart
from minilean.results.sampling import ChartSampler, EquityBar, UserCharts, resample_period
from minilean.results.series import Series

if TYPE_CHECKING:
    from minilean.results.points import ChartPoint

START = datetime(2013, 10, 7)
MIDNIGHT_UTC = datetime(2013, 10, 7, 4)
LAST_MOMENT = timedelta(days=1) - timedelta(microseconds=1)
TICKS_PER_MINUTE = 600_000_000


class Account:
    """A portfolio of one security that is worth what it is told."""

    def __init__(self) -> None:
        self._total_portfolio_value = Decimal(100000)
        self._total_sale_volume = Decimal(0)
        self._holdings_value = Decimal(0)
        self.symbol = SimpleNamespace(value="SPY", security_type=SecurityType.EQUITY)
        self.positions = SimpleNamespace(held=list)

    def values(self) -> list[Account]:
        return [self]


def algorithm(account: Account, *, warming_up: bool = False) -> Any:
    return SimpleNamespace(
        portfolio=account,
        start_date=START,
        end_date=datetime(2013, 10, 11) + LAST_MOMENT,
        time_zone=ZoneInfo("America/New_York"),
        benchmark=SimpleNamespace(_evaluate=lambda time: Decimal("145.123456789")),
        is_warming_up=warming_up,
    )


def sampler(account: Account, *, warming_up: bool = False) -> ChartSampler:
    return ChartSampler(algorithm(account, warming_up=warming_up), Decimal(100000), "$")


def numbers(points: list[ChartPoint]) -> list[str]:
    return [str(point._y) for point in points]


def test_a_short_run_samples_equity_every_four_minutes() -> None:
    assert resample_period(START, START + LAST_MOMENT) == 4 * TICKS_PER_MINUTE


def test_a_long_run_has_four_thousand_equity_samples() -> None:
    end = START + timedelta(days=399) + LAST_MOMENT
    assert resample_period(START, end) == 400 * 24 * 60 * TICKS_PER_MINUTE // 4000 - 1


def test_the_daily_sample_measures_from_the_one_before() -> None:
    account = Account()
    charts = sampler(account)
    charts.sample(MIDNIGHT_UTC)
    account._total_portfolio_value = Decimal(101000)
    charts.sample(MIDNIGHT_UTC + timedelta(days=1))
    account._total_portfolio_value = Decimal(99990)
    charts.sample(MIDNIGHT_UTC + timedelta(days=2))
    assert numbers(charts.values("Strategy Equity", "Return")) == ["0", "1", "-1"]
    assert numbers(charts.values("Drawdown", "Equity Drawdown")) == ["0", "0", "-1"]
    assert numbers(charts.values("Benchmark", "Benchmark")) == ["145.1235"] * 3


def test_turnover_is_not_sampled_at_the_start() -> None:
    account = Account()
    charts = sampler(account)
    charts.sample(MIDNIGHT_UTC)
    account._total_sale_volume = Decimal(50000)
    charts.sample(MIDNIGHT_UTC + timedelta(days=1))
    account._total_sale_volume = Decimal(60000)
    charts.sample(MIDNIGHT_UTC + timedelta(days=1))
    charts.sample(MIDNIGHT_UTC + timedelta(days=2))
    assert numbers(charts.values("Portfolio Turnover", "Portfolio Turnover")) == ["0.6", "0"]


def test_exposure_tells_long_from_short() -> None:
    account = Account()
    account._holdings_value = Decimal(-25000)
    charts = sampler(account)
    charts.sample(MIDNIGHT_UTC)
    assert numbers(charts.values("Exposure", "Equity - Short Ratio")) == ["-0.25"]
    assert numbers(charts.values("Exposure", "Equity - Long Ratio")) == ["0"]


def test_nothing_is_sampled_while_warming_up() -> None:
    charts = sampler(Account(), warming_up=True)
    charts.sample(MIDNIGHT_UTC)
    assert charts.values("Strategy Equity", "Equity") == []
    assert list(charts.charts) == ["Strategy Equity", "Portfolio Margin"]


def test_equity_is_sampled_when_the_period_is_over_or_when_forced() -> None:
    charts = sampler(Account())
    noon = MIDNIGHT_UTC + timedelta(hours=12)
    sampled = [charts.update(noon + timedelta(minutes=minutes)) for minutes in (0, 4, 5, 8, 9)]
    assert sampled == [True, False, True, False, False]
    assert charts.update(noon + timedelta(minutes=9), force=True)
    assert len(charts.values("Strategy Equity", "Equity")) == 3


def test_the_starting_value_is_taken_anew_after_warming_up() -> None:
    account = Account()
    charts = sampler(account)
    account._total_portfolio_value = Decimal(100500)
    charts.on_warmup_finished()
    assert charts.starting_portfolio_value == Decimal(100500)
    charts.sample(MIDNIGHT_UTC)
    assert numbers(charts.values("Strategy Equity", "Return")) == ["0"]


def test_an_equity_bar_spans_all_values_since_the_last_sample() -> None:
    bar = EquityBar(Decimal(100))
    for value in ("103", "98.00005", "0", "99"):
        bar.update(Decimal(value))
    candle = bar.candle(MIDNIGHT_UTC)
    assert (candle.open, candle.high, candle.low, candle.close) == (100, 103, 98, 99)


def plotted(name: str, *values: int) -> Chart:
    chart = Chart("Own")
    series = Series(name)
    for value in values:
        series.add_point(MIDNIGHT_UTC + timedelta(hours=value), value)
    chart.add_series(series)
    return chart


def test_users_points_are_copied_once() -> None:
    charts: dict[str, Chart] = {}
    copies = UserCharts(charts, most_series=10, most_points=100)
    own = plotted("Signal", 1, 2)
    copies.add([own.get_updates()])
    own.series["Signal"].add_point(MIDNIGHT_UTC + timedelta(hours=3), 3)
    assert copies.add([own.get_updates()]) == []
    assert numbers(charts["Own"].series["Signal"].values) == ["1", "2", "3"]


def test_series_beyond_the_limit_are_left_out_and_told_of_once() -> None:
    charts: dict[str, Chart] = {}
    copies = UserCharts(charts, most_series=1, most_points=100)
    told = copies.add([plotted("First", 1), plotted("Second", 1), plotted("Third", 1)])
    assert list(charts["Own"].series) == ["First"]
    assert [text[:44] for text in told] == ["Exceeded maximum chart series count for orga"]


def test_points_beyond_the_limit_are_left_out_and_told_of_once() -> None:
    charts: dict[str, Chart] = {}
    copies = UserCharts(charts, most_series=10, most_points=2)
    assert copies.add([plotted("Signal", 1, 2)]) == []
    assert len(copies.add([plotted("Signal", 3)])) == 1
    assert copies.add([plotted("Signal", 4)]) == []
    assert len(charts["Own"].series["Signal"].values) == 2


def test_a_pie_grows_by_the_sum_of_its_new_points() -> None:
    charts: dict[str, Chart] = {}
    chart = Chart("Own")
    pie = Series("Share", SeriesType.PIE)
    pie.add_point(MIDNIGHT_UTC, 1)
    pie.add_point(MIDNIGHT_UTC + timedelta(hours=1), 2)
    chart.add_series(pie)
    UserCharts(charts, 10, 100).add([chart.get_updates()])
    assert numbers(charts["Own"].series["Share"].values) == ["3"]
