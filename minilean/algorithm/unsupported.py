"""What of LEAN's QCAlgorithm is not here is refused by name."""

from __future__ import annotations

from typing import NoReturn

from minilean.errors import NotInMiniLean


def refuse(kind: str, name: str) -> NoReturn:
    """Raises AttributeError for a name nobody knows, NotInMiniLean for one of LEAN's."""
    raise AttributeError(f"{kind!r} object has no attribute {name!r}") from NotInMiniLean(name)
