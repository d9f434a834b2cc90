"""History as LEAN's framework models take it: one value per symbol and moment."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from minilean.data.ticks import Tick

if TYPE_CHECKING:
    from minilean.algorithm.facade import QCAlgorithm
    from minilean.data.base_data import BaseData
    from minilean.enums import Resolution
    from minilean.securities.symbol import Symbol


def push_through(
    algorithm: QCAlgorithm, symbols: Iterable[Symbol], periods: int, resolution: Resolution
) -> Iterator[BaseData]:
    """The data of each slice by symbol, the last tick where there are many (SliceExtensions.PushThrough)."""
    from minilean.algorithm.history import slices_of

    for piece in slices_of(algorithm, symbols, periods, resolution):
        for symbol in piece.keys():  # noqa: SIM118 - .NET's dictionary
            found = piece[symbol]
            if found is not None:
                yield found if not isinstance(found, list) or isinstance(found, Tick) else found[-1]
