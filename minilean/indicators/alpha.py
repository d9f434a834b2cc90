"""Alpha: what a symbol earns beyond what its beta to a reference explains."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING, Any

from minilean.errors import ArgumentError
from minilean.indicators.base import Bar, BarIndicator
from minilean.indicators.beta import Beta
from minilean.indicators.constructors import csharp_text
from minilean.indicators.rate_of_change import RateOfChange
from minilean.indicators.risk_free_rate import rate_of
from minilean.interop.decimals import ZERO
from minilean.securities.symbol import as_symbol

if TYPE_CHECKING:
    from minilean.securities.symbol import Symbol


class Alpha(BarIndicator):
    """LEAN's A (Indicators/Alpha.cs): zero until it is ready; of returns per value, not per year."""

    def __init__(self, *arguments: Any, **named: Any) -> None:
        """Takes ``([name], target_symbol, reference_symbol, alpha_period, [beta_period], [risk_free_rate])``."""
        given = _given(arguments, named)
        target, reference = as_symbol(given["target_symbol"]), as_symbol(given["reference_symbol"])
        alpha_period: int = given["alpha_period"]
        beta_period: int = given.get("beta_period", alpha_period)
        _check(target, reference, alpha_period, beta_period)
        name = given.get("name") or _default_name(given)
        super().__init__(name)
        self._target, self._reference, self._period = target, reference, alpha_period
        rate = given.get("risk_free_rate")
        self._rate_of = rate_of(ZERO if rate is None else rate)
        self._target_change = RateOfChange(f"{name}_TargetROC", alpha_period)
        self._reference_change = RateOfChange(f"{name}_ReferenceROC", alpha_period)
        self._beta = Beta(f"{name}_Beta", target, reference, beta_period)
        self._qc_parts = (self._target_change, self._reference_change, self._beta)
        self._alpha = ZERO
        self.warm_up_period = max(alpha_period, beta_period) + 1

    @property
    def is_ready(self) -> bool:
        return self._target_change.is_ready and self._beta.is_ready and self._reference_change.is_ready

    def _compute_next_value(self, bar: Bar) -> Decimal:
        if bar.symbol == self._target:
            change = self._target_change
        elif bar.symbol == self._reference:
            change = self._reference_change
        else:
            raise ArgumentError(f"The input symbol {bar.symbol} is not the target or reference symbol.")
        change._qc_feed(None, self._qc_seen, bar._close)
        self._beta._qc_feed_data(bar)
        if self._target_change.samples == self._reference_change.samples:
            self._alpha = self._next_alpha() if self.is_ready else ZERO
        return self._alpha

    def _next_alpha(self) -> Decimal:
        target = self._target_change._qc_value / self._period
        reference = self._reference_change._qc_value / self._period
        rate = self._rate_of(self._target_change.current._time)
        return target - (rate + self._beta._qc_value * (reference - rate))

    def reset(self) -> None:
        self._alpha = ZERO
        super().reset()


def _given(arguments: tuple[Any, ...], named: dict[str, Any]) -> dict[str, Any]:
    order = ["name", "target_symbol", "reference_symbol", "alpha_period", "beta_period", "risk_free_rate"]
    periods = [isinstance(argument, int) and not isinstance(argument, bool) for argument in arguments]
    first = periods.index(True) if True in periods else len(arguments)
    if first < 3:
        order = order[1:]
    if periods.count(True) == 1 and len(arguments) > first + 1:
        order.remove("beta_period")
    given = dict(zip(order, arguments, strict=False)) | named
    if "period" in given:
        given["alpha_period"] = given["beta_period"] = given.pop("period")
    if "risk_free_rate_model" in given:
        given["risk_free_rate"] = given.pop("risk_free_rate_model")
    return given


def _default_name(given: dict[str, Any]) -> str:
    parts = [given[key] for key in ("target_symbol", "reference_symbol", "alpha_period", "beta_period") if key in given]
    rate = given.get("risk_free_rate")
    if rate is None or isinstance(rate, int | float | Decimal):
        parts.append(rate)
    return f"ALPHA({','.join(csharp_text(part) for part in parts)})"


def _check(target: Symbol, reference: Symbol, alpha_period: int, beta_period: int) -> None:
    if target == reference:
        raise ArgumentError("The target and reference symbols cannot be the same.")
    if alpha_period < 1:
        raise ArgumentError("The period must be equal or greater than 1.")
    if beta_period < 2:
        raise ArgumentError("The beta period must be equal or greater than 2.")
