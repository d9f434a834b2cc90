"""Data folders of made-up stocks, so that a strategy can be seen to trade what is known to be there."""

from __future__ import annotations

import json
import shutil
import zipfile
from collections.abc import Mapping
from pathlib import Path

import numpy as np
import pandas as pd

from research.reproduction.rows import REFERENCE

HOURS, PROPERTIES = "market-hours/market-hours-database.json", "symbol-properties/symbol-properties-database.csv"
LAG, LAST_SECOND = 2, 23_400  # of the ticks
LEVEL, SWING = 400, 50  # dollars, and how many times a tick's move a stock's is: correlations know neither
EVERY_WEEKDAY: dict[str, object] = {"holidays": [], "earlyCloses": {}, "lateOpens": {}}


def seeded_pair() -> dict[str, pd.Series[float]]:
    """Two stocks whose spread reverts with a half-life of 20 bars: closes of hour bars, seven a weekday."""
    bars = pd.read_csv(REFERENCE / "synthetic_pair_hourly.csv", index_col="bar_start", parse_dates=True)
    return {"ONE": bars["a"], "TWO": bars["b"]}


def seeded_lead() -> dict[str, pd.Series[float]]:
    """Two stocks of which the first leads the other by one bar: an hour stands for the two seconds of the ticks."""
    return {"FIRST": _closes("x"), "LATER": _closes("y")}


def folder_of(root: Path, stocks: Mapping[str, pd.DataFrame], real: Path) -> Path:
    """A LEAN data folder of hour bars: columns open and close, indexed by the bars' starts; no weekday is a holiday.

    Market hours and symbol properties are those of the folder `real`.
    """
    for table in (HOURS, PROPERTIES):
        (root / table).parent.mkdir(parents=True)
        shutil.copy(real / table, root / table)
    database = json.loads((root / HOURS).read_text(encoding="utf-8-sig"))
    database["entries"]["Equity-usa-[*]"] |= EVERY_WEEKDAY
    (root / HOURS).write_text(json.dumps(database), encoding="utf-8")
    (root / "equity/usa/hour").mkdir(parents=True)
    for ticker, bars in stocks.items():
        with zipfile.ZipFile(root / f"equity/usa/hour/{ticker.lower()}.zip", "w") as archive:
            archive.writestr(f"{ticker.lower()}.csv", "\n".join(_lines(bars)))
    return root


def bars_of(closes: pd.Series[float]) -> pd.DataFrame:
    """Bars that open where the one before closed, as prices seen only once an hour must."""
    return pd.DataFrame({"open": closes.shift(fill_value=closes.iloc[0]), "close": closes})


def _closes(name: str) -> pd.Series[float]:
    """Closes of hour bars, seven a weekday, each of two seconds of the ticks."""
    ticks = pd.read_csv(REFERENCE / f"synthetic_leadlag_{name}_ticks.csv")
    ends = np.arange(LAG, LAST_SECOND + 1, LAG)
    seen = np.searchsorted(ticks["t"].to_numpy(float), ends, side="right")
    prices = np.append(0.0, ticks["logp"].to_numpy())[seen]
    days = pd.bdate_range("2003-01-06", periods=-(-len(ends) // 7))
    starts = [day + pd.Timedelta(hours=hour) for day in days for hour in range(9, 16)]
    return pd.Series(LEVEL * np.exp(SWING * prices), index=pd.DatetimeIndex(starts[: len(ends)]))


def _lines(bars: pd.DataFrame) -> list[str]:
    """LEAN's lines: prices in ten thousandths of a dollar, a volume that stands in nobody's way."""
    whole = (bars * 10_000).round().astype(int)
    return [
        f"{start:%Y%m%d %H:%M},{opened},{max(opened, close)},{min(opened, close)},{close},10000000"
        for start, opened, close in whole.itertuples()
    ]
