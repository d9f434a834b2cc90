"""The model of a brokerage nobody chose, and the base of the others (Common/Brokerages/DefaultBrokerageModel.cs)."""

from __future__ import annotations

from datetime import timedelta
from decimal import Decimal
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, ClassVar

from minilean.brokerages.message import ACCEPTED, BrokerageMessageEvent, Verdict, not_supported
from minilean.brokerages.messages import MARKET_ON_OPEN_FOR_FUTURES, invalid_order_quantity
from minilean.enums import AccountType, OrderField, OrderType, SecurityType
from minilean.errors import NotInMiniLean
from minilean.interop.decimals import ONE, ZERO, to_double, truncate
from minilean.interop.names import dotnet
from minilean.orders.fee.constant import ConstantFeeModel
from minilean.orders.fee.interactive_brokers import InteractiveBrokersFeeModel
from minilean.orders.fill.equity import EquityFillModel
from minilean.orders.fill.fill_model import ImmediateFillModel
from minilean.orders.fill.future import FutureFillModel
from minilean.orders.order_request import UpdateOrderFields
from minilean.orders.slippage.slippage_model import NullSlippageModel
from minilean.orders.status import is_limit_order, is_stop_order
from minilean.securities.market import Market

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from minilean.data.corporate import Split
    from minilean.orders.order import Order
    from minilean.orders.order_request import UpdateOrderRequest
    from minilean.orders.ticket import OrderTicket
    from minilean.securities.security import Security

_FUTURES = (SecurityType.FUTURE, SecurityType.FUTURE_OPTION)
_OPTIONS = (SecurityType.OPTION, SecurityType.INDEX_OPTION, SecurityType.FUTURE_OPTION)
_COMMISSION = (SecurityType.EQUITY, SecurityType.OPTION, SecurityType.FUTURE, SecurityType.FUTURE_OPTION)
_LEVERAGES = {
    SecurityType.CRYPTO_FUTURE: Decimal(25),
    SecurityType.EQUITY: Decimal(2),
    SecurityType.FOREX: Decimal(50),
    SecurityType.CFD: Decimal(50),
}
_SETTLEMENT_DAYS, _SETTLEMENT_TIME = 1, timedelta(hours=6)
_CURRENCY_LIKE = (SecurityType.CRYPTO, SecurityType.FOREX)

DEFAULT_MARKETS: Mapping[SecurityType, str] = MappingProxyType(
    {
        SecurityType.BASE: Market.USA,
        SecurityType.EQUITY: Market.USA,
        SecurityType.OPTION: Market.USA,
        SecurityType.FUTURE: Market.CME,
        SecurityType.FUTURE_OPTION: Market.CME,
        SecurityType.FOREX: Market.OANDA,
        SecurityType.CFD: Market.OANDA,
        SecurityType.CRYPTO: Market.COINBASE,
        SecurityType.CRYPTO_FUTURE: Market.BINANCE,
        SecurityType.INDEX: Market.USA,
        SecurityType.INDEX_OPTION: Market.USA,
    }
)


def markets(**changes: str) -> Mapping[SecurityType, str]:
    """The default markets with a brokerage's own, by lower-case type."""
    own = {SecurityType[name.upper()]: market for name, market in changes.items()}
    return MappingProxyType(dict(DEFAULT_MARKETS) | own)


def benchmark_of(securities: Any, ticker: str, security_type: SecurityType, market: str) -> Any:
    """A security as benchmark, added as the securities see fit."""
    from minilean.engine.benchmarks import SecurityBenchmark
    from minilean.securities.symbol import Symbol

    return SecurityBenchmark(securities.create_benchmark_security(Symbol.create(ticker, security_type, market)))


def no_benchmark() -> Any:
    """A flat line at zero."""
    from minilean.engine.benchmarks import FuncBenchmark

    return FuncBenchmark(lambda _: 0)


def currency_settlement_model(security: Security) -> Any:
    """Money at once; that of CFDs in the account's currency."""
    from minilean.securities.settlement import AccountCurrencyImmediateSettlementModel, ImmediateSettlementModel

    in_account_currency = security.type is SecurityType.CFD
    return AccountCurrencyImmediateSettlementModel() if in_account_currency else ImmediateSettlementModel()


