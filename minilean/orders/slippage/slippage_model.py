"""Null and constant slippage, and asking any model (Common/Orders/Slippage)."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING, Any, ClassVar

from minilean.enums import SecurityType
from minilean.interop.decimal96 import multiply
from minilean.interop.decimals import ZERO, Number, to_decimal, to_double
from minilean.interop.names import dotnet
from minilean.securities.user_models import is_users, method_of

if TYPE_CHECKING:
    from minilean.orders.order import Order
    from minilean.securities.security import Security

_ALPHA_STREAMS = Decimal("0.0001")
_NAME = "get_slippage_approximation"


@dotnet
class ExactSlippage:
    """A model of LEAN's own: computes exactly, shows users a float."""

    def get_slippage_approximation(self, asset: Security, order: Order) -> float:
        """How much worse than quoted the order fills, in the quote currency per unit."""
        return to_double(self._get_slippage_approximation(asset, order))

    def _get_slippage_approximation(self, asset: Security, order: Order) -> Decimal:
        raise NotImplementedError


@dotnet
class NullSlippageModel(ExactSlippage):
    """Orders fill at the quoted price."""

    INSTANCE: ClassVar[NullSlippageModel]
    Instance: ClassVar[NullSlippageModel]

    def _get_slippage_approximation(self, asset: Security, order: Order) -> Decimal:
        return ZERO


NullSlippageModel.INSTANCE = NullSlippageModel.Instance = NullSlippageModel()


@dotnet
class ConstantSlippageModel(ExactSlippage):
    """A fraction of the last price."""

    def __init__(self, slippage_percent: Number) -> None:
        self._qc_fraction = to_decimal(slippage_percent)

    def _get_slippage_approximation(self, asset: Security, order: Order) -> Decimal:
        last = asset.get_last_data()
        return ZERO if last is None else multiply(last._value, self._qc_fraction)


@dotnet
class AlphaStreamsSlippageModel(ExactSlippage):
    """A hundredth of a percent of an equity's last price (Common/Orders/Slippage/AlphaStreamsSlippageModel.cs)."""

    def _get_slippage_approximation(self, asset: Security, order: Order) -> Decimal:
        last = asset.get_last_data() if asset.type is SecurityType.EQUITY else None
        return ZERO if last is None else multiply(_ALPHA_STREAMS, last._value)


def slippage_of(model: Any, asset: Security, order: Order) -> Decimal:
    """The slippage by any model: LEAN's, or a user's in either spelling."""
    if not is_users(model, _NAME):
        exactly: Decimal = model._get_slippage_approximation(asset, order)
        return exactly
    return to_decimal(method_of(model, _NAME)(asset, order))
