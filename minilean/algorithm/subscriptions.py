"""The subscriptions of a security: its kinds of data and their configurations (Engine/DataFeeds/DataManager.cs)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from minilean.data.bars import QuoteBar, TradeBar
from minilean.data.corporate import MarginInterestRate
from minilean.data.subscription_config import SubscriptionDataConfig
from minilean.data.ticks import Tick
from minilean.enums import DataNormalizationMode, Resolution, SecurityType, TickType
from minilean.framework.universe.configuration import hours_of_data
from minilean.securities.identifier import SecurityIdentifier

if TYPE_CHECKING:
    from minilean.algorithm.facade import QCAlgorithm
    from minilean.securities.symbol import Symbol

_QUOTED = (SecurityType.FOREX, SecurityType.CFD)
_BOTH = (SecurityType.CRYPTO, SecurityType.CRYPTO_FUTURE)


def data_kinds(security_type: SecurityType, resolution: Resolution) -> list[tuple[type[Any], TickType]]:
    """The subscriptions a security of a kind has (SubscriptionManager.LookupSubscriptionConfigDataTypes)."""
    if security_type in _QUOTED:
        tick_types = [TickType.QUOTE]
    elif security_type in _BOTH or (security_type == SecurityType.EQUITY and resolution < Resolution.HOUR):
        tick_types = [TickType.TRADE, TickType.QUOTE]
    else:
        tick_types = [TickType.TRADE]
    if resolution == Resolution.TICK:
        return [(Tick, kind) for kind in tick_types]
    kinds: list[tuple[type[Any], TickType]] = [
        (TradeBar if kind == TickType.TRADE else QuoteBar, kind) for kind in tick_types
    ]
    if security_type == SecurityType.CRYPTO_FUTURE:
        kinds.append((MarginInterestRate, TickType.QUOTE))
    return kinds


def subscribe(
    self: QCAlgorithm,
    symbol: Symbol,
    resolution: Resolution,
    *,
    fill_forward: bool,
    extended: bool,
    mode: DataNormalizationMode,
    kinds: list[tuple[type[Any], TickType]] | None = None,
    internal: bool = False,
    custom: bool = False,
    filtered: bool = True,
) -> list[SubscriptionDataConfig]:
    """The configurations of a symbol's subscriptions; equal ones are shared (DataManager.Add)."""
    chosen = kinds or _custom_kind(symbol) or data_kinds(symbol.security_type, resolution)
    custom = custom or bool(not kinds and _custom_kind(symbol))
    entry = hours_of_data(self.market_hours_database, symbol, chosen[0][0])
    configs = []
    for data_type, tick_type in chosen:
        config = SubscriptionDataConfig(
            type=data_type,
            symbol=symbol,
            resolution=resolution,
            data_time_zone=entry.data_time_zone,
            exchange_time_zone=entry.exchange_hours.time_zone,
            tick_type=tick_type,
            fill_data_forward=fill_forward,
            extended_market_hours=extended,
            is_internal_feed=internal,
            is_custom_data=custom,
            is_filtered_subscription=filtered,
            data_normalization_mode=mode,
            mapped_symbol=symbol.value,
        )
        configs.append(_known_or_new(self._qc.configs, config))
    return configs


def _custom_kind(symbol: Symbol) -> list[tuple[type[Any], TickType]]:
    """The custom type a symbol selected by a universe names."""
    if symbol.security_type != SecurityType.BASE:
        return []
    found = SecurityIdentifier.try_get_custom_data_type_instance(symbol.id.symbol)[1]
    return [] if found is None else [(found, TickType.TRADE)]


def _identity(config: SubscriptionDataConfig) -> tuple[Any, ...]:
    return (
        config.symbol, config.type, config.tick_type, config.resolution, config.fill_data_forward,
        config.extended_market_hours, config.is_internal_feed, config.is_custom_data, config.data_time_zone.key,
        config.exchange_time_zone.key, config.is_filtered_subscription, config.data_mapping_mode,
    )  # fmt: skip


def _known_or_new(known: list[SubscriptionDataConfig], config: SubscriptionDataConfig) -> SubscriptionDataConfig:
    identity = _identity(config)
    for candidate in known:
        if _identity(candidate) == identity:
            return candidate
    known.append(config)
    return config
