"""Alpha Streams (Common/Brokerages/AlphaStreamsBrokerageModel.cs)."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING, Any

from minilean.brokerages.default import DefaultBrokerageModel
from minilean.enums import AccountType, SecurityType
from minilean.errors import ArgumentError
from minilean.interop.decimals import ONE
from minilean.interop.names import dotnet
from minilean.orders.fee.alpha_streams import AlphaStreamsFeeModel
from minilean.orders.slippage.slippage_model import AlphaStreamsSlippageModel

if TYPE_CHECKING:
    from minilean.securities.security import Security

_CURRENCY_LEVERAGE = Decimal(10)


@dotnet
class AlphaStreamsBrokerageModel(DefaultBrokerageModel):
    """Stocks without leverage, currencies with ten."""

    def __init__(self, account_type: AccountType = AccountType.MARGIN) -> None:
        super().__init__(account_type)
        if account_type is AccountType.CASH:
            raise ArgumentError(
                "The Alpha Streams brokerage does not currently support Cash trading. (Parameter 'accountType')"
            )

    def get_fee_model(self, security: Security) -> Any:
        """Fees by type of security."""
        return AlphaStreamsFeeModel()

    def get_slippage_model(self, security: Security) -> Any:
        """A hundredth of a percent for stocks."""
        return AlphaStreamsSlippageModel()

    def _get_leverage(self, security: Security) -> Decimal:
        return _CURRENCY_LEVERAGE if security.type in (SecurityType.FOREX, SecurityType.CFD) else ONE

    def get_settlement_model(self, security: Security) -> Any:
        """At once."""
        from minilean.securities.settlement import ImmediateSettlementModel

        return ImmediateSettlementModel()
