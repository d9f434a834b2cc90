"""What a symbol's subscriptions say about filling its orders."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Any

from minilean.enums import Resolution
from minilean.errors import InvalidOperation

if TYPE_CHECKING:
    from minilean.securities.security import Security

_COARSE = (Resolution.HOUR, Resolution.DAILY)
_SPANS = {
    Resolution.TICK: timedelta(),
    Resolution.SECOND: timedelta(seconds=1),
    Resolution.MINUTE: timedelta(minutes=1),
    Resolution.HOUR: timedelta(hours=1),
    Resolution.DAILY: timedelta(days=1),
}


def subscribed_types(asset: Security, configs: Iterable[Any]) -> set[type]:
    """The types of data of the subscriptions; raises InvalidOperation when there are none."""
    types = {config.type for config in configs}
    if not types:
        raise InvalidOperation(f"Cannot perform fill for {asset.symbol} because no data subscription were found.")
    return types


def visible(configs: Iterable[Any]) -> list[Any]:
    """The subscriptions whose data reach the algorithm."""
    return [config for config in configs if not config.is_internal_feed]


def has_extended_hours(configs: Iterable[Any]) -> bool:
    """Any of them covers pre and post market."""
    return any(config.extended_market_hours for config in configs)


def prefers_fresh_data(configs: Iterable[Any]) -> bool:
    """All data the algorithm sees come by the hour or by the day."""
    shown = visible(configs)
    return bool(shown) and all(config.resolution in _COARSE for config in shown)


def waits_for_fresh_data(configs: list[Any], data_end_utc: datetime, order_time_utc: datetime) -> bool:
    """Whether an order whose latest data are stale waits (FillModel.ShouldWaitForFreshDataOnStale)."""
    if prefers_fresh_data(configs):
        return True
    span = _SPANS[min((config.resolution for config in configs), default=Resolution.DAILY)]
    return bool(span) and order_time_utc - data_end_utc > span
