"""MarketProfile: how much was traded at each price of the last bars."""

from __future__ import annotations

from collections import deque
from decimal import Decimal

from minilean.errors import ArgumentError
from minilean.indicators.base import TradeBarIndicator, VolumeBar
from minilean.indicators.sum import Sum
from minilean.interop.decimals import ZERO, Number, ceiling, to_decimal
from minilean.interop.names import exact


class MarketProfile(TradeBarIndicator):
    """LEAN's base of profiles (Indicators/MarketProfile.cs); its own value is the price with the most volume."""

    profile_high = exact("_profile_high")
    profile_low = exact("_profile_low")
    poc_price = exact("_poc_price")
    poc_volume = exact("_poc_volume")
    value_area_volume = exact("_value_area_volume")
    value_area_high = exact("_value_area_high")
    value_area_low = exact("_value_area_low")

    def __init__(
        self,
        name: str,
        period: int,
        value_area_volume_percentage: Number = Decimal("0.70"),
        price_range_round_off: Number = Decimal("0.05"),
    ) -> None:
        step = to_decimal(price_range_round_off)
        if step <= 0:
            raise ArgumentError("Must be strictly bigger than zero.")
        super().__init__(name)
        self._share = to_decimal(value_area_volume_percentage)
        self._per_step = 1 / step
        self._recent: deque[tuple[Decimal, Decimal]] = deque()
        self._volumes: dict[Decimal, Decimal] = {}
        self._total = Sum(f"{name}_Sum", period)
        self._qc_parts = (self._total,)
        self._profile_high = self._profile_low = self._poc_price = self._poc_volume = ZERO
        self._value_area_volume = self._value_area_high = self._value_area_low = ZERO
        self.warm_up_period = period

    @property
    def is_ready(self) -> bool:
        return self._total.is_ready

    @property
    def volume_per_price(self) -> dict[float, float]:
        """Volume by price, from the lowest price up."""
        return {float(price): float(self._volumes[price]) for price in sorted(self._volumes)}

    def _volume_of(self, bar: VolumeBar) -> Decimal:
        raise NotImplementedError

    def _compute_next_value(self, bar: VolumeBar) -> Decimal:
        self._add(bar)
        prices = sorted(self._volumes)
        volumes = [self._volumes[price] for price in prices]
        control = _busiest(volumes)
        self._poc_price = prices[control] if prices else ZERO
        self._poc_volume = volumes[control] if prices else ZERO
        self._profile_high = prices[-1] if prices else ZERO
        self._profile_low = prices[0] if prices else ZERO
        self._value_area_volume = self._total._qc_value * self._share
        lowest, highest = _value_area(volumes, control, self._value_area_volume)
        self._value_area_high = prices[highest] if prices else ZERO
        self._value_area_low = prices[lowest] if prices else ZERO
        return self._poc_price

    def _add(self, bar: VolumeBar) -> None:
        volume, price = self._volume_of(bar), self._rounded(bar._close)
        self._volumes[price] = self._volumes.get(price, ZERO) + volume
        self._total._qc_feed(None, bar.time, volume)
        self._recent.append((price, volume))
        if len(self._recent) <= self.warm_up_period:
            return
        old_price, old_volume = self._recent.popleft()
        if old_price in self._volumes:
            self._volumes[old_price] -= old_volume
            if not self._volumes[old_price]:
                del self._volumes[old_price]

    def _rounded(self, price: Decimal) -> Decimal:
        return ceiling(price * self._per_step) / self._per_step

    def reset(self) -> None:
        self._recent.clear()
        self._volumes.clear()
        super().reset()


def _busiest(volumes: list[Decimal]) -> int:
    """The place of the largest volume, among equals the one nearest to the middle."""
    best, middle = 0, (len(volumes) - 1) // 2
    for place, volume in enumerate(volumes):
        nearer = abs(middle - place) < abs(middle - best)
        if volume > volumes[best] or (volume == volumes[best] and nearer):
            best = place
    return best


def _value_area(volumes: list[Decimal], control: int, wanted: Decimal) -> tuple[int, int]:
    """The lowest and highest place of the area around ``control`` that holds more than the wanted volume."""
    lowest = highest = control
    held = volumes[control] if volumes else ZERO
    while held <= wanted and wanted:
        below = volumes[lowest - 1] if lowest > 0 else ZERO
        above = volumes[highest + 1] if highest < len(volumes) - 1 else ZERO
        if not above or below > above:
            if lowest == 0:
                break
            held += below
            lowest -= 1
        else:
            held += above
            highest += 1
    return lowest, highest
