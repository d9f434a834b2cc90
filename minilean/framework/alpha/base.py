"""AlphaModel: the base of what predicts."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

from minilean.errors import AlgorithmError
from minilean.interop.names import dotnet
from minilean.interop.overrides import Overridable

if TYPE_CHECKING:
    from minilean.algorithm.facade import QCAlgorithm
    from minilean.data.slice import Slice
    from minilean.framework.insight import Insight
    from minilean.framework.security_changes import SecurityChanges


@dotnet
class AlphaModel(Overridable):
    """Override ``update`` and, to know the securities, ``on_securities_changed`` (Algorithm/Alphas/AlphaModel.cs)."""

    _qc_name: str | None = None

    @property
    def name(self) -> str:
        """What insights carry as their source model; unique to the model unless set."""
        if self._qc_name is None:
            from uuid import uuid4

            self._qc_name = str(uuid4())
        return self._qc_name

    @name.setter
    def name(self, name: str) -> None:
        self._qc_name = name

    def update(self, algorithm: QCAlgorithm, data: Slice) -> Iterable[Insight]:
        """The insights of this moment; called for every slice that has data."""
        message = f"{type(self).__name__} must implement update(algorithm, data)"
        raise AlgorithmError(message)

    def on_securities_changed(self, algorithm: QCAlgorithm, changes: SecurityChanges) -> None:
        """Securities were added or removed."""

    def set_python_instance(self, instance: object) -> None:
        """LEAN's bridge between languages; nothing to do where all is Python."""


def model_name(model: Any) -> str:
    """The name a model gives itself, else its class's name (AlphaModelExtensions.GetModelName)."""
    name = getattr(model, "name", None) or getattr(model, "Name", None)
    return str(name) if name else type(model).__name__
