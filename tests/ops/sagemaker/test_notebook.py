"""The notebook runs top to bottom without an edit, and what it collected back tests."""

from __future__ import annotations

import json
import shutil
from datetime import datetime, timedelta
from pathlib import Path

import nbformat
import pytest
from nbclient import NotebookClient

from minilean.data.inventory import MARKET_HOURS, SYMBOL_PROPERTIES, is_filled
from tests.command_line import ROOT, minilean
from tests.data.folders import lines_of
from tests.data.servers import Venue, serving
from tests.market_data import real_data
from tests.ops.sagemaker.test_collector import at

NOTEBOOK = ROOT / "ops/sagemaker/collect.ipynb"
FIRST = datetime(2024, 3, 9)
MINUTE = timedelta(minutes=1)
ALGORITHM = """
from AlgorithmImports import *


class Collected(QCAlgorithm):
    def initialize(self) -> None:
        self.set_time_zone(TimeZones.UTC)
        self.set_start_date(2024, 3, 9)
        self.set_end_date(2024, 3, 11)
        self.set_account_currency("USDT", 100_000)
        self.set_brokerage_model(BrokerageName.BINANCE, AccountType.CASH)
        self.set_benchmark(lambda time: 1)
        self.coin = self.add_crypto("BTCUSDT", Resolution.{resolution}, Market.BINANCE, fill_forward=False).symbol
        self.seen = 0

    def on_data(self, data: Slice) -> None:
        self.seen += len(data.bars) + sum(len(ticks) for ticks in data.ticks.values())
        if not self.portfolio.invested:
            self.set_holdings(self.coin, 0.5)

    def on_end_of_algorithm(self) -> None:
        self.set_runtime_statistic("Seen", str(self.seen))
"""


@pytest.fixture
def collect(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    """Runs the notebook against a venue and gives the data folder and all it wrote."""

    def run(venue: Venue, **said: str) -> tuple[Path, str]:
        for name in ("IPYTHONDIR", "JUPYTER_RUNTIME_DIR", "JUPYTER_CONFIG_DIR"):
            monkeypatch.setenv(name, str(tmp_path / name))
        with serving(venue) as url:
            chosen = {"DATA_FOLDER": str(tmp_path / "data"), "FIRST": "2024-03-09", "URL": url, **said}
            for name, value in chosen.items():
                monkeypatch.setenv(f"COLLECT_{name}", value)
            notebook = nbformat.read(NOTEBOOK, as_version=4)
            NotebookClient(notebook, timeout=120, resources={"metadata": {"path": NOTEBOOK.parent}}).execute()
        return tmp_path / "data", json.dumps(notebook)

    return run


def back_test(tmp_path: Path, data: Path, resolution: str) -> dict[str, str]:
    """What a buy-and-hold algorithm makes of the folder; `Seen` is how many bars or ticks it got."""
    for table in (MARKET_HOURS, SYMBOL_PROPERTIES):
        (data / table).parent.mkdir(parents=True, exist_ok=True)
        shutil.copy(real_data() / table, data / table)
    assert is_filled(data)
    algorithm = tmp_path / "collected.py"
    algorithm.write_text(ALGORITHM.format(resolution=resolution), encoding="utf-8")
    run = minilean("backtest", algorithm, "--data-folder", data, "--output", tmp_path / "results", "--json")
    assert run.returncode == 0, run.stderr
    results = [
        file for file in (tmp_path / "results").rglob("*.json") if (file.with_stem(f"{file.stem}-summary")).exists()
    ]
    runtime = json.loads(results[0].read_text(encoding="utf-8"))["runtimeStatistics"]
    return {**json.loads(run.stdout)["statistics"], "Seen": runtime["Seen"]}


def test_the_notebook_is_committed_without_output():
    notebook = nbformat.read(NOTEBOOK, as_version=4)
    nbformat.validate(notebook)
    assert all(
        cell.outputs == [] and cell.execution_count is None for cell in notebook.cells if cell.cell_type == "code"
    )


def test_hour_bars_are_collected_and_back_test(collect, tmp_path):
    data, written = collect(Venue(), UNTIL="2024-03-11T12:00")
    assert "BTCUSDT hour bars from 2024-03-09 00:00:00 to 2024-03-11 12:00:00 UTC: 60" in written
    statistics = back_test(tmp_path, data, "HOUR")
    assert (statistics["Total Orders"], statistics["Seen"]) == ("1", "60")


def test_a_second_run_goes_on_where_the_first_ended(collect):
    data, _ = collect(Venue(), UNTIL="2024-03-10")
    _, written = collect(Venue(), UNTIL="2024-03-10T06:00")
    assert "from 2024-03-10 00:00:00 to 2024-03-10 06:00:00 UTC: 6" in written
    assert len(lines_of(data / "crypto/binance/hour/btcusdt_trade.zip")) == 30


def test_trades_and_minutes_are_collected_and_what_is_missing_is_shown(collect, tmp_path):
    trades = [(number, at(FIRST) + number * 30_000) for number in range(300)]
    venue = Venue(trades=trades, missing={at(FIRST + 40 * MINUTE)})
    data, written = collect(venue, KINDS="minute,trades", UNTIL="2024-03-09T02:00")
    assert "UTC: 119, 1 missing in 1 gaps" in written
    assert "2024-03-09 00:41:00" in written
    assert back_test(tmp_path, data, "TICK")["Seen"] == "240"
