"""Fills from the latest data, trade or quote (Common/Orders/Fills/LatestPriceFillModel.cs)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from minilean.data.bars import QuoteBar, TradeBar
from minilean.data.ticks import Tick
from minilean.enums import OrderDirection
from minilean.interop.names import dotnet
from minilean.orders.fill.fill_model import ImmediateFillModel, cached_prices, tick_prices
from minilean.orders.fill.parameters import Prices

if TYPE_CHECKING:
    from minilean.securities.security import Security


@dotnet
class LatestPriceFillModel(ImmediateFillModel):
    """A quote unless a trade bar ended after it."""

    def get_prices(self, asset: Security, direction: OrderDirection) -> Prices:
        """The latest prices, from whichever kind of data is newer."""
        if direction is OrderDirection.HOLD:
            return cached_prices(asset)
        selling = direction is OrderDirection.SELL
        configs = self.parameters.config_provider.get_subscription_data_configs(asset.symbol)
        if any(config.type is Tick for config in configs):
            found = tick_prices(asset, selling)
            if found is not None:
                return found
        quotes = asset.cache.get_data(QuoteBar)
        if quotes is not None:
            trades = asset.cache.get_data(TradeBar)
            if trades is not None and trades.end_time > quotes.end_time:
                return Prices(trades)
            side = quotes.bid if selling else quotes.ask
            if side is not None:
                return Prices(quotes.time, quotes.end_time, side)
        return cached_prices(asset)
