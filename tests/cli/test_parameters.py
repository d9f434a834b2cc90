"""A parameter given on the command line that did nothing is told on standard error, and only there."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from tests.command_line import minilean
from tests.market_data import real_data

if TYPE_CHECKING:
    from pathlib import Path

ALGORITHM = """
from AlgorithmImports import *

class Asks(QCAlgorithm):
    def initialize(self):
        self.set_start_date(2013, 10, 7)
        self.set_end_date(2013, 10, 8)
        self.set_runtime_statistic("asked", f"{self.get_parameter('n', 3)} {self.get_parameter('x', 0.5)}")
"""


@pytest.mark.parametrize(
    ("given", "asked", "warnings"),
    [
        (["n", "4"], "4 0.5", ""),
        (
            ["n", "abc"],
            "3 0.5",
            "minilean: parameter n is 'abc', no whole number: the algorithm ran with its default 3\n",
        ),
        (["x", "1,5"], "3 0.5", "minilean: parameter x is '1,5', no number: the algorithm ran with its default 0.5\n"),
        (
            ["m", "4"],
            "3 0.5",
            "minilean: parameter m was never asked for: check its name; the algorithm asks for n, x\n",
        ),
    ],
)
def test_a_parameter_without_effect_is_told(tmp_path: Path, given: list[str], asked: str, warnings: str) -> None:
    source = tmp_path / "asks.py"
    source.write_text(ALGORITHM, encoding="utf-8")
    run = minilean("backtest", source, "--parameter", *given, "--data-folder", real_data(), "--json")
    assert run.returncode == 0
    assert run.stderr == warnings
    assert json.loads(run.stdout)["runtimeStatistics"]["asked"] == asked


def test_an_algorithm_that_takes_all_parameters_has_asked_for_each(tmp_path: Path) -> None:
    source = tmp_path / "asks.py"
    everything = ALGORITHM.replace("self.get_parameter('n', 3)", "self.get_parameters()['anything']")
    source.write_text(everything, encoding="utf-8")
    run = minilean("backtest", source, "--parameter", "anything", "4", "--data-folder", real_data(), "--json")
    assert (run.returncode, run.stderr) == (0, "")
