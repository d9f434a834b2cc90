"""Collects what a back test leaves: charts, logs, statistics, state (Engine/Results/BacktestingResultHandler.cs)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from decimal import Decimal
from functools import cached_property
from typing import TYPE_CHECKING, Any

from minilean.results.order_json import order_list_hash
from minilean.results.sampling import (
    BENCHMARK,
    EQUITY,
    RETURN,
    STRATEGY_EQUITY,
    TURNOVER,
    ChartSampler,
    UserCharts,
)
from minilean.securities.currencies import Currencies
from minilean.statistics.builder import RunRecord, generate
from minilean.statistics.number_text import grouped
from minilean.statistics.results import StatisticsResults

if TYPE_CHECKING:
    from collections.abc import Iterable

    from minilean.algorithm.facade import QCAlgorithm
    from minilean.algorithm.log_lines import LogLines
    from minilean.orders.event import OrderEvent
    from minilean.orders.order import Order
    from minilean.results.chart import Chart

_ISO_SHORT = "%Y-%m-%dT%H:%M:%SZ"
_MOST_SERIES = 30
_MOST_POINTS = 1_000_000
_TRADING_DAYS = 252
_ONE_HOUR = timedelta(hours=1)
Sampled = tuple[datetime, Decimal]


@dataclass(frozen=True, slots=True)
class RunIdentity:
    """What names a run: its id, the name the job gave it, when it began (UTC), and the machine."""

    algorithm_id: str
    started: datetime
    name: str = "local"
    host: str = ""


@dataclass(frozen=True)
class BacktestResult:
    """A finished back test."""

    algorithm_id: str
    charts: dict[str, Chart]
    orders: list[Order]
    order_events: list[OrderEvent]
    profit_loss: dict[datetime, Decimal]
    statistics: StatisticsResults
    runtime_statistics: dict[str, str]
    state: dict[str, str]
    configuration: dict[str, Any]
    log: Iterable[str] = ()

    @cached_property
    def order_list_hash(self) -> str:
        """The hash over all orders by which runs are compared."""
        return order_list_hash(self.orders)


class BacktestingResultHandler:
    """What the time loop reports to. Times are UTC."""

    def __init__(
        self,
        algorithm: QCAlgorithm,
        starting_portfolio_value: Decimal,
        identity: RunIdentity,
        *,
        most_series: int = _MOST_SERIES,
        most_points: int = _MOST_POINTS,
    ) -> None:
        self.log_lines: LogLines = algorithm._qc.log_lines
        self.late_lines: Iterable[str] = ()
        self.order_events: list[OrderEvent] = []
        self._algorithm = algorithm
        self._state = algorithm._qc
        self._identity = identity
        self._currency_symbol = Currencies.get_currency_symbol(algorithm.account_currency)
        self._sampler = ChartSampler(algorithm, starting_portfolio_value, self._currency_symbol)
        self._user_charts = UserCharts(self._sampler.charts, most_series, most_points)
        self._runtime_statistics: dict[str, str] = {}
        self._error = self._stack_trace = ""
        self._early: tuple[list[Sampled], list[Sampled]] = ([], [])
        self._early_time = datetime.min
        algorithm._qc.statistics_service = self

    @property
    def charts(self) -> dict[str, Chart]:
        """All charts so far."""
        return self._sampler.charts

    def sample(self, utc_time: datetime) -> None:
        """The daily sample, at each midnight of the algorithm and once more at the end."""
        self._sampler.sample(utc_time)

    def process_synchronous_events(self, force: bool = False) -> None:
        """After each step: follows the portfolio, and when a sample is due takes equity, plots, logs and statistics."""
        if self._sampler.update(self._state.utc, force):
            charts: dict[str, Chart] = self._algorithm._qc_charts
            if charts:
                for message in self._user_charts.add(chart.get_updates() for chart in charts.values()):
                    self.system_message(message)
            self._take_messages()
            self._runtime_statistics.update(self._state.runtime_statistics)

    def on_warmup_finished(self) -> None:
        """Prices and rates are current now: the starting value is taken anew."""
        self._sampler.on_warmup_finished()

    def on_securities_changed(self, changes: Any) -> None:
        """A back test's results do not depend on it."""

    def order_event(self, event: OrderEvent) -> None:
        """Keeps an event for the results; fills count in the capacity."""
        self.order_events.append(event)
        self._sampler.capacity.on_order_event(event)

    def system_message(self, message: str) -> None:
        """A line of the engine's own in the log."""
        self._state.tell(message)

    def runtime_error(self, message: str, stack_trace: str = "") -> None:
        """The run ended by an error."""
        self._error = f"{self._state.time:%Y-%m-%d %H:%M:%S} {message}"
        self._stack_trace = stack_trace

    def statistics_results(self, *, rolling: bool = True) -> StatisticsResults:
        """The statistics of the run so far; empty where LEAN cannot make them either."""
        returns, benchmark = self._returns_and_benchmark()
        results = StatisticsResults()
        if returns is None:
            results.total_performance.closed_trades = self._algorithm.trade_builder.closed_trades
        elif self._sampler.values(STRATEGY_EQUITY, EQUITY):
            try:
                results = generate(self._record(returns, benchmark), rolling=rolling)
            except (ValueError, ArithmeticError) as error:
                self.system_message(f"The statistics could not be made: {error}")
        results._add_custom_summary_statistics(self._state.summary_statistics)
        return results

    def finish(self, ended: datetime, *, rolling: bool = True) -> BacktestResult:
        """Takes the last samples and puts everything together; ended is the real time in UTC.

        A sweep looks at no rolling windows and does without them.
        Lines that no sample has taken yet are counted but not in the log: LEAN saves the log before its last sample.
        """
        saved = len(self.log_lines)
        self.late_lines = self.log_lines.part(saved)
        self.process_synchronous_events(force=True)
        algorithm = self._algorithm
        statistics = self.statistics_results(rolling=rolling)
        for performance in statistics._rolling_performances.values():
            performance.closed_trades = []
        return BacktestResult(
            algorithm_id=self._identity.algorithm_id,
            charts=self.charts,
            orders=list(algorithm.transactions.get_orders()),
            order_events=self.order_events,
            profit_loss=self._profit_loss(),
            statistics=statistics,
            runtime_statistics=self._runtime(statistics._summary),
            state=self._run_state(ended),
            configuration=self._configuration(),
            log=self.log_lines.part(0, saved),
        )

    def _take_messages(self) -> None:
        for waiting in self._state.waiting.values():
            if waiting:
                self.log_lines.extend(waiting)
                waiting.clear()

    def _returns_and_benchmark(self) -> tuple[Any, Any]:
        """Both daily series; before the first daily sample a point of now and of earlier calls, if anything changed."""
        sampler = self._sampler
        if BENCHMARK in sampler.charts:
            return _points(sampler.values(STRATEGY_EQUITY, RETURN)), _points(sampler.values(BENCHMARK, BENCHMARK))
        now = self._state.utc
        change = sampler.daily_change(sampler.portfolio_value)
        if change and now - self._early_time >= _ONE_HOUR:
            self._early[0].append((now, change))
            self._early[1].append((now, sampler.benchmark_value))
            self._early_time = now
        return (list(self._early[0]), list(self._early[1])) if change and self._early[0] else (None, None)

    def _record(self, returns: Any, benchmark: Any) -> RunRecord:
        algorithm, sampler = self._algorithm, self._sampler
        return RunRecord(
            trades=algorithm.trade_builder.closed_trades,
            profit_loss=self._profit_loss(),
            equity=_points(sampler.values(STRATEGY_EQUITY, EQUITY)),
            performance=returns,
            benchmark=benchmark,
            turnover=_points(sampler.values(TURNOVER, TURNOVER)),
            starting_capital=sampler.starting_portfolio_value,
            total_fees=algorithm.portfolio._total_fees,
            total_orders=algorithm.transactions.orders_count,
            capacity=sampler.capacity,
            currency_symbol=self._currency_symbol,
            risk_free_rate=algorithm.risk_free_interest_rate_model,
            trading_days_per_year=algorithm.settings.trading_days_per_year or _TRADING_DAYS,
        )

    def _profit_loss(self) -> dict[datetime, Decimal]:
        records = self._algorithm.transactions._transaction_records
        return {time: records[time].profit_loss for time in sorted(records)}

    def _runtime(self, summary: dict[str, str]) -> dict[str, str]:
        portfolio, currency = self._algorithm.portfolio, self._currency_symbol
        start, value = self._sampler.starting_portfolio_value, self._sampler.portfolio_value
        net_return = (value - start) / start if start > 0 else Decimal(0)
        figures = self._runtime_statistics | {
            "Probabilistic Sharpe Ratio": summary.get("Probabilistic Sharpe Ratio", "0%"),
            "Unrealized": currency + grouped(portfolio._total_unrealized_profit),
            "Fees": f"-{currency}{grouped(portfolio._total_fees)}",
            "Net Profit": currency + grouped(portfolio._total_net_profit),
            "Return": f"{grouped(net_return * 100)} %",
            "Equity": currency + grouped(value),
            "Holdings": currency + grouped(portfolio._total_holdings_value),
            "Volume": currency + grouped(portfolio._total_sale_volume),
        }
        return dict(sorted(figures.items()))

    def _run_state(self, ended: datetime) -> dict[str, str]:
        algorithm = self._algorithm
        return {
            "StartTime": f"{self._identity.started:{_ISO_SHORT}}",
            "EndTime": f"{ended:{_ISO_SHORT}}",
            "RuntimeError": self._error,
            "StackTrace": self._stack_trace,
            "LogCount": str(len(self.log_lines)),
            "OrderCount": str(algorithm.transactions.orders_count),
            "InsightCount": str(algorithm.insights.total_count),
            "Name": algorithm.name or self._identity.name,
            "Hostname": self._identity.host,
            "Status": "RuntimeError" if self._error else algorithm.status.dotnet_name,
        }

    def _configuration(self) -> dict[str, Any]:
        algorithm = self._algorithm
        return {
            "name": algorithm.name or self._identity.name,
            "tags": list(algorithm.tags),
            "accountCurrency": algorithm.account_currency,
            "brokerage": int(algorithm.brokerage_name),
            "accountType": int(algorithm.brokerage_model.account_type),
            "parameters": dict(self._state.parameters),
            "outOfSampleMaxEndDate": None,
            "outOfSampleDays": 0,
            "startDate": f"{algorithm.start_date:{_ISO_SHORT}}",
            "endDate": f"{algorithm.end_date:{_ISO_SHORT}}",
            "tradingDaysPerYear": algorithm.settings.trading_days_per_year,
        }


def _points(values: list[Any]) -> list[tuple[datetime, Decimal]]:
    return [(point.time, point._value) for point in values]
