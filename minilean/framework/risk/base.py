"""RiskManagementModel: the base of what overrides targets."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from minilean.errors import AlgorithmError
from minilean.interop.names import dotnet
from minilean.interop.overrides import Overridable

if TYPE_CHECKING:
    from minilean.algorithm.facade import QCAlgorithm
    from minilean.framework.portfolio_target import PortfolioTarget
    from minilean.framework.security_changes import SecurityChanges


@dotnet
class RiskManagementModel(Overridable):
    """Override ``manage_risk`` (Algorithm/Risk/RiskManagementModel.cs)."""

    def manage_risk(self, algorithm: QCAlgorithm, targets: list[PortfolioTarget]) -> Iterable[PortfolioTarget]:
        """Targets that replace those of the same symbols; called for every slice that has data."""
        message = f"{type(self).__name__} must implement manage_risk(algorithm, targets)"
        raise AlgorithmError(message)

    def on_securities_changed(self, algorithm: QCAlgorithm, changes: SecurityChanges) -> None:
        """Securities were added or removed."""
