"""The columns of one symbol in a history frame: which members of data they are, and which are left out."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Any

from minilean.data.bars import QuoteBar, TradeBar
from minilean.data.corporate import Delisting, Dividend, MarginInterestRate, Split, SymbolChangedEvent
from minilean.data.python_data import DynamicData
from minilean.data.ticks import Tick
from minilean.enums import TickType
from minilean.errors import NotInMiniLean

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from minilean.data.base_data import BaseData

NAN = math.nan
_PRICES = ("open", "high", "low", "close")
_EVENT_MEMBERS: tuple[tuple[type[BaseData], tuple[tuple[str, str], ...]], ...] = (
    (Dividend, (("distribution", "distribution"), ("referenceprice", "reference_price"))),
    (Split, (("type", "type"), ("splitfactor", "split_factor"), ("referenceprice", "reference_price"))),
    (Delisting, (("type", "type"),)),
    (SymbolChangedEvent, (("oldsymbol", "old_symbol"), ("newsymbol", "new_symbol"))),
    (MarginInterestRate, (("interestrate", "interest_rate"),)),
)


class FrameColumns:
    """Rows by end time and values by column name; a value a row does not have is NaN (Common/Python/PandasData.cs)."""

    __slots__ = ("_values", "is_numeric", "times")

    def __init__(self) -> None:
        self.is_numeric = True
        self.times: list[datetime] = []
        self._values: dict[str, list[Any]] = {}

    @classmethod
    def of_bars(cls, trades: Sequence[TradeBar], quotes: Sequence[QuoteBar]) -> FrameColumns:
        """Rows of bars; where a trade bar and a quote bar end together they share one, with the trade bar's prices."""
        columns = cls()
        if not quotes:
            columns.times = [bar._end_time for bar in trades]
            columns._values = _trade_columns(trades)
        elif not trades:
            columns.times = [bar._end_time for bar in quotes]
            columns._values = _quote_columns(quotes)
        else:
            columns._merge(trades, quotes)
        return columns

    def _merge(self, trades: Sequence[TradeBar], quotes: Sequence[QuoteBar]) -> None:
        self.times = sorted({bar._end_time for bar in (*trades, *quotes)})
        rows = {time: row for row, time in enumerate(self.times)}
        for bars, values in ((quotes, _quote_columns(quotes)), (trades, _trade_columns(trades))):
            places = [rows[bar._end_time] for bar in bars]
            for name, column in values.items():
                target = self._values.setdefault(name, [NAN] * len(self.times))
                for place, value in zip(places, column, strict=True):
                    target[place] = value

    def add(self, point: BaseData) -> None:
        """Adds a row with a point's members; raises NotInMiniLean for kinds that have no columns here."""
        row = len(self.times)
        self.times.append(point._end_time)
        for name, value in _members(point).items():
            column = self._values.setdefault(name, [NAN] * row)
            column.append(value)
            self.is_numeric = self.is_numeric and type(value) is float
        for column in self._values.values():
            if len(column) == row:
                column.append(NAN)

    def kept(self) -> dict[str, list[Any]]:
        """The columns with at least one value that is not zero, empty, False or missing."""
        return {name: column for name, column in self._values.items() if any(map(_is_worth_a_column, column))}


def _trade_columns(bars: Sequence[TradeBar]) -> dict[str, list[Any]]:
    return {
        "volume": [bar.volume for bar in bars],
        "open": [bar.open for bar in bars],
        "high": [bar.high for bar in bars],
        "low": [bar.low for bar in bars],
        "close": [bar.close for bar in bars],
    }


def _quote_columns(bars: Sequence[QuoteBar]) -> dict[str, list[Any]]:
    columns: dict[str, list[Any]] = {
        "bidsize": [bar.last_bid_size for bar in bars],
        "asksize": [bar.last_ask_size for bar in bars],
    }
    for prefix in ("bid", "ask"):
        sides = [getattr(bar, prefix) for bar in bars]
        for price in _PRICES:
            columns[prefix + price] = [NAN if side is None else getattr(side, price) for side in sides]
    for price in _PRICES:
        columns[price] = [getattr(bar, price) for bar in bars]
    return columns


def _members(point: BaseData) -> dict[str, Any]:
    if isinstance(point, DynamicData):
        properties = point.get_storage_dictionary().items()
        named = {name: value for name, value in properties if name != "value" and not name.startswith("__")}
        return {"value": point.value, **named}
    if isinstance(point, Tick):
        return _tick_members(point)
    if isinstance(point, TradeBar):
        return {name: column[0] for name, column in _trade_columns((point,)).items()}
    if isinstance(point, QuoteBar):
        return {name: column[0] for name, column in _quote_columns((point,)).items()}
    for kind, members in _EVENT_MEMBERS:
        if isinstance(point, kind):
            return {**{name: getattr(point, field) for name, field in members}, "value": point.value}
    shown: tuple[str, ...] | None = getattr(type(point), "_qc_frame_members", None)
    if shown is None:
        raise NotInMiniLean(f"a data frame of {type(point).__name__}")
    return {**{name.replace("_", ""): getattr(point, name) for name in shown}, "value": point.value}


def _tick_members(tick: Tick) -> dict[str, Any]:
    quotes = tick.tick_type == TickType.QUOTE
    interest = tick.tick_type == TickType.OPEN_INTEREST
    return {
        "quantity": tick.quantity,
        "exchange": tick.exchange,
        "suspicious": tick.suspicious,
        "bidprice": tick.bid_price if quotes else NAN,
        "askprice": tick.ask_price if quotes else NAN,
        "lastprice": NAN if interest else tick.value,
        "openinterest": tick.value if interest else NAN,
        "bidsize": tick.bid_size if quotes else NAN,
        "asksize": tick.ask_size if quotes else NAN,
    }


def _is_worth_a_column(value: Any) -> bool:
    if isinstance(value, float):
        return bool(value) and not math.isnan(value)
    if isinstance(value, str):
        return bool(value.strip())
    if isinstance(value, bool) or hasattr(value, "__len__"):
        return bool(value)
    return value is not None
