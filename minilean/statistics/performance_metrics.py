"""The names of a result's figures (Common/Statistics/PerformanceMetrics.cs)."""

from __future__ import annotations

from typing import Final


class PerformanceMetrics:
    """Keys of the statistics' summary, in either spelling: ``TOTAL_ORDERS`` or ``TotalOrders``."""

    ALPHA: Final = "Alpha"
    ANNUAL_STANDARD_DEVIATION: Final = "Annual Standard Deviation"
    ANNUAL_VARIANCE: Final = "Annual Variance"
    AVERAGE_LOSS: Final = "Average Loss"
    AVERAGE_WIN: Final = "Average Win"
    BETA: Final = "Beta"
    COMPOUNDING_ANNUAL_RETURN: Final = "Compounding Annual Return"
    DRAWDOWN: Final = "Drawdown"
    DRAWDOWN_RECOVERY: Final = "Drawdown Recovery"
    END_EQUITY: Final = "End Equity"
    ESTIMATED_STRATEGY_CAPACITY: Final = "Estimated Strategy Capacity"
    EXPECTANCY: Final = "Expectancy"
    INFORMATION_RATIO: Final = "Information Ratio"
    LOSS_RATE: Final = "Loss Rate"
    LOWEST_CAPACITY_ASSET: Final = "Lowest Capacity Asset"
    NET_PROFIT: Final = "Net Profit"
    PORTFOLIO_TURNOVER: Final = "Portfolio Turnover"
    PROBABILISTIC_SHARPE_RATIO: Final = "Probabilistic Sharpe Ratio"
    PROFIT_LOSS_RATIO: Final = "Profit-Loss Ratio"
    SHARPE_RATIO: Final = "Sharpe Ratio"
    SORTINO_RATIO: Final = "Sortino Ratio"
    START_EQUITY: Final = "Start Equity"
    TOTAL_FEES: Final = "Total Fees"
    TOTAL_ORDERS: Final = "Total Orders"
    TRACKING_ERROR: Final = "Tracking Error"
    TREYNOR_RATIO: Final = "Treynor Ratio"
    WIN_RATE: Final = "Win Rate"


for _name in [name for name in vars(PerformanceMetrics) if name.isupper()]:
    setattr(PerformanceMetrics, _name.title().replace("_", ""), getattr(PerformanceMetrics, _name))
