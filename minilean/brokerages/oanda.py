"""Oanda (Common/Brokerages/OandaBrokerageModel.cs)."""

from __future__ import annotations

from types import MappingProxyType
from typing import TYPE_CHECKING, Any

from minilean.brokerages.acceptance import order_type_refusal, security_type_refusal, time_in_force_refusal
from minilean.brokerages.default import DefaultBrokerageModel, benchmark_of, currency_settlement_model
from minilean.brokerages.message import ACCEPTED, BrokerageMessageEvent, Verdict
from minilean.enums import AccountType, OrderType, SecurityType
from minilean.errors import InvalidOperation
from minilean.interop.decimals import ZERO
from minilean.interop.names import dotnet
from minilean.orders.fee.constant import ConstantFeeModel
from minilean.orders.time_in_force import GoodTilCanceledTimeInForce
from minilean.securities.market import Market

if TYPE_CHECKING:
    from minilean.orders.order import Order
    from minilean.securities.security import Security

_SECURITY_TYPES = (SecurityType.FOREX, SecurityType.CFD)
_ORDER_TYPES = (OrderType.LIMIT, OrderType.MARKET, OrderType.STOP_MARKET, OrderType.STOP_LIMIT)
_MARKETS = MappingProxyType(
    {
        SecurityType.BASE: Market.USA,
        SecurityType.EQUITY: Market.USA,
        SecurityType.OPTION: Market.USA,
        SecurityType.FOREX: Market.OANDA,
        SecurityType.CFD: Market.OANDA,
    }
)


@dotnet
class OandaBrokerageModel(DefaultBrokerageModel):
    """Currencies and CFDs on margin, without fees; orders stay until canceled."""

    default_markets = _MARKETS

    def __init__(self, account_type: AccountType = AccountType.MARGIN) -> None:
        if account_type is AccountType.CASH:
            raise InvalidOperation("Oanda brokerage can only be used with a Margin account type")
        super().__init__(account_type)

    def can_submit_order(
        self, security: Security, order: Order, message: BrokerageMessageEvent | None = None
    ) -> Verdict:
        """By type of security, kind of order and time in force."""
        return (
            security_type_refusal(self, security, _SECURITY_TYPES)
            or order_type_refusal(self, order, _ORDER_TYPES)
            or time_in_force_refusal(self, order, (GoodTilCanceledTimeInForce,))
            or ACCEPTED
        )

    def get_benchmark(self, securities: Any) -> Any:
        """EURUSD."""
        return benchmark_of(securities, "EURUSD", SecurityType.FOREX, Market.OANDA)

    def get_fee_model(self, security: Security) -> Any:
        """None."""
        return ConstantFeeModel(ZERO)

    def get_settlement_model(self, security: Security) -> Any:
        """CFDs settle in the account's currency."""
        return currency_settlement_model(security)
