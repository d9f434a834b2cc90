"""Runs a project in minilean at weight one and reads back its days: returns, costs and what was traded."""

from __future__ import annotations

import json
import subprocess
import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
import pandas as pd

from research.reproduction.made_up import bars_of, folder_of, seeded_lead, seeded_pair

if TYPE_CHECKING:
    from research.reproduction.rows import Row

ROOT = Path(__file__).resolve().parents[2]
UNIT_WEIGHT = {
    "target_daily_vol": "0",
    "equity_fraction": "1",
    "risk_overlay": "no",
    "log_decisions": "yes",
    "charts": "no",
}
CALL = "import sys; from minilean.cli.main import main; sys.exit(main())"


class RunError(Exception):
    """A back test that did not end well; says what minilean said."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Days:
    """By trading day: `net` and `gross` returns and `turnover`, as fractions of the equity before; and the entries."""

    net: pd.Series[float]
    gross: pd.Series[float]
    turnover: pd.Series[float]
    trades: int


def run(row: Row, data_folder: Path) -> Days:
    """Runs a row over its full period. Raises RunError."""
    with tempfile.TemporaryDirectory(prefix="reproduce-") as folder, tempfile.TemporaryDirectory() as seeded:
        output = Path(folder)
        if row.made_up:
            closes = seeded_pair() if row.made_up == "pair" else seeded_lead()
            data_folder = folder_of(Path(seeded), {name: bars_of(close) for name, close in closes.items()}, data_folder)
        words: list[str] = ["backtest", str(ROOT / "algorithms" / row.project), "--json"]
        words += ["--start", row.start, "--end", row.end, "--data-folder", str(data_folder), "--output", folder]
        for name, value in {**UNIT_WEIGHT, **row.parameters}.items():
            words += ["--parameter", name, value]
        done = subprocess.run([sys.executable, "-c", CALL, *words], capture_output=True, text=True, check=False)
        if done.returncode:
            raise RunError(f"{row.name}: {done.stderr.strip()}")
        return _days(output, Path(json.loads(done.stdout)["result"]))


def _days(output: Path, result: Path) -> Days:
    (log,) = output.glob("*-log.txt")
    fills = _fills(log)
    found = json.loads(result.read_text(encoding="utf-8"))
    net = _returns(found)
    net = net[net.index >= _first_decision(log, net.index[0])]
    before = float(found["statistics"]["Start Equity"]) * (1 + net).cumprod().shift(1, fill_value=1.0)
    by_day = fills.groupby("day")[["cost", "value"]].sum().reindex(net.index, fill_value=0.0)
    cost, turnover = by_day["cost"] / before, by_day["value"] / before
    return Days(net=net, gross=net + cost, turnover=turnover, trades=_entries(fills))


def _returns(result: dict[str, Any]) -> pd.Series[float]:
    """Daily returns of weekdays; LEAN samples at midnight, so a point is of the day before."""
    points = result["charts"]["Strategy Equity"]["series"]["Return"]["values"]
    times = pd.to_datetime([point[0] for point in points], unit="s", utc=True).tz_convert("America/New_York")
    days = (times - pd.Timedelta(hours=12)).normalize().tz_localize(None)
    returns = pd.Series([point[1] / 100 for point in points], index=days, dtype=float)
    returns = (1 + returns).groupby(level=0).prod() - 1
    return returns[returns.index.dayofweek < 5]


def _fills(log: Path) -> pd.DataFrame:
    """A row a fill: its day, what it cost in money, its value, and the signed quantity."""
    rows = []
    for line in log.read_text(encoding="utf-8").splitlines():
        if '"fill_price"' not in line:
            continue
        fact = json.loads(line[line.index("{") :])
        value = abs(fact["quantity"]) * fact["expected_price"]
        rows.append(
            {
                "day": pd.Timestamp(line[:10]),
                "ticker": fact["ticker"],
                "cost": fact["fee"] + fact["slippage_bp"] * value / 1e4,
                "value": value,
                "quantity": fact["quantity"],
            }
        )
    return pd.DataFrame(rows, columns=["day", "ticker", "cost", "value", "quantity"])


def _first_decision(log: Path, otherwise: pd.Timestamp) -> pd.Timestamp:
    """The day of the first decision, days before which say nothing; `otherwise` where nothing was decided."""
    with log.open(encoding="utf-8") as lines:
        return next((pd.Timestamp(line[:10]) for line in lines if '"signal"' in line), otherwise)


def _entries(fills: pd.DataFrame) -> int:
    """How often a position was opened or turned round."""
    count = 0
    for _, of_ticker in fills.groupby("ticker"):
        held = of_ticker["quantity"].cumsum().to_numpy()
        before = np.concatenate([[0.0], held[:-1]])
        sides, sides_before = np.sign(np.round(held, 6)), np.sign(np.round(before, 6))
        count += int(((sides != 0) & (sides != sides_before)).sum())
    return count
