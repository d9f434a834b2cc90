"""CompositeUniverseSelectionModel: several selection models side by side."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from typing import TYPE_CHECKING, Any

from minilean.errors import ArgumentError
from minilean.framework.clock import FAR_FUTURE, naive
from minilean.framework.universe.selection_model import UniverseSelectionModel
from minilean.framework.wrapping import as_selection_model
from minilean.interop.names import dotnet

if TYPE_CHECKING:
    from minilean.algorithm.facade import QCAlgorithm
    from minilean.framework.universe.universe import Universe


@dotnet
class CompositeUniverseSelectionModel(UniverseSelectionModel):
    """The universes of all models (Algorithm/Selection/CompositeUniverseSelectionModel.cs)."""

    def __init__(self, *universe_selection_models: Any) -> None:
        if not universe_selection_models:
            message = "Must specify at least 1 universe selection model for the CompositeUniverseSelectionModel"
            raise ArgumentError(message)
        self._qc_models = [as_selection_model(model) for model in universe_selection_models]
        self._qc_created = False

    def add_universe_selection(self, universe_selection_model: Any) -> None:
        """Adds a model at the end."""
        self._qc_models.append(as_selection_model(universe_selection_model))

    def get_next_refresh_time_utc(self) -> datetime:
        """The earliest of the models' times."""
        return min(naive(model.get_next_refresh_time_utc()) for model in self._qc_models)

    def create_universes(self, algorithm: QCAlgorithm) -> Iterator[Universe]:
        """The universes of the models that are due, and of those that never refresh; of all the first time."""
        for model in self._qc_models:
            refresh = naive(model.get_next_refresh_time_utc())
            if not self._qc_created or algorithm._qc_utc_time >= refresh or refresh == FAR_FUTURE:
                yield from model.create_universes(algorithm)
        self._qc_created = True
