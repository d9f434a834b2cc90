"""Methods with a type parameter, which pythonnet lets users give in square brackets: ``slice.get[Tick]()``."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Any


class TypedCall:
    """Called it is the method; indexed with a type it is the method with that type first."""

    __slots__ = ("_method",)

    def __init__(self, method: Callable[..., Any]) -> None:
        self._method = method

    def __call__(self, *arguments: Any, **named: Any) -> Any:
        return self._method(*arguments, **named)

    def __getitem__(self, kind: type[Any]) -> Callable[..., Any]:
        return partial(self._method, kind)
