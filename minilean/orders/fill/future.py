"""The fill model of futures: market and stop orders fill in extended hours (Common/Orders/Fills/FutureFillModel.cs)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from minilean.interop.names import dotnet
from minilean.orders.fill.fill_model import ImmediateFillModel
from minilean.orders.fill.subscriptions import has_extended_hours

if TYPE_CHECKING:
    from minilean.orders.event import OrderEvent
    from minilean.orders.order import MarketOrder
    from minilean.orders.stop_orders import StopMarketOrder
    from minilean.securities.security import Security


@dotnet
class FutureFillModel(ImmediateFillModel):
    """As the default, but outside regular hours too."""

    def market_fill(self, asset: Security, order: MarketOrder) -> OrderEvent:
        """Fills at once, in extended hours too."""
        return self._qc_fill_at_market(asset, order, extended_hours=True)

    def stop_market_fill(self, asset: Security, order: StopMarketOrder) -> OrderEvent:
        """Fills as a stop does, in extended hours when the data cover them."""
        return self._qc_fill_at_stop(asset, order, has_extended_hours(self._qc_configs(asset)))
