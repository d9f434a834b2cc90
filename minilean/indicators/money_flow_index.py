"""MoneyFlowIndex: money flowing in on rises as a part of all money flowing."""

from __future__ import annotations

from decimal import Decimal

from minilean.indicators.base import TradeBarIndicator, VolumeBar
from minilean.indicators.constructors import named
from minilean.indicators.division import safe_division
from minilean.indicators.sum import Sum
from minilean.interop.decimals import ZERO
from minilean.interop.names import exact

_HUNDRED = Decimal(100)


class MoneyFlowIndex(TradeBarIndicator):
    """LEAN's MFI (Indicators/MoneyFlowIndex.cs): 100 where no money flows."""

    previous_typical_price = exact("_previous_typical_price")

    @named("MFI({period})")
    def __init__(self, name: str, period: int) -> None:
        super().__init__(name)
        self.positive_money_flow = Sum(f"{name}_PositiveMoneyFlow", period)
        self.negative_money_flow = Sum(f"{name}_NegativeMoneyFlow", period)
        self._qc_parts = (self.positive_money_flow, self.negative_money_flow)
        self._previous_typical_price = ZERO
        self.warm_up_period = period

    @property
    def is_ready(self) -> bool:
        return self.positive_money_flow.is_ready and self.negative_money_flow.is_ready

    def _compute_next_value(self, bar: VolumeBar) -> Decimal:
        price, before = (bar._high + bar._low + bar._close) / 3, self._previous_typical_price
        flow = price * bar._volume
        self.positive_money_flow._qc_feed(None, self._qc_seen, flow if price > before else ZERO)
        self.negative_money_flow._qc_feed(None, self._qc_seen, flow if price < before else ZERO)
        self._previous_typical_price = price
        positive = self.positive_money_flow._qc_value
        return safe_division(100 * positive, positive + self.negative_money_flow._qc_value, _HUNDRED)

    def reset(self) -> None:
        self._previous_typical_price = ZERO
        super().reset()
