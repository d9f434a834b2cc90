"""Measures a whole run and its rolling windows (Common/Statistics/StatisticsBuilder.cs)."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from decimal import Decimal
from itertools import accumulate, pairwise
from typing import TYPE_CHECKING, Generic, Protocol, TypeVar

from minilean.interop.dates import midnight_of
from minilean.interop.decimals import ZERO
from minilean.statistics.portfolio_statistics import PeriodData
from minilean.statistics.results import AlgorithmPerformance, StatisticsResults
from minilean.statistics.summary import summarize
from minilean.statistics.trade_statistics import GrowingTradeStatistics

if TYPE_CHECKING:
    from minilean.statistics.capacity import CapacityEstimate
    from minilean.statistics.trade import Trade

Value = TypeVar("Value")
_WINDOW_MONTHS = (1, 3, 6, 12)
_ONE_DAY = timedelta(days=1)
_SKIPPED = 2
"""Returns of the start and of the first day are left out: orders at the first open misalign them."""


class RiskFreeRate(Protocol):
    """Where the risk-free rate comes from (Common/Data/IRiskFreeInterestRateModel.cs)."""

    def _get_interest_rate(self, date: datetime) -> Decimal:
        """The yearly rate of a date as a fraction."""


Points = Sequence[tuple[datetime, Decimal]]
"""Sampled values with their UTC times, oldest first; of several at one time the last counts."""


@dataclass(frozen=True, slots=True)
class RunRecord:
    """What a run has recorded; money is in the account currency, returns are percent per day."""

    trades: Sequence[Trade]
    profit_loss: Mapping[datetime, Decimal]
    equity: Points
    performance: Points
    benchmark: Points
    turnover: Points
    starting_capital: Decimal
    total_fees: Decimal
    total_orders: int
    capacity: CapacityEstimate | None
    currency_symbol: str
    risk_free_rate: RiskFreeRate
    trading_days_per_year: int


def generate(record: RunRecord, *, rolling: bool = True) -> StatisticsResults:
    """All statistics of a run, without rolling windows if nobody wants them; none without an equity curve.

    Raises ValueError where LEAN fails too: benchmark and returns that do not align, growth beyond all numbers.
    """
    if not record.equity:
        return StatisticsResults()
    series = _RunSeries(record)
    total = series.measure(series.first_date, series.last_date)
    windows = {
        f"M{months}_{end:%Y%m%d}": series.measure(start, end)
        for months in (_WINDOW_MONTHS if rolling else ())
        for start, end in _windows(months, series.first_date, series.last_date)
    }
    summary = summarize(
        total.portfolio_statistics, record.capacity, record.total_fees, record.total_orders, record.currency_symbol
    )
    return StatisticsResults(total, windows, summary)


@dataclass(slots=True)
class _Timed(Generic[Value]):
    """Values in time order, cut by date."""

    times: list[datetime] = field(default_factory=list)
    values: list[Value] = field(default_factory=list)

    def bounds(self, start: datetime, end: datetime) -> slice:
        """Where the values of the dates start to end (inclusive) are."""
        return slice(bisect_left(self.times, start), bisect_left(self.times, end + _ONE_DAY))


class _RunSeries:
    """The record prepared for measuring many periods of it."""

    def __init__(self, record: RunRecord) -> None:
        self._record = record
        self._equity = _timed(record.equity)
        self._performance = _timed(record.performance)
        self._benchmark = _timed(record.benchmark)
        self._turnover = _timed(record.turnover)
        self._profit_loss = _timed(sorted(record.profit_loss.items()))
        self._trades = _Timed([trade.exit_time for trade in record.trades], list(record.trades))
        self._trade_statistics = GrowingTradeStatistics(self._trades.values)
        self._returns = [float(value / 100) for value in self._performance.values]
        self._benchmark_returns = _changes(self._benchmark.values)
        rates = (record.risk_free_rate._get_interest_rate(time) for time in self._equity.times)
        self._rate_sums = list(accumulate(rates, initial=ZERO))
        self.first_date = midnight_of(self._equity.times[0])
        self.last_date = midnight_of(self._equity.times[-1])

    def measure(self, start: datetime, end: datetime) -> AlgorithmPerformance:
        """The performance of the dates start to end, both included."""
        equity = self._equity.bounds(start, end)
        count = equity.stop - equity.start
        if not count:
            return AlgorithmPerformance()
        performance, benchmark = self._performance.bounds(start, end), self._benchmark.bounds(start, end)
        missing = (benchmark.stop - benchmark.start) - (performance.stop - performance.start)
        if missing:
            raise ValueError(f"Benchmark and performance series has {abs(missing)} misaligned values.")
        values = self._equity.values[equity]
        whole = count == len(self._equity.values)
        data = PeriodData(
            profit_loss=self._profit_loss.values[self._profit_loss.bounds(start, end)],
            equity_times=self._equity.times[equity],
            equity=values,
            turnover=self._turnover.values[self._turnover.bounds(start, end)],
            performance=self._returns[performance.start + _SKIPPED : performance.stop],
            benchmark=self._benchmark_returns[benchmark.start + _SKIPPED : benchmark.stop],
            starting_capital=self._record.starting_capital if whole else values[0],
            risk_free_rate=(self._rate_sums[equity.stop] - self._rate_sums[equity.start]) / count,
            trading_days_per_year=self._record.trading_days_per_year,
        )
        trades = self._trades.bounds(start, end)
        return AlgorithmPerformance(self._trades.values[trades], data, self._trade_statistics.of(trades))


def _timed(points: Points) -> _Timed[Decimal]:
    by_time = dict(points)
    return _Timed(list(by_time), list(by_time.values()))


def _changes(values: Sequence[Decimal]) -> list[float]:
    """The relative change into each value; zero for the first and after a zero."""
    changes = [0.0] * len(values)
    for index in range(1, len(values)):
        before = values[index - 1]
        if before:
            changes[index] = float((values[index] - before) / before)
    return changes


def _windows(months: int, first: datetime, last: datetime) -> Iterator[tuple[datetime, datetime]]:
    """Windows of so many months that end at each month's end and at the last date."""
    ends = [last]
    while (month_end := ends[-1].replace(day=1) - _ONE_DAY) >= first:
        ends.append(month_end)
    ends.reverse()
    yield first, ends[0]
    for before, end in pairwise(ends):
        yield max(first, _add_months(before + _ONE_DAY, 1 - months)), end


def _add_months(time: datetime, months: int) -> datetime:
    """The same day, here always the first, of a month before or after."""
    index = time.year * 12 + time.month - 1 + months
    return time.replace(year=index // 12, month=index % 12 + 1)
