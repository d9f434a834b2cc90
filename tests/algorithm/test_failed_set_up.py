"""A run that fails before its data leaves what LEAN leaves: a result without figures."""

from __future__ import annotations

import json
from datetime import datetime

import pytest

from minilean.engine.backtest import BacktestOptions, run_backtest
from minilean.engine.isolation import forgetting_imports
from minilean.engine.session import SetUpError
from minilean.errors import AlgorithmError
from tests.algorithm.running import run
from tests.market_data import real_data

LATER = datetime(2025, 1, 1)
FAILING = """
from AlgorithmImports import *

class Subject(QCAlgorithm):
    def initialize(self):
        LINE
"""


def back_test(folder, line):
    source = folder / "main.py"
    source.write_text(FAILING.replace("LINE", line))
    options = BacktestOptions(
        source=source,
        project_folder=None,
        libraries=[],
        parameters={},
        data_folder=real_data(),
        now=LATER,
        storage=folder,
        output=folder / "result",
    )
    with forgetting_imports(), pytest.raises(AlgorithmError):
        run_backtest(options)


def test_an_error_in_initialize_ends_with_its_state_and_no_statistics(tmp_path):
    with pytest.raises(SetUpError) as failed:
        run(tmp_path, "1 / 0")
    result = failed.value.session.results.finish(LATER)
    assert result.state["Status"] == "RuntimeError"
    assert "division by zero" in result.state["RuntimeError"]
    assert result.statistics._summary == {}
    assert result.runtime_statistics["Equity"] == "$100,000.00"


def test_an_error_in_initialize_leaves_a_result(tmp_path):
    back_test(tmp_path, "1 / 0")
    written = json.loads((tmp_path / "result" / "Subject.json").read_text())
    assert written["state"]["Status"] == "RuntimeError"
    assert written["orders"] == {}


def test_what_minilean_refuses_leaves_none(tmp_path):
    back_test(tmp_path, 'self.add_option("SPY")')
    assert not (tmp_path / "result").exists()


def test_an_error_of_a_users_universe_model_is_one_of_the_set_up(tmp_path):
    before = """
    class Mine(UniverseSelectionModel):
        def create_universes(self, algorithm):
            raise ValueError("no universe today")
    """
    with pytest.raises(SetUpError, match=r"During the algorithm initialization.*no universe today"):
        run(tmp_path, "self.set_universe_selection(Mine())", before=before)
