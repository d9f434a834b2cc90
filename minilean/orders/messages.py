"""Numbers, times and phrases as LEAN's messages print them."""

from __future__ import annotations

from datetime import datetime
from decimal import Decimal

from minilean.interop.decimals import smart_rounding, text
from minilean.interop.names import dotnet

NOT_BEFORE_WARM_UP_ENDS = (
    "This operation is not allowed in initialize or during warm up: {operation}. "
    "Please move this code to the on_warmup_finished() method."
)


@dotnet
class Printed:
    """Has C#'s ToString() beside Python's str()."""

    __slots__ = ()

    def to_string(self) -> str:
        """The same text as str()."""
        return str(self)


def time_text(time: datetime) -> str:
    """A time as .NET's invariant culture prints it: ``10/07/2013 11:00:00``."""
    return time.strftime("%m/%d/%Y %H:%M:%S")


def rounded(price: Decimal) -> str:
    """A price as messages show it, in few digits."""
    return text(smart_rounding(price))
