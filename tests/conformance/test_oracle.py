"""The statistics equal an independent rebuild of them from raw prices, and what LEAN publishes of the same runs."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

from tests.market_data import real_data

_ORACLE = Path(__file__).parent / "oracle"
_RUNS = {
    "BasicTemplateAlgorithm": "buy_and_hold_minute",
    "BasicTemplateDailyAlgorithm": "buy_and_hold_daily",
    "BasicTemplateHourlyAlgorithm": "buy_and_hold_hour",
    "MACDTrendAlgorithm": "macd_trend",
    "CompleteOrderTagUpdateAlgorithm": "tags_of_closed_orders",
}


@pytest.mark.parametrize(("published", "name"), _RUNS.items(), ids=_RUNS.values())
def test_statistics_equal_the_independent_rebuild(published: str, name: str, tmp_path: Path) -> None:
    expected = json.loads((_ORACLE / "expected.json").read_text(encoding="utf-8"))[published]
    command = [sys.executable, "-m", "minilean", "backtest", str(_ORACLE / "algorithms" / f"{name}.py"), "--json"]
    command += ["--output", str(tmp_path), "--data-folder", str(real_data())]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    ours = json.loads(done.stdout)
    assert ours["statistics"] == expected["expected_statistics"]
    assert ours["dataPoints"] == int(expected["data_points"])


def test_every_run_of_the_oracle_is_rebuilt() -> None:
    expected = json.loads((_ORACLE / "expected.json").read_text(encoding="utf-8"))
    assert set(expected) == set(_RUNS)
