"""Volatility of a security's price (Common/Securities/Volatility)."""

from __future__ import annotations

import math
import statistics
from collections import deque
from datetime import datetime, timedelta
from decimal import Decimal
from typing import TYPE_CHECKING, Any, ClassVar

from minilean.data.base_data import NO_TIME
from minilean.data.subscription_config import INCREMENTS
from minilean.enums import Resolution
from minilean.errors import ArgumentError
from minilean.interop.decimals import ZERO, double_to_decimal, to_double
from minilean.interop.names import dotnet

if TYPE_CHECKING:
    from collections.abc import Callable

    from minilean.data.base_data import BaseData
    from minilean.securities.security import Security

_TRADING_DAYS = Decimal(f"{math.sqrt(252.0):.15g}")
_PERIODS = {Resolution.TICK: 600, Resolution.SECOND: 600, Resolution.MINUTE: 60 * 24, Resolution.HOUR: 24 * 30}


@dotnet
class BaseVolatilityModel:
    """A model that knows nothing: zero."""

    @property
    def volatility(self) -> float:
        """The volatility as the model defines it, a fraction."""
        return to_double(self._qc_volatility())

    def _qc_volatility(self) -> Decimal:
        return ZERO

    def update(self, security: Security, data: BaseData) -> None:
        """Takes in the security's data."""

    def get_history_requirements(self, security: Security, utc_time: datetime) -> list[Any]:
        """What to read before the start: nothing."""
        return []


class VolatilityModel:
    """Where the model of no volatility is found."""

    NULL: ClassVar[BaseVolatilityModel] = BaseVolatilityModel()
    Null: ClassVar[BaseVolatilityModel] = NULL


@dotnet
class IndicatorVolatilityModel(BaseVolatilityModel):
    """The value of an indicator, which the algorithm or a function of (security, data, indicator) updates."""

    def __init__(
        self, indicator: Any, indicator_update: Callable[[Security, BaseData, Any], object] | None = None
    ) -> None:
        self._qc_indicator = indicator
        self._qc_update = indicator_update

    def _qc_volatility(self) -> Decimal:
        value: Decimal = self._qc_indicator.current._value
        return value

    def update(self, security: Security, data: BaseData) -> None:
        """Calls the function, if there is one."""
        if self._qc_update is not None:
            self._qc_update(security, data, self._qc_indicator)


class _WindowModel(BaseVolatilityModel):
    """Takes a price once per period and computes over the newest ones when asked."""

    def __init__(self, periods: int, span: timedelta) -> None:
        if periods < 2:
            raise ArgumentError("'periods' must be greater than or equal to 2. (Parameter 'periods')")
        self._qc_window: deque[float] = deque(maxlen=periods)
        self._qc_span = span
        self._qc_last_update = NO_TIME
        self._qc_known: Decimal | None = ZERO

    def _qc_volatility(self) -> Decimal:
        if len(self._qc_window) < 2:
            return ZERO
        if self._qc_known is None:
            self._qc_known = self._qc_computed()
        return self._qc_known

    def _qc_computed(self) -> Decimal:
        raise NotImplementedError

    def update(self, security: Security, data: BaseData) -> None:
        """Takes in the price when a period has passed."""
        if data.end_time - self._qc_last_update >= self._qc_span and data._value > 0:
            self._qc_take(data._value)
            self._qc_last_update = data.end_time

    def _qc_take(self, price: Decimal) -> None:
        raise NotImplementedError


@dotnet
class StandardDeviationOfReturnsVolatilityModel(_WindowModel):
    """Standard deviation of returns, per year of 252 periods."""

    def __init__(
        self,
        periods: int | Resolution,
        resolution: Resolution | timedelta | None = None,
        update_frequency: timedelta | None = None,
    ) -> None:
        """Takes (periods, resolution, update frequency) or (resolution, update frequency)."""
        if isinstance(periods, Resolution):
            if isinstance(resolution, timedelta):
                update_frequency = resolution
            resolution, periods = periods, _PERIODS.get(periods, 30)
        span = update_frequency
        if span is None:
            span = INCREMENTS[resolution] if isinstance(resolution, Resolution) else timedelta(days=1)
        super().__init__(periods, span)
        self._qc_last_price = ZERO

    def _qc_take(self, price: Decimal) -> None:
        if self._qc_last_price > 0:
            self._qc_window.append(to_double(price / self._qc_last_price) - 1.0)
            self._qc_known = None
        self._qc_last_price = price

    def _qc_computed(self) -> Decimal:
        return double_to_decimal(statistics.stdev(self._qc_window)) * _TRADING_DAYS


@dotnet
class RelativeStandardDeviationVolatilityModel(_WindowModel):
    """Standard deviation of prices over their mean."""

    def __init__(self, period_span: timedelta, periods: int) -> None:
        super().__init__(periods, period_span)

    def _qc_take(self, price: Decimal) -> None:
        self._qc_window.append(to_double(price))
        self._qc_known = None

    def _qc_computed(self) -> Decimal:
        mean = abs(double_to_decimal(statistics.fmean(self._qc_window)))
        return double_to_decimal(statistics.stdev(self._qc_window)) / mean if mean else ZERO
