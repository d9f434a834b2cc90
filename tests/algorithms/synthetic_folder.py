"""Data folders of made-up stocks, so that a strategy can be seen to trade what is known to be there."""

from __future__ import annotations

import json
import shutil
import zipfile
from collections.abc import Mapping
from pathlib import Path

import pandas as pd

from tests.market_data import real_data

HOURS, PROPERTIES = "market-hours/market-hours-database.json", "symbol-properties/symbol-properties-database.csv"
EVERY_WEEKDAY = {"holidays": [], "earlyCloses": {}, "lateOpens": {}}


def folder_of(root: Path, stocks: Mapping[str, pd.DataFrame]) -> Path:
    """A LEAN data folder of hour bars: columns open and close, indexed by the bars' starts; no weekday is a holiday."""
    real = real_data(HOURS, PROPERTIES)
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


def bars_of(closes: pd.Series) -> pd.DataFrame:
    """Bars that open where the one before closed, as prices seen only once an hour must."""
    return pd.DataFrame({"open": closes.shift(fill_value=closes.iloc[0]), "close": closes})


def _lines(bars: pd.DataFrame) -> list[str]:
    """LEAN's lines: prices in ten thousandths of a dollar, a volume that stands in nobody's way."""
    whole = (bars * 10_000).round().astype(int)
    return [
        f"{start:%Y%m%d %H:%M},{opened},{max(opened, close)},{min(opened, close)},{close},10000000"
        for start, opened, close in whole.itertuples()
    ]
