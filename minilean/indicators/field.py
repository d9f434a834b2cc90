"""Field: what of a bar an indicator takes when it is not the close."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal
from typing import Any, ClassVar

from minilean.data.bars import QuoteBar, TradeBar
from minilean.data.ticks import Tick
from minilean.interop.decimals import ZERO, to_double

_Exact = Callable[[Any], Decimal]


class FieldSelector:
    """A function of data that gives a float to users and, as ``exact``, a decimal to indicators."""

    __slots__ = ("exact",)

    def __init__(self, exact: _Exact) -> None:
        self.exact = exact

    def __call__(self, data: Any) -> float:
        return to_double(self.exact(data))


def _of_bars(select: _Exact) -> FieldSelector:
    """The field of data with four prices, the value of others."""
    return FieldSelector(lambda data: select(data) if hasattr(data, "_high") else data._value)


def _of_quotes(side: str, field: str) -> FieldSelector:
    return FieldSelector(lambda data: _side(data, side, field) if isinstance(data, QuoteBar) else data._value)


def _side(bar: QuoteBar, side: str, field: str) -> Decimal:
    prices = getattr(bar, side)
    price: Decimal = getattr(prices, field) if prices is not None else ZERO
    return price


def _quoted_price(side: str, field: str) -> FieldSelector:
    def select(data: Any) -> Decimal:
        if isinstance(data, Tick):
            price: Decimal = getattr(data, field)
            return price
        return _side(data, side, "_close") if isinstance(data, QuoteBar) else data._value

    return FieldSelector(select)


def _traded(data: Any) -> Decimal:
    if isinstance(data, TradeBar):
        return data._volume
    return data._quantity if isinstance(data, Tick) else data._value


class _BothSpellings(type):
    def __getattr__(cls, name: str) -> FieldSelector:
        found = _BY_NAME.get(name.replace("_", "").lower())
        if found is None:
            raise AttributeError(name)
        return found


class Field(metaclass=_BothSpellings):
    """Selectors for indicators (Common/Field.cs); data without the field give their value."""

    OPEN: ClassVar = _of_bars(lambda bar: bar._open)
    HIGH: ClassVar = _of_bars(lambda bar: bar._high)
    LOW: ClassVar = _of_bars(lambda bar: bar._low)
    CLOSE: ClassVar = FieldSelector(lambda data: data._value)
    AVERAGE: ClassVar = _of_bars(lambda bar: (bar._open + bar._high + bar._low + bar._close) / 4)
    MEDIAN: ClassVar = _of_bars(lambda bar: (bar._high + bar._low) / 2)
    TYPICAL: ClassVar = _of_bars(lambda bar: (bar._high + bar._low + bar._close) / 3)
    WEIGHTED: ClassVar = _of_bars(lambda bar: (bar._high + bar._low + 2 * bar._close) / 4)
    SEVEN_BAR: ClassVar = _of_bars(lambda bar: (2 * bar._open + bar._high + bar._low + 3 * bar._close) / 7)
    VOLUME: ClassVar = FieldSelector(_traded)
    BID_OPEN: ClassVar = _of_quotes("bid", "_open")
    BID_HIGH: ClassVar = _of_quotes("bid", "_high")
    BID_LOW: ClassVar = _of_quotes("bid", "_low")
    BID_CLOSE: ClassVar = _of_quotes("bid", "_close")
    ASK_OPEN: ClassVar = _of_quotes("ask", "_open")
    ASK_HIGH: ClassVar = _of_quotes("ask", "_high")
    ASK_LOW: ClassVar = _of_quotes("ask", "_low")
    ASK_CLOSE: ClassVar = _of_quotes("ask", "_close")
    BID_PRICE: ClassVar = _quoted_price("bid", "_bid_price")
    ASK_PRICE: ClassVar = _quoted_price("ask", "_ask_price")


_BY_NAME = {
    name.replace("_", "").lower(): member for name, member in vars(Field).items() if isinstance(member, FieldSelector)
}
