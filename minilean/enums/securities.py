"""Kinds of securities and states of their markets."""

from __future__ import annotations

from minilean.interop.enumerations import DotNetEnum


class MarketHoursState(DotNetEnum):
    """LEAN's MarketHoursState (Common/Securities/MarketHoursState.cs)."""

    CLOSED = 0
    PRE_MARKET = 1
    MARKET = 2
    POST_MARKET = 3


class TradingDayType(DotNetEnum):
    """LEAN's TradingDayType (Common/TradingDay.cs)."""

    BUSINESS_DAY = 0
    PUBLIC_HOLIDAY = 1
    WEEKEND = 2
    OPTION_EXPIRATION = 3
    FUTURE_EXPIRATION = 4
    FUTURE_ROLL = 5
    SYMBOL_DELISTING = 6
    EQUITY_DIVIDENDS = 7
    ECONOMIC_EVENT = 8
