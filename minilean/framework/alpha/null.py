"""NullAlphaModel: predicts nothing."""

from __future__ import annotations

from typing import TYPE_CHECKING

from minilean.framework.alpha.base import AlphaModel
from minilean.interop.names import dotnet

if TYPE_CHECKING:
    from minilean.algorithm.facade import QCAlgorithm
    from minilean.data.slice import Slice
    from minilean.framework.insight import Insight


@dotnet
class NullAlphaModel(AlphaModel):
    """The alpha model of an algorithm that sets none (Algorithm/Alphas/NullAlphaModel.cs)."""

    def update(self, algorithm: QCAlgorithm, data: Slice) -> list[Insight]:
        """No insights."""
        return []
