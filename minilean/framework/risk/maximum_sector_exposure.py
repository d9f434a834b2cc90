"""MaximumSectorExposureRiskManagementModel: no sector may grow too large."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

from minilean.errors import AlgorithmError, ArgumentError
from minilean.framework.portfolio_target import PortfolioTarget
from minilean.framework.portfolio_target_collection import PortfolioTargetCollection
from minilean.framework.risk.base import RiskManagementModel
from minilean.interop.decimals import ZERO, Number, to_decimal
from minilean.interop.names import dotnet

if TYPE_CHECKING:
    from collections.abc import Iterable

    from minilean.algorithm.facade import QCAlgorithm
    from minilean.framework.security_changes import SecurityChanges
    from minilean.securities.security import Security


@dotnet
class MaximumSectorExposureRiskManagementModel(RiskManagementModel):
    """Scales the targets of a sector down to a fraction of the portfolio.

    Algorithm.Framework/Risk/MaximumSectorExposureRiskManagementModel.cs
    """

    def __init__(self, maximum_sector_exposure: Number = Decimal("0.20")) -> None:
        self._qc_maximum = to_decimal(maximum_sector_exposure)
        if self._qc_maximum <= 0:
            message = (
                "MaximumSectorExposureRiskManagementModel: the maximum sector exposure cannot be a non-positive value."
            )
            raise ArgumentError(message)
        self._qc_targets = PortfolioTargetCollection()

    def manage_risk(self, algorithm: QCAlgorithm, targets: list[PortfolioTarget]) -> list[PortfolioTarget]:
        """Smaller targets for the securities of sectors past the limit."""
        limit = algorithm.portfolio._total_portfolio_value * self._qc_maximum
        self._qc_targets.add_range(targets)
        sectors: dict[object, list[Security]] = {}
        for security in _with_fundamentals(algorithm.universe_manager.active_securities.values()):
            code = security.fundamentals.company_reference.industry_template_code
            sectors.setdefault(code, []).append(security)
        reduced = []
        for securities in sectors.values():
            ratio = sum((self._qc_value(security) for security in securities), ZERO) / limit
            if ratio > 1:
                for security in securities:
                    target = self._qc_targets.try_get_value(security.symbol)[1]
                    quantity = security.holdings._quantity if target is None else target._quantity
                    if quantity:
                        reduced.append(PortfolioTarget(security.symbol, quantity / ratio))
        return reduced

    def _qc_value(self, security: Security) -> Decimal:
        """What the security's target is worth in the account currency, or its holdings without one."""
        target = self._qc_targets.try_get_value(security.symbol)[1]
        if target is None:
            return security.holdings._absolute_holdings_value
        return (
            security._price
            * abs(target._quantity)
            * security.symbol_properties._contract_multiplier
            * security.quote_currency._conversion_rate
        )

    def on_securities_changed(self, algorithm: QCAlgorithm, changes: SecurityChanges) -> None:
        """Raises AlgorithmError when no active security has fundamental data."""
        if not any(_with_fundamentals(algorithm.active_securities.values())):
            message = (
                "MaximumSectorExposureRiskManagementModel.OnSecuritiesChanged: Please select a portfolio selection "
                "model that selects securities with fundamental data."
            )
            raise AlgorithmError(message)


def _with_fundamentals(securities: Iterable[Security]) -> list[Security]:
    return [s for s in securities if s.fundamentals is not None and s.fundamentals.has_fundamental_data]
