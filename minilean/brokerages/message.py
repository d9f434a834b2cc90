"""What a brokerage has to say (Common/Brokerages/BrokerageMessageEvent.cs)."""

from __future__ import annotations

from minilean.enums import BrokerageMessageType
from minilean.interop.names import dotnet
from minilean.orders.messages import Printed


@dotnet
class BrokerageMessageEvent(Printed):
    """A message of a brokerage or of its model, with a code."""

    __slots__ = ("code", "message", "type")

    def __init__(self, type: BrokerageMessageType, code: str | int, message: str) -> None:
        self.type = type
        self.code = str(code)
        self.message = message

    def __str__(self) -> str:
        return f"{self.type.dotnet_name} - Code: {self.code} - {self.message}"


Verdict = tuple[bool, BrokerageMessageEvent | None]
"""Whether a brokerage accepts, and its message if it does not."""

ACCEPTED: Verdict = (True, None)


def refused(code: str, message: str) -> Verdict:
    """No, with a warning."""
    return False, BrokerageMessageEvent(BrokerageMessageType.WARNING, code, message)


def not_supported(message: str) -> Verdict:
    """No, with LEAN's most common code."""
    return refused("NotSupported", message)
