"""Matches every exit fill with the entry fills it closes, one trade each (FillGroupingMethod.FILL_TO_FILL)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from minilean.enums import FillMatchingMethod, TradeDirection
from minilean.interop.decimals import ZERO, round_half_even
from minilean.statistics.open_position import FillRecord, OpenPosition, OpenTrade
from minilean.statistics.trade import Trade

if TYPE_CHECKING:
    from collections.abc import Callable
    from decimal import Decimal

    from minilean.securities.symbol import Symbol


class FillToFill:
    """TradeBuilder.ProcessFillUsingFillToFill."""

    def __init__(
        self, positions: dict[Symbol, OpenPosition], matching: FillMatchingMethod, add_trade: Callable[[Trade], None]
    ) -> None:
        self._positions = positions
        self._last_in_first_out = matching == FillMatchingMethod.LIFO
        self._add_trade = add_trade

    def is_open(self, position: OpenPosition) -> bool:
        """Whether trades wait for an exit."""
        return bool(position.trades)

    def process(self, fill: FillRecord, fee: Decimal, value_per_point: Decimal) -> None:
        """Opens, adds to, reduces, closes or reverses."""
        position = self._positions.get(fill.symbol)
        if position is None or not position.trades:
            self._positions[fill.symbol] = OpenPosition(fill.price, fill.price, [fill.open_trade(fee)])
            return
        position.set_price(fill.price)
        if (fill.quantity > 0) == (self._next(position).trade.direction == TradeDirection.LONG):
            position.trades.append(fill.open_trade(fee))
            return
        executed = self._close(position, fill, fee, value_per_point)
        if executed < abs(fill.quantity):
            fill.quantity += executed if fill.quantity < 0 else -executed
            position.trades = [fill.open_trade(ZERO)]
            position.min_price = position.max_price = fill.price
        elif not position.trades:
            del self._positions[fill.symbol]

    def _next(self, position: OpenPosition) -> OpenTrade:
        return position.trades[-1 if self._last_in_first_out else 0]

    def _close(self, position: OpenPosition, fill: FillRecord, fee: Decimal, value_per_point: Decimal) -> Decimal:
        """Closes what the fill covers and returns that quantity; the order's fee goes to the first trade."""
        executed = ZERO
        wanted = abs(fill.quantity)
        while position.trades and executed < wanted:
            open_trade = self._next(position)
            trade = open_trade.trade
            rest = wanted - executed
            if rest >= trade._quantity:
                executed += trade._quantity
                position.trades.remove(open_trade)
                trade.order_ids[fill.order_id] = None
                closed = trade
            else:
                executed += rest
                trade._quantity -= rest
                closed = Trade(
                    trade.symbol,
                    trade.entry_time,
                    trade._entry_price,
                    trade.direction,
                    rest,
                    {**trade.order_ids, fill.order_id: None},
                )
                closed._total_fees = trade._total_fees
                trade._total_fees = ZERO
            closed._total_fees += fee
            fee = ZERO
            _finish(closed, open_trade, position, fill, value_per_point)
            self._add_trade(closed)
        return executed


def _finish(trade: Trade, state: OpenTrade, position: OpenPosition, fill: FillRecord, value_per_point: Decimal) -> None:
    entry, quantity = trade._entry_price, trade._quantity
    best, worst = position.max_price - entry, position.min_price - entry
    if trade.direction == TradeDirection.SHORT:
        best, worst = -worst, -best
    trade.exit_time = fill.utc_time
    trade._exit_price = fill.price
    trade._profit_loss = round_half_even((fill.price - entry) * quantity * trade._sign * value_per_point, 2)
    trade._mae = round_half_even(worst * quantity * value_per_point, 2)
    trade._mfe = round_half_even(best * quantity * value_per_point, 2)
    trade._end_trade_drawdown = round_half_even(state.max_drawdown * quantity * value_per_point, 2)
