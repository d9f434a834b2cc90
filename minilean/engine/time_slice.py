"""One step's worth of data, as the feed hands it to the loop."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from minilean.data.base_data import BaseData
    from minilean.data.slice import Slice
    from minilean.data.subscription import Subscription


@dataclass(slots=True)
class TimeSlice:
    """Data of a moment (naive UTC).

    ``packets`` are subscriptions with their new points, in LEAN's order. ``changes`` are the securities added and
    removed, or None. ``data_points`` counts the points and what universes selected from, ``has_events`` tells whether
    corporate events are among them. Without a ``slice`` it carries no data and only moves the clock.
    """

    utc: datetime
    slice: Slice | None = None
    packets: Sequence[tuple[Subscription, list[BaseData]]] = ()
    changes: Any = None
    universe_data: dict[Any, list[Any]] | None = None
    data_points: int = 0
    has_events: bool = False
