"""The margin models of most securities (Common/Securities/SecurityMarginModel.cs, PatternDayTradingMarginModel.cs)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from minilean.interop.decimal96 import divide, multiply
from minilean.interop.decimals import ONE, Number, to_decimal
from minilean.interop.names import dotnet
from minilean.securities.buying_power.margin_model import BuyingPowerModel

if TYPE_CHECKING:
    from decimal import Decimal

    from minilean.securities.security import Security


@dotnet
class SecurityMarginModel(BuyingPowerModel):
    """The margin model of most securities."""


@dotnet
class PatternDayTradingMarginModel(SecurityMarginModel):
    """More leverage while the market is open (PatternDayTradingMarginModel.cs)."""

    def __init__(self, closed_market_leverage: Number = 2, open_market_leverage: Number = 4) -> None:
        super().__init__(open_market_leverage)
        self._qc_closed_factor = divide(to_decimal(open_market_leverage), to_decimal(closed_market_leverage))

    def set_leverage(self, security: Security, leverage: Number) -> None:
        """Ignored."""

    def _qc_factor(self, security: Security) -> Decimal:
        exchange = security.exchange
        return ONE if exchange.exchange_open and not exchange.closing_soon else self._qc_closed_factor

    def _qc_leverage(self, security: Security) -> Decimal:
        return multiply(super()._qc_leverage(security), divide(ONE, self._qc_factor(security)))

    def _qc_initial_margin(self, security: Security, quantity: Decimal) -> Decimal:
        return super()._qc_initial_margin(security, quantity) * self._qc_factor(security)

    def _qc_maintenance_margin(self, security: Security, quantity: Decimal, holdings_value: Decimal) -> Decimal:
        return super()._qc_maintenance_margin(security, quantity, holdings_value) * self._qc_factor(security)
