"""How much of one security's market volume a strategy trades beside (Common/SymbolCapacity.cs)."""

from __future__ import annotations

from datetime import datetime, timedelta
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from minilean.enums import Resolution, SecurityType
from minilean.interop.dates import midnight_of
from minilean.interop.decimals import ONE, ZERO, double_to_decimal
from minilean.statistics.spans import TICKS_PER_SECOND, ticks_between

if TYPE_CHECKING:
    from minilean.orders.event import OrderEvent
    from minilean.securities.security import Security

_IDLE_LIMIT = timedelta(days=30)
_QUOTED_VOLUMES = {SecurityType.FOREX: Decimal(25_000_000), SecurityType.CFD: Decimal(200)}
"""Units per bar assumed for markets without volumes."""
_SMALLEST_DISCOUNT = Decimal("0.20")
_SESSION_MINUTES = Decimal(390)
_FAST_TRADING = Decimal(2)
_DOLLARS_PER_MINUTE = Decimal(6_000_000)
_DOLLARS_PER_SECOND = Decimal(100_000)
_MOST_MINUTES = 120
_MINUTES_UNKNOWN = Decimal(10)
_SHARES_OF_VOLUME = {
    Resolution.DAILY: Decimal("0.02"),
    Resolution.HOUR: Decimal("0.05"),
    Resolution.MINUTE: Decimal("0.20"),
    Resolution.SECOND: Decimal("0.50"),
    Resolution.TICK: Decimal("0.50"),
}
_HOUR = timedelta(hours=1)
_DAY = timedelta(days=1)
_TICKS_PER_MINUTE = 60 * TICKS_PER_SECOND


class SymbolCapacity:
    """Sale volume of a security since the last snapshot and the market volume around its fills, in account currency."""

    def __init__(self, security: Security) -> None:
        self.security = security
        self.sale_volume = ZERO
        self.trades = 0
        self._market_volume = ZERO
        self._share_of_volume = ZERO
        self._discount = ZERO
        self._average_dollar_volume = ZERO
        self._previous_volume = ZERO
        self._previous_time: datetime | None = None
        self._last_fill: datetime | None = None
        self._starts_anew = False

    @property
    def market_capacity(self) -> Decimal:
        """The part of the market volume around the fills that could have been traded."""
        return self._market_volume * self._share_of_volume

    def on_order_event(self, event: OrderEvent) -> None:
        """Counts a fill; fills that follow one another quickly count for less."""
        units = abs(event._fill_quantity) * self.security.symbol_properties._contract_multiplier
        self.sale_volume += self.security.quote_currency._conversion_rate * event._fill_price * units
        before = self._last_fill or event._utc_time - _DAY
        discount = _FAST_TRADING * (_minutes(before, event._utc_time) / _SESSION_MINUTES)
        self._discount = ONE if discount > 1 else max(_SMALLEST_DISCOUNT, discount)
        if self._starts_anew:
            self._market_volume = ZERO
            self.trades = 0
            self._starts_anew = False
        self.trades += 1
        self._last_fill = event._utc_time

    def update(self, utc_time: datetime, bar: Any | None, quote: Any | None) -> bool:
        """Takes the bar of a moment, the trade bar before the quote bar; true once no more are of interest."""
        if bar is not None:
            close, volume, span = bar._close, bar._volume, bar.period
        elif quote is not None:
            close, volume, span = quote._close, self._quoted_volume(quote), quote.period
        else:
            return False
        if not volume:
            return False
        conversion = self.security.quote_currency._conversion_rate
        between = ZERO if self._previous_time is None else _minutes(self._previous_time, utc_time)
        if between:
            self._average_dollar_volume = close * conversion * (volume + self._previous_volume) / between
        else:
            self._average_dollar_volume = conversion * close * volume
        self._previous_time, self._previous_volume = utc_time, volume
        resolution = _resolution_of(span)
        if not self._includes(utc_time, resolution):
            return True
        self._share_of_volume = _SHARES_OF_VOLUME[resolution]
        multiplier = self.security.symbol_properties._contract_multiplier
        self._market_volume += close * self._discount * volume * conversion * multiplier
        return False

    def reset(self) -> None:
        """Begins a new snapshot period; the market volume stays until the next fill."""
        self._starts_anew = True
        self.sale_volume = ZERO

    def is_stale(self, utc_time: datetime) -> bool:
        """Whether nothing is held and nothing was filled for thirty days."""
        return not self.security.invested and self._last_fill is not None and utc_time >= self._last_fill + _IDLE_LIMIT

    def _quoted_volume(self, quote: Any) -> Decimal:
        assumed = _QUOTED_VOLUMES.get(self.security.type)
        if assumed is not None:
            return assumed
        sizes: Decimal = quote._last_bid_size + quote._last_ask_size
        return sizes / 2

    def _includes(self, utc_time: datetime, resolution: Resolution) -> bool:
        last = self._last_fill
        if last is None:
            return False
        if resolution == Resolution.HOUR:
            return utc_time == _rounded_up(last, _HOUR)
        if resolution == Resolution.DAILY:
            day = midnight_of(utc_time)
            return utc_time == last or day == _rounded_up(last, _DAY)
        per_bar, least = (_DOLLARS_PER_MINUTE, 1) if resolution == Resolution.MINUTE else (_DOLLARS_PER_SECOND, 5)
        average = self._average_dollar_volume
        minutes = per_bar / average if average else _MINUTES_UNKNOWN
        return utc_time <= last + timedelta(minutes=min(_MOST_MINUTES, max(least, int(minutes))))


def _minutes(start: datetime, end: datetime) -> Decimal:
    return double_to_decimal(ticks_between(start, end) / _TICKS_PER_MINUTE)


def _rounded_up(time: datetime, interval: timedelta) -> datetime:
    rest = (time - datetime.min) % interval
    return time + (interval - rest) if rest else time


def _resolution_of(span: timedelta) -> Resolution:
    """The resolution a bar of such a span belongs to; a day of opening hours counts as hours."""
    if span >= _DAY:
        return Resolution.DAILY
    if span >= _HOUR:
        return Resolution.HOUR
    if span >= timedelta(minutes=1):
        return Resolution.MINUTE
    return Resolution.SECOND if span >= timedelta(seconds=1) else Resolution.TICK
