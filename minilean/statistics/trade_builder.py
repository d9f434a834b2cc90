"""Turns fills into trades (Common/Statistics/TradeBuilder.cs)."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING, Any, Protocol

from minilean.enums import DataNormalizationMode, FillGroupingMethod, FillMatchingMethod, SecurityType
from minilean.interop.decimals import ONE, ZERO, Number, to_decimal
from minilean.interop.names import dotnet
from minilean.statistics.fill_to_fill import FillToFill
from minilean.statistics.flat_grouping import FlatGrouping
from minilean.statistics.open_position import FillRecord, OpenPosition

if TYPE_CHECKING:
    from collections.abc import Mapping

    from minilean.data.corporate import Split
    from minilean.orders.event import OrderEvent
    from minilean.securities.symbol import Symbol
    from minilean.statistics.trade import Trade

_ORDERS_REMEMBERED = 1000
"""So many orders back LEAN remembers whose fee it has booked (MaxOrderIdCacheSize)."""


class Grouping(Protocol):
    """One way to match fills."""

    def process(self, fill: FillRecord, fee: Decimal, value_per_point: Decimal) -> None:
        """Takes one fill; value_per_point is conversion rate times contract multiplier."""

    def is_open(self, position: OpenPosition) -> bool:
        """Whether something is still to be matched."""


@dotnet
class TradeBuilder:
    """Collects fills and closes trades; LEAN's default is fill to fill, first in first out."""

    def __init__(
        self,
        grouping_method: FillGroupingMethod = FillGroupingMethod.FILL_TO_FILL,
        matching_method: FillMatchingMethod = FillMatchingMethod.FIFO,
    ) -> None:
        self._closed_trades: list[Trade] = []
        self._positions: dict[Symbol, OpenPosition] = {}
        self._orders_with_fee: dict[int, None] = {}
        self._grouping: Grouping = (
            FillToFill(self._positions, matching_method, self._add_trade)
            if grouping_method == FillGroupingMethod.FILL_TO_FILL
            else FlatGrouping(self._positions, matching_method, grouping_method, self._add_trade)
        )

    @property
    def closed_trades(self) -> list[Trade]:
        """The trades closed so far, in the order of their exits."""
        return list(self._closed_trades)

    def set_live_mode(self, live: bool) -> None:
        """Accepted for LEAN's sake: trades of a live run are kept like those of a back test."""

    def set_security_manager(self, securities: Mapping[Any, Any]) -> None:
        """Accepted for LEAN's sake: securities matter to options only, whose assignments can be wins."""

    def has_open_position(self, symbol: Symbol) -> bool:
        """Whether the symbol has fills not yet matched."""
        position = self._positions.get(symbol)
        return position is not None and self._grouping.is_open(position)

    def set_market_price(self, symbol: Symbol, price: Number) -> None:
        """Tells open trades the symbol's price, for their best and worst moments."""
        position = self._positions.get(symbol)
        if position is not None:
            position.set_price(price if type(price) is Decimal else to_decimal(price))

    def apply_split(self, split: Split, live_mode: bool, data_normalization_mode: DataNormalizationMode) -> None:
        """Restates open trades after a split that raw prices show."""
        if split.symbol.security_type != SecurityType.EQUITY or not (
            live_mode or data_normalization_mode == DataNormalizationMode.RAW
        ):
            return
        position = self._positions.get(split.symbol)
        if position is not None:
            position.apply_split(split._split_factor)

    def process_fill(
        self,
        fill: OrderEvent,
        security_conversion_rate: Number,
        fee_in_account_currency: Number,
        multiplier: Number = ONE,
    ) -> None:
        """Matches a fill; an order's fee counts with its first fill only."""
        fee = ZERO
        if fill.order_id not in self._orders_with_fee:
            fee = to_decimal(fee_in_account_currency)
            self._orders_with_fee[fill.order_id] = None
            if len(self._orders_with_fee) > _ORDERS_REMEMBERED:
                del self._orders_with_fee[next(iter(self._orders_with_fee))]
        record = FillRecord(fill.symbol, fill.order_id, fill._utc_time, fill._fill_price, fill._fill_quantity)
        self._grouping.process(record, fee, to_decimal(security_conversion_rate) * to_decimal(multiplier))

    def _add_trade(self, trade: Trade) -> None:
        trade.is_win = trade._profit_loss > 0
        self._closed_trades.append(trade)
        trade.id = f"00000000-0000-0000-0000-{len(self._closed_trades):012x}"
