"""Volatility of a security's price (Common/Securities/Volatility)."""

from __future__ import annotations

import math
from collections import deque
from datetime import datetime, timedelta
from decimal import Decimal
from typing import TYPE_CHECKING, Any, ClassVar

from minilean.data.bar_counts import start_of_bars
from minilean.data.base_data import NO_TIME
from minilean.data.history_request import HistoryRequest
from minilean.data.subscription_config import INCREMENTS
from minilean.data.zones import zone_clock
from minilean.enums import Resolution
from minilean.errors import ArgumentError, InvalidOperation
from minilean.interop.decimal96 import divide, multiply
from minilean.interop.decimals import ZERO, double_to_decimal, to_double
from minilean.interop.names import dotnet
from minilean.statistics.measures import streamed_mean, variance

if TYPE_CHECKING:
    from collections.abc import Callable

    from minilean.data.base_data import BaseData
    from minilean.data.subscription_config import SubscriptionDataConfig
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

    def set_subscription_data_config_provider(self, subscription_data_config_provider: Any) -> None:
        """Who knows the subscriptions of a symbol."""
        self._qc_subscriptions = subscription_data_config_provider

    def get_history_requirements(
        self, security: Security, utc_time: datetime, resolution: Resolution | None = None, bar_count: int | None = None
    ) -> list[HistoryRequest]:
        """The request for so many bars before a time; nothing where no count is given."""
        if bar_count is None:
            return []
        configs = self._qc_configs(security)
        first = min(configs, key=lambda config: config.tick_type)
        resolution = Resolution.DAILY if resolution is None else resolution
        # there are no extended hours by the hour
        extended = resolution != Resolution.HOUR and any(config.extended_market_hours for config in configs)
        hours = security.exchange.hours
        clock = zone_clock(hours.time_zone)
        start = start_of_bars(
            hours, clock.from_utc(utc_time.replace(tzinfo=None)), INCREMENTS[resolution], bar_count,
            extended=extended, data_zone=first.data_time_zone, precise_daily_ends=False,
        )  # fmt: skip
        return [
            HistoryRequest(
                clock.to_utc(start), utc_time.replace(tzinfo=None), first.type, first.symbol, resolution, hours,
                first.data_time_zone, resolution, extended, any(config.is_custom_data for config in configs),
                first.data_normalization_mode, first.tick_type,
            )
        ]  # fmt: skip

    def _qc_configs(self, security: Security) -> list[SubscriptionDataConfig]:
        provider = getattr(self, "_qc_subscriptions", None)
        if provider is None:
            message = f"{type(self).__name__}.GetHistoryRequirements(): SubscriptionDataConfigProvider was not set."
            raise InvalidOperation(message)
        configs: list[SubscriptionDataConfig] = provider.get_subscription_data_configs(security.symbol)
        return configs


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

    def get_history_requirements(
        self, security: Security, utc_time: datetime, resolution: Resolution | None = None, bar_count: int | None = None
    ) -> list[HistoryRequest]:
        """Enough bars to fill the window, which is emptied for them; or the request for so many bars."""
        if bar_count is not None:
            return super().get_history_requirements(security, utc_time, resolution, bar_count)
        self._qc_reset()
        size = (self._qc_window.maxlen or 0) + 1
        return super().get_history_requirements(security, utc_time, self._qc_history_resolution(security), size)

    def _qc_reset(self) -> None:
        self._qc_window.clear()
        self._qc_known = ZERO
        self._qc_last_update = NO_TIME

    def _qc_history_resolution(self, security: Security) -> Resolution | None:
        raise NotImplementedError

    def _qc_volatility(self) -> Decimal:
        if len(self._qc_window) < 2:
            return ZERO
        if self._qc_known is None:
            self._qc_known = self._qc_computed()
        return self._qc_known

    def _qc_computed(self) -> Decimal:
        raise NotImplementedError

    def _qc_newest_first(self) -> list[float]:
        return list(reversed(self._qc_window))

    def _qc_deviation(self) -> Decimal:
        return double_to_decimal(math.sqrt(variance(self._qc_newest_first())))

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
        self._qc_resolution = resolution if isinstance(resolution, Resolution) else None
        span = update_frequency
        if span is None:
            span = INCREMENTS[resolution] if isinstance(resolution, Resolution) else timedelta(days=1)
        super().__init__(periods, span)
        self._qc_last_price = ZERO

    def _qc_reset(self) -> None:
        super()._qc_reset()
        self._qc_last_price = ZERO

    def _qc_history_resolution(self, security: Security) -> Resolution | None:
        return self._qc_resolution

    def _qc_take(self, price: Decimal) -> None:
        if self._qc_last_price > 0:
            self._qc_window.append(to_double(price / self._qc_last_price) - 1.0)
            self._qc_known = None
        self._qc_last_price = price

    def _qc_computed(self) -> Decimal:
        return multiply(self._qc_deviation(), _TRADING_DAYS)


@dotnet
class RelativeStandardDeviationVolatilityModel(_WindowModel):
    """Standard deviation of prices over their mean."""

    def __init__(self, period_span: timedelta, periods: int) -> None:
        super().__init__(periods, period_span)

    def _qc_history_resolution(self, security: Security) -> Resolution | None:
        return min((config.resolution for config in self._qc_configs(security)), default=Resolution.DAILY)

    def _qc_take(self, price: Decimal) -> None:
        self._qc_window.append(to_double(price))
        self._qc_known = None

    def _qc_computed(self) -> Decimal:
        mean = abs(double_to_decimal(streamed_mean(self._qc_newest_first())))
        return divide(self._qc_deviation(), mean) if mean else ZERO
