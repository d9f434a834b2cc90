"""`minilean optimize` from its arguments to its files, with real runs in real processes."""

from __future__ import annotations

import csv
import json
import signal
import subprocess
import sys
import time
from textwrap import dedent

import pytest

from minilean.cli.main import main
from minilean.data.provenance import SYNTHETIC_NOTE
from tests.command_line import minilean
from tests.market_data import real_data

_ALGORITHM = """
from AlgorithmImports import *


class Crossing(QCAlgorithm):
    def initialize(self):
        self.set_start_date(2012, 1, 3)
        self.set_end_date(2012, 12, 31)
        self.spy = self.add_equity("SPY", Resolution.DAILY).symbol
        fast, slow = (int(self.get_parameter(name, "10")) for name in ("fast", "slow"))
        if fast >= slow:
            raise ValueError("fast must be below slow")
        if slow == 99:
            os._exit(7)
        self.fast, self.slow = self.sma(self.spy, fast), self.sma(self.spy, slow)

    def on_data(self, data):
        if self.slow.is_ready:
            self.set_holdings(self.spy, 1 if self.fast > self.slow else 0)
"""


def a_project(folder):
    source = folder / "crossing.py"
    source.write_text(dedent(_ALGORITHM), encoding="utf-8")
    return str(source)


def arguments(folder, *more, fast=("5", "10", "5"), slow=("20", "40", "20")):
    ranges = ["--parameter", "fast", *fast, "--parameter", "slow", *slow]
    where = ["--data-folder", str(real_data()), "--output", str(folder / "sweep"), "--jobs", "2"]
    return ["optimize", a_project(folder), *ranges, *where, *more]


def rows(folder):
    with (folder / "sweep" / "results.csv").open(encoding="utf-8") as file:
        return list(csv.DictReader(file))


def test_a_sweep_tells_its_best_and_leaves_a_table_and_a_page(tmp_path, capsys):
    assert main(arguments(tmp_path, "--constraint", "Drawdown < 0.5")) == 0
    said = capsys.readouterr().out
    assert "Best Sharpe Ratio: " in said
    assert "Probability of overfitting: " in said
    assert [(row["fast"], row["slow"]) for row in rows(tmp_path)] == [
        ("5", "20"),
        ("5", "40"),
        ("10", "20"),
        ("10", "40"),
    ]
    assert (tmp_path / "sweep" / "report.html").read_text(encoding="utf-8").count("<rect") == 4


def test_a_trial_gives_what_a_back_test_with_its_parameters_gives(tmp_path):
    assert main(arguments(tmp_path)) == 0
    given = ["--parameter", "fast", "5", "--parameter", "slow", "40", "--data-folder", str(real_data())]
    done = minilean("backtest", a_project(tmp_path), *given, "--json", "--output", tmp_path / "one")
    assert done.returncode == 0, done.stderr
    alone = json.loads(done.stdout)["statistics"]
    swept = next(row for row in rows(tmp_path) if (row["fast"], row["slow"]) == ("5", "40"))
    assert {name: value for name, value in alone.items() if name in swept} == {
        name: swept[name] for name in alone if name in swept
    }


def test_a_run_that_raises_is_told_and_the_others_go_on(tmp_path, capsys):
    assert main(arguments(tmp_path, "--json", fast=("10", "20", "10"), slow=("20", "20", "1"))) == 0
    outcome = json.loads(capsys.readouterr().out)
    assert (outcome["runs"], outcome["failed"], outcome["parameters"]["fast"]) == (2, 1, "10")
    assert "fast must be below slow" in rows(tmp_path)[1]["Error"]


def test_a_process_that_dies_costs_its_run_alone(tmp_path, capsys):
    assert main(arguments(tmp_path, "--json", slow=("49", "99", "50"))) == 0
    assert json.loads(capsys.readouterr().out)["failed"] == 2
    errors = {row["slow"]: row["Error"] for row in rows(tmp_path)}
    assert errors == {"49": "", "99": "the process of this run ended by itself (exit code 7)"}


def test_a_sweep_without_a_winner_ends_with_one(tmp_path, capsys):
    assert main(arguments(tmp_path, "--constraint", "Drawdown < 0")) == 1
    assert "no run ended within the constraints" in capsys.readouterr().err


def test_an_unknown_target_is_refused_by_name(tmp_path, capsys):
    assert main(arguments(tmp_path, "--target", "Sharp", slow=("20", "20", "1"), fast=("5", "5", "1"))) == 1
    assert "there is no statistic 'Sharp'" in capsys.readouterr().err


