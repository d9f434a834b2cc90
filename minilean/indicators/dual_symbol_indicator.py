"""DualSymbolIndicator: an indicator of a target against a reference."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from minilean.errors import ArgumentError
from minilean.indicators.division import safe_division
from minilean.indicators.multi_symbol_indicator import MultiSymbolIndicator
from minilean.indicators.rolling_window import RollingWindow

if TYPE_CHECKING:
    from minilean.securities.symbol import Symbol


class DualSymbolIndicator(MultiSymbolIndicator):
    """LEAN's base of indicators of two symbols (Indicators/DualSymbolIndicator.cs)."""

    def __init__(self, name: str, target_symbol: Symbol, reference_symbol: Symbol, period: int) -> None:
        super().__init__(name, [target_symbol, reference_symbol], period)
        self._target_bars, self._reference_bars = self._bars.values()


class ReturnsIndicator(DualSymbolIndicator):
    """What Beta and Covariance share: the last ``period`` returns of both symbols, as doubles."""

    def __init__(self, name: str, target_symbol: Symbol, reference_symbol: Symbol, period: int) -> None:
        if period < 2:
            raise ArgumentError(
                f"Period parameter for {type(self).__name__} indicator must be greater than 2 but was {period}."
            )
        super().__init__(name, target_symbol, reference_symbol, 2)
        self._target_returns = RollingWindow[float](period)
        self._reference_returns = RollingWindow[float](period)
        self.warm_up_period += period - 1

    @property
    def is_ready(self) -> bool:
        return self._target_returns.is_ready and self._reference_returns.is_ready

    def _take_returns(self) -> None:
        for bars, returns in (
            (self._target_bars, self._target_returns),
            (self._reference_bars, self._reference_returns),
        ):
            if bars.is_ready:
                returns.add(float(safe_division(bars[0]._close, bars[1]._close) - 1))

    def reset(self) -> None:
        self._target_returns.reset()
        self._reference_returns.reset()
        super().reset()


def symbols_and_period(arguments: tuple[Any, ...], named: dict[str, Any]) -> dict[str, Any]:
    """LEAN's orders: ``([name], target, reference, period, ...)`` and ``(name, period, target, reference)``."""
    order = ["name", "target_symbol", "reference_symbol", "period", "correlation_type"]
    if len(arguments) > 1 and isinstance(arguments[0], str) and isinstance(arguments[1], int):
        order = ["name", "period", "target_symbol", "reference_symbol"]
    elif "name" not in named and not (len(arguments) > 2 and not isinstance(arguments[2], int)):
        order = order[1:]
    return dict(zip(order, arguments, strict=False)) | named
