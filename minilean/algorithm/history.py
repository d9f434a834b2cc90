"""History for users: frames, slices and typed points (Algorithm/QCAlgorithm.History.cs and QCAlgorithm.Python.cs)."""

from __future__ import annotations

import heapq
from collections.abc import Iterable
from datetime import datetime, timedelta
from operator import itemgetter
from typing import TYPE_CHECKING, Any

from minilean.algorithm.history_requests import (
    COMMON_TYPES,
    Wish,
    adapted,
    first_time_of_bars,
    matching_configs,
    read,
    slices,
)
from minilean.algorithm.last_prices import last_known_points
from minilean.data.base_data import BaseData
from minilean.data.slice import DataDictionary, Slice
from minilean.data.subscription_config import SubscriptionDataConfig
from minilean.data.ticks import Tick
from minilean.enums import Resolution
from minilean.errors import ArgumentError, InvalidOperation
from minilean.framework.universe.universe import Universe
from minilean.interop.containers import DotNetList
from minilean.interop.overloads import overloaded
from minilean.securities.security_manager import SecurityManager
from minilean.securities.symbol import Symbol, as_symbol

if TYPE_CHECKING:
    from minilean.algorithm.facade import QCAlgorithm

Loaded = list[tuple[SubscriptionDataConfig, list[tuple[datetime, BaseData]]]]
_NAMES = (
    "resolution", "fill_forward", "extended_market_hours", "data_mapping_mode", "data_normalization_mode",
    "contract_depth_offset", "flatten",
)  # fmt: skip


class History:
    """``self.history``: called it gives frames or slices, indexed with a type it gives that type's points."""

    def __init__(self, algorithm: QCAlgorithm, data_type: type[Any] | None = None) -> None:
        self._algorithm = algorithm
        self._data_type = data_type

    def __getitem__(self, data_type: type[Any]) -> History:
        return History(self._algorithm, data_type)

    def __call__(self, *arguments: Any, **named: Any) -> Any:
        call = _Call(self._algorithm, self._data_type, arguments, named)
        loaded = call.load()
        if self._data_type is not None:
            return _typed(self._algorithm, self._data_type, loaded, single=call.single)
        if call.slices:
            return DotNetList(_slices(self._algorithm, loaded))
        return _frame(self._algorithm, call, loaded)


class _Call:
    """The arguments of one request, sorted out."""

    def __init__(
        self, algorithm: QCAlgorithm, data_type: type[Any] | None, arguments: tuple[Any, ...], named: dict[str, Any]
    ) -> None:
        self._algorithm = algorithm
        self.slices = False
        self.single = False
        values = list(arguments)
        self.frame_type = named.pop("type", None)
        if data_type is None and values and isinstance(values[0], type):
            self.frame_type = values.pop(0)
        self.universe: Universe | None = None
        self.symbols = self._take_symbols(values, named)
        self.periods: int | None = None
        self.start: datetime | None = None
        self.end: datetime | None = None
        self._take_times(values, named)
        options = dict(zip(_NAMES, values, strict=False)) | named
        self.flatten = bool(options.get("flatten", False))
        resolution = options.get("resolution")
        if self.universe is not None:
            self.frame_type = self.universe.data_type
            resolution = self.universe.configuration.resolution if resolution is None else resolution
        self.wish = Wish(
            data_type=data_type or self.frame_type,
            resolution=resolution,
            fill_forward=options.get("fill_forward"),
            extended=options.get("extended_market_hours"),
            normalization=options.get("data_normalization_mode"),
        )

    def _take_symbols(self, values: list[Any], named: dict[str, Any]) -> list[Symbol]:
        given = named.pop("tickers", named.pop("symbols", named.pop("symbol", None)))
        if given is None and values and not isinstance(values[0], (int, timedelta, datetime)):
            given = values.pop(0)
        if given is None:
            self.slices = True
            return list(self._algorithm.securities.keys())
        if isinstance(given, (str, Symbol)) or not isinstance(given, Iterable) or hasattr(given, "symbol"):
            self.single = True
            self.universe = given if isinstance(given, Universe) else None
            return [as_symbol(given)]
        return [as_symbol(getattr(item, "key", item)) for item in given]

    def _take_times(self, values: list[Any], named: dict[str, Any]) -> None:
        now = self._algorithm._qc.time
        first = values.pop(0) if values else None
        for name in ("periods", "span", "start"):
            if name in named:
                first = named.pop(name)
        if isinstance(first, timedelta):
            self.start, self.end = now - first, now
        elif isinstance(first, datetime):
            self.start = first.replace(tzinfo=None)
            end = named.pop("end", None) if "end" in named else (values.pop(0) if values else now)
            self.end = end.replace(tzinfo=None)
        elif first is not None:
            self.periods, self.end = int(first), now
        else:
            message = "history needs a number of bars, a span, or a start and an end"
            raise ArgumentError(message)

    def load(self) -> Loaded:
        """Reads all points of all symbols."""
        loaded: Loaded = []
        for symbol in self.symbols:
            for config in matching_configs(self._algorithm, symbol, self.wish):
                loaded.append(self._load_one(config))
        return loaded

    def _load_one(
        self, config: SubscriptionDataConfig
    ) -> tuple[SubscriptionDataConfig, list[tuple[datetime, BaseData]]]:
        algorithm = self._algorithm
        resolution = config.resolution if self.wish.resolution is None else self.wish.resolution
        if self.periods is not None and resolution == Resolution.TICK:
            message = "History functions that accept a 'periods' parameter can not be used with Resolution.Tick"
            raise InvalidOperation(message)
        start = self.start
        if self.periods is not None:
            start = first_time_of_bars(algorithm, config, self.periods, resolution, self.wish.extended)
        assert start is not None and self.end is not None  # noqa: S101, PT018 - one of the forms was given
        changed = adapted(config, self.wish)
        auxiliary = self.wish.data_type is not None and self.wish.data_type not in COMMON_TYPES
        return changed, list(read(algorithm, changed, start, self.end, auxiliary=auxiliary))


