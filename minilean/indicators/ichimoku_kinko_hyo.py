"""IchimokuKinkoHyo: middles of ranges, some shown later than they were seen."""

from __future__ import annotations

from typing import TYPE_CHECKING

from minilean.indicators.base import Bar, BarIndicator, Indicator
from minilean.indicators.constructors import named
from minilean.indicators.delay import Delay
from minilean.indicators.extensions import IndicatorExtensions
from minilean.indicators.maximum import Maximum
from minilean.indicators.minimum import Minimum

if TYPE_CHECKING:
    from decimal import Decimal

    from minilean.indicators.composite_indicator import CompositeIndicator


class IchimokuKinkoHyo(BarIndicator):
    """LEAN's ICHIMOKU (Indicators/IchimokuKinkoHyo.cs): its own value is the close."""

    @named(
        "ICHIMOKU({tenkan_period},{kijun_period},{senkou_a_period},{senkou_b_period},"
        "{senkou_a_delay_period},{senkou_b_delay_period})"
    )
    def __init__(
        self,
        name: str,
        tenkan_period: int = 9,
        kijun_period: int = 26,
        senkou_a_period: int = 26,
        senkou_b_period: int = 52,
        senkou_a_delay_period: int = 26,
        senkou_b_delay_period: int = 26,
    ) -> None:
        super().__init__(name)
        longest = max(tenkan_period, kijun_period) + senkou_a_delay_period
        self.warm_up_period = max(longest, senkou_b_period + senkou_b_delay_period)
        self.tenkan_maximum = Maximum(f"{name}_TenkanMax", tenkan_period)
        self.tenkan_minimum = Minimum(f"{name}_TenkanMin", tenkan_period)
        self.kijun_maximum = Maximum(f"{name}_KijunMax", kijun_period)
        self.kijun_minimum = Minimum(f"{name}_KijunMin", kijun_period)
        self.senkou_b_maximum = Maximum(f"{name}_SenkouBMaximum", senkou_b_period)
        self.senkou_b_minimum = Minimum(f"{name}_SenkouBMinimum", senkou_b_period)
        self.delayed_maximum_senkou_b = _delay(f"{name}DelayedMax", senkou_b_delay_period, self.senkou_b_maximum)
        self.delayed_minimum_senkou_b = _delay(f"{name}DelayedMin", senkou_b_delay_period, self.senkou_b_minimum)
        self.tenkan = _middle(self.tenkan_maximum, self.tenkan_minimum)
        self.delayed_tenkan_senkou_a = _delay(f"{name}DelayedTenkan", senkou_a_delay_period, self.tenkan)
        self.kijun = _middle(self.kijun_maximum, self.kijun_minimum)
        self.delayed_kijun_senkou_a = _delay(f"{name}DelayedKijun", senkou_a_delay_period, self.kijun)
        self.senkou_a = _middle(self.delayed_tenkan_senkou_a, self.delayed_kijun_senkou_a)
        self.senkou_b = _middle(self.delayed_maximum_senkou_b, self.delayed_minimum_senkou_b)
        self.chikou = Delay(f"{name}_Chikou", senkou_a_delay_period)
        # a composition resets what it is composed of
        self._qc_parts = (
            self.tenkan,
            self.kijun,
            self.senkou_a,
            self.senkou_b_maximum,
            self.senkou_b_minimum,
            self.senkou_b,
            self.chikou,
        )

    @property
    def is_ready(self) -> bool:
        return bool(self.tenkan.is_ready and self.kijun.is_ready and self.senkou_a.is_ready and self.senkou_b.is_ready)

    def _compute_next_value(self, bar: Bar) -> Decimal:
        time, high, low = self._qc_seen, bar._high, bar._low
        self.tenkan_maximum._qc_feed(None, time, high)
        self.tenkan_minimum._qc_feed(None, time, low)
        self.kijun_maximum._qc_feed(None, time, high)
        self.kijun_minimum._qc_feed(None, time, low)
        self.senkou_b_maximum._qc_feed(None, time, high)
        self.senkou_b_minimum._qc_feed(None, time, low)
        self.chikou._qc_feed(None, time, bar._close)
        return bar._close


def _delay(name: str, period: int, source: Indicator) -> Delay:
    delay = Delay(name, period)
    IndicatorExtensions.of(delay, source)
    return delay


def _middle(upper: Indicator, lower: Indicator) -> CompositeIndicator:
    return IndicatorExtensions.over(IndicatorExtensions.plus(upper, lower), 2)
