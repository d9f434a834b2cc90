"""ExecutionModel: the base of what turns targets into orders."""

from __future__ import annotations

from typing import TYPE_CHECKING

from minilean.errors import AlgorithmError
from minilean.interop.names import dotnet
from minilean.interop.overrides import Overridable, PascalFields

if TYPE_CHECKING:
    from minilean.algorithm.facade import QCAlgorithm
    from minilean.framework.portfolio_target import PortfolioTarget
    from minilean.framework.security_changes import SecurityChanges
    from minilean.orders.event import OrderEvent


@dotnet
class ExecutionModel(PascalFields, Overridable):
    """Override ``execute`` (Algorithm/Execution/ExecutionModel.cs)."""

    asynchronous = True

    def __init__(self, asynchronous: bool = True) -> None:
        self.asynchronous = asynchronous

    def execute(self, algorithm: QCAlgorithm, targets: list[PortfolioTarget]) -> None:
        """Orders what is missing to the targets; called for every slice that has data, often without targets."""
        message = f"{type(self).__name__} must implement execute(algorithm, targets)"
        raise AlgorithmError(message)

    def on_securities_changed(self, algorithm: QCAlgorithm, changes: SecurityChanges) -> None:
        """Securities were added or removed."""

    def on_order_event(self, algorithm: QCAlgorithm, order_event: OrderEvent) -> None:
        """An order changed."""

    def set_python_instance(self, instance: object) -> None:
        """LEAN's bridge between languages; nothing to do where all is Python."""
