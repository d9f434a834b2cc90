"""The data universes select from, by the time they are known."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from typing import TYPE_CHECKING, Any

from minilean.errors import NotInMiniLean

if TYPE_CHECKING:
    from minilean.algorithm.facade import QCAlgorithm
    from minilean.framework.universe.universe import Universe


def universe_points(
    algorithm: QCAlgorithm,
    universe: Universe,
    start_utc: datetime,
    end_utc: datetime,
) -> Iterator[tuple[datetime, list[Any] | None]]:
    """Points by UTC time; raises NotInMiniLean for universes of data that are not read yet."""
    del algorithm, start_utc, end_utc
    raise NotInMiniLean(f"the universe {type(universe).__name__} of {universe.data_type.__name__}")
    yield  # pragma: no cover - makes this an iterator
