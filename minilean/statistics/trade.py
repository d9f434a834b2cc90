"""A closed trade: an entry matched with the exit that ended it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from minilean.enums import TradeDirection
from minilean.interop.decimals import ZERO
from minilean.interop.names import dotnet, exact
from minilean.statistics.spans import ticks_between

if TYPE_CHECKING:
    from datetime import datetime, timedelta
    from decimal import Decimal

    from minilean.securities.symbol import Symbol


@dotnet
class Trade:
    """One trade (Common/Statistics/Trade.cs). Times are UTC, money is in the account currency, prices are quoted.

    ``mae`` and ``mfe`` are the worst and the best the open trade ever showed, ``end_trade_drawdown`` what it gave back.
    """

    __slots__ = (
        "_end_trade_drawdown",
        "_entry_price",
        "_exit_price",
        "_mae",
        "_mfe",
        "_profit_loss",
        "_quantity",
        "_total_fees",
        "direction",
        "entry_time",
        "exit_time",
        "id",
        "is_win",
        "order_ids",
        "symbols",
    )

    entry_price = exact("_entry_price")
    exit_price = exact("_exit_price")
    quantity = exact("_quantity")
    profit_loss = exact("_profit_loss")
    total_fees = exact("_total_fees")
    mae = exact("_mae")
    mfe = exact("_mfe")
    end_trade_drawdown = exact("_end_trade_drawdown")

    def __init__(
        self,
        symbol: Symbol,
        entry_time: datetime,
        entry_price: Decimal,
        direction: TradeDirection,
        quantity: Decimal,
        order_ids: dict[int, None],
    ) -> None:
        self.id = ""
        self.symbols = [symbol]
        self.entry_time = entry_time
        self._entry_price = entry_price
        self.direction = direction
        self._quantity = quantity
        self.order_ids = order_ids
        self.exit_time = entry_time
        self._exit_price = ZERO
        self._profit_loss = ZERO
        self._total_fees = ZERO
        self._mae = ZERO
        self._mfe = ZERO
        self._end_trade_drawdown = ZERO
        self.is_win = False

    @property
    def symbol(self) -> Symbol:
        """The traded symbol."""
        return self.symbols[0]

    @property
    def duration(self) -> timedelta:
        """How long the trade was open."""
        return self.exit_time - self.entry_time

    @property
    def _duration_ticks(self) -> int:
        return ticks_between(self.entry_time, self.exit_time)

    @property
    def _sign(self) -> int:
        return 1 if self.direction == TradeDirection.LONG else -1
