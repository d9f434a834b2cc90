"""CompositeAlphaModel: several alpha models side by side."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from minilean.errors import ArgumentError
from minilean.framework.alpha.base import AlphaModel, model_name
from minilean.framework.wrapping import as_alpha_model
from minilean.interop.names import dotnet

if TYPE_CHECKING:
    from minilean.algorithm.facade import QCAlgorithm
    from minilean.data.slice import Slice
    from minilean.framework.insight import Insight
    from minilean.framework.security_changes import SecurityChanges


@dotnet
class CompositeAlphaModel(AlphaModel):
    """The insights of all models, in their order (Algorithm/Alphas/CompositeAlphaModel.cs)."""

    def __init__(self, *alpha_models: Any) -> None:
        if not alpha_models:
            message = "Must specify at least 1 alpha model for the CompositeAlphaModel"
            raise ArgumentError(message)
        self._qc_models = [as_alpha_model(model) for model in alpha_models]

    def update(self, algorithm: QCAlgorithm, data: Slice) -> Iterator[Insight]:
        """Each model's insights; those without a source get the model's name."""
        for model in self._qc_models:
            name = model_name(model)
            for insight in model.update(algorithm, data) or ():
                if not insight.source_model:
                    insight.source_model = name
                yield insight

    def on_securities_changed(self, algorithm: QCAlgorithm, changes: SecurityChanges) -> None:
        """Tells every model."""
        for model in self._qc_models:
            model.on_securities_changed(algorithm, changes)

    def add_alpha(self, alpha_model: Any) -> None:
        """Adds a model at the end."""
        self._qc_models.append(as_alpha_model(alpha_model))
