"""An indicator whose values its owner sets: a band, a line, a part of another indicator."""

from __future__ import annotations

from typing import TYPE_CHECKING

from minilean.indicators.base import Indicator

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import datetime
    from decimal import Decimal

    from minilean.securities.symbol import Symbol


class DerivedIndicator(Indicator):
    """Stands where LEAN composes indicators of an indicator's own parts, without the events between them."""

    def __init__(self, name: str, is_ready: Callable[[], bool]) -> None:
        super().__init__(name)
        self._owner_is_ready = is_ready

    @property
    def is_ready(self) -> bool:
        return self._owner_is_ready()

    def _derive(self, time: datetime, value: Decimal, symbol: Symbol | None = None) -> None:
        self.samples += 1
        self._qc_value = value
        window = self._qc_window
        items = window._items
        window._samples += 1
        if len(items) == window._size:
            window._removed = items.pop()
        items.appendleft((symbol, time, value))
        if self._qc_updated._handlers:
            self._qc_tell(symbol, time, value)
