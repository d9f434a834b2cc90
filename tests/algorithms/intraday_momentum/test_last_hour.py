"""The last-hour rule in minilean against decisions computed independently of it, and its refusals."""

from __future__ import annotations

import csv
import json
from pathlib import Path

import pytest

from tests.command_line import ROOT, minilean
from tests.market_data import real_data

PROJECT = ROOT / "algorithms/intraday_momentum"
REFERENCE = Path(__file__).with_name("decisions_2018_2019.csv")


def facts(output: Path) -> list[dict]:
    """What the algorithm logged as JSON, in order."""
    (log,) = output.glob("*-log.txt")
    lines = log.read_text(encoding="utf-8").splitlines()
    return [json.loads(line[line.index("{") :]) for line in lines if "{" in line]


@pytest.fixture(scope="module")
def two_years(tmp_path_factory):
    """The facts of 2018 and 2019 at weight one."""
    output = tmp_path_factory.mktemp("two_years")
    unit = (
        "--parameter",
        "target_daily_vol",
        "0",
        "--parameter",
        "equity_fraction",
        "1",
        "--parameter",
        "log_decisions",
        "yes",
    )
    dates = ("--start", "2018-01-02", "--end", "2019-12-31")
    run = minilean("backtest", PROJECT, *dates, *unit, "--data-folder", real_data(), "--output", output)
    assert run.returncode == 0, run.stderr
    return facts(output)


def test_every_decision_is_the_references(two_years):
    decided = {fact["id"].split("/")[-1][:10]: fact for fact in two_years if "signal" in fact}
    with REFERENCE.open(encoding="utf-8") as file:
        expected = {row["t"]: row for row in csv.DictReader(file)}
    assert decided.keys() == expected.keys()
    for day, row in expected.items():
        assert decided[day]["signal"] == int(row["target"]), day
        assert decided[day]["move"] == pytest.approx(float(row["rod"]), abs=1e-9), day
        assert decided[day]["threshold"] == pytest.approx(float(row["threshold"]), abs=1e-9), day


def test_what_is_bought_at_three_is_sold_at_the_close(two_years):
    fills = [fact for fact in two_years if "fill_price" in fact]
    assert len(fills) == 2 * (148 + 104)
    assert all(bought["quantity"] == -sold["quantity"] for bought, sold in zip(fills[::2], fills[1::2], strict=True))


def test_a_fill_is_half_a_cent_worse_than_the_close(two_years):
    entries = {fact["id"]: fact for fact in two_years if fact.get("signal")}
    for fill in two_years:
        if "fill_price" in fill and fill["id"] in entries:
            decision = entries.pop(fill["id"])
            assert fill["fill_price"] - decision["close"] == pytest.approx(0.005 * decision["signal"], abs=1e-9)
    assert not entries


@pytest.mark.parametrize(
    ("name", "value", "sentence"),
    [
        ("quantile", "0.9", "parameter quantile is 0.9, outside 0 to 0.75"),
        ("window", "many", "parameter window is 'many', not a number"),
        ("mode", "gap", "parameter mode is 'gap', not one of last_hour"),
    ],
)
def test_a_parameter_out_of_range_stops_before_trading(tmp_path, name, value, sentence):
    options = ("--parameter", name, value, "--data-folder", real_data(), "--output", tmp_path)
    run = minilean("backtest", PROJECT, *options)
    assert run.returncode == 1
    assert sentence in run.stderr
