"""Estimates how much money a strategy could run before it moves its markets (Common/CapacityEstimate.cs)."""

from __future__ import annotations

from datetime import datetime, timedelta
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from minilean.enums import OrderStatus
from minilean.interop.dates import midnight_of
from minilean.interop.decimals import ZERO, discretely_round_by
from minilean.statistics.symbol_capacity import SymbolCapacity

if TYPE_CHECKING:
    from minilean.orders.event import OrderEvent
    from minilean.securities.symbol import Symbol

_ROUNDED_TO = Decimal("1000.00")
_WEIGHT_OF_NEW = Decimal("0.33")
_WEIGHT_OF_OLD = Decimal("0.66")
_ONE_DAY = timedelta(days=1)
_ONE_WEEK = timedelta(days=7)


class CapacityEstimate:
    """A running estimate in the account currency, renewed every week of the algorithm's time."""

    def __init__(self, algorithm: Any) -> None:
        self._algorithm = algorithm
        self._by_symbol: dict[Symbol, SymbolCapacity] = {}
        self._monitored: list[SymbolCapacity] = []
        self._estimate = ZERO
        self._period = max(min(algorithm.end_date - algorithm.start_date - _ONE_DAY, _ONE_WEEK), _ONE_DAY)
        self._next_snapshot = _midnight_from(algorithm.start_date + self._period)
        self.lowest_capacity_asset: Symbol | None = None

    @property
    def _capacity(self) -> Decimal:
        """The estimate rounded to thousands."""
        return discretely_round_by(self._estimate, _ROUNDED_TO)

    @property
    def capacity(self) -> float:
        """The estimate rounded to thousands."""
        return float(self._capacity)

    def on_order_event(self, event: OrderEvent) -> None:
        """Counts a fill and watches the market around it."""
        if event.status not in (OrderStatus.FILLED, OrderStatus.PARTIALLY_FILLED):
            return
        capacity = self._by_symbol.get(event.symbol)
        if capacity is None:
            capacity = self._by_symbol[event.symbol] = SymbolCapacity(self._algorithm.securities[event.symbol])
        capacity.on_order_event(event)
        if capacity not in self._monitored:
            self._monitored.append(capacity)

    def update_market_capacity(self, force_process: bool) -> None:
        """Takes in the current bars; takes a snapshot when one is due or forced."""
        if not self._by_symbol:
            return
        utc_time = self._algorithm._qc_utc_time
        if self._monitored:
            self._monitor(utc_time)
        if force_process or utc_time >= self._next_snapshot:
            total = self._algorithm.portfolio._total_portfolio_value
            if total:
                self._take_snapshot(total)
                self._forget_stale(utc_time)
                date = midnight_of(utc_time)
                self._next_snapshot = _midnight_from(date + self._period)

    def _monitor(self, utc_time: datetime) -> None:
        current = self._algorithm.current_slice
        for index in range(len(self._monitored) - 1, -1, -1):
            capacity = self._monitored[index]
            symbol = capacity.security.symbol
            bar = current.bars.get(symbol)
            quote = current.quote_bars.get(symbol) if bar is None else None
            if capacity.update(utc_time, bar, quote):
                del self._monitored[index]

    def _take_snapshot(self, total_portfolio_value: Decimal) -> None:
        sold = sum((each.sale_volume for each in self._by_symbol.values()), ZERO)
        smallest = min(self._by_symbol.values(), key=lambda each: each.market_capacity)
        security = smallest.security
        self.lowest_capacity_asset = security.symbol
        share_of_sales = smallest.sale_volume / sold if sold else ZERO
        model = self._algorithm.portfolio.positions._model
        used = model._reserved_buying_power(security, security.holdings._quantity) * security._leverage
        share_of_holdings = used / total_portfolio_value
        share = max(share_of_sales, share_of_holdings)
        estimate = smallest.market_capacity / smallest.trades / share if share else self._estimate
        if self._estimate:
            estimate = _WEIGHT_OF_NEW * estimate + self._estimate * _WEIGHT_OF_OLD
        self._estimate = estimate

    def _forget_stale(self, utc_time: datetime) -> None:
        for symbol, capacity in list(self._by_symbol.items()):
            if not capacity.is_stale(utc_time):
                capacity.reset()
                continue
            del self._by_symbol[symbol]
            if capacity in self._monitored:
                self._monitored.remove(capacity)


def _midnight_from(time: datetime) -> datetime:
    """The time itself at midnight, else the next midnight: LEAN compares dates."""
    midnight = midnight_of(time)
    return midnight if midnight == time else midnight + _ONE_DAY
