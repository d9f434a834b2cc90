"""Trade bars made of custom data."""

from __future__ import annotations

from decimal import Decimal

from minilean.consolidators.trade_bars import TradeBarConsolidatorBase
from minilean.data.bars import TradeBar
from minilean.data.python_data import DynamicData
from minilean.interop.decimals import ZERO, to_decimal
from minilean.interop.names import dotnet


@dotnet
class DynamicDataConsolidator(TradeBarConsolidatorBase):
    """Custom data into trade bars (DynamicDataConsolidator.cs).

    Prices are the properties open, high, low and close, the value where there is none; volume is zero where there is
    none, and a whole number.
    """

    input_type = DynamicData

    def _qc_aggregate(self, working: TradeBar | None, data: DynamicData) -> TradeBar:
        open_price, high, low, close = (_price(data, name) for name in ("open", "high", "low", "close"))
        volume = ZERO
        if data.has_property("volume"):
            volume = to_decimal(data.get_property("volume")).to_integral_value()
        if working is None:
            start = self._qc_bar_start(data)
            return TradeBar(start, data.symbol, open_price, high, low, close, volume)
        working._close = close
        working._volume += volume
        working._low = min(working._low, low)
        working._high = max(working._high, high)
        return working


def _price(data: DynamicData, name: str) -> Decimal:
    return to_decimal(data.get_property(name)) if data.has_property(name) else data._value
