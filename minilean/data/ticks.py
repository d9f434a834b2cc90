"""A single trade or quote."""

from __future__ import annotations

from datetime import datetime
from decimal import Decimal
from typing import TYPE_CHECKING

from minilean.data.base_data import NO_TIME, BaseData
from minilean.enums import MarketDataType, SecurityType, TickType
from minilean.interop.decimals import ZERO, to_double
from minilean.interop.names import dotnet, exact
from minilean.securities.named_exchanges import Exchange, exchange_of_shares

if TYPE_CHECKING:
    from minilean.securities.symbol import Symbol


@dotnet
class Tick(BaseData):
    """A trade, a quote or an open interest (Common/Data/Market/Tick.cs)."""

    __slots__ = (
        "_ask_price",
        "_ask_size",
        "_bid_price",
        "_bid_size",
        "_exchange_text",
        "_quantity",
        "sale_condition",
        "suspicious",
        "tick_type",
    )

    _kind = MarketDataType.TICK
    quantity = exact("_quantity")
    bid_price = exact("_bid_price")
    ask_price = exact("_ask_price")
    bid_size = exact("_bid_size")
    ask_size = exact("_ask_size")

    def __init__(self, time: datetime = NO_TIME, symbol: Symbol | None = None) -> None:
        super().__init__()
        if symbol is not None:
            self.symbol = symbol
        self._time = self._end_time = time
        self.tick_type = TickType.TRADE
        self._quantity = self._bid_price = self._ask_price = self._bid_size = self._ask_size = ZERO
        self._exchange_text = ""
        self.sale_condition = ""
        self.suspicious = False

    @classmethod
    def trade(cls, time: datetime, symbol: Symbol, price: Decimal, quantity: Decimal) -> Tick:
        """A trade of ``quantity`` units at ``price``."""
        tick = cls(time, symbol)
        tick._value = price
        tick._quantity = quantity
        return tick

    @classmethod
    def quote(cls, time: datetime, symbol: Symbol, bid: tuple[Decimal, Decimal], ask: tuple[Decimal, Decimal]) -> Tick:
        """A quote; each side is (price, size), the value is the middle or the side there is."""
        tick = cls(time, symbol)
        tick.tick_type = TickType.QUOTE
        tick._bid_price, tick._bid_size = bid
        tick._ask_price, tick._ask_size = ask
        if bid[0] and ask[0]:
            tick._value = (bid[0] + ask[0]) / 2
        else:
            tick._value = bid[0] or ask[0]
        return tick

    @property
    def exchange(self) -> str:
        """The name of the exchange of shares that files mean by a letter; empty where there is none."""
        return self._named_exchange().name

    @exchange.setter
    def exchange(self, letter_or_name: str) -> None:
        self._exchange_text = letter_or_name

    @property
    def exchange_code(self) -> str:
        """The letter of the exchange of shares."""
        return self._named_exchange().code

    def _named_exchange(self) -> Exchange:
        symbol = self.symbol
        if symbol is None:
            return exchange_of_shares(self._exchange_text)
        if symbol.security_type != SecurityType.EQUITY:
            return Exchange.UNKNOWN
        return exchange_of_shares(self._exchange_text, symbol.id.market)

    @property
    def last_price(self) -> float:
        """The same as price."""
        return to_double(self._value)
