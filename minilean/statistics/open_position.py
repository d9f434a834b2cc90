"""What is open of one symbol: trades and fills waiting for their exits, and the prices they have seen."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from minilean.enums import TradeDirection
from minilean.interop.decimals import ZERO
from minilean.statistics.trade import Trade

if TYPE_CHECKING:
    from datetime import datetime
    from decimal import Decimal

    from minilean.securities.symbol import Symbol

_LONG = TradeDirection.LONG


@dataclass(slots=True)
class FillRecord:
    """The part of an order event that trades are made of; quantity is signed, the time UTC."""

    symbol: Symbol
    order_id: int
    utc_time: datetime
    price: Decimal
    quantity: Decimal

    def open_trade(self, fee: Decimal) -> OpenTrade:
        """The trade this fill begins."""
        direction = TradeDirection.LONG if self.quantity > 0 else TradeDirection.SHORT
        trade = Trade(self.symbol, self.utc_time, self.price, direction, abs(self.quantity), {self.order_id: None})
        trade._total_fees = fee
        return OpenTrade(trade)


@dataclass(slots=True)
class OpenTrade:
    """A trade that is still open, with its best profit per unit and the most it fell from there."""

    trade: Trade
    max_profit: Decimal = ZERO
    max_drawdown: Decimal = ZERO


@dataclass(slots=True)
class OpenPosition:
    """All that is open of one symbol."""

    min_price: Decimal
    max_price: Decimal
    trades: list[OpenTrade] = field(default_factory=list)
    fills: list[FillRecord] = field(default_factory=list)
    total_fees: Decimal = ZERO

    def set_price(self, price: Decimal) -> None:
        """Follows the price in the extremes and in every open trade."""
        if price > self.max_price:
            self.max_price = price
        elif price < self.min_price:
            self.min_price = price
        for open_trade in self.trades:
            trade = open_trade.trade
            entry = trade._entry_price
            profit = price - entry if trade.direction is _LONG else entry - price
            if profit >= open_trade.max_profit:
                open_trade.max_profit = profit
            elif open_trade.max_profit - profit > open_trade.max_drawdown:
                open_trade.max_drawdown = open_trade.max_profit - profit

    def apply_split(self, factor: Decimal) -> None:
        """Restates prices and quantities in terms of the new shares."""
        self.min_price *= factor
        self.max_price *= factor
        for open_trade in self.trades:
            open_trade.trade._quantity /= factor
            open_trade.trade._entry_price *= factor
            open_trade.max_profit *= factor
            open_trade.max_drawdown *= factor
        for fill in self.fills:
            fill.quantity /= factor
            fill.price *= factor
