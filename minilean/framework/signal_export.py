"""Signal exports: where LEAN sends portfolio targets in live trading."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Any, NoReturn

from minilean.errors import NotInMiniLean
from minilean.framework.clock import END_OF_TIME, naive
from minilean.interop.names import dotnet, user_method
from minilean.interop.overrides import Overridable, PascalFields, PascalSettings
from minilean.orders.status import is_fill

if TYPE_CHECKING:
    from minilean.algorithm.facade import QCAlgorithm
    from minilean.framework.portfolio_target import PortfolioTarget
    from minilean.orders.event import OrderEvent

_LIVE_ONLY = "Portfolio targets are only sent in live mode"


@dotnet
@dataclass
class SignalExportTargetParameters(PascalFields):
    """What an export is given."""

    targets: list[PortfolioTarget]
    algorithm: QCAlgorithm


@dotnet
class BaseSignalExport(Overridable):
    """A user's own overrides ``send`` (Common/Algorithm/Framework/Portfolio/SignalExports/BaseSignalExport.cs)."""

    def __init__(self, *arguments: Any, **named: Any) -> None:
        self._qc_arguments = (arguments, named)

    def send(self, parameters: SignalExportTargetParameters) -> NoReturn:
        """Raises NotInMiniLean: the services LEAN knows are LEAN's business."""
        raise NotInMiniLean(f"sending targets with {type(self).__name__}", "deploy the algorithm with LEAN")

    def dispose(self) -> None:
        """Nothing to free."""


class Collective2SignalExport(BaseSignalExport):
    """To Collective2."""


class CrunchDAOSignalExport(BaseSignalExport):
    """To CrunchDAO."""


class NumeraiSignalExport(BaseSignalExport):
    """To Numerai."""


class VBaseSignalExport(BaseSignalExport):
    """To vBase."""


@dotnet
class SignalExportManager(PascalSettings):
    """What ``algorithm.signal_export`` is: in a backtest it sends nothing and says so once.

    Common/Algorithm/Framework/Portfolio/SignalExports/SignalExportManager.cs
    """

    def __init__(self, algorithm: QCAlgorithm) -> None:
        self._algorithm = algorithm
        self._exports: list[Any] = []
        self._said = False
        self._first_fill = END_OF_TIME
        self.automatic_export_time_span: timedelta | None = timedelta(seconds=5)

    def add_signal_export_provider(self, signal_export: Any) -> None:
        """Adds an export."""
        self._exports.append(signal_export)

    def add_signal_export_providers(self, *signal_exports: Any) -> None:
        """Adds exports."""
        for item in signal_exports:
            self._exports.extend(item if isinstance(item, Iterable) else [item])

    def set_target_portfolio_from_portfolio(self) -> bool:
        """Sends the portfolio as it is; False when it is worth nothing."""
        if self._algorithm.portfolio._total_portfolio_value <= 0:
            self._algorithm.error("Total portfolio value was less than or equal to 0")
            return False
        if self._algorithm.live_mode:
            raise NotInMiniLean("SignalExportManager.set_target_portfolio_from_portfolio", "call set_target_portfolio")
        return self.set_target_portfolio()

    def set_target_portfolio(self, *portfolio_targets: Any) -> bool:
        """Sends targets by all exports; whether all took them."""
        algorithm = self._algorithm
        if not algorithm.live_mode:
            if not self._said:
                self._said = True
                algorithm.debug(_LIVE_ONLY)
            return True
        targets = [t for item in portfolio_targets for t in (item if isinstance(item, Iterable) else [item])]
        if not self._exports:
            return False
        if not targets:
            algorithm.debug("No portfolio target given")
            return False
        parameters = SignalExportTargetParameters(targets, algorithm)
        answers = [bool(_send(export, parameters)) for export in self._exports]
        return all(answers)

    def on_order_event(self, order_event: OrderEvent) -> None:
        """Remembers the first fill since the last export."""
        if self._first_fill == END_OF_TIME and is_fill(order_event.status):
            self._first_fill = naive(order_event.utc_time)

    def flush(self, current_time_utc: datetime) -> None:
        """Exports the portfolio when the first fill is long enough ago."""
        span = self.automatic_export_time_span
        if not self._exports or self._first_fill == END_OF_TIME or span is None:
            return
        if naive(current_time_utc) - self._first_fill >= span:
            self.set_target_portfolio_from_portfolio()
            self._first_fill = END_OF_TIME


def _send(export: Any, parameters: SignalExportTargetParameters) -> Any:
    method = user_method(export, "send")
    if method is None:
        raise NotInMiniLean(f"{type(export).__name__} without a method send", "give it send(parameters)")
    return method(parameters)
