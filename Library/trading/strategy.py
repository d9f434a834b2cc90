"""The class every strategy inherits: parameters with their ranges, sizes, and a log of decisions."""

from __future__ import annotations

import json

from AlgorithmImports import *

from trading.sizing import volatility_weight, whole_lots


class Strategy(QCAlgorithm):
    """Reads parameters strictly: what is out of its range stops the algorithm before it trades."""

    def number(self, name: str, default: float, low: float, high: float) -> float:
        """A parameter between two bounds, both allowed; raises ValueError with what is wrong."""
        text = self.get_parameter(name)
        try:
            value = default if text is None else float(text)
        except ValueError:
            raise ValueError(f"parameter {name} is {text!r}, not a number") from None
        if not low <= value <= high:
            raise ValueError(f"parameter {name} is {value:g}, outside {low:g} to {high:g}")
        return value

    def choice(self, name: str, default: str, allowed: tuple[str, ...]) -> str:
        """A parameter that is one of some words; raises ValueError with what is wrong."""
        value = self.get_parameter(name) or default
        if value not in allowed:
            raise ValueError(f"parameter {name} is {value!r}, not one of {', '.join(allowed)}")
        return value

    def read_sizing(self, *, target_daily_vol: float, cap: float) -> None:
        """Takes the sizing parameters, with the strategy's own defaults."""
        self._target_daily_vol = self.number("target_daily_vol", target_daily_vol, 0, 0.02)
        self._max_weight = self.number("max_weight", cap, 0.1, 4)
        self._equity_fraction = self.number("equity_fraction", 0.95, 0.1, 1)

    def quantity_for(self, security: Security, side: int, volatility: float) -> float:
        """The signed quantity to hold on a side, given the security's daily volatility."""
        weight = volatility_weight(target=self._target_daily_vol, volatility=volatility, cap=self._max_weight)
        value = side * weight * self._equity_fraction * self.portfolio.total_portfolio_value
        return whole_lots(value=value, price=security.price, lot=security.symbol_properties.lot_size)

    def read_logging(self) -> None:
        """Takes the parameter that asks for a log of decisions; live, there always is one."""
        self._writes_down = self.live_mode or self.choice("log_decisions", "no", ("yes", "no")) == "yes"

    def write_down(self, **fact: str | float | None) -> None:
        """Logs one decision or fill as one line of JSON."""
        if self._writes_down:
            self.log(json.dumps(fact))
