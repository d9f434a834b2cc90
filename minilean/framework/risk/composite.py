"""CompositeRiskManagementModel: several risk models one after another."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from minilean.errors import ArgumentError
from minilean.framework.portfolio_target_collection import distinct_by_symbol
from minilean.framework.risk.base import RiskManagementModel
from minilean.framework.wrapping import as_risk_model
from minilean.interop.names import dotnet

if TYPE_CHECKING:
    from minilean.algorithm.facade import QCAlgorithm
    from minilean.framework.portfolio_target import PortfolioTarget
    from minilean.framework.security_changes import SecurityChanges


@dotnet
class CompositeRiskManagementModel(RiskManagementModel):
    """Each model sees the targets the ones before left (Algorithm/Risk/CompositeRiskManagementModel.cs)."""

    def __init__(self, *risk_management_models: Any) -> None:
        models = risk_management_models
        if len(models) == 1 and isinstance(models[0], (list, tuple)):
            models = tuple(models[0])
        if not models:
            message = "Must specify at least 1 risk management model for the CompositeRiskManagementModel"
            raise ArgumentError(message)
        self._qc_models = [as_risk_model(model) for model in models]

    def manage_risk(self, algorithm: QCAlgorithm, targets: list[PortfolioTarget]) -> list[PortfolioTarget]:
        """The targets after all models."""
        for model in self._qc_models:
            targets = distinct_by_symbol([*(model.manage_risk(algorithm, targets) or ()), *targets])
        return targets

    def on_securities_changed(self, algorithm: QCAlgorithm, changes: SecurityChanges) -> None:
        """Tells every model."""
        for model in self._qc_models:
            model.on_securities_changed(algorithm, changes)

    def add_risk_management(self, risk_management_model: Any) -> None:
        """Adds a model at the end."""
        self._qc_models.append(as_risk_model(risk_management_model))
