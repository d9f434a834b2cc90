"""Writes JSON as Newtonsoft writes LEAN's results: its numbers, its escapes, its indentation."""

from __future__ import annotations

import functools
from decimal import Decimal
from json.encoder import encode_basestring
from typing import TYPE_CHECKING, Any

from minilean.interop.dates import is_tick_late
from minilean.interop.decimals import text
from minilean.interop.text import double_text

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable
    from datetime import datetime

_INDENT = "  "


class Raw(str):
    """JSON that is ready and goes in as it is."""

    __slots__ = ()


def number(value: Decimal) -> str:
    """A decimal with its scale; a whole one gets a decimal point."""
    plain = str(value or value.copy_abs())
    if "E" in plain:
        plain = text(value)
    return plain if "." in plain else f"{plain}.0"


def double(value: float) -> str:
    """A double, shortest, with a decimal point or an exponent."""
    plain = double_text(value)
    return plain if "." in plain or "E" in plain else f"{plain}.0"


def time_text(time: datetime, *, utc: bool = True) -> str:
    """A time with as many decimals of a second as it needs."""
    fraction = f".{time.microsecond:06d}".rstrip("0") if time.microsecond else ""
    if is_tick_late(time):
        fraction = f".{time.microsecond - 1:06d}1"
    return f"{time:%Y-%m-%dT%H:%M:%S}{fraction}{'Z' if utc else ''}"


def string(value: str) -> str:
    """A string with its escapes; letters of all alphabets stay as they are."""
    escaped = encode_basestring(value)
    if value.isascii():
        return escaped
    return escaped.replace("\u0085", "\\u0085").replace("\u2028", "\\u2028").replace("\u2029", "\\u2029")


_key = functools.lru_cache(maxsize=4096)(string)
"""Names of members come again and again."""


def _object(value: dict[str, Any]) -> str:
    return "{" + ",".join([f"{_key(key)}:{compact(each)}" for key, each in value.items()]) + "}"


def _array(value: list[Any] | tuple[Any, ...]) -> str:
    return "[" + ",".join([compact(each) for each in value]) + "]"


def _scalar(value: Any) -> str:
    if isinstance(value, str):
        return value if isinstance(value, Raw) else string(value)
    if value is None:
        return "null"
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, Decimal):
        return number(value)
    if isinstance(value, int):
        return str(int(value))
    return double(value)


_WRITERS: dict[type, Callable[[Any], str]] = {
    str: string,
    Raw: str,
    int: str,
    float: double,
    Decimal: number,
    dict: _object,
    list: _array,
    tuple: _array,
}
"""By exact type, which is quicker to find than what a value may be an instance of."""


def compact(value: Any) -> str:
    """JSON without spaces."""
    writer = _WRITERS.get(type(value))
    if writer is not None:
        return writer(value)
    if isinstance(value, dict):
        return _object(value)
    return _array(value) if isinstance(value, (list, tuple)) else _scalar(value)


def indented(value: Any, depth: int = 0) -> str:
    """JSON with two spaces a level; empty objects and lists stay on their line."""
    if isinstance(value, dict):
        members = [
            f"{_key(key)}: {_key(each) if type(each) is str else indented(each, depth + 1)}"
            for key, each in value.items()
        ]
        return _block("{", members, "}", depth)
    if isinstance(value, (list, tuple)):
        return _block("[", [indented(each, depth + 1) for each in value], "]", depth)
    writer = _WRITERS.get(type(value))
    return _scalar(value) if writer is None else writer(value)


def _block(opening: str, members: Iterable[str], closing: str, depth: int) -> str:
    inner = "\n" + _INDENT * (depth + 1)
    body = f",{inner}".join(members)
    return f"{opening}{inner}{body}\n{_INDENT * depth}{closing}" if body else opening + closing


def camel(name: str) -> str:
    """A C# name as Newtonsoft's camel case writes it: ``MAE`` is ``mae``, ``FaGroup`` is ``faGroup``."""
    letters = list(name)
    for index, letter in enumerate(letters):
        if not letter.isupper() or (0 < index < len(letters) - 1 and not letters[index + 1].isupper()):
            break
        letters[index] = letter.lower()
    return "".join(letters)
