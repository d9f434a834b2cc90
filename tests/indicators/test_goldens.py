"""The indicators of the conformance algorithms, against what LEAN logged."""

from __future__ import annotations

from itertools import zip_longest
from pathlib import Path

import pytest

from tests.indicators.builders import algorithm_of
from tests.securities.sample_data import sample_data

CONFORMANCE = Path(__file__).parents[1] / "conformance"
KEYS = frozenset(
    ["SIMPLE", "COMPOSED", "PLAIN", "VOLATILITY", "VOLUME", "BANDS", "PARTIAL", "WINDOW", "COMPOSITE", "SLOW", "RESET"]
)
RUNS = (
    "indicator_battery_trend",
    "indicator_battery_momentum",
    "indicator_battery_volatility_volume",
    "rolling_window_and_composites",
)
NEEDED = ("factor_files/spy.csv", "hour/spy.zip", "hour/ibm.zip", "hour/aapl.zip")


@pytest.mark.parametrize("run", RUNS)
def test_every_logged_value_is_that_of_lean(run):
    data = sample_data(*(f"equity/usa/{name}" for name in NEEDED))
    algorithm = algorithm_of(CONFORMANCE / "algorithms" / f"{run}.py")
    algorithm.run(data)
    recorded = [line[20:] for line in (CONFORMANCE / "golden" / run / "log.txt").read_text().splitlines()]
    recorded = [line for line in recorded if line.split("|")[0] in KEYS]
    assert recorded
    differences = [
        (golden, ours)
        for golden_line, our_line in zip_longest(recorded, algorithm.lines, fillvalue="")
        for golden, ours in zip_longest(golden_line.split("|"), our_line.split("|"), fillvalue="")
        if golden != ours
    ]
    assert not differences[:10]