def test_an_interrupted_sweep_goes_on_where_it_stopped(tmp_path, monkeypatch):
    command = [sys.executable, "-m", "minilean", *arguments(tmp_path, fast=("2", "18", "1"), slow=("20", "60", "5"))]
    scratch = tmp_path / "scratch"
    scratch.mkdir()
    monkeypatch.setenv("TMPDIR", str(scratch))
    journal = tmp_path / "sweep" / "trials.jsonl"
    first = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
    while not journal.exists() or len(journal.read_text(encoding="utf-8").splitlines()) < 5:
        assert first.poll() is None
        time.sleep(0.02)
    first.send_signal(signal.SIGINT)
    _, told = first.communicate(timeout=60)
    assert first.returncode == 130
    assert f"go on with --output {tmp_path / 'sweep'}" in told
    assert not list(scratch.glob("minilean-trial-*"))
    before = journal.read_text(encoding="utf-8").splitlines()
    assert 5 <= len(before) < 154
    done = subprocess.run(command, capture_output=True, text=True, timeout=300, check=True)
    assert "Best Sharpe Ratio" in done.stdout
    after = journal.read_text(encoding="utf-8").splitlines()
    assert after[: len(before)] == before
    assert len(after) == 154


def test_a_folder_of_another_sweep_is_refused(tmp_path, capsys):
    assert main(arguments(tmp_path)) == 0
    assert main(arguments(tmp_path, slow=("30", "30", "1"))) == 1
    assert "holds another sweep" in capsys.readouterr().err


@pytest.mark.parametrize("text", ["", "{", "[]\n", '{"sweep": {}}\n{"trial": "x"}\n'])
def test_a_damaged_journal_is_named(tmp_path, capsys, text):
    (tmp_path / "sweep").mkdir()
    (tmp_path / "sweep" / "trials.jsonl").write_text(text, encoding="utf-8")
    assert main(arguments(tmp_path)) == 1
    assert "trials.jsonl cannot be read" in capsys.readouterr().err


def test_what_is_found_in_random_prices_says_so(tmp_path, capsys):
    market = tmp_path / "random"
    generated = [
        "--data-folder",
        str(market),
        "generate",
        "--tickers",
        "SPY",
        "--from",
        "2010-01-01",
        "--to",
        "2011-12-31",
    ]
    assert main(["data", *generated]) == 0
    capsys.readouterr()
    ranges = [
        "--parameter",
        "fast",
        "5",
        "10",
        "5",
        "--parameter",
        "slow",
        "20",
        "20",
        "1",
        "--data-folder",
        str(market),
    ]
    dates = ["--start", "2010-01-01", "--end", "2011-12-31"]
    assert main(["optimize", a_project(tmp_path), *ranges, *dates, "--output", str(tmp_path / "one")]) == 0
    assert SYNTHETIC_NOTE in capsys.readouterr().out
    assert SYNTHETIC_NOTE in (tmp_path / "one" / "report.html").read_text(encoding="utf-8")
    walk = ["--walk-forward", "12", "6", "--output", str(tmp_path / "two")]
    assert main(["optimize", a_project(tmp_path), *ranges, *dates, *walk]) == 0
    assert SYNTHETIC_NOTE in capsys.readouterr().out


def test_walking_forward_tests_each_winner_in_the_months_after_its_training(tmp_path, capsys):
    dates = ["--start", "2010-01-01", "--end", "2011-12-31", "--walk-forward", "12", "6"]
    assert main(arguments(tmp_path, *dates, "--json")) == 0
    steps = json.loads(capsys.readouterr().out)["steps"]
    assert [(step["train"], step["test"]) for step in steps] == [
        ("2010-01-01 2010-12-31", "2011-01-01 2011-06-30"),
        ("2010-07-01 2011-06-30", "2011-07-01 2011-12-31"),
    ]
    assert all(step["outOfSample"] not in ("", "failed") for step in steps)


def test_what_algorithms_print_does_not_mix_with_the_outcome(tmp_path, capfd):
    source = tmp_path / "crossing.py"
    given = arguments(tmp_path, "--json", slow=("20", "20", "1"))
    source.write_text("print('loud')\n" + source.read_text(encoding="utf-8"), encoding="utf-8")
    assert main(given) == 0
    assert "loud" not in capfd.readouterr().out
