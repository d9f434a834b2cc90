"""Fee models of LEAN that hide the base's method instead of overriding it: its engine charges the base's zero.

Common/Orders/Fees/TDAmeritradeFeeModel.cs, RBIFeeModel.cs, WolverineFeeModel.cs.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from minilean.interop.names import dotnet
from minilean.orders.fee.fee_model import FeeModel

if TYPE_CHECKING:
    from minilean.interop.decimals import Number


@dotnet
class TDAmeritradeFeeModel(FeeModel):
    """TD Ameritrade's."""


@dotnet
class RBIFeeModel(FeeModel):
    """RBI's; the rate per share has no effect, as in LEAN's engine."""

    def __init__(self, fees_per_share: Number | None = None) -> None:
        self._qc_rate = fees_per_share


@dotnet
class WolverineFeeModel(FeeModel):
    """Wolverine's; the rate per share has no effect, as in LEAN's engine."""

    def __init__(self, fees_per_share: Number | None = None) -> None:
        self._qc_rate = fees_per_share
