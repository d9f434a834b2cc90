"""CUSIP, FIGI, SEDOL, ISIN and CIK of securities (Common/Securities/SecurityDefinitionSymbolResolver.cs)."""

from __future__ import annotations

from enum import IntEnum
from functools import cached_property
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

FILE = "symbol-properties/security-database.csv"


class Standard(IntEnum):
    """What an industry calls a security; the values are columns of the file."""

    CUSIP = 1
    COMPOSITE_FIGI = 2
    SEDOL = 3
    ISIN = 4
    CIK = 5


class SecurityDefinitions:
    """The data folder's list; a folder without it knows no identifiers."""

    def __init__(self, data_folder: Path) -> None:
        self.file = data_folder / FILE

    @cached_property
    def rows(self) -> list[list[str]]:
        """A security identifier and its five names a row; what is not known is empty."""
        if not self.file.is_file():
            return []
        lines = self.file.read_text(encoding="utf-8").splitlines()
        rows = [line.split(",") for line in lines if line.strip() and not line.startswith("#")]
        return [[field.strip() for field in row] + [""] * (len(Standard) + 1 - len(row)) for row in rows]

    def find(self, identifier: str, standard: Standard) -> str | None:
        """A security's name in a standard; None where it is unknown."""
        return next((row[standard] or None for row in self.rows if row[0] == identifier), None)

    def identifiers(self, wanted: str, standard: Standard) -> list[str]:
        """The identifiers of the securities a standard calls so, in any case of letters."""
        lower = wanted.strip().lower()
        return [row[0] for row in self.rows if lower and row[standard].lower() == lower]
