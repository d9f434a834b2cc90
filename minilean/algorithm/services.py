"""What an algorithm asks of its surroundings: commands, downloads, training (Algorithm/QCAlgorithm.cs)."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from minilean.algorithm.commands import Command
from minilean.errors import ArgumentError, DataError
from minilean.interop.containers import DotNetDictionary
from minilean.interop.decimals import Number, to_decimal
from minilean.interop.overloads import overloaded
from minilean.orders.shortable import is_shortable
from minilean.orders.shortable import shortable_quantity as _shortable_quantity

if TYPE_CHECKING:
    from minilean.algorithm.builtin_commands import CommandResult
    from minilean.algorithm.facade import QCAlgorithm
    from minilean.scheduling.scheduled_event import ScheduledEvent

_SECONDS = 100
_BROADCAST_WARNING = "Warning: sending broadcast commands is disabled in backtesting"


def add_command(self: QCAlgorithm, type: type[Any]) -> None:
    """Registers a class of commands; raises ArgumentError for one without a method run(algorithm)."""
    self._qc_commands.add(type)


def run_command(self: QCAlgorithm, command: Any) -> CommandResult:
    """Runs a command given as JSON, as a dictionary or as the object on_command gets."""
    import json

    if isinstance(command, dict):
        command = json.dumps(command)
    return self._qc_commands.run(command if isinstance(command, str) else str(command), self)


def link(self: QCAlgorithm, command: Any) -> str:
    """An address for a command that runs it in a live deployment; it is not signed, so nobody's."""
    from minilean.algorithm import command_links

    registered = type(command).__name__ in self._qc_commands
    return command_links.link(command, project_id=self._qc.project_id, registered=registered, utc_now=self._qc.now)


def broadcast_command(self: QCAlgorithm, command: Any) -> None:
    """Commands for other deployments are not sent from a back test, which is said once."""
    if not isinstance(command, (dict, Command)) and not hasattr(command, "__dict__"):
        raise ArgumentError(f"Unexpected command type: {type(command).__name__}")
    if self._qc.once("broadcast"):
        self.debug(_BROADCAST_WARNING)


def download(
    _: QCAlgorithm,
    address: str,
    headers: Mapping[str, str] | None = None,
    user_name: str | None = None,
    password: str | None = None,
) -> str:
    """The text at an address; raises DataError when it cannot be had."""
    import base64
    import urllib.error
    import urllib.request

    request = urllib.request.Request(address, headers=dict(headers or {}))  # noqa: S310 - the user's own address
    if user_name or password:
        signature = base64.b64encode(f"{user_name or ''}:{password or ''}".encode()).decode()
        request.add_header("Authorization", f"Basic {signature}")
    try:
        with urllib.request.urlopen(request, timeout=_SECONDS) as answer:  # noqa: S310
            content: bytes = answer.read()
    except (urllib.error.URLError, OSError, ValueError) as error:
        raise DataError(f"Api.Download(): Failed to download data from {address}: {error}") from error
    return content.decode("utf-8", errors="replace")


@overloaded("training_code", "date_rule time_rule training_code")
def train(self: QCAlgorithm, *arguments: Any) -> ScheduledEvent:
    """Calls a training function at the next opportunity: ``(function)``, or by ``(date rule, time rule, function)``."""
    if len(arguments) == 1:
        return self.schedule.training_now(arguments[0])
    date_rule, time_rule, function = arguments
    return self.schedule.training(date_rule, time_rule, function)


def shortable(self: QCAlgorithm, symbol: Any, short_quantity: Number = 0, update_order_id: int | None = None) -> bool:
    """Whether so many units can be sold short beside holdings and open orders."""
    security = self.securities[symbol]
    return is_shortable(security, self.transactions, abs(to_decimal(short_quantity)), update_order_id)


def shortable_quantity(self: QCAlgorithm, symbol: Any) -> int:
    """How many units can be borrowed; 0 where there is no limit, too."""
    return int(_shortable_quantity(self.securities[symbol]) or Decimal(0))


def set_trade_builder(self: QCAlgorithm, trade_builder: Any) -> None:
    """Chooses how fills become trades."""
    self.trade_builder = trade_builder
    for name, argument in (("set_live_mode", self.live_mode), ("set_security_manager", self.securities)):
        method = getattr(trade_builder, name, None)
        if method is not None:
            method(argument)


def set_brokerage_message_handler(self: QCAlgorithm, handler: Any) -> None:
    """Chooses who hears the broker; in a back test the broker says nothing.

    Raises ArgumentError without a handler.
    """
    if handler is None:
        raise ArgumentError("Value cannot be null. (Parameter 'handler')")
    self.brokerage_message_handler = handler


def runtime_statistics(self: QCAlgorithm) -> DotNetDictionary[str, str]:
    """What set_runtime_statistic was given."""
    return DotNetDictionary(self._qc.runtime_statistics)