@dotnet
class DefaultBrokerageModel:
    """Takes nearly every order; equities pay Interactive Brokers' commission, the rest pays nothing.

    ``can_submit_order`` and ``can_update_order`` answer with a pair: yes or no, and a message if no.
    """

    DEFAULT_MARKET_MAP: ClassVar[Mapping[SecurityType, str]] = DEFAULT_MARKETS
    DefaultMarketMap: ClassVar[Mapping[SecurityType, str]] = DEFAULT_MARKETS
    default_markets: Mapping[SecurityType, str] = DEFAULT_MARKETS
    required_free_buying_power_percent: Decimal = ZERO

    _account_type = AccountType.MARGIN  # a user's model need not call the constructor: .NET calls its base's for it

    def __init__(self, account_type: AccountType = AccountType.MARGIN) -> None:
        self._account_type = account_type

    @property
    def account_type(self) -> AccountType:
        """Cash or margin."""
        return self._account_type

    def can_submit_order(
        self, security: Security, order: Order, message: BrokerageMessageEvent | None = None
    ) -> Verdict:
        """Whether the brokerage takes an order."""
        if security.type in _FUTURES and order.type is OrderType.MARKET_ON_OPEN:
            return not_supported(MARKET_ON_OPEN_FOR_FUTURES)
        return ACCEPTED

    def can_update_order(
        self,
        security: Security,
        order: Order,
        request: UpdateOrderRequest,
        message: BrokerageMessageEvent | None = None,
    ) -> Verdict:
        """Whether the brokerage changes an order."""
        return ACCEPTED

    def can_execute_order(self, security: Security, order: Order) -> bool:
        """Whether the order may fill now."""
        return True

    def apply_split(self, tickets: Sequence[OrderTicket], split: Split) -> None:
        """Changes open orders so that they keep their value over a split."""
        factor = split._split_factor
        for ticket in tickets:
            kind = ticket.order_type
            fields = UpdateOrderFields()
            fields._quantity = truncate(ticket._quantity / factor)
            if is_limit_order(kind):
                fields._limit_price = ticket._get(OrderField.LIMIT_PRICE) * factor
            if is_stop_order(kind):
                fields._stop_price = ticket._get(OrderField.STOP_PRICE) * factor
            if kind is OrderType.LIMIT_IF_TOUCHED:
                fields._trigger_price = ticket._get(OrderField.TRIGGER_PRICE) * factor
            if kind is OrderType.TRAILING_STOP and not ticket._get(OrderField.TRAILING_AS_PERCENTAGE):
                fields._trailing_amount = ticket._get(OrderField.TRAILING_AMOUNT) * factor
            ticket.update(fields)

    def get_leverage(self, security: Security) -> float:
        """How much a unit of margin buys."""
        return to_double(self._get_leverage(security))

    def _get_leverage(self, security: Security) -> Decimal:
        if self.account_type is AccountType.CASH:
            return ONE
        return _LEVERAGES.get(security.type, ONE)

    def get_benchmark(self, securities: Any) -> Any:
        """What results are compared to."""
        return benchmark_of(securities, "SPY", SecurityType.EQUITY, Market.USA)

    def get_fill_model(self, security: Security) -> Any:
        """How orders of the security fill."""
        if security.type is SecurityType.EQUITY:
            return EquityFillModel()
        return FutureFillModel() if security.type in _FUTURES else ImmediateFillModel()

    def get_fee_model(self, security: Security) -> Any:
        """What orders of the security cost."""
        return InteractiveBrokersFeeModel() if security.type in _COMMISSION else ConstantFeeModel(ZERO)

    def get_slippage_model(self, security: Security) -> Any:
        """How far fills land from the quote."""
        return NullSlippageModel.INSTANCE

    def get_settlement_model(self, security: Security) -> Any:
        """When the proceeds of a sale can be used."""
        from minilean.securities.settlement import (
            DelayedSettlementModel,
            ImmediateSettlementModel,
        )

        if self.account_type is AccountType.CASH and security.type is SecurityType.EQUITY:
            return DelayedSettlementModel(_SETTLEMENT_DAYS, _SETTLEMENT_TIME)
        return ImmediateSettlementModel()

    def get_buying_power_model(self, security: Security) -> Any:
        """What the account can buy; raises NotInMiniLean for options and futures."""
        from minilean.securities.buying_power.cash import CashBuyingPowerModel
        from minilean.securities.buying_power.crypto_future import CryptoFutureMarginModel
        from minilean.securities.buying_power.security_margin import SecurityMarginModel

        if security.type in _OPTIONS or security.type in _FUTURES:
            raise NotInMiniLean(f"the buying power of {security.type.dotnet_name}")
        leverage = self._get_leverage(security)
        if security.type is SecurityType.CRYPTO_FUTURE:
            return CryptoFutureMarginModel(leverage)
        if security.type in _CURRENCY_LIKE and self.account_type is AccountType.CASH:
            return CashBuyingPowerModel()
        return SecurityMarginModel(leverage, self.required_free_buying_power_percent)

    def get_shortable_provider(self, security: Security) -> Any:
        """How much can be borrowed to sell short."""
        from minilean.securities.shortable import NullShortableProvider

        return NullShortableProvider.INSTANCE

    def get_margin_interest_rate_model(self, security: Security) -> Any:
        """What borrowed money costs."""
        from minilean.securities.margin_interest import MarginInterestRateModel

        return MarginInterestRateModel.NULL

    @staticmethod
    def is_valid_order_size(security: Security, order_quantity: Decimal) -> Verdict:
        """Whether a quantity reaches the smallest order of the security."""
        minimum = security.symbol_properties._minimum_order_size
        if minimum is not None and abs(order_quantity) < minimum:
            return not_supported(invalid_order_quantity(security, order_quantity))
        return ACCEPTED
