"""PascalCase for plain attributes, which a class decorator cannot see."""

from __future__ import annotations

from typing import Any

from minilean.interop.names import to_snake


class BothSpellings:
    """Answers ``thing.UtcTime`` with ``thing.utc_time``; costs nothing while snake_case is used."""

    __slots__ = ()

    def __getattr__(self, name: str) -> Any:
        snake = to_snake(name)
        if name.startswith("_") or snake == name:
            raise AttributeError(f"{type(self).__name__!r} object has no attribute {name!r}")
        return getattr(self, snake)
