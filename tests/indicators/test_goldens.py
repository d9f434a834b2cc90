"""The indicators of the conformance algorithms, against what LEAN logged."""

from __future__ import annotations

import math
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
DOUBLES_NOISE = 3e-14
"""Two decimals a 29th digit apart may print an eighth decimal apart."""


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
        if not same(golden, ours)
    ]
    assert not differences[:10]


def same(golden: str, ours: str) -> bool:
    """Equal text, but for the last digits of a double."""
    if golden == ours:
        return True
    golden_name, _, golden_values = golden.partition("=")
    our_name, _, our_values = ours.partition("=")
    return golden_name == our_name and all(
        math.isclose(float(one), float(other), rel_tol=DOUBLES_NOISE)
        for one, other in zip_longest(golden_values.split(";"), our_values.split(";"), fillvalue="nan")
    )
