"""What a subscription asks for: a symbol's data of one kind at one resolution."""

from __future__ import annotations

import functools
from collections.abc import Callable
from dataclasses import MISSING, dataclass, field, fields
from datetime import timedelta
from decimal import Decimal
from typing import TYPE_CHECKING, Any
from zoneinfo import ZoneInfo

from minilean.enums import DataMappingMode, DataNormalizationMode, Resolution, SecurityType, TickType
from minilean.interop.containers import DotNetList
from minilean.interop.decimals import ONE, ZERO
from minilean.interop.names import dotnet
from minilean.interop.overrides import PascalFields

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


_ARGUMENTS = (
    "type", "symbol", "resolution", "data_time_zone", "exchange_time_zone", "fill_data_forward",
    "extended_market_hours", "is_internal_feed", "is_custom_data", "tick_type", "is_filtered_subscription",
    "data_normalization_mode", "data_mapping_mode", "contract_depth_offset",
)  # fmt: skip
"""LEAN's order of the constructor's arguments."""
_LEANS_NAMES = {
    "object_type": "type",
    "fill_forward": "fill_data_forward",
    "extended_hours": "extended_market_hours",
    "is_custom": "is_custom_data",
}


@dotnet
@dataclass(eq=False, kw_only=True, init=False)
class SubscriptionDataConfig(PascalFields):
    """The parameters of a subscription (Common/Data/SubscriptionDataConfig.cs); consolidators hang on it.

    Given another one first, it is a copy of that but for the other arguments.
    """

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
    consolidators: list[Any] = field(default_factory=DotNetList)
    sum_of_dividends: Decimal = ZERO
    price_scale_factor: Decimal = ONE

    def __init__(self, *positional: Any, **named: Any) -> None:
        given = {_LEANS_NAMES.get(name, name): value for name, value in named.items()}
        source, values = given.pop("config", None), positional
        if positional and isinstance(positional[0], SubscriptionDataConfig):
            source, *values = positional  # type: ignore[assignment]
        given |= dict(zip(_ARGUMENTS, values, strict=False))
        if source is not None:
            given = vars(source) | {name: value for name, value in given.items() if value is not None}
        for name, default in _defaults().items():
            setattr(self, name, given[name] if name in given else default())
        unknown = given.keys() - _defaults().keys()
        if unknown:
            raise TypeError(f"SubscriptionDataConfig has no argument {min(unknown)}")

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


@functools.cache
def _defaults() -> dict[str, Callable[[], Any]]:
    """What each field is when it is not given."""
    found: dict[str, Callable[[], Any]] = {}
    for each in fields(SubscriptionDataConfig):
        if each.default_factory is not MISSING:
            found[each.name] = each.default_factory
        else:
            value = None if each.default is MISSING else each.default
            found[each.name] = functools.partial(_same, value)
    return found


def _same(value: Any) -> Any:
    return value
