"""LEAN's two constructors of an indicator in one: with a name first, or named after its settings."""

from __future__ import annotations

import functools
import inspect
from datetime import timedelta
from decimal import Decimal
from enum import IntEnum
from typing import TYPE_CHECKING, Any

from minilean.interop.decimals import text, to_decimal

if TYPE_CHECKING:
    from collections.abc import Callable


def named(template: str) -> Callable[[Callable[..., None]], Callable[..., None]]:
    """Lets a constructor ``(name, ...)`` do without the name, which ``template`` then gives from the arguments."""

    def decorate(construct: Callable[..., None]) -> Callable[..., None]:
        @functools.wraps(construct)
        def either(self: Any, *arguments: Any, **by_name: Any) -> None:
            if "name" in by_name or (arguments and isinstance(arguments[0], str)):
                construct(self, *arguments, **by_name)
            else:
                name = default_name(template, construct, arguments, by_name)
                construct(self, name, *arguments, **by_name)

        return either

    return decorate


def default_name(
    template: str, construct: Callable[..., None], arguments: tuple[Any, ...], by_name: dict[str, Any]
) -> str:
    """The template filled with the arguments a constructor would get, printed as C# interpolates them."""
    bound = inspect.signature(construct).bind(None, "", *arguments, **by_name)
    bound.apply_defaults()
    doubles = {name for name, each in bound.signature.parameters.items() if each.annotation == "float"}
    texts = {
        key: double_text(value) if key in doubles else csharp_text(value) for key, value in bound.arguments.items()
    }
    return template.format(**texts)


def double_text(value: float) -> str:
    """A double as C#'s string interpolation prints it."""
    return repr(float(value)).removesuffix(".0").upper()


def csharp_text(value: Any) -> str:
    """A value as C#'s string interpolation prints it."""
    if isinstance(value, IntEnum):
        return str(getattr(value, "dotnet_name", value.name))
    if isinstance(value, bool):
        return str(value)
    if isinstance(value, float | Decimal):
        return text(to_decimal(value))
    return "" if value is None else str(value)


def span_text(span: timedelta) -> str:
    """A time span as C# prints it: ``[-][days.]hours:minutes:seconds[.ticks]``."""
    sign, whole = ("-", -span) if span < timedelta(0) else ("", span)
    minutes, seconds = divmod(whole.seconds, 60)
    hours, minutes = divmod(minutes, 60)
    days = f"{whole.days}." if whole.days else ""
    ticks = f".{whole.microseconds:06d}0" if whole.microseconds else ""
    return f"{sign}{days}{hours:02d}:{minutes:02d}:{seconds:02d}{ticks}"
