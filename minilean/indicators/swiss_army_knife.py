"""SwissArmyKnife: five filters of signals in one."""

from __future__ import annotations

import math
from collections import deque
from typing import TYPE_CHECKING, NamedTuple

from minilean.indicators.base import Indicator
from minilean.indicators.constructors import named
from minilean.indicators.doubles import from_double

if TYPE_CHECKING:
    from datetime import datetime
    from decimal import Decimal

    from minilean.enums import SwissArmyKnifeTool


class SwissArmyKnife(Indicator):
    """LEAN's SWISS (Indicators/SwissArmyKnife.cs): its own value is that of the tool asked for."""

    @named("Swiss({period},{delta},{tool})")
    def __init__(self, name: str, period: int, delta: float, tool: SwissArmyKnifeTool) -> None:
        super().__init__(name)
        self.gauss = _Filter(f"{name}_Gauss", period, _gauss(period))
        self.butter = _Filter(f"{name}_Butter", period, _butter(period))
        self.high_pass = _Filter(f"{name}_HP", period, _high_pass(period))
        self.two_pole_high_pass = _Filter(f"{name}_2PHP", period, _two_pole_high_pass(period))
        self.band_pass = _Filter(f"{name}_BP", period, _band_pass(period, delta))
        self._qc_parts: tuple[_Filter, ...] = (
            self.gauss,
            self.butter,
            self.high_pass,
            self.two_pole_high_pass,
            self.band_pass,
        )
        self._tool = tool
        self.warm_up_period = period

    @property
    def is_ready(self) -> bool:
        return self.samples >= self.warm_up_period

    def _next_value(self, time: datetime, value: Decimal) -> Decimal:
        for part in self._qc_parts:
            part._qc_feed(self._qc_symbol, time, value)
        return self._qc_parts[int(self._tool)]._qc_value


class _Coefficients(NamedTuple):
    """Of a filter: ``c0 * (b0 x0 + b1 x1 + b2 x2) + a1 y1 + a2 y2``."""

    c0: float
    b0: float
    b1: float
    b2: float
    a1: float
    a2: float


class _Filter(Indicator):
    def __init__(self, name: str, period: int, coefficients: _Coefficients) -> None:
        super().__init__(name)
        self._period = period
        self._coefficients = coefficients
        self._prices: deque[float] = deque(maxlen=3)
        self._outputs: deque[float] = deque([0.0, 0.0], maxlen=2)

    @property
    def is_ready(self) -> bool:
        return self.samples >= self._period

    def _next_value(self, time: datetime, value: Decimal) -> Decimal:
        prices, outputs = self._prices, self._outputs
        prices.appendleft(float(value))
        while len(prices) < 3:
            prices.append(prices[0])
        c0, b0, b1, b2, a1, a2 = self._coefficients
        signal = c0 * (b0 * prices[0] + b1 * prices[1] + b2 * prices[2]) + (a1 * outputs[0] + a2 * outputs[1])
        outputs.appendleft(signal)
        return from_double(signal)

    def reset(self) -> None:
        self._prices.clear()
        self._outputs.extend([0.0, 0.0])
        super().reset()


def _two_pole_alpha(period: int) -> float:
    beta = 2.415 * (1 - math.cos(2 * math.pi / period))
    return -beta + math.sqrt(math.pow(beta, 2) + 2 * beta)


def _gauss(period: int) -> _Coefficients:
    alpha = _two_pole_alpha(period)
    return _Coefficients(alpha * alpha, 1, 0, 0, 2 * (1 - alpha), -(1 - alpha) * (1 - alpha))


def _butter(period: int) -> _Coefficients:
    alpha = _two_pole_alpha(period)
    return _Coefficients(alpha * alpha / 4, 1, 2, 1, 2 * (1 - alpha), -(1 - alpha) * (1 - alpha))


def _high_pass(period: int) -> _Coefficients:
    angle = 2 * math.pi / period
    alpha = (math.cos(angle) + math.sin(angle) - 1) / math.cos(angle)
    return _Coefficients((1 + alpha) / 2, 1, -1, 0, 1 - alpha, 0)


def _two_pole_high_pass(period: int) -> _Coefficients:
    alpha = _two_pole_alpha(period)
    return _Coefficients((1 + alpha) * (1 + alpha) / 4, 1, -2, 1, 2 * (1 - alpha), -(1 - alpha) * (1 - alpha))


def _band_pass(period: int, delta: float) -> _Coefficients:
    beta = math.cos(2 * math.pi / period)
    gamma = 1 / math.cos(4 * math.pi * delta / period)
    alpha = gamma - math.sqrt(math.pow(gamma, 2) - 1)
    return _Coefficients((1 - alpha) / 2, 1, 0, -1, -beta * (1 - alpha), alpha)
