"""SqueezeMomentum: whether the bands of volatility are inside the bands of range."""

from __future__ import annotations

from typing import TYPE_CHECKING

from minilean.enums import MovingAverageType
from minilean.indicators.base import Bar, BarIndicator
from minilean.indicators.bollinger_bands import BollingerBands
from minilean.indicators.constructors import named
from minilean.indicators.keltner_channels import KeltnerChannels
from minilean.interop.decimals import ONE, ZERO, Number

if TYPE_CHECKING:
    from decimal import Decimal


class SqueezeMomentum(BarIndicator):
    """LEAN's SM (Indicators/SqueezeMomentum.cs): 1 in a squeeze, else -1; zero until it is ready."""

    @named("SM({bollinger_period},{bollinger_multiplier},{keltner_period},{keltner_multiplier})")
    def __init__(
        self,
        name: str,
        bollinger_period: int,
        bollinger_multiplier: Number,
        keltner_period: int,
        keltner_multiplier: Number,
    ) -> None:
        super().__init__(name)
        self.bollinger_bands = BollingerBands(bollinger_period, bollinger_multiplier)
        self.keltner_channels = KeltnerChannels(keltner_period, keltner_multiplier, MovingAverageType.EXPONENTIAL)
        self._qc_parts = (self.bollinger_bands, self.keltner_channels)
        self.warm_up_period = max(bollinger_period, keltner_period)

    @property
    def is_ready(self) -> bool:
        return self.bollinger_bands.is_ready and self.keltner_channels.is_ready

    def _compute_next_value(self, bar: Bar) -> Decimal:
        bands, channels = self.bollinger_bands, self.keltner_channels
        bands._qc_feed(bar.symbol, self._qc_seen, bar._value)
        channels._qc_feed_data(bar)
        if not self.is_ready:
            return ZERO
        inside = (
            channels.upper_band._qc_value > bands.upper_band._qc_value
            and channels.lower_band._qc_value < bands.lower_band._qc_value
        )
        return ONE if inside else -ONE
