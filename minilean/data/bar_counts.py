"""Counting bars back from a time (Common/Time.cs, GetStartTimeForTradeBars)."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from minilean.data.zones import zone_clock
from minilean.errors import ArgumentError
from minilean.interop.dates import midnight_of

if TYPE_CHECKING:
    from minilean.securities.exchange_hours import SecurityExchangeHours

ONE_DAY = timedelta(days=1)
_FARTHEST = datetime(1900, 1, 1)


def start_of_bars(
    hours: SecurityExchangeHours,
    end: datetime,
    bar_size: timedelta,
    bar_count: int,
    *,
    extended: bool,
    data_zone: ZoneInfo,
    precise_daily_ends: bool,
) -> datetime:
    """Where so many open bars before ``end`` begin, in the exchange's zone.

    With precise ends a day counts only after its close. Raises ArgumentError for a bar without a span.
    """
    if bar_size <= timedelta():
        message = "The bar size must be greater than zero: ticks cannot be counted back, ask for a time span"
        raise ArgumentError(message)
    current = end
    if precise_daily_ends and bar_size == ONE_DAY:
        midnight = midnight_of(end)
        if not hours.is_date_open(current) or hours.get_next_market_close(midnight, extended) > current:
            current = round_down(end, bar_size, hours.time_zone, data_zone)
    else:
        current = round_down(end, bar_size, hours.time_zone, data_zone)
    counted = 0
    while counted < bar_count and current > _FARTHEST:
        previous = current
        current -= bar_size
        counted += hours.is_open_during_bar(current, previous, extended)
    return current


def round_down(local: datetime, span: timedelta, exchange_zone: ZoneInfo, data_zone: ZoneInfo) -> datetime:
    """Rounds down in the zone of the data, gives the exchange's time (Extensions.RoundDownInTimeZone)."""
    if exchange_zone.key == data_zone.key:
        return local - (local - datetime.min) % span
    exchange, data = zone_clock(exchange_zone), zone_clock(data_zone)
    moment = data.from_utc(exchange.to_utc(local))
    return exchange.from_utc(data.to_utc(moment - (moment - datetime.min) % span))
