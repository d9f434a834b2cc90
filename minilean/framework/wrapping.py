"""Models users write without a base class: any object with the right methods, in either spelling."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from minilean.errors import ArgumentError
from minilean.framework.alpha.base import AlphaModel
from minilean.framework.clock import FAR_FUTURE
from minilean.framework.execution.base import ExecutionModel
from minilean.framework.risk.base import RiskManagementModel
from minilean.framework.universe.selection_model import UniverseSelectionModel
from minilean.interop.names import to_pascal

if TYPE_CHECKING:
    from collections.abc import Callable


def as_alpha_model(model: Any) -> Any:
    """The model with ``update`` and ``on_securities_changed``; raises ArgumentError for one that lacks them."""
    return model if isinstance(model, AlphaModel) else _DuckAlpha(model)


def as_execution_model(model: Any) -> Any:
    """The model with ``execute``, ``on_securities_changed`` and ``on_order_event``."""
    return model if isinstance(model, ExecutionModel) else _DuckExecution(model)


def as_risk_model(model: Any) -> Any:
    """The model with ``manage_risk`` and ``on_securities_changed``."""
    return model if isinstance(model, RiskManagementModel) else _DuckRisk(model)


def as_selection_model(model: Any) -> Any:
    """The model with ``create_universes`` and ``get_next_refresh_time_utc``."""
    return model if isinstance(model, UniverseSelectionModel) else _DuckSelection(model)


def as_portfolio_model(model: Any) -> Any:
    """The model itself; LEAN refuses portfolio construction models without its base class."""
    for name in ("create_targets", "on_securities_changed", "set_python_wrapper"):
        _method(model, name, "IPortfolioConstructionModel")
    return model


def _method(model: Any, name: str, interface: str) -> Callable[..., Any]:
    found = getattr(model, name, None) or getattr(model, to_pascal(name), None)
    if found is None:
        message = (
            f"{interface}.{to_pascal(name)} must be implemented. Please implement this missing method on {type(model)}"
        )
        raise ArgumentError(message)
    return found  # type: ignore[no-any-return]


class _DuckAlpha(AlphaModel):
    def __init__(self, model: Any) -> None:
        self._qc_model = model
        self._qc_name = getattr(model, "name", None) or getattr(model, "Name", None) or type(model).__name__
        self.update = _method(model, "update", "IAlphaModel")  # type: ignore[method-assign]
        self.on_securities_changed = _method(  # type: ignore[method-assign]
            model, "on_securities_changed", "IAlphaModel"
        )


class _DuckExecution(ExecutionModel):
    def __init__(self, model: Any) -> None:
        self._qc_model = model
        self.execute = _method(model, "execute", "IExecutionModel")  # type: ignore[method-assign]
        self.on_securities_changed = _method(  # type: ignore[method-assign]
            model, "on_securities_changed", "IExecutionModel"
        )
        heard = getattr(model, "on_order_event", None) or getattr(model, "OnOrderEvent", None)
        if heard is not None:
            self.on_order_event = heard  # type: ignore[method-assign]


class _DuckRisk(RiskManagementModel):
    def __init__(self, model: Any) -> None:
        self._qc_model = model
        self.manage_risk = _method(model, "manage_risk", "IRiskManagementModel")  # type: ignore[method-assign]
        self.on_securities_changed = _method(  # type: ignore[method-assign]
            model, "on_securities_changed", "IRiskManagementModel"
        )


class _DuckSelection(UniverseSelectionModel):
    def __init__(self, model: Any) -> None:
        self._qc_model = model
        self.create_universes = _method(  # type: ignore[method-assign]
            model, "create_universes", "IUniverseSelectionModel"
        )
        due = getattr(model, "get_next_refresh_time_utc", None) or getattr(model, "GetNextRefreshTimeUtc", None)
        self.get_next_refresh_time_utc = due or (lambda: FAR_FUTURE)  # type: ignore[method-assign]
