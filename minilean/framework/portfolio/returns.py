"""Returns of securities as the optimizing construction models keep them."""

from __future__ import annotations

import math
from collections.abc import Iterable
from datetime import datetime
from decimal import Decimal
from typing import TYPE_CHECKING, Any

import numpy as np

from minilean.indicators.rate_of_change import RateOfChange
from minilean.indicators.rolling_window import RollingWindow
from minilean.interop.decimals import Number, to_decimal

if TYPE_CHECKING:
    from minilean.framework.portfolio.quadratic import Matrix
    from minilean.securities.symbol import Symbol


class ReturnsSymbolData:
    """The last ``period`` returns of a symbol (Algorithm.Framework/Portfolio/ReturnsSymbolData.cs)."""

    def __init__(self, symbol: Symbol, lookback: int, period: int) -> None:
        self.roc = RateOfChange(f"{symbol}.ROC({lookback})", lookback)
        self._window: RollingWindow[tuple[datetime, Decimal]] = RollingWindow(period)
        self.roc.updated += self._take

    @property
    def returns(self) -> dict[datetime, float]:
        """Returns by their times, the newest first."""
        return {time: float(value) for time, value in self._window}

    def add(self, time: datetime, value: Number) -> None:
        """Adds a return, unless the newest is of the same time."""
        if self._window.count and self._window[0][0] == time:
            return
        self._window.add((time, to_decimal(value)))

    def update(self, time: datetime, value: Decimal) -> bool:
        """Takes a price."""
        return self.roc.update(time, value)

    def reset(self) -> None:
        """Forgets everything."""
        self.roc.updated -= self._take
        self.roc.reset()
        self._window.reset()

    def _take(self, roc: Any, point: Any) -> None:
        if roc.is_ready:
            self.add(point._time, point._value)


def returns_matrix(data: dict[Symbol, ReturnsSymbolData], symbols: Iterable[Symbol]) -> Matrix:
    """One column per symbol, one row per time; rows with a gap or without any movement are left out.

    When the times do not match, the newest returns stand in the first row and so on (FormReturnsMatrix).
    """
    columns = [data[symbol].returns for symbol in symbols if symbol in data]
    times = list(dict.fromkeys(time for column in columns for time in column))
    longest = max((len(entry.returns) for entry in data.values()), default=0)
    if longest == len(times):
        rows = [[column.get(time, math.nan) for column in columns] for time in times]
    else:
        series = [list(column.values()) for column in columns]
        rows = [[values[row] if row < len(values) else math.nan for values in series] for row in range(longest)]
    kept = [row for row in rows if _moves(row)]
    return np.array(kept, dtype=float) if kept else np.zeros((0, 0))


def _moves(row: list[float]) -> bool:
    total = sum(abs(value) for value in row)
    return bool(total) and not math.isnan(total)
