"""The 27 figures of a run as text (StatisticsBuilder.GetSummary)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from minilean.interop.decimals import ZERO, round_half_away, round_to_significant_digits
from minilean.statistics.number_text import decimal_text, percent, rounded, rounded_double

if TYPE_CHECKING:
    from decimal import Decimal

    from minilean.statistics.capacity import CapacityEstimate
    from minilean.statistics.portfolio_statistics import PortfolioStatistics


def summarize(
    statistics: PortfolioStatistics,
    capacity: CapacityEstimate | None,
    total_fees: Decimal,
    total_orders: int,
    currency: str,
) -> dict[str, str]:
    """The figures in LEAN's order; currency is the account currency's sign."""
    estimated = capacity._capacity if capacity is not None else ZERO
    lowest = capacity.lowest_capacity_asset if capacity is not None else None
    return {
        "Total Orders": str(total_orders),
        "Average Win": percent(statistics._average_win_rate, 2),
        "Average Loss": percent(statistics._average_loss_rate, 2),
        "Compounding Annual Return": percent(statistics._compounding_annual_return, 3),
        "Drawdown": percent(statistics._drawdown, 3),
        "Expectancy": rounded(statistics._expectancy, 3),
        "Start Equity": rounded(statistics._start_equity, 2),
        "End Equity": rounded(statistics._end_equity, 2),
        "Net Profit": percent(statistics._total_net_profit, 3),
        "Sharpe Ratio": rounded_double(statistics._sharpe_ratio, 3),
        "Sortino Ratio": rounded_double(statistics._sortino_ratio, 3),
        "Probabilistic Sharpe Ratio": percent(statistics._probabilistic_sharpe_ratio, 3),
        "Loss Rate": percent(statistics._loss_rate, 0),
        "Win Rate": percent(statistics._win_rate, 0),
        "Profit-Loss Ratio": rounded(statistics._profit_loss_ratio, 2),
        "Alpha": rounded_double(statistics._alpha, 3),
        "Beta": rounded_double(statistics._beta, 3),
        "Annual Standard Deviation": rounded_double(statistics._annual_standard_deviation, 3),
        "Annual Variance": rounded_double(statistics._annual_variance, 3),
        "Information Ratio": rounded_double(statistics._information_ratio, 3),
        "Tracking Error": rounded_double(statistics._tracking_error, 3),
        "Treynor Ratio": rounded_double(statistics._treynor_ratio, 3),
        "Total Fees": currency + decimal_text(round_half_away(total_fees, 2)),
        "Estimated Strategy Capacity": currency + decimal_text(round_to_significant_digits(estimated, 2)),
        "Lowest Capacity Asset": str(lowest.id) if lowest is not None else "",
        "Portfolio Turnover": percent(statistics._portfolio_turnover, 2),
        "Drawdown Recovery": str(statistics.drawdown_recovery),
    }
