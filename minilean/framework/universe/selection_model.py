"""UniverseSelectionModel: the base of what creates universes."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from typing import TYPE_CHECKING

from minilean.errors import AlgorithmError
from minilean.framework.clock import FAR_FUTURE
from minilean.interop.names import dotnet
from minilean.interop.overrides import Overridable

if TYPE_CHECKING:
    from minilean.algorithm.facade import QCAlgorithm
    from minilean.framework.universe.universe import Universe


@dotnet
class UniverseSelectionModel(Overridable):
    """Override ``create_universes`` (Algorithm/Selection/UniverseSelectionModel.cs)."""

    def get_next_refresh_time_utc(self) -> datetime:
        """When ``create_universes`` is to be called again; never unless overridden."""
        return FAR_FUTURE

    def create_universes(self, algorithm: QCAlgorithm) -> Iterable[Universe]:
        """The universes of the algorithm."""
        message = f"{type(self).__name__} must implement create_universes(algorithm)"
        raise AlgorithmError(message)

    def set_python_instance(self, instance: object) -> None:
        """LEAN's bridge between languages; nothing to do where all is Python."""


@dotnet
class NullUniverseSelectionModel(UniverseSelectionModel):
    """Creates no universes (Algorithm/Selection/NullUniverseSelectionModel.cs)."""

    def create_universes(self, algorithm: QCAlgorithm) -> list[Universe]:
        """None."""
        return []
