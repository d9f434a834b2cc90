"""The statistics of a run as users and result files see them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from minilean.interop.containers import DotNetDictionary
from minilean.interop.names import dotnet
from minilean.statistics.portfolio_statistics import PeriodData, PortfolioStatistics
from minilean.statistics.trade_statistics import TradeStatistics

if TYPE_CHECKING:
    from collections.abc import Mapping

    from minilean.statistics.trade import Trade


@dotnet
class AlgorithmPerformance:
    """Trade and portfolio statistics of a period (Common/Statistics/AlgorithmPerformance.cs)."""

    def __init__(
        self,
        trades: list[Trade] | None = None,
        data: PeriodData | None = None,
        trade_statistics: TradeStatistics | None = None,
    ) -> None:
        """The statistics of the trades are those given, if they are known already."""
        self.closed_trades = trades if trades is not None else []
        self.trade_statistics = trade_statistics or TradeStatistics(self.closed_trades)
        self.portfolio_statistics = PortfolioStatistics(data)


@dotnet
class StatisticsResults:
    """Everything measured about a run (Common/Statistics/StatisticsResults.cs)."""

    def __init__(
        self,
        total_performance: AlgorithmPerformance | None = None,
        rolling_performances: dict[str, AlgorithmPerformance] | None = None,
        summary: dict[str, str] | None = None,
    ) -> None:
        self.total_performance = total_performance or AlgorithmPerformance()
        self._rolling_performances = rolling_performances if rolling_performances is not None else {}
        self._summary = summary if summary is not None else {}

    @property
    def summary(self) -> DotNetDictionary[str, str]:
        """The figures as text by name; the names are PerformanceMetrics' and the user's own."""
        return DotNetDictionary(self._summary)

    @property
    def rolling_performances(self) -> DotNetDictionary[str, AlgorithmPerformance]:
        """Performance of the windows that end with each month: ``M3_20131231`` is of the last three months of 2013."""
        return DotNetDictionary(self._rolling_performances)

    def _add_custom_summary_statistics(self, custom: Mapping[str, str]) -> None:
        """Adds the user's own lines; LEAN's keep their names."""
        for name, value in custom.items():
            self._summary.setdefault(name, value)
