"""All statistics of every recorded run, made again from its series, equal LEAN's to the last printed digit."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING, Any

import pytest

from minilean.interop.names import to_snake
from minilean.statistics.builder import RunRecord, generate
from minilean.statistics.number_text import rounded
from minilean.statistics.spans import span_text
from tests.statistics.golden_run import NAMES, ConstantRate, load, record_of, utc

if TYPE_CHECKING:
    from minilean.statistics.results import AlgorithmPerformance

OWN_RATE = {"benchmark_and_risk_free": ConstantRate("0.03")}
FEE_WITH_LOST_SCALE = {"order_tickets": {"totalFees": "6"}}
"""Fees of 1.0 and 1 are one number in JSON, yet their sum prints as 6.0."""


@pytest.mark.parametrize("name", NAMES)
def test_statistics_made_from_recorded_series_equal_the_recorded_ones(name: str) -> None:
    golden = load(name)
    results = generate(record_of(golden, OWN_RATE.get(name)))
    own_figures = {key: golden["statistics"][key] for key in set(golden["statistics"]) - set(results._summary)}
    results._add_custom_summary_statistics(own_figures)
    assert results._summary == golden["statistics"]
    assert as_json(results.total_performance) == expected(golden["totalPerformance"], FEE_WITH_LOST_SCALE.get(name))
    for window, recorded in golden.get("rollingWindow", {}).items():
        assert as_json(results._rolling_performances[window]) == expected(recorded), window
    if "rollingWindow" in golden:
        assert list(results._rolling_performances) == list(golden["rollingWindow"])


def test_series_of_different_lengths_are_refused_as_lean_refuses_them() -> None:
    golden = load("buy_and_hold_hour")
    golden["charts"]["Benchmark"]["series"]["Benchmark"]["values"].pop()
    with pytest.raises(ValueError, match="1 misaligned"):
        generate(record_of(golden))


def test_a_run_without_equity_has_no_statistics() -> None:
    empty = RunRecord([], {}, [], [], [], [], Decimal(100000), Decimal(0), 0, None, "$", ConstantRate("0"), 252)
    results = generate(empty)
    assert results._summary == {}
    assert results.total_performance.portfolio_statistics.end_equity == 0


def expected(recorded: dict[str, Any], corrections: dict[str, str] | None = None) -> dict[str, dict[str, Any]]:
    parts = {part: dict(recorded[part]) for part in ("tradeStatistics", "portfolioStatistics")}
    for time in ("startDateTime", "endDateTime"):
        text = parts["tradeStatistics"][time]
        parts["tradeStatistics"][time] = utc(text) if text else None
    parts["tradeStatistics"].update(corrections or {})
    return parts


def as_json(performance: AlgorithmPerformance) -> dict[str, dict[str, Any]]:
    golden = load("buy_and_hold_hour")["totalPerformance"]
    return {
        "tradeStatistics": {key: shown(performance.trade_statistics, key) for key in golden["tradeStatistics"]},
        "portfolioStatistics": {
            key: shown(performance.portfolio_statistics, key) for key in golden["portfolioStatistics"]
        },
    }


def shown(statistics: object, key: str) -> Any:
    name = {"valueAtRisk99": "value_at_risk_99", "valueAtRisk95": "value_at_risk_95"}.get(key, to_snake(key))
    if "Duration" in key:
        return span_text(getattr(statistics, f"_{name}_ticks"))
    if hasattr(statistics, f"_{name}"):
        return rounded(getattr(statistics, f"_{name}"), 4)
    value = getattr(statistics, name)
    return str(value) if key == "drawdownRecovery" else value
