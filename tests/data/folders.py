"""Builds small data folders in LEAN's layout."""

from __future__ import annotations

import zipfile
from pathlib import Path

from minilean.data.inventory import MARKET_HOURS, SYMBOL_PROPERTIES


def a_zip(path: Path, lines: list[str], entry: str = "bars.csv") -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr(entry, "\n".join(lines))
    return path


def a_data_folder(root: Path) -> Path:
    """A folder that counts as filled: two days of one ticker, hours and properties."""
    for table in (MARKET_HOURS, SYMBOL_PROPERTIES):
        (root / table).parent.mkdir(parents=True, exist_ok=True)
        (root / table).write_text("{}", encoding="utf-8")
    a_zip(root / "equity/usa/daily/spy.zip", ["20200102 00:00,1,1,1,1,1", "20200103 00:00,1,1,1,1,1"])
    return root


def lines_of(path: Path) -> list[str]:
    with zipfile.ZipFile(path) as archive:
        return archive.read(archive.namelist()[0]).decode().splitlines()


def unheard(fraction: float, note: str) -> None:
    """A progress nobody watches."""
