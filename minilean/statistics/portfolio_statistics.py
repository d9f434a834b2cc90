"""What a period's equity, returns and closed profits say about the portfolio."""

from __future__ import annotations

import math
from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING

from minilean.interop.decimals import ZERO, double_to_decimal, round_half_even, to_double
from minilean.interop.names import dotnet, exact
from minilean.statistics import measures
from minilean.statistics.spans import TICKS_PER_DAY, ticks_between

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

_QUANTILES = {0.99: -2.326347874040841, 0.95: -1.6448536269514729}
"""The standard normal quantiles of what is left beyond these confidences."""


@dataclass(frozen=True, slots=True)
class PeriodData:
    """What is known of one period. Times are UTC, money is in the account currency, returns are fractions."""

    profit_loss: Sequence[Decimal]
    equity_times: Sequence[datetime]
    equity: Sequence[Decimal]
    turnover: Sequence[Decimal]
    performance: Sequence[float]
    benchmark: Sequence[float]
    starting_capital: Decimal
    risk_free_rate: Decimal
    trading_days_per_year: int


@dotnet
class PortfolioStatistics:
    """Returns, risks and ratios as fractions of one (Common/Statistics/PortfolioStatistics.cs).

    All but start and end equity and turnover stay zero with fewer than two daily returns.
    """

    average_win_rate = exact("_average_win_rate")
    average_loss_rate = exact("_average_loss_rate")
    profit_loss_ratio = exact("_profit_loss_ratio")
    win_rate = exact("_win_rate")
    loss_rate = exact("_loss_rate")
    expectancy = exact("_expectancy")
    start_equity = exact("_start_equity")
    end_equity = exact("_end_equity")
    compounding_annual_return = exact("_compounding_annual_return")
    drawdown = exact("_drawdown")
    total_net_profit = exact("_total_net_profit")
    sharpe_ratio = exact("_sharpe_ratio")
    probabilistic_sharpe_ratio = exact("_probabilistic_sharpe_ratio")
    sortino_ratio = exact("_sortino_ratio")
    alpha = exact("_alpha")
    beta = exact("_beta")
    annual_standard_deviation = exact("_annual_standard_deviation")
    annual_variance = exact("_annual_variance")
    information_ratio = exact("_information_ratio")
    tracking_error = exact("_tracking_error")
    treynor_ratio = exact("_treynor_ratio")
    portfolio_turnover = exact("_portfolio_turnover")
    value_at_risk_99 = exact("_value_at_risk_99")
    value_at_risk_95 = exact("_value_at_risk_95")

    def __init__(self, data: PeriodData | None = None) -> None:
        self._average_win_rate = self._average_loss_rate = self._profit_loss_ratio = ZERO
        self._win_rate = self._loss_rate = self._expectancy = ZERO
        self._start_equity = self._end_equity = self._total_net_profit = self._compounding_annual_return = ZERO
        self._drawdown = self._portfolio_turnover = ZERO
        self._sharpe_ratio = self._probabilistic_sharpe_ratio = self._sortino_ratio = ZERO
        self._alpha = self._beta = self._annual_standard_deviation = self._annual_variance = ZERO
        self._information_ratio = self._tracking_error = self._treynor_ratio = ZERO
        self._value_at_risk_99 = self._value_at_risk_95 = ZERO
        self.drawdown_recovery = 0
        if data is not None:
            self._measure(data)

    def _measure(self, data: PeriodData) -> None:
        self._start_equity = data.starting_capital
        self._end_equity = data.equity[-1] if data.equity else ZERO
        if data.turnover:
            self._portfolio_turnover = sum(data.turnover, ZERO) / len(data.turnover)
        if not data.starting_capital or len(data.benchmark) < 2 or len(data.performance) < 2:
            return
        self._measure_trades(data)
        self._measure_growth(data)
        self._measure_risk(data)
        self._measure_against_benchmark(data)
        self._drawdown, self.drawdown_recovery = measures.drawdown_and_recovery(data.equity_times, data.equity, 3)

    def _measure_trades(self, data: PeriodData) -> None:
        capital = data.starting_capital
        won = lost = ZERO
        wins = losses = 0
        for profit in data.profit_loss:
            if profit > 0:
                won += profit / capital
                wins += 1
            else:
                lost += profit / capital
                losses += 1
            capital += profit
        count = wins + losses
        if not count:
            return
        self._average_win_rate = won / wins if wins else ZERO
        self._average_loss_rate = lost / losses if losses else ZERO
        if self._average_loss_rate:
            self._profit_loss_ratio = self._average_win_rate / abs(self._average_loss_rate)
        self._win_rate = Decimal(wins) / count
        self._loss_rate = Decimal(losses) / count
        self._expectancy = self._win_rate * self._profit_loss_ratio - self._loss_rate

    def _measure_growth(self, data: PeriodData) -> None:
        self._total_net_profit = self._end_equity / data.starting_capital - 1
        days = ticks_between(data.equity_times[0], data.equity_times[-1]) / TICKS_PER_DAY
        self._compounding_annual_return = measures.compounding_annual_performance(
            data.starting_capital, self._end_equity, double_to_decimal(days) / 365
        )

    def _measure_risk(self, data: PeriodData) -> None:
        performance, days = data.performance, data.trading_days_per_year
        variance = measures.variance(performance)
        self._annual_variance = double_to_decimal(measures.annual_variance(variance, days))
        self._annual_standard_deviation = double_to_decimal(math.sqrt(self._annual_variance))
        growth = double_to_decimal(measures.annual_performance(performance, days))
        self._sharpe_ratio = measures.sharpe_ratio(growth, self._annual_standard_deviation, data.risk_free_rate)
        downside = double_to_decimal(measures.annual_downside_deviation(performance, days))
        self._sortino_ratio = measures.sharpe_ratio(growth, downside, data.risk_free_rate)
        daily_rate = to_double(data.risk_free_rate) / days
        self._probabilistic_sharpe_ratio = double_to_decimal(
            measures.probabilistic_sharpe_ratio(performance, math.sqrt(variance), 1.0 / math.sqrt(days), daily_rate)
        )
        recent = performance[-days:]
        average = measures.streamed_mean(recent)
        deviation = math.sqrt(variance if len(recent) == len(performance) else measures.variance(recent))
        self._value_at_risk_99 = _value_at_risk(average, deviation, 0.99)
        self._value_at_risk_95 = _value_at_risk(average, deviation, 0.95)

    def _measure_against_benchmark(self, data: PeriodData) -> None:
        performance, benchmark, days = data.performance, data.benchmark, data.trading_days_per_year
        growth = double_to_decimal(measures.annual_performance(performance, days))
        market_growth = double_to_decimal(measures.annual_performance(benchmark, days))
        market_variance = measures.variance(benchmark)
        if not measures.is_nan_or_zero(market_variance):
            self._beta = double_to_decimal(measures.covariance(performance, benchmark) / market_variance)
        rate = data.risk_free_rate
        if self._beta:
            self._alpha = growth - (rate + self._beta * (market_growth - rate))
            self._treynor_ratio = double_to_decimal(to_double(growth) - to_double(rate)) / self._beta
        self._tracking_error = double_to_decimal(measures.tracking_error(performance, benchmark, days))
        if self._tracking_error:
            self._information_ratio = (
                double_to_decimal(to_double(growth) - to_double(market_growth)) / self._tracking_error
            )


def _value_at_risk(average: float, deviation: float, confidence: float) -> Decimal:
    """The daily return that is undercut with the probability the confidence leaves, if returns were normal."""
    return round_half_even(double_to_decimal(average + deviation * _QUANTILES[confidence]), 3)
