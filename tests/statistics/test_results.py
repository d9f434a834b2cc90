"""Statistics as users reach them from an algorithm."""

from __future__ import annotations

from minilean.interop.decimals import ZERO
from minilean.statistics.performance_metrics import PerformanceMetrics
from minilean.statistics.portfolio_statistics import PortfolioStatistics
from minilean.statistics.results import StatisticsResults
from minilean.statistics.summary import summarize


def test_every_figure_has_a_name_users_can_write() -> None:
    names = {value for name, value in vars(PerformanceMetrics).items() if name.isupper()}
    assert names == set(summarize(PortfolioStatistics(), None, ZERO, 0, "$"))
    assert PerformanceMetrics.TotalOrders == PerformanceMetrics.TOTAL_ORDERS


def test_a_summary_is_a_dictionary_of_pairs_to_users() -> None:
    results = StatisticsResults(summary={"Total Orders": "3"})
    assert [(pair.key, pair.value) for pair in results.summary] == [("Total Orders", "3")]
    assert results.summary[PerformanceMetrics.TOTAL_ORDERS] == "3"
    assert "Beta" not in results.Summary


def test_a_users_own_figure_never_replaces_leans() -> None:
    results = StatisticsResults(summary={"Total Orders": "3"})
    results._add_custom_summary_statistics({"Total Orders": "9", "Signals": "4"})
    assert results._summary == {"Total Orders": "3", "Signals": "4"}
