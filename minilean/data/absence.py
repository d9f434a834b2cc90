"""Tells of prices that are asked for and are not there: LEAN only counts them in a report of its own."""

from __future__ import annotations

from datetime import datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING

from minilean.enums import SecurityType, TickType
from minilean.interop.dates import midnight_of

if TYPE_CHECKING:
    from minilean.data.price_source import PriceRequest

_DAY = timedelta(days=1)
_ALMOST = timedelta(minutes=1)
"""How much sooner than midnight a request's last day may end."""
_QUOTED = (SecurityType.FOREX, SecurityType.CFD)
_WHERE = "`minilean data` shows what there is"


def tell_of_no_bars(request: PriceRequest, path: Path, ticker: str, first: datetime, last: datetime) -> None:
    """An hour or day file gave no bar between two times: worth a line once a whole day of trading lies between them."""
    if request.tell is None or not _matters(request):
        return
    day = midnight_of(first)
    day = day if day == first else day + _DAY
    while day + _DAY <= last + _ALMOST:
        if request.hours.is_date_open(day):
            why = "has none of that time" if path.is_file() else "is missing"
            span = f"from {first:%Y-%m-%d} to {last:%Y-%m-%d}"
            request.tell(f"{_what(request, ticker)} {span}: {path} {why}; {_WHERE}", _about(request, ticker))
            return
        day += _DAY


def tell_of_no_file(request: PriceRequest, path: Path, ticker: str, day: datetime) -> None:
    """A day's file is missing: worth a line when the day was one of trading."""
    if request.tell is None or not _matters(request) or not request.hours.is_date_open(day):
        return
    others = "other days may lack theirs too"
    request.tell(
        f"{_what(request, ticker)} on {day:%Y-%m-%d}: {path} is missing; {others}; {_WHERE}", _about(request, ticker)
    )


def _what(request: PriceRequest, ticker: str) -> str:
    return f"Warning: {ticker} has no {request.config.resolution.dotnet_name.lower()} prices"


def _about(request: PriceRequest, ticker: str) -> str:
    """What is told once: a history asks for the same files again and again."""
    return f"{request.config.security_type} {request.config.market} {ticker} {request.config.resolution}"


def _matters(request: PriceRequest) -> bool:
    """Whether these are the prices a security trades at: trades, or quotes where there are no trades."""
    return (request.config.tick_type == TickType.QUOTE) == (request.config.security_type in _QUOTED)
