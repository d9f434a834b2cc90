"""A running subscription: the next point and the UTC time at which it is due."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Any

from minilean.data.bars import QuoteBar
from minilean.data.corporate import Delisting, Dividend, MarginInterestRate, Split
from minilean.data.corporate_events import CorporateEvent, EventSources, LastPrices, corporate_events
from minilean.data.fill_forward import Emission, FillForward, FillForwardRules, FillInterval
from minilean.data.funding_rates import funding_rates
from minilean.data.price_source import PriceRequest, point_maker, read_pieces, renamed, ticker_on
from minilean.data.start_limits import StartLimits
from minilean.data.strict_times import use_strict_end_times
from minilean.data.zones import zone_clock
from minilean.enums import DelistingType, MarketDataType, Resolution, SecurityType, TickType
from minilean.interop.dates import midnight_of

if TYPE_CHECKING:
    from minilean.data.base_data import BaseData
    from minilean.data.factor_file import CorporateFactorProvider
    from minilean.data.map_file import MapFile
    from minilean.data.subscription_config import SubscriptionDataConfig
    from minilean.securities.exchange_hours import SecurityExchangeHours

NEVER = datetime.max
_AUXILIARY = MarketDataType.AUXILIARY
_END_OF_TIME = datetime(2050, 12, 31)


class AuxiliaryFiles:
    """The factor and map files of the data folder."""

    def __init__(
        self,
        data_folder: Path,
        factor_file: Callable[[Any], CorporateFactorProvider | None],
        map_file: Callable[[Any], MapFile | None],
    ) -> None:
        self.data_folder = data_folder
        self.limits = StartLimits()
        self._factor_file = factor_file
        self._map_file = map_file

    def factors(self, config: SubscriptionDataConfig) -> CorporateFactorProvider | None:
        """The factors of an equity."""
        return self._factor_file(config.symbol) if config.prices_should_be_scaled else None

    def map_file(self, config: SubscriptionDataConfig) -> MapFile | None:
        """The tickers an equity had."""
        return self._map_file(config.symbol) if config.prices_should_be_scaled else None


@dataclass(frozen=True, slots=True, kw_only=True)
class SubscriptionRequest:
    """A subscription to start: times in UTC, ``fill_interval`` the smallest bar of all subscriptions."""

    config: SubscriptionDataConfig
    hours: SecurityExchangeHours
    files: AuxiliaryFiles
    start_utc: datetime
    end_utc: datetime
    fill_interval: FillInterval
    precise_daily_ends: bool = True
    scale_end_utc: datetime | None = None
    """The date ScaledRaw prices are brought to: history only."""
    passes: Callable[[BaseData], bool] | None = None
    """The security's own data filter."""
    emissions: Callable[[SubscriptionRequest], Iterator[Emission]] | None = None
    """Where custom data come from; None reads the data folder's price files."""


class Subscription:
    """Holds the next emission; ``due`` is NEVER when there is none left."""

    __slots__ = ("_emissions", "config", "current", "due", "removed", "request", "security")

    def __init__(self, request: SubscriptionRequest, security: Any) -> None:
        self.request = request
        self.config = request.config
        self.security = security
        self.removed = False
        self._emissions = emissions(request)
        self.due: datetime = NEVER
        self.current: BaseData | None = None
        self.advance()

    def advance(self) -> None:
        """Moves to the next point."""
        following = next(self._emissions, None)
        if following is None:
            self.due, self.current = NEVER, None
        else:
            self.due, self.current = following


def emissions(request: SubscriptionRequest) -> Iterator[Emission]:
    """Every point a subscription delivers, with the UTC time it is due."""
    config = request.config
    if config.type is MarginInterestRate:
        return funding_rates(request)
    source = request.emissions(request) if request.emissions is not None else _priced(request)
    if config.fill_data_forward and config.resolution != Resolution.TICK:
        if config.type is QuoteBar:
            source = _both_sides(source)
        source = iter(FillForward(source, _rules(request)))
    return _filtered(request, source)


def _rules(request: SubscriptionRequest) -> FillForwardRules:
    config = request.config
    return FillForwardRules(
        hours=request.hours,
        interval=request.fill_interval,
        extended=config.extended_market_hours,
        end=zone_clock(config.exchange_time_zone).from_utc(request.end_utc),
        resolution=config.increment,
        data_zone=config.data_time_zone,
        strict=use_strict_end_times(
            config.type, config.symbol, config.increment, request.hours, enabled=request.precise_daily_ends
        ),
    )


