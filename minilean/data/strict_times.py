"""Daily bars from the first open to the last close of a day (Common/Util/LeanData.cs, GetDailyCalendar)."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Any

from minilean.data.bars import QuoteBar, TradeBar
from minilean.enums import SecurityType

if TYPE_CHECKING:
    from minilean.securities.exchange_hours import SecurityExchangeHours
    from minilean.securities.symbol import Symbol

_HOUR = timedelta(hours=1)


def daily_calendar(local: datetime, hours: SecurityExchangeHours) -> tuple[datetime, timedelta]:
    """Start and period of the daily bar a moment belongs to, in the exchange's zone, regular hours only."""
    known = hours.daily_calendars.get(local)
    if known is None:
        start = hours.get_first_daily_market_open(local, False)
        end = hours.get_last_daily_market_close(start, False)
        known = hours.daily_calendars[local] = (start, end - start)
    return known


def use_strict_end_times(
    data_type: type[Any], symbol: Symbol, increment: timedelta, hours: SecurityExchangeHours, *, enabled: bool
) -> bool:
    """Whether daily bars of a kind start at the open and end at the close (LeanData.UseDailyStrictEndTimes)."""
    if not enabled or increment <= _HOUR or data_type not in (TradeBar, QuoteBar):
        return False
    if hours.is_market_always_open or symbol.security_type in (SecurityType.FOREX, SecurityType.BASE):
        return False
    return not (symbol.security_type == SecurityType.CFD and symbol.id.market == "oanda")
