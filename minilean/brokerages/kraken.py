"""Kraken (Common/Brokerages/KrakenBrokerageModel.cs)."""

from __future__ import annotations

from decimal import Decimal
from types import MappingProxyType
from typing import TYPE_CHECKING, Any

from minilean.brokerages.acceptance import order_size_refusal, order_type_refusal, security_type_refusal
from minilean.brokerages.default import DefaultBrokerageModel, benchmark_of, markets
from minilean.brokerages.message import BrokerageMessageEvent, Verdict, refused
from minilean.brokerages.messages import ORDER_UPDATE_NOT_SUPPORTED
from minilean.enums import AccountType, OrderType, SecurityType
from minilean.interop.decimals import ONE
from minilean.interop.names import dotnet
from minilean.orders.fee.kraken import KrakenFeeModel
from minilean.securities.market import Market

if TYPE_CHECKING:
    from minilean.orders.order import Order
    from minilean.orders.order_request import UpdateOrderRequest
    from minilean.securities.security import Security

_SECURITY_TYPES = (SecurityType.CRYPTO,)
_ORDER_TYPES = (
    OrderType.LIMIT,
    OrderType.MARKET,
    OrderType.STOP_MARKET,
    OrderType.STOP_LIMIT,
    OrderType.LIMIT_IF_TOUCHED,
)
_FIAT = ("USD", "EUR")
_ONLY_AGAINST_FIAT = ("BTC", "USDT", "USDC")
_ALSO_AGAINST_ETHER = ("REP", "XTZ", "ADA", "EOS", "TRX", "LINK")
_LEVERAGES = MappingProxyType(
    {
        "BTC": 5, "ETH": 5, "USDT": 2, "XMR": 2, "REP": 2, "XRP": 3, "BCH": 2, "XTZ": 2, "LTC": 3, "ADA": 3, "EOS": 3,
        "DASH": 3, "TRX": 3, "LINK": 3, "USDC": 3,
    }
)  # fmt: skip
_TIERS = (
    (_ONLY_AGAINST_FIAT, _FIAT),
    (_ALSO_AGAINST_ETHER, ("BTC", "ETH", *_FIAT)),
    (tuple(_LEVERAGES), ("BTC", *_FIAT)),
)


@dotnet
class KrakenBrokerageModel(DefaultBrokerageModel):
    """Crypto in cash, or on margin with a leverage per coin; orders cannot be updated."""

    default_markets = markets(crypto=Market.KRAKEN)
    coin_leverage = _LEVERAGES

    def __init__(self, account_type: AccountType = AccountType.CASH) -> None:
        super().__init__(account_type)

    def _get_leverage(self, security: Security) -> Decimal:
        if self.account_type is AccountType.CASH:
            return ONE
        for coins, quotes in _TIERS:
            for coin in coins:
                if security.symbol.id.symbol.startswith(coin) and security.symbol.value.endswith(quotes):
                    return Decimal(_LEVERAGES[coin])
        return ONE

    def get_benchmark(self, securities: Any) -> Any:
        """BTCUSD."""
        return benchmark_of(securities, "BTCUSD", SecurityType.CRYPTO, Market.KRAKEN)

    def get_fee_model(self, security: Security) -> Any:
        """In quote currency when buying."""
        return KrakenFeeModel()

    def can_update_order(
        self,
        security: Security,
        order: Order,
        request: UpdateOrderRequest,
        message: BrokerageMessageEvent | None = None,
    ) -> Verdict:
        """Never."""
        return refused("0", ORDER_UPDATE_NOT_SUPPORTED)

    def can_submit_order(
        self, security: Security, order: Order, message: BrokerageMessageEvent | None = None
    ) -> Verdict:
        """By size, type of security and kind of order."""
        return (
            order_size_refusal(security, order._quantity)
            or security_type_refusal(self, security, _SECURITY_TYPES)
            or order_type_refusal(self, order, _ORDER_TYPES)
            or super().can_submit_order(security, order)
        )
