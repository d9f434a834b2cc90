"""The last prices known of a symbol, as securities are seeded with them (Algorithm/QCAlgorithm.History.cs)."""

from __future__ import annotations

import heapq
from dataclasses import dataclass
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
from minilean.data.bars import QuoteBar, TradeBar
from minilean.data.corporate import MarginInterestRate
from minilean.enums import Resolution, TickType

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from datetime import datetime

    from minilean.algorithm.facade import QCAlgorithm
    from minilean.data.base_data import BaseData
    from minilean.data.slice import Slice
    from minilean.data.subscription_config import SubscriptionDataConfig
    from minilean.securities.security import Security
    from minilean.securities.symbol import Symbol

Kind = tuple[type[Any], TickType]
_FIRST_BARS = 5
_MORE_BARS = {Resolution.DAILY: 10, Resolution.HOUR: 24}
_MORE_MINUTES = 1440
_MOST_DAYS = 50
_ATTEMPTS = 3


@dataclass(frozen=True, slots=True)
class _Request:
    config: SubscriptionDataConfig
    bars: int

    @property
    def kind(self) -> Kind:
        return self.config.type, self.config.tick_type


def last_known_points(algorithm: QCAlgorithm, symbol: Symbol) -> list[BaseData]:
    """The last point of each kind before now, oldest first; what is not found is looked for further back, twice.

    All subscriptions are read, the benchmark's and those of currencies, too; of bars at one moment the shortest counts.
    """
    found: dict[Kind, BaseData] = {}
    requests = _first(algorithm, symbol)
    for attempt in range(1, _ATTEMPTS + 1):
        _take(algorithm, symbol, requests, found)
        missing = [request for request in requests if request.kind not in found]
        if not missing:
            break
        if attempt == 1:
            requests = _more(algorithm, symbol, missing)
        else:
            requests = _of_wish(algorithm, symbol, Wish(resolution=Resolution.DAILY, fill_forward=False), _MOST_DAYS)
    return [point for _, point in sorted(found.items(), key=lambda item: (item[1]._time, item[0][1]))]


def seed_prices(algorithm: QCAlgorithm, securities: Iterable[Security]) -> None:
    """Gives each security without a price its last known points (Common/AlgorithmUtils.cs)."""
    for security in securities:
        if not security._price and not security.symbol.is_canonical():
            for point in last_known_points(algorithm, security.symbol):
                security.set_market_price(point)


def _of_wish(algorithm: QCAlgorithm, symbol: Symbol, wish: Wish, bars: int) -> list[_Request]:
    configs = matching_configs(algorithm, symbol, wish, every=True)
    return [_Request(adapted(config, wish), bars) for config in configs]


def _first(algorithm: QCAlgorithm, symbol: Symbol) -> list[_Request]:
    requests: list[_Request] = []
    for request in _of_wish(algorithm, symbol, Wish(fill_forward=False), _FIRST_BARS):
        config = request.config
        if config.resolution >= Resolution.MINUTE:
            requests.append(request)
            continue
        kind = config.type
        if kind in COMMON_TYPES:
            kind = QuoteBar if config.tick_type == TickType.QUOTE else TradeBar
        wish = Wish(data_type=kind, resolution=Resolution.MINUTE, fill_forward=False)
        requests += _of_wish(algorithm, symbol, wish, _FIRST_BARS)
    return requests


def _more(algorithm: QCAlgorithm, symbol: Symbol, missing: list[_Request]) -> list[_Request]:
    resolution = missing[0].config.resolution
    wish = Wish(resolution=resolution, fill_forward=False)
    kinds = {request.config.type for request in missing}
    wanted = _of_wish(algorithm, symbol, wish, _MORE_BARS.get(resolution, _MORE_MINUTES))
    return [request for request in wanted if request.config.type in kinds]


def _take(algorithm: QCAlgorithm, symbol: Symbol, requests: list[_Request], found: dict[Kind, BaseData]) -> None:
    """Keeps what each request finds last."""
    streams = [list(_points(algorithm, request)) for request in requests]
    if len(streams) == 1:
        if streams[0]:
            found[requests[0].kind] = streams[0][-1][1]
        return
    for piece in slices(algorithm, heapq.merge(*streams, key=itemgetter(0))):
        for request in requests:
            point = _of_kind(piece, request.config.type).get(symbol)
            if point is not None:
                found[request.kind] = point


def _points(algorithm: QCAlgorithm, request: _Request) -> Iterator[tuple[datetime, BaseData]]:
    config = request.config
    start = first_time_of_bars(algorithm, config, request.bars, config.resolution)
    return read(algorithm, config, start, algorithm._qc.time, auxiliary=config.type is MarginInterestRate)


def _of_kind(piece: Slice, kind: type[Any]) -> Any:
    if kind is TradeBar:
        return piece.bars
    return piece.quote_bars if kind is QuoteBar else piece.get(kind)
