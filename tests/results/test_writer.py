"""A back test's folder holds the files LEAN and its command line leave."""

from __future__ import annotations

from datetime import datetime
from decimal import Decimal
from typing import TYPE_CHECKING

from minilean.results.chart import Chart
from minilean.results.exact_json import read_exact_json
from minilean.results.handler import BacktestResult
from minilean.results.location import result_file
from minilean.results.series import CandlestickSeries
from minilean.results.verification import Recorded, differences
from minilean.results.writer import write_result
from minilean.statistics.builder import generate
from tests.results.golden_folder import GOLDEN
from tests.results.golden_orders import order_from
from tests.statistics.golden_run import load, record_of

if TYPE_CHECKING:
    from pathlib import Path

ALGORITHM = GOLDEN.parent / "algorithms" / "limit_orders.py"


def result() -> BacktestResult:
    recorded = read_exact_json(GOLDEN / "limit_orders" / "result.json")
    chart = Chart("Strategy Equity")
    equity = CandlestickSeries("Equity")
    equity.add_point(datetime(2013, 8, 1, 4), 100000, 100000, 100000, 100000)
    chart.add_series(equity)
    return BacktestResult(
        algorithm_id="1497653067",
        charts={"Strategy Equity": chart},
        orders=[order_from(text) for text in recorded["orders"].values()],
        order_events=[],
        profit_loss={datetime(2013, 8, 2, 14, 0, 0, 1000): Decimal("-1.50")},
        statistics=generate(record_of(load("limit_orders"))),
        runtime_statistics=recorded["runtimeStatistics"],
        state={"Status": "Completed"},
        configuration={"name": "local"},
        log=["2013-08-01 10:00:00 ORDER|2013-08-01 10:00:00|id=1"],
    )


def test_all_files_are_there(tmp_path: Path) -> None:
    file = write_result(result(), tmp_path / "run", source=ALGORITHM)
    assert sorted(str(path.relative_to(tmp_path / "run")) for path in (tmp_path / "run").rglob("*")) == [
        "1497653067-log.txt",
        "1497653067-summary.json",
        "1497653067.json",
        "code",
        "code/limit_orders.py",
        "config",
        "log.txt",
    ]
    assert result_file(tmp_path / "run") == file
    assert read_exact_json(tmp_path / "run" / "config") == {"id": "1497653067"}


def test_what_is_written_equals_the_recording_it_was_made_from(tmp_path: Path) -> None:
    write_result(result(), tmp_path)
    golden = Recorded.from_golden(GOLDEN / "limit_orders")
    parts = {
        difference.where.split(".")[0].split("[")[0]
        for difference in differences(golden, Recorded.from_result(tmp_path))
    }
    assert not parts & {"orders", "statistics", "runtimeStatistics", "status", "OrderListHash"}


def test_a_project_is_copied_without_its_results(tmp_path: Path) -> None:
    project = tmp_path / "momentum"
    (project / "backtests" / "old").mkdir(parents=True)
    (project / "main.py").write_text("", encoding="utf-8")
    write_result(result(), project / "backtests" / "new", source=project)
    assert [path.name for path in (project / "backtests" / "new" / "code").iterdir()] == ["main.py"]


def test_the_summary_leaves_out_what_is_long(tmp_path: Path) -> None:
    write_result(result(), tmp_path)
    summary = read_exact_json(tmp_path / "1497653067-summary.json")
    assert list(summary["charts"]) == ["Strategy Equity"]
    assert not {"orders", "profitLoss", "analysis"} & set(summary)
    assert summary["rollingWindow"] == {}
    assert summary["totalPerformance"]["closedTrades"] == []


def test_profits_are_keyed_by_time_to_the_millisecond(tmp_path: Path) -> None:
    file = write_result(result(), tmp_path)
    assert read_exact_json(file)["profitLoss"] == {"2013-08-02T14:00:00.001Z": "-1.50"}


def test_notes_on_the_machine_and_traces_are_kept(tmp_path: Path) -> None:
    file = write_result(result(), tmp_path, server={"Synthetic Data": "random numbers"}, trace=["a line"])
    assert read_exact_json(file)["serverStatistics"] == {"Synthetic Data": "random numbers"}
    lines = (tmp_path / "log.txt").read_text(encoding="utf-8").splitlines()
    assert lines[0] == "a line"
    assert lines[-1].startswith("STATISTICS:: OrderListHash ")
