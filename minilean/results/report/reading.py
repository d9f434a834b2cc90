"""Numbers, words and times of a result's JSON, in each of the forms LEAN and its cloud have written them in."""

from __future__ import annotations

import math
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

from minilean.errors import DataError

if TYPE_CHECKING:
    from enum import IntEnum

_FIRST = datetime(1900, 1, 1, tzinfo=UTC).timestamp()
_LAST = datetime(2200, 1, 1, tzinfo=UTC).timestamp()
"""No back test reaches outside; times that do are milliseconds, or damaged."""


def member(holder: Any, name: str) -> Any:
    """A member in either spelling: LEAN's files begin with a small letter, older ones with a capital."""
    if not isinstance(holder, dict):
        return None
    return holder.get(name, holder.get(name[0].upper() + name[1:]))


def members(holder: Any) -> dict[str, Any]:
    """An object's members; nothing of what is no object."""
    return holder if isinstance(holder, dict) else {}


def entries(holder: Any, place: str) -> list[Any]:
    """A list's entries, or the values of an object keyed by number. Raises DataError for anything else."""
    if holder is None:
        return []
    if isinstance(holder, dict):
        return list(holder.values())
    if not isinstance(holder, list):
        raise DataError(f"{place} is {_quoted(holder)}, not a list")
    return holder


def texts(holder: Any) -> dict[str, str]:
    """An object's members as text."""
    return {name: "" if value is None else str(value) for name, value in members(holder).items()}


def number(value: Any, place: str) -> float | None:
    """A number or its text; none for null and for what no chart can show. Raises DataError for other text."""
    if value is None or value == "":
        return None
    if isinstance(value, (list, dict, bool)):
        raise DataError(f"{place} is {_quoted(value)}, not a number")
    try:
        found = float(value)
    except (ValueError, OverflowError) as error:
        raise DataError(f"{place} is {_quoted(value)}, not a number") from error
    return found if math.isfinite(found) else None


def amount(value: Any, place: str) -> float:
    """A number, zero where there is none. Raises DataError for text that is none."""
    return number(value, place) or 0.0


def choice(kind: type[IntEnum], value: Any, place: str) -> int:
    """An enumeration's number, given as a number or by its name. Raises DataError for a name it lacks."""
    if isinstance(value, str):
        wanted = value.replace("_", "").casefold()
        for each in kind:
            if each.name.replace("_", "").casefold() == wanted:
                return int(each)
        if not value.lstrip("-").isdecimal():
            raise DataError(f"{place} is {_quoted(value)}, which LEAN's {kind.__name__} lacks")
    return int(amount(value, place))


def moment(value: Any, place: str) -> float:
    """Seconds since 1970. Raises DataError for what is no time of a market."""
    seconds = number(value, place)
    if seconds is None or not _FIRST <= seconds < _LAST:
        raise DataError(f"{place} is {_quoted(value)}, not a time in seconds since 1970")
    return seconds


def time_text(value: Any, place: str) -> str:
    """A time as ISO text; empty where there is none. Raises DataError for text that is no time."""
    if value is None or value == "":
        return ""
    if isinstance(value, (int, float)):
        return datetime.fromtimestamp(moment(value, place), UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
    try:
        datetime.fromisoformat(str(value))
    except ValueError as error:
        raise DataError(f"{place} is {_quoted(value)}, not a time such as 2013-10-07T13:31:00Z") from error
    return str(value)


def seconds_of(text: str) -> float | None:
    """Seconds since 1970 of ISO text in UTC; none for LEAN's year one, which means never."""
    time = datetime.fromisoformat(text)
    seconds = (time if time.tzinfo else time.replace(tzinfo=UTC)).timestamp()
    return seconds if _FIRST <= seconds < _LAST else None


def _quoted(value: Any) -> str:
    text = repr(value)
    return text if len(text) <= 40 else f"{text[:37]}..."
