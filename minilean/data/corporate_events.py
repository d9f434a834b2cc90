"""The corporate events of an equity in order of their dates (Engine/DataFeeds/Enumerators/*EventProvider.cs)."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from decimal import Decimal
from typing import TYPE_CHECKING

from minilean.data.corporate import Delisting, Dividend, Split, SymbolChangedEvent
from minilean.enums import DelistingType, SplitType
from minilean.interop.decimals import ZERO, round_half_even

if TYPE_CHECKING:
    from minilean.data.base_data import BaseData
    from minilean.data.factor_file import CorporateFactorProvider
    from minilean.data.map_file import MapFile
    from minilean.data.subscription_config import SubscriptionDataConfig
    from minilean.securities.exchange_hours import SecurityExchangeHours

_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class LastPrices:
    """The last raw close read and the last point's price before an event."""

    raw: Decimal = ZERO
    point: Decimal = ZERO


@dataclass(frozen=True, slots=True)
class CorporateEvent:
    """An event due at a moment; ``make`` builds it from the prices known by then."""

    time: datetime
    make: Callable[[LastPrices], BaseData]


@dataclass(frozen=True, slots=True, kw_only=True)
class EventSources:
    """Where the events of a subscription come from; dates are the exchange's."""

    config: SubscriptionDataConfig
    factors: CorporateFactorProvider | None
    map_file: MapFile | None
    hours: SecurityExchangeHours
    first: datetime
    last: datetime
    delisting_date: datetime


def corporate_events(sources: EventSources) -> list[CorporateEvent]:
    """All events between two dates, in LEAN's order: splits, dividends, renames, delistings of each day."""
    events: list[CorporateEvent] = []
    if sources.factors is not None:
        events += _splits(sources)
        events += _dividends(sources)
    if sources.map_file is not None:
        events += _renames(sources)
    events += _delistings(sources)
    return sorted(events, key=lambda event: event.time)


def _next_tradable(sources: EventSources, day: datetime) -> datetime | None:
    day += _DAY
    while day <= sources.last:
        if sources.hours.is_date_open(day, sources.config.extended_market_hours):
            return day
        day += _DAY
    return None


def _announced(sources: EventSources) -> Iterator[datetime]:
    """Trading days of the subscription on which the factor file has a row: the event follows a trading day later."""
    assert sources.factors is not None  # noqa: S101 - the caller asked
    for row_date in sources.factors.row_dates():
        day = datetime(row_date.year, row_date.month, row_date.day)
        in_period = sources.first <= day <= sources.last and day <= sources.delisting_date
        if in_period and sources.hours.is_date_open(day, sources.config.extended_market_hours):
            yield day


def _splits(sources: EventSources) -> Iterator[CorporateEvent]:
    symbol = sources.config.symbol
    assert sources.factors is not None  # noqa: S101
    for day in _announced(sources):
        split = sources.factors.split_event_on_next_trading_day(day)
        if split is None:
            continue
        factor, reference = split

        def warn(last: LastPrices, day: datetime = day, factor: Decimal = factor) -> BaseData:
            return Split(symbol, day, last.raw, factor, SplitType.WARNING)

        yield CorporateEvent(day, warn)
        occurs = _next_tradable(sources, day)
        if occurs is not None:

            def happen(
                _: LastPrices, day: datetime = occurs, factor: Decimal = factor, price: Decimal = reference
            ) -> BaseData:
                return Split(symbol, day, price, factor, SplitType.SPLIT_OCCURRED)

            yield CorporateEvent(occurs, happen)


def _dividends(sources: EventSources) -> Iterator[CorporateEvent]:
    symbol = sources.config.symbol
    assert sources.factors is not None  # noqa: S101
    for day in _announced(sources):
        dividend = sources.factors.dividend_event_on_next_trading_day(day)
        occurs = _next_tradable(sources, day) if dividend is not None else None
        if dividend is None or occurs is None:
            continue
        ratio, reference = dividend
        distribution = dividend_distribution(reference, ratio)

        def pay(
            _: LastPrices, day: datetime = occurs, amount: Decimal = distribution, price: Decimal = reference
        ) -> BaseData:
            return Dividend(symbol, day, amount, price)

        yield CorporateEvent(occurs, pay)


def dividend_distribution(reference_price: Decimal, price_factor_ratio: Decimal) -> Decimal:
    """What a share is paid, to the cent (Dividend.ComputeDistribution)."""
    return round_half_even(reference_price - reference_price * price_factor_ratio, 2)


def _renames(sources: EventSources) -> Iterator[CorporateEvent]:
    symbol = sources.config.symbol
    map_file = sources.map_file
    assert map_file is not None  # noqa: S101
    ticker = symbol.value
    if map_file.has_data(sources.first):
        ticker = map_file.get_mapped_symbol(sources.first, ticker)
    for row in map_file.rows:
        change = _next_tradable(sources, row.date)
        if change is None or row.date < sources.first or not map_file.has_data(change):
            continue
        new = map_file.get_mapped_symbol(change, ticker)
        if new != ticker:
            old = ticker

            def rename(_: LastPrices, day: datetime = change, old: str = old, new: str = new) -> BaseData:
                return SymbolChangedEvent(symbol, day, old, new)

            yield CorporateEvent(change, rename)
            ticker = new


def _delistings(sources: EventSources) -> Iterator[CorporateEvent]:
    symbol = sources.config.symbol
    day = datetime(sources.delisting_date.year, sources.delisting_date.month, sources.delisting_date.day)
    if not sources.first <= day <= sources.last:
        return
    warned = day
    if not sources.hours.is_date_open(day, sources.config.extended_market_hours):
        found = _next_tradable(sources, day)
        if found is None:
            return
        warned = found

    def warn(last: LastPrices) -> BaseData:
        return Delisting(symbol, day, last.point, DelistingType.WARNING)

    def leave(last: LastPrices) -> BaseData:
        return Delisting(symbol, day + _DAY, last.point, DelistingType.DELISTED)

    yield CorporateEvent(warned, warn)
    yield CorporateEvent(day + _DAY, leave)
