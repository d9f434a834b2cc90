"""NullExecutionModel: orders nothing."""

from __future__ import annotations

from typing import TYPE_CHECKING

from minilean.framework.execution.base import ExecutionModel
from minilean.interop.names import dotnet

if TYPE_CHECKING:
    from minilean.algorithm.facade import QCAlgorithm
    from minilean.framework.portfolio_target import PortfolioTarget


@dotnet
class NullExecutionModel(ExecutionModel):
    """Targets without orders (Algorithm/Execution/NullExecutionModel.cs)."""

    def execute(self, algorithm: QCAlgorithm, targets: list[PortfolioTarget]) -> None:
        """Does nothing."""
