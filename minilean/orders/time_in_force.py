"""How long an order stays open (Common/Orders/TimeInForce.cs and TimeInForces/)."""

from __future__ import annotations

from datetime import datetime, time, timedelta
from typing import TYPE_CHECKING, ClassVar
from zoneinfo import ZoneInfo

from minilean.data.zones import zone_clock
from minilean.enums import SecurityType
from minilean.interop.names import dotnet

if TYPE_CHECKING:
    from minilean.orders.event import OrderEvent
    from minilean.orders.order import Order
    from minilean.securities.security import Security

_CURRENCIES = (SecurityType.FOREX, SecurityType.CFD)
_CRYPTOS = (SecurityType.CRYPTO, SecurityType.CRYPTO_FUTURE)
_NEW_YORK = zone_clock(ZoneInfo("America/New_York"))
_CUT_OFF = time(17)
_ONE_DAY = timedelta(days=1)


@dotnet
class TimeInForce:
    """Decides when an open order expires; the constants are the kinds LEAN's users choose from."""

    __slots__ = ()

    GOOD_TIL_CANCELED: ClassVar[TimeInForce]
    DAY: ClassVar[TimeInForce]
    GoodTilCanceled: ClassVar[TimeInForce]
    Day: ClassVar[TimeInForce]

    @staticmethod
    def GOOD_TIL_DATE(expiry: datetime) -> TimeInForce:  # noqa: N802 - LEAN's name
        """Open until the market closes on the date of ``expiry``."""
        return GoodTilDateTimeInForce(expiry)

    @staticmethod
    def good_til_date(expiry: datetime) -> TimeInForce:
        """Open until the market closes on the date of ``expiry``."""
        return GoodTilDateTimeInForce(expiry)

    def is_order_expired(self, security: Security, order: Order) -> bool:
        """The order may not fill any more at the security's local time."""
        raise NotImplementedError

    def is_fill_valid(self, security: Security, order: Order, fill: OrderEvent) -> bool:
        """The fill may be given to the order."""
        return True

    def __str__(self) -> str:
        return f"QuantConnect.Orders.TimeInForces.{type(self).__name__}"


@dotnet
class GoodTilCanceledTimeInForce(TimeInForce):
    """Never expires."""

    __slots__ = ()

    def is_order_expired(self, security: Security, order: Order) -> bool:
        """Never."""
        return False


@dotnet
class DayTimeInForce(TimeInForce):
    """Expires at the close of the order's day; currencies at 17:00 New York, crypto at midnight."""

    __slots__ = ()

    def is_order_expired(self, security: Security, order: Order) -> bool:
        """Whether the day of the order is over."""
        hours = security.exchange.hours
        now = security.local_time
        if order.security_type in _CURRENCIES:
            return _new_york(now, hours.time_zone) >= _cut_off(_NEW_YORK.from_utc(order._time))
        order_time = zone_clock(hours.time_zone).from_utc(order._time)
        if order.security_type in _CRYPTOS:
            return bool(now.date() > order_time.date())
        return bool(now >= hours.get_last_daily_market_close(order_time, False))


@dotnet
class GoodTilDateTimeInForce(TimeInForce):
    """Expires at the close of a date; currencies at 17:00 New York, crypto at the midnight after it."""

    __slots__ = ("expiry",)

    def __init__(self, expiry: datetime) -> None:
        self.expiry = expiry

    def is_order_expired(self, security: Security, order: Order) -> bool:
        """Whether the date is over."""
        hours = security.exchange.hours
        now = security.local_time
        if order.security_type in _CURRENCIES:
            return zone_clock(hours.time_zone).to_utc(now) >= self.get_forex_order_expiry_date_time(order)
        if order.security_type in _CRYPTOS:
            return bool(now.date() > self.expiry.date())
        midnight = datetime.combine(self.expiry.date(), time())
        return bool(now >= hours.get_last_daily_market_close(midnight, False))

    def get_forex_order_expiry_date_time(self, order: Order) -> datetime:
        """The UTC time at which an order of currencies expires."""
        expiry = datetime.combine(self.expiry.date(), _CUT_OFF)
        if order._time.date() == self.expiry.date() and _NEW_YORK.from_utc(order._time).time() > _CUT_OFF:
            expiry += _ONE_DAY
        return _NEW_YORK.to_utc(expiry)


def _new_york(local: datetime, zone: ZoneInfo) -> datetime:
    return _NEW_YORK.from_utc(zone_clock(zone).to_utc(local))


def _cut_off(order_time: datetime) -> datetime:
    expiry = datetime.combine(order_time.date(), _CUT_OFF)
    return expiry + _ONE_DAY if order_time.time() > _CUT_OFF else expiry


TimeInForce.GOOD_TIL_CANCELED = TimeInForce.GoodTilCanceled = GoodTilCanceledTimeInForce()
TimeInForce.DAY = TimeInForce.Day = DayTimeInForce()
