"""Both spellings of LEAN's API: snake_case as written here, PascalCase made from it.

LEAN's Python users may write ``self.set_cash`` or ``self.SetCash``; a class marked with
``@dotnet`` answers to both.
"""

from __future__ import annotations

import functools
import re
from collections.abc import Callable
from decimal import Decimal
from typing import Any, TypeVar

from minilean.interop.decimals import to_decimal, to_double

Class = TypeVar("Class", bound=type)
_BOUNDARY = re.compile(r"(?<=[a-z0-9])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z])")


@functools.cache
def to_snake(name: str) -> str:
    """``SetStartDate`` becomes ``set_start_date``."""
    return _BOUNDARY.sub("_", name).lower()


@functools.cache
def to_pascal(name: str) -> str:
    """``set_start_date`` becomes ``SetStartDate``."""
    return "".join(part[:1].upper() + part[1:] for part in name.split("_"))


def dotnet(cls: Class) -> Class:
    """Class decorator: gives every public name the class itself defines its PascalCase twin."""
    for name, member in list(vars(cls).items()):
        if not name.startswith("_"):
            pascal = to_pascal(name)
            if pascal not in vars(cls):
                setattr(cls, pascal, member)
    return cls


def exact(field: str) -> Any:
    """A public float over the exact Decimal stored in ``field``.

    Reading gives a float, as pythonnet does; writing converts as .NET does.
    """

    def read(self: object) -> float:
        return to_double(getattr(self, field))

    def write(self: object, value: Decimal | float) -> None:
        setattr(self, field, to_decimal(value))

    return property(read, write)


def user_method(instance: object, name: str) -> Callable[..., Any] | None:
    """The method a user's class defines in either spelling; the more derived class wins."""
    pascal = to_pascal(name)
    for cls in type(instance).__mro__:
        for candidate in (name, pascal):
            if candidate in vars(cls):
                found: Callable[..., Any] = getattr(instance, candidate)
                return found
    return None
