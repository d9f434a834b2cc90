"""LEAN's own commands: what ``lean live stop``, ``liquidate``, ``submit-order`` and the others send."""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from minilean.enums import AlgorithmStatus, OrderStatus, OrderType, Resolution, SecurityType
from minilean.errors import ArgumentError, NotInMiniLean
from minilean.securities.symbol import Symbol

if TYPE_CHECKING:
    from minilean.interop.enumerations import DotNetEnum

_NAMESPACE = "QuantConnect.Commands."


@dataclass(frozen=True, slots=True, kw_only=True)
class CommandResult:
    """What became of a command; ``success`` is None when nobody said (Common/Commands/CommandResultsPacket.cs).

    ``details`` are the further members some of LEAN's own commands answer with.
    """

    command_name: str
    success: bool | None
    details: dict[str, Any] = field(default_factory=dict)

    def to_json(self) -> str:
        """The text LEAN writes beside the command file."""
        packet = {"CommandName": self.command_name, "Success": self.success, "Type": "CommandResult", "Channel": ""}
        return json.dumps({**self.details, **packet}, separators=(",", ":"))


class _Members:
    """A command's members, found whatever their letter case."""

    def __init__(self, members: dict[str, Any]) -> None:
        self._members = {name.lower(): value for name, value in members.items()}

    def __call__(self, name: str, default: Any = None) -> Any:
        return self._members.get(name.lower(), default)

    def enum(self, name: str, kind: type[DotNetEnum], default: DotNetEnum) -> Any:
        """A member of an enumeration, written as a number or as a name."""
        value = self(name)
        if value is None:
            return default
        if isinstance(value, int):
            return kind(value)
        found = getattr(kind, str(value), None)
        if found is None:
            raise ArgumentError(f"{value} is no {kind.__name__}")
        return found

    def symbol(self) -> Symbol:
        """The security meant; raises ArgumentError when ticker, type or market is missing."""
        ticker, market = self("Ticker"), self("Market")
        kind = self.enum("SecurityType", SecurityType, SecurityType.BASE)
        if ticker is None or market is None or kind == SecurityType.BASE:
            raise ArgumentError("BaseCommand.GetSymbol(): Please provide values for: Ticker, Market & SecurityType")
        return Symbol.create(ticker, kind, market)


def is_builtin(type_name: str) -> bool:
    """Whether a ``$type`` is one of LEAN's classes."""
    return type_name.startswith(_NAMESPACE)


def run_builtin(type_name: str, members: dict[str, Any], algorithm: Any) -> CommandResult:
    """Runs one of LEAN's commands; raises NotInMiniLean for one that is not here."""
    name = type_name.removeprefix(_NAMESPACE).partition(",")[0]
    run = _COMMANDS.get(name)
    if run is None:
        raise NotInMiniLean(f"the command {name}")
    success, details = run(_Members(members), algorithm)
    return CommandResult(command_name=name, success=success, details=details)


_Outcome = tuple[bool, dict[str, Any]]


def _liquidate(members: _Members, algorithm: Any) -> _Outcome:
    kind = members.enum("SecurityType", SecurityType, SecurityType.BASE)
    if members("Ticker") is None and members("Market") is None and kind == SecurityType.BASE:
        algorithm.liquidate()
    else:
        algorithm.liquidate(members.symbol())
    return True, {}


def _order(members: _Members, algorithm: Any) -> _Outcome:
    symbol = members.symbol()
    kind: OrderType = members.enum("OrderType", OrderType, OrderType.MARKET)
    prices = {"LimitPrice": members("LimitPrice", 0), "StopPrice": members("StopPrice", 0)}
    wanted = _ORDERS.get(kind)
    if wanted is None:
        raise NotInMiniLean(f"the command OrderCommand for {kind.dotnet_name} orders")
    method, names = wanted
    quantity = members("Quantity", 0)
    ticket = getattr(algorithm, method)(symbol, quantity, *(prices[name] for name in names), tag=members("Tag") or "")
    response = ticket.get_most_recent_order_response()
    message = f"{kind.dotnet_name} for {quantity} units of {symbol}: {response}"
    (algorithm.error if response.is_error else algorithm.debug)(message)
    return not response.is_error, {}


def _cancel_order(members: _Members, algorithm: Any) -> _Outcome:
    ticket = algorithm.transactions.cancel_order(members("OrderId", 0))
    done = ticket.cancel_request is not None and ticket.status != OrderStatus.INVALID
    return done, {"QuantityFilled": ticket.quantity_filled}


def _update_order(members: _Members, algorithm: Any) -> _Outcome:
    from minilean.orders.order_request import UpdateOrderFields

    ticket = algorithm.transactions.get_order_ticket(members("OrderId", 0))
    fields = UpdateOrderFields()
    for name, attribute in (("Quantity", "quantity"), ("LimitPrice", "limit_price"), ("StopPrice", "stop_price")):
        if members(name) is not None:
            setattr(fields, attribute, members(name))
    if members("Tag") is not None:
        fields.tag = members("Tag")
    response = ticket.update(fields)
    return bool(response.is_success), {}


def _status(members: _Members, algorithm: Any) -> _Outcome:
    algorithm.set_status(members.enum("Status", AlgorithmStatus, AlgorithmStatus.RUNNING))
    return True, {}


def _quit(members: _Members, algorithm: Any) -> _Outcome:
    algorithm.set_status(members.enum("Status", AlgorithmStatus, AlgorithmStatus.STOPPED))
    return True, {}


def _add_security(members: _Members, algorithm: Any) -> _Outcome:
    security = algorithm.add_security(
        members.enum("SecurityType", SecurityType, SecurityType.BASE),
        members("Symbol"),
        members.enum("Resolution", Resolution, Resolution.MINUTE),
        members("Market"),
        members("FillDataForward", True),
        members("Leverage", 0),
        members("ExtendedMarketHours", False),
    )
    symbol = security.symbol
    shown = {"value": symbol.value, "id": str(symbol.id), "permtick": symbol.id.symbol}
    return True, {"Symbol": shown}


_ORDERS: dict[OrderType, tuple[str, tuple[str, ...]]] = {
    OrderType.MARKET: ("market_order", ()),
    OrderType.LIMIT: ("limit_order", ("LimitPrice",)),
    OrderType.STOP_MARKET: ("stop_market_order", ("StopPrice",)),
    OrderType.STOP_LIMIT: ("stop_limit_order", ("StopPrice", "LimitPrice")),
    OrderType.MARKET_ON_OPEN: ("market_on_open_order", ()),
    OrderType.MARKET_ON_CLOSE: ("market_on_close_order", ()),
}
_COMMANDS = {
    "LiquidateCommand": _liquidate,
    "OrderCommand": _order,
    "CancelOrderCommand": _cancel_order,
    "UpdateOrderCommand": _update_order,
    "AlgorithmStatusCommand": _status,
    "QuitCommand": _quit,
    "AddSecurityCommand": _add_security,
}
