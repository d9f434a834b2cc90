"""What a model asks to read of the past (Common/Data/HistoryRequest.cs)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Any
from zoneinfo import ZoneInfo

from minilean.data.subscription_config import SubscriptionDataConfig
from minilean.enums import DataMappingMode, DataNormalizationMode, Resolution, TickType
from minilean.interop.names import dotnet

if TYPE_CHECKING:
    from minilean.securities.exchange_hours import SecurityExchangeHours
    from minilean.securities.symbol import Symbol


@dotnet
@dataclass(eq=False)
class HistoryRequest:
    """Data of one symbol between two times; without a fill-forward resolution only what there is."""

    start_time_utc: datetime
    end_time_utc: datetime
    data_type: type[Any]
    symbol: Symbol
    resolution: Resolution
    exchange_hours: SecurityExchangeHours
    data_time_zone: ZoneInfo
    fill_forward_resolution: Resolution | None
    include_extended_market_hours: bool
    is_custom_data: bool
    data_normalization_mode: DataNormalizationMode
    tick_type: TickType
    data_mapping_mode: DataMappingMode = DataMappingMode.OPEN_INTEREST
    contract_depth_offset: int = 0

    def _subscription(self) -> SubscriptionDataConfig:
        return SubscriptionDataConfig(
            type=self.data_type,
            symbol=self.symbol,
            resolution=self.resolution,
            data_time_zone=self.data_time_zone,
            exchange_time_zone=self.exchange_hours.time_zone,
            tick_type=self.tick_type,
            fill_data_forward=self.fill_forward_resolution is not None,
            extended_market_hours=self.include_extended_market_hours,
            is_custom_data=self.is_custom_data,
            data_normalization_mode=self.data_normalization_mode,
            mapped_symbol=self.symbol.value,
        )
