"""The overloads of ``add_universe`` (Algorithm/QCAlgorithm.Universe.cs and QCAlgorithm.Python.cs)."""

from __future__ import annotations

import itertools
from collections.abc import Callable
from typing import TYPE_CHECKING, Any, ClassVar

from minilean.data.subscription_config import INCREMENTS, SubscriptionDataConfig
from minilean.enums import Resolution, SecurityType, TickType
from minilean.errors import ArgumentError
from minilean.framework.universe.configuration import hours_of_data
from minilean.framework.universe.func import FuncUniverse
from minilean.framework.universe.fundamental import (
    CoarseFundamental,
    CoarseFundamentalUniverse,
    FineFundamentalFilteredUniverse,
    Fundamental,
    FundamentalFilteredUniverse,
    FundamentalUniverse,
)
from minilean.framework.universe.settings import UniverseSettings
from minilean.framework.universe.universe import Universe
from minilean.framework.universe.user_defined import UserDefinedUniverse
from minilean.securities.symbol import Symbol

if TYPE_CHECKING:
    from minilean.algorithm.facade import QCAlgorithm
    from minilean.data.base_data import BaseData

Selector = Callable[[Any], Any]
_NAMES = {"security_type", "name", "resolution", "market", "universe_settings", "selector"}


class _Names:
    """Numbers for universes without a name."""

    numbers: ClassVar[itertools.count[int]] = itertools.count(1)


def universe_from_arguments(algorithm: QCAlgorithm, first: Any, *rest: Any, **named: Any) -> Universe:
    """The universe an overload describes; raises ArgumentError for arguments LEAN has no overload for."""
    if isinstance(first, Universe):
        return FundamentalFilteredUniverse(first, rest[0])
    if isinstance(first, type):
        return _of_data(algorithm, first, rest, named)
    if isinstance(first, (str, SecurityType)):
        return _of_times(algorithm, (first, *rest), named)
    if hasattr(first, "get_dates"):
        settings = UniverseSettings(algorithm.universe_settings)
        settings.schedule.on(first)
        return FundamentalUniverse.usa(rest[0], settings)
    if not callable(first):
        raise ArgumentError(f"QCAlgorithm.AddUniverse: {first!r} is not a valid argument.")
    if rest:
        if algorithm._qc.once("coarse and fine"):
            algorithm.debug(
                "Warning: AddUniverse(coarseSelector, fineSelector) is obsolete, please use "
                "AddUniverse(Func<IEnumerable<Fundamental>, IEnumerable<Symbol>> selector) instead."
            )
        coarse = CoarseFundamentalUniverse(algorithm.universe_settings, first)
        return FineFundamentalFilteredUniverse(coarse, rest[0])
    return FundamentalUniverse.usa(first)


def _sorted_out(arguments: tuple[Any, ...], named: dict[str, Any]) -> dict[str, Any]:
    """Arguments by name: LEAN tells its overloads apart by the arguments' types."""
    found = {name: value for name, value in named.items() if name in _NAMES}
    for argument in arguments:
        if isinstance(argument, SecurityType):
            found["security_type"] = argument
        elif isinstance(argument, Resolution):
            found["resolution"] = argument
        elif isinstance(argument, UniverseSettings):
            found["universe_settings"] = argument
        elif isinstance(argument, str):
            found["market" if "name" in found else "name"] = argument
        elif callable(argument):
            found["selector"] = argument
    return found


def _of_times(algorithm: QCAlgorithm, arguments: tuple[Any, ...], named: dict[str, Any]) -> UserDefinedUniverse:
    """Tickers by a function of the time, every bar of the resolution while the market is open."""
    given = _sorted_out(arguments, named)
    kind = given.get("security_type", SecurityType.EQUITY)
    market, resolution = given.get("market", "usa"), given.get("resolution", Resolution.DAILY)
    symbol = Symbol.create(given["name"], kind, market)
    entry = algorithm.market_hours_database.get_entry(market, given["name"], kind)
    configuration = SubscriptionDataConfig(
        type=Fundamental,
        symbol=symbol,
        resolution=resolution,
        data_time_zone=entry.data_time_zone,
        exchange_time_zone=entry.exchange_hours.time_zone,
        tick_type=TickType.TRADE,
        fill_data_forward=False,
        is_internal_feed=True,
        is_filtered_subscription=False,
        mapped_symbol=symbol.value,
    )
    settings = given.get("universe_settings", algorithm.universe_settings)
    return UserDefinedUniverse(configuration, settings, INCREMENTS[resolution], given["selector"])


def _of_data(
    algorithm: QCAlgorithm, data_type: type[BaseData], arguments: tuple[Any, ...], named: dict[str, Any]
) -> FuncUniverse:
    """Symbols or tickers by a function of a user's data."""
    given = _sorted_out(arguments, named)
    kind, market = given.get("security_type", SecurityType.EQUITY), given.get("market", "usa")
    configuration = _data_configuration(algorithm, data_type, given)
    selector: Selector | None = given.get("selector")

    def select(points: Any) -> Any:
        assert selector is not None  # noqa: S101 - only used with one
        result = selector(points)
        if result is Universe.UNCHANGED:
            return result
        return [
            item if isinstance(item, Symbol) else Symbol.create(item, kind, market, None, data_type) for item in result
        ]

    settings = given.get("universe_settings", algorithm.universe_settings)
    return FuncUniverse(configuration, settings, None if selector is None else select)


def _data_configuration(
    algorithm: QCAlgorithm, data_type: type[BaseData], given: dict[str, Any]
) -> SubscriptionDataConfig:
    market = given.get("market", "usa")
    if issubclass(data_type, CoarseFundamental):
        data_type = FundamentalUniverse
    if hasattr(data_type, "universe_symbol"):
        symbol = data_type().universe_symbol(market)
    else:
        name = given.get("name") or f"{data_type.__name__}-{market}-{next(_Names.numbers):010d}"
        symbol = Symbol.create(name, SecurityType.BASE, market, None, data_type)
    entry = hours_of_data(algorithm.market_hours_database, symbol, data_type)
    return SubscriptionDataConfig(
        type=data_type,
        symbol=symbol,
        resolution=given.get("resolution", Resolution.DAILY),
        data_time_zone=entry.data_time_zone,
        exchange_time_zone=entry.exchange_hours.time_zone,
        tick_type=TickType.TRADE,
        fill_data_forward=False,
        is_internal_feed=True,
        is_custom_data=True,
        is_filtered_subscription=False,
        mapped_symbol=symbol.value,
    )