def _priced(request: SubscriptionRequest) -> Iterator[Emission]:
    """Bars of the price files and corporate events, in order of their ends."""
    config = request.config
    clock = zone_clock(config.exchange_time_zone)
    start = clock.from_utc(request.start_utc)
    factors, map_file = request.files.factors(config), request.files.map_file(config)
    of_history = request.scale_end_utc is not None
    request.files.limits.note(config.symbol, start, factors, map_file, of_history=of_history)
    price_request = PriceRequest(
        data_folder=request.files.data_folder,
        config=config,
        hours=request.hours,
        start=start,
        end=clock.from_utc(request.end_utc),
        factors=factors,
        map_file=map_file,
        strict=request.precise_daily_ends,
        tell=request.files.limits.tell_once,
        scale_end=None if request.scale_end_utc is None else clock.from_utc(request.scale_end_utc),
    )
    events = _events(price_request)
    last = LastPrices()
    position = 0
    delisted = _delisting_date(price_request) + timedelta(days=1)
    last_bar: tuple[Any, int] | None = None
    make = point_maker(price_request)
    next_event = events[0].time if events else NEVER
    for symbol, columns in read_pieces(price_request):
        for row, (end, end_utc) in enumerate(zip(columns.end_times, columns.end_times_utc, strict=True)):
            if end > delisted:
                break
            while next_event <= end:
                last = _prices_before(last_bar)
                yield from _event(events[position], last, clock, price_request)
                position += 1
                next_event = events[position].time if position < len(events) else NEVER
            yield end_utc, make(symbol, columns, row)
            last_bar = columns, row
    for event in events[position:]:
        yield from _event(event, _prices_before(last_bar), clock, price_request)


def _prices_before(last_bar: tuple[Any, int] | None) -> LastPrices:
    if last_bar is None:
        return LastPrices()
    columns, row = last_bar
    raw = columns.raw(4, row)
    return LastPrices(raw, raw)


def _event(
    event: CorporateEvent,
    last: LastPrices,
    clock: Any,
    request: PriceRequest,
) -> Iterator[Emission]:
    data = event.make(last)
    if request.config.is_internal_feed and isinstance(data, (Split, Dividend)):
        return
    ticker = ticker_on(request, min(event.time, _delisting_date(request)))
    data.symbol = renamed(request, ticker)
    yield clock.to_utc(data._end_time), data


def _delisting_date(request: PriceRequest) -> datetime:
    map_file = request.map_file
    return map_file.delisting_date if map_file is not None and map_file.rows else _END_OF_TIME


def _events(request: PriceRequest) -> list[CorporateEvent]:
    config = request.config
    if config.security_type != SecurityType.EQUITY or config.tick_type != TickType.TRADE or config.is_custom_data:
        return []
    return corporate_events(
        EventSources(
            config=config,
            factors=request.factors,
            map_file=request.map_file,
            hours=request.hours,
            first=midnight_of(request.start),
            last=request.end,
            delisting_date=_delisting_date(request),
        )
    )


def _both_sides(source: Iterator[Emission]) -> Iterator[Emission]:
    """A quote without bid or ask keeps the side the one before had (QuoteBarFillForwardEnumerator)."""
    last: QuoteBar | None = None
    for utc, data in source:
        if isinstance(data, QuoteBar):
            if not data._has_both_sides():
                if data.bid is None:
                    data.bid = None if last is None else last.bid
                if data.ask is None:
                    data.ask = None if last is None else last.ask
            last = data
        yield utc, data


def _filtered(request: SubscriptionRequest, source: Iterator[Emission]) -> Iterator[Emission]:
    """Keeps what falls into market hours and passes the security's filter (SubscriptionFilterEnumerator)."""
    config = request.config
    clock = zone_clock(config.exchange_time_zone)
    end = clock.from_utc(request.end_utc)
    hours = request.hours
    since = until = datetime.min
    passes = request.passes
    extended = config.extended_market_hours
    checks = config.is_filtered_subscription and not request.hours.is_market_always_open
    for utc, data in source:
        if data._kind is not _AUXILIARY:
            if passes is not None and not passes(data):
                continue
            time = data._time
            if checks and not since <= time < until:
                if not hours.is_open_during_bar(time, data._end_time, extended):
                    continue
                since, until = hours.open_stretch(time, extended)
            if time > end:
                return
        yield utc, data


def is_delisted(data: BaseData) -> bool:
    """Whether a point says that a security has left the market."""
    return isinstance(data, Delisting) and data.type == DelistingType.DELISTED
