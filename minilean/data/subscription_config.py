"""What a subscription asks for: a symbol's data of one kind at one resolution."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import timedelta
from decimal import Decimal
from typing import TYPE_CHECKING, Any
from zoneinfo import ZoneInfo

from minilean.enums import DataMappingMode, DataNormalizationMode, Resolution, SecurityType, TickType
from minilean.interop.decimals import ONE, ZERO
from minilean.interop.names import dotnet

if TYPE_CHECKING:
    from minilean.securities.symbol import Symbol

INCREMENTS = {
    Resolution.TICK: timedelta(),
    Resolution.SECOND: timedelta(seconds=1),
    Resolution.MINUTE: timedelta(minutes=1),
    Resolution.HOUR: timedelta(hours=1),
    Resolution.DAILY: timedelta(days=1),
}
"""The span of one bar of each resolution."""


@dotnet
@dataclass(eq=False, kw_only=True)
class SubscriptionDataConfig:
    """The parameters of a subscription (Common/Data/SubscriptionDataConfig.cs); consolidators hang on it."""

    type: type[Any]
    symbol: Symbol
    resolution: Resolution
    data_time_zone: ZoneInfo
    exchange_time_zone: ZoneInfo
    tick_type: TickType
    fill_data_forward: bool = True
    extended_market_hours: bool = False
    is_internal_feed: bool = False
    is_custom_data: bool = False
    is_filtered_subscription: bool = True
    data_normalization_mode: DataNormalizationMode = DataNormalizationMode.ADJUSTED
    data_mapping_mode: DataMappingMode = DataMappingMode.LAST_TRADING_DAY
    contract_depth_offset: int = 0
    mapped_symbol: str = ""
    consolidators: list[Any] = field(default_factory=list)
    sum_of_dividends: Decimal = ZERO
    price_scale_factor: Decimal = ONE

    @property
    def increment(self) -> timedelta:
        """The span of one bar; zero for ticks."""
        return INCREMENTS[self.resolution]

    @property
    def security_type(self) -> SecurityType:
        """The symbol's kind."""
        return self.symbol.security_type

    @property
    def market(self) -> str:
        """The symbol's market."""
        return self.symbol.id.market

    @property
    def prices_should_be_scaled(self) -> bool:
        """Whether splits and dividends change the prices (SubscriptionDataConfigExtensions.PricesShouldBeScaled)."""
        return not self.is_custom_data and self.security_type == SecurityType.EQUITY

    def __str__(self) -> str:
        kind = self.type.__name__
        return f"{self.symbol.value},#{self.contract_depth_offset},{self.mapped_symbol},{self.resolution},{kind}"
