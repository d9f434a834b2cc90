"""Choosing the models of the algorithm framework (Algorithm/QCAlgorithm.Framework.cs)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from minilean.interop.overloads import overloaded

if TYPE_CHECKING:
    from minilean.algorithm.facade import QCAlgorithm
    from minilean.framework.signal_export import SignalExportManager
    from minilean.framework.universe.definitions import UniverseDefinitions


def set_alpha(self: QCAlgorithm, alpha: Any) -> None:
    """Chooses where insights come from."""
    self._qc_framework.set_alpha(alpha)


def add_alpha(self: QCAlgorithm, alpha: Any) -> None:
    """Adds to where insights come from."""
    self._qc_framework.add_alpha(alpha)


def set_portfolio_construction(self: QCAlgorithm, portfolio_construction: Any) -> None:
    """Chooses how insights become targets."""
    self._qc_framework.set_portfolio_construction(portfolio_construction)


def set_execution(self: QCAlgorithm, execution: Any) -> None:
    """Chooses how targets become orders."""
    self._qc_framework.set_execution(execution)


def set_risk_management(self: QCAlgorithm, risk_management: Any) -> None:
    """Chooses what cuts targets."""
    self._qc_framework.set_risk_management(risk_management)


def add_risk_management(self: QCAlgorithm, risk_management: Any) -> None:
    """Adds to what cuts targets."""
    self._qc_framework.add_risk_management(risk_management)


def set_universe_selection(self: QCAlgorithm, universe_selection: Any) -> None:
    """Chooses which securities take part."""
    self._qc_framework.set_universe_selection(universe_selection)


def add_universe_selection(self: QCAlgorithm, universe_selection: Any) -> None:
    """Adds to which securities take part."""
    self._qc_framework.add_universe_selection(universe_selection)


@overloaded("insights", "insight")
def emit_insights(self: QCAlgorithm, *insights: Any) -> None:
    """Hands insights to the framework from anywhere in the algorithm."""
    flat = insights[0] if len(insights) == 1 and isinstance(insights[0], (list, tuple)) else insights
    self._qc_framework.emit_insights(list(flat))


def universe(self: QCAlgorithm) -> UniverseDefinitions:
    """Ready-made universes: constituents of funds, the largest dollar volumes."""
    from minilean.framework.universe.definitions import UniverseDefinitions

    return UniverseDefinitions(self)


def signal_export(self: QCAlgorithm) -> SignalExportManager:
    """Where LEAN sends targets to in live trading."""
    return self._qc_framework.signal_export


def universe_selection(self: QCAlgorithm) -> Any:
    """The universe selection model."""
    return self._qc_framework.universe_selection


def alpha(self: QCAlgorithm) -> Any:
    """The alpha model."""
    return self._qc_framework.alpha


def portfolio_construction(self: QCAlgorithm) -> Any:
    """The portfolio construction model."""
    return self._qc_framework.portfolio_construction


def execution(self: QCAlgorithm) -> Any:
    """The execution model."""
    return self._qc_framework.execution


def risk_management(self: QCAlgorithm) -> Any:
    """The risk management model."""
    return self._qc_framework.risk_management
