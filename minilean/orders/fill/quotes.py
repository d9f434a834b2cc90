"""The price a trade would get now, from the best data there are."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from decimal import Decimal
from typing import TYPE_CHECKING

from minilean.data.bars import QuoteBar, TradeBar
from minilean.data.ticks import Tick
from minilean.data.zones import zone_clock
from minilean.enums import OrderDirection, TickType
from minilean.errors import InvalidOperation
from minilean.interop.decimals import ZERO
from minilean.orders.messages import time_text

if TYPE_CHECKING:
    from minilean.securities.security import Security

_BUY = OrderDirection.BUY


@dataclass(frozen=True, slots=True)
class Quote:
    """A price with the end of its data in the exchange's zone, and what a fill at it should say."""

    price: Decimal
    end_time: datetime
    message: str
    warns_always: bool


@dataclass(frozen=True, slots=True)
class BestEffort:
    """The price found; ``stale_since`` is the UTC end of its data when they are older than allowed."""

    price: Decimal
    message: str
    stale_since: datetime | None


def touch_price(asset: Security, types: set[type], direction: OrderDirection) -> Decimal:
    """The ask for a buy, the bid for a sell, or the last trade; raises InvalidOperation without any data."""
    for quote in _quotes(asset, types, direction, trades_above=ZERO):
        return quote.price
    raise InvalidOperation(_no_data(asset, direction))


def best_effort_price(
    asset: Security, types: set[type], direction: OrderDirection, order_time: datetime, allowed_age: timedelta
) -> BestEffort:
    """The first quote not older than allowed at the order's time, else the freshest (EquityFillModel).

    Raises InvalidOperation without any data.
    """
    clock = zone_clock(asset.exchange.time_zone)
    cut_off = clock.from_utc(order_time) - allowed_age
    freshest: Quote | None = None
    message = ""
    for quote in _quotes(asset, types, direction, trades_above=None):
        if freshest is not None and quote.end_time <= freshest.end_time:
            continue
        if quote.end_time >= cut_off:
            return BestEffort(quote.price, quote.message if quote.warns_always else message, None)
        freshest = quote
        message = quote.message
    if freshest is not None:
        return BestEffort(freshest.price, message, clock.to_utc(freshest.end_time))
    names = ",".join(kind.__name__ for kind in types)
    raise InvalidOperation(f"{_no_data(asset, direction)} SubscribedTypes: [{names}]")


def _quotes(
    asset: Security, types: set[type], direction: OrderDirection, trades_above: Decimal | None
) -> Iterator[Quote]:
    zone = asset.exchange.time_zone.key
    buying = direction is _BUY
    ticks: list[Tick] = list(asset.cache.get_all(Tick)) if Tick in types else []
    for tick in reversed(ticks):
        price = tick._ask_price if buying else tick._bid_price
        if tick.tick_type is TickType.QUOTE and price > 0:
            message = f"Warning: fill at stale price ({time_text(tick.end_time)} {zone}), using Quote Tick data."
            yield Quote(price, tick.end_time, message, False)
            break
    quotes = asset.cache.get_data(QuoteBar) if QuoteBar in types else None
    if quotes is not None:
        side = quotes.ask if buying else quotes.bid
        message = f"Warning: fill at stale price ({time_text(quotes.end_time)} {zone}), using QuoteBar data."
        yield Quote(side._close if side is not None else quotes._close, quotes.end_time, message, False)
    for tick in reversed(ticks):
        if tick.tick_type is TickType.TRADE and (trades_above is None or tick._value > trades_above):
            yield Quote(tick._value, tick.end_time, _no_quote(tick.end_time, zone, "Trade Tick"), True)
            break
    trades = asset.cache.get_data(TradeBar) if TradeBar in types else None
    if trades is not None:
        yield Quote(trades._close, trades.end_time, _no_quote(trades.end_time, zone, "TradeBar"), True)


def _no_quote(end_time: datetime, zone: str, source: str) -> str:
    return f"Warning: No quote information available at {time_text(end_time)} {zone}, order filled using {source} data"


def _no_data(asset: Security, direction: OrderDirection) -> str:
    side = "ask" if direction is _BUY else "bid"
    return f"Cannot get {side} price to perform fill for {asset.symbol} because no market data was found."
