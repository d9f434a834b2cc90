"""Nothing reserved, or so much per unit (Common/Securities/NullBuyingPowerModel.cs, ConstantBuyingPowerModel.cs)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from minilean.interop.decimals import ZERO, Number, to_decimal
from minilean.interop.names import dotnet
from minilean.securities.buying_power.margin_model import BuyingPowerModel

if TYPE_CHECKING:
    from decimal import Decimal

    from minilean.securities.buying_power.parameters import (
        HasSufficientBuyingPowerForOrderParameters,
        HasSufficientBuyingPowerForOrderResult,
    )
    from minilean.securities.security import Security


@dotnet
class NullBuyingPowerModel(BuyingPowerModel):
    """Never refuses an order and reserves nothing."""

    def _qc_maintenance_margin(self, security: Security, quantity: Decimal, holdings_value: Decimal) -> Decimal:
        return ZERO

    def has_sufficient_buying_power_for_order(
        self, parameters: HasSufficientBuyingPowerForOrderParameters
    ) -> HasSufficientBuyingPowerForOrderResult:
        """Always."""
        return parameters.sufficient()


BuyingPowerModel.NULL = BuyingPowerModel.Null = NullBuyingPowerModel()


@dotnet
class ConstantBuyingPowerModel(BuyingPowerModel):
    """So much account currency per unit."""

    def __init__(self, margin_required_per_unit_in_account_currency: Number) -> None:
        super().__init__()
        self._qc_per_unit = to_decimal(margin_required_per_unit_in_account_currency)

    def set_leverage(self, security: Security, leverage: Number) -> None:
        """Ignored."""

    def _qc_initial_margin(self, security: Security, quantity: Decimal) -> Decimal:
        return quantity * self._qc_per_unit

    def _qc_maintenance_margin(self, security: Security, quantity: Decimal, holdings_value: Decimal) -> Decimal:
        return abs(quantity) * self._qc_per_unit