def _merged(loaded: Loaded) -> Iterable[tuple[datetime, BaseData]]:
    """All points in order of time, then of their subscriptions."""
    streams = (points for _, points in sorted(loaded, key=lambda item: _rank(item[0])))
    return heapq.merge(*streams, key=itemgetter(0))


def _rank(config: SubscriptionDataConfig) -> tuple[int, int, Any]:
    return config.security_type, config.tick_type, config.symbol.id


def _slices(algorithm: QCAlgorithm, loaded: Loaded) -> list[Slice]:
    return list(slices(algorithm, _merged(loaded)))


def _typed(algorithm: QCAlgorithm, data_type: type[Any], loaded: Loaded, *, single: bool) -> Any:
    wanted = [
        (config, [(utc, point) for utc, point in points if isinstance(point, data_type)]) for config, points in loaded
    ]
    if single:
        return DotNetList([point for _, point in _merged(wanted)])
    found: DotNetList[Any] = DotNetList()
    for piece in _slices(algorithm, wanted):
        items: dict[Symbol, Any] = {}
        for point in piece._all:
            if data_type is Tick:
                items.setdefault(point.symbol, []).append(point)
            else:
                items[point.symbol] = point
        found.append(DataDictionary(piece.time, items))
    return found


def _frame(algorithm: QCAlgorithm, call: _Call, loaded: Loaded) -> Any:
    from minilean.data.pandas_frames import slices_frame

    return slices_frame(_slices(algorithm, loaded), data_type=call.wish.data_type, flatten=call.flatten)


def slices_of(self: QCAlgorithm, symbols: Iterable[Symbol], periods: int, resolution: Resolution | None) -> list[Slice]:
    """The last bars of several symbols, slice by slice, as LEAN's models in C# ask for them."""
    return _slices(self, _Call(self, None, (list(symbols), periods, resolution), {}).load())


def slices_between(
    self: QCAlgorithm, symbols: Iterable[Symbol], start: datetime, end: datetime, resolution: Resolution | None
) -> list[Slice]:
    """What several symbols had between two times of the algorithm's clock, slice by slice."""
    return _slices(self, _Call(self, None, (list(symbols), start, end, resolution), {}).load())


@overloaded("security", "securities", "symbols")
def get_last_known_prices(self: QCAlgorithm, symbol: Any) -> Any:
    """The last points of a symbol's subscriptions before now; of several symbols, or securities, by symbol."""
    if isinstance(symbol, (list, tuple, set, SecurityManager)):
        several = symbol.keys() if isinstance(symbol, SecurityManager) else [as_symbol(item) for item in symbol]
        known = {key: get_last_known_prices(self, key) for key in several if not key.is_canonical()}
        return DataDictionary(self._qc.time, {key: points for key, points in known.items() if points})
    return DotNetList(last_known_points(self, as_symbol(symbol)))


@overloaded("symbol")
def get_last_known_price(self: QCAlgorithm, security: Any) -> Any:
    """The last point of a security before now, or None."""
    points = get_last_known_prices(self, as_symbol(security))
    return points[-1] if points else None
