"""Groups fills into one trade from flat to flat, or into one trade per reduction (TradeBuilder.cs)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from minilean.enums import FillGroupingMethod, FillMatchingMethod, TradeDirection
from minilean.interop.decimals import ZERO, round_half_even
from minilean.statistics.open_position import FillRecord, OpenPosition
from minilean.statistics.trade import Trade

if TYPE_CHECKING:
    from collections.abc import Callable
    from decimal import Decimal

    from minilean.securities.symbol import Symbol


class FlatGrouping:
    """FLAT_TO_FLAT and FLAT_TO_REDUCED; LEAN leaves their best and worst moments zero."""

    def __init__(
        self,
        positions: dict[Symbol, OpenPosition],
        matching: FillMatchingMethod,
        grouping: FillGroupingMethod,
        add_trade: Callable[[Trade], None],
    ) -> None:
        self._positions = positions
        self._last_in_first_out = matching == FillMatchingMethod.LIFO
        self._to_flat = grouping == FillGroupingMethod.FLAT_TO_FLAT
        self._add_trade = add_trade

    def is_open(self, position: OpenPosition) -> bool:
        """Whether fills wait for an exit."""
        return bool(position.fills)

    def process(self, fill: FillRecord, fee: Decimal, value_per_point: Decimal) -> None:
        """Opens, adds to, reduces, closes or reverses."""
        position = self._positions.get(fill.symbol)
        if position is None or not position.fills:
            self._open(fill, fee)
            return
        position.set_price(fill.price)
        position.total_fees += fee
        first = position.fills[0 if self._to_flat or not self._last_in_first_out else -1]
        if (first.quantity > 0) == (fill.quantity > 0):
            position.fills.append(fill)
        elif self._to_flat:
            self._toward_flat(position, fill, value_per_point)
        else:
            self._reduce(position, fill, value_per_point)

    def _open(self, fill: FillRecord, fee: Decimal) -> None:
        self._positions[fill.symbol] = OpenPosition(fill.price, fill.price, fills=[fill], total_fees=fee)

    def _toward_flat(self, position: OpenPosition, fill: FillRecord, value_per_point: Decimal) -> None:
        held = sum((each.quantity for each in position.fills), ZERO)
        position.fills.append(fill)
        if abs(fill.quantity) < abs(held):
            return
        fills = position.fills[::-1] if self._last_in_first_out else position.fills
        entries = [each for each in fills if (each.quantity > 0) != (fill.quantity > 0)]
        exits = [each for each in fills if (each.quantity > 0) == (fill.quantity > 0)]
        entry_price, entered = _average(entries)
        exit_price, _ = _average(exits)
        trade = Trade(
            fill.symbol,
            position.fills[0].utc_time,
            entry_price,
            _direction(entered),
            abs(entered),
            {each.order_id: None for each in fills},
        )
        trade._total_fees = position.total_fees
        self._close(trade, fill, exit_price, value_per_point)
        del self._positions[fill.symbol]
        rest = held + fill.quantity
        if rest:
            fill.quantity = rest
            self._open(fill, ZERO)

    def _reduce(self, position: OpenPosition, fill: FillRecord, value_per_point: Decimal) -> None:
        wanted, executed, entry_price = abs(fill.quantity), ZERO, ZERO
        index = -1 if self._last_in_first_out else 0
        entry_time = position.fills[index].utc_time
        order_ids: dict[int, None] = {fill.order_id: None}
        long = position.fills[index].quantity > 0
        while position.fills and executed < wanted:
            current = position.fills[index]
            part = min(wanted - executed, abs(current.quantity))
            executed += part
            entry_price += (current.price - entry_price) * part / executed
            if part == abs(current.quantity):
                if self._last_in_first_out:
                    entry_time = current.utc_time
                position.fills.pop(index)
            else:
                current.quantity += -part if long else part
            order_ids[current.order_id] = None
        direction = TradeDirection.LONG if long else TradeDirection.SHORT
        trade = Trade(fill.symbol, entry_time, entry_price, direction, executed, order_ids)
        trade._total_fees = position.total_fees
        self._close(trade, fill, fill.price, value_per_point)
        position.total_fees = ZERO
        if executed < wanted:
            fill.quantity += executed if long else -executed
            self._open(fill, ZERO)
        elif not position.fills:
            del self._positions[fill.symbol]

    def _close(self, trade: Trade, fill: FillRecord, exit_price: Decimal, value_per_point: Decimal) -> None:
        trade.exit_time = fill.utc_time
        trade._exit_price = exit_price
        points = (exit_price - trade._entry_price) * trade._quantity * trade._sign
        trade._profit_loss = round_half_even(points * value_per_point, 2)
        self._add_trade(trade)


def _direction(quantity: Decimal) -> TradeDirection:
    return TradeDirection.LONG if quantity > 0 else TradeDirection.SHORT


def _average(fills: list[FillRecord]) -> tuple[Decimal, Decimal]:
    """The running average price of fills and their total quantity."""
    price, total = ZERO, ZERO
    for fill in fills:
        total += fill.quantity
        price += (fill.price - price) * fill.quantity / total
    return price, total
