"""What an order costs, and how the fee reaches the cash book (Common/Orders/Fees/OrderFee.cs)."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING, ClassVar

from minilean.interop.decimals import ZERO, strip_zeros, text
from minilean.interop.names import dotnet
from minilean.orders.messages import Printed
from minilean.securities.cash import CashAmount
from minilean.securities.currencies import Currencies

if TYPE_CHECKING:
    from minilean.orders.event import OrderEvent
    from minilean.orders.order import Order
    from minilean.securities.portfolio import SecurityPortfolioManager
    from minilean.securities.security import Security


@dotnet
class OrderFee(Printed):
    """An amount of money in a currency."""

    __slots__ = ("value",)

    ZERO: ClassVar[OrderFee]
    Zero: ClassVar[OrderFee]
    value: CashAmount

    def __init__(self, order_fee: CashAmount) -> None:
        self.value = CashAmount(strip_zeros(order_fee._amount), order_fee.currency)

    def apply_to_portfolio(self, portfolio: SecurityPortfolioManager, fill: OrderEvent) -> None:
        """Takes the fee from the cash of its currency."""
        portfolio.cash_book[self.value.currency]._add_amount(-self.value._amount)

    def __str__(self) -> str:
        return f"{text(self.value._amount)} {self.value.currency}"


OrderFee.ZERO = OrderFee.Zero = OrderFee(CashAmount(ZERO, Currencies.NULL_CURRENCY))


@dotnet
class ModifiedFillQuantityOrderFee(OrderFee):
    """A fee already taken out of the filled quantity; it is booked in the quote currency instead."""

    __slots__ = ("_contract_multiplier", "_quote_currency")

    def __init__(self, order_fee: CashAmount, quote_currency: str, contract_multiplier: Decimal) -> None:
        super().__init__(order_fee)
        self._quote_currency = quote_currency
        self._contract_multiplier = contract_multiplier

    def apply_to_portfolio(self, portfolio: SecurityPortfolioManager, fill: OrderEvent) -> None:
        """Takes the fee's worth from the cash of the quote currency."""
        amount = -self.value._amount * fill._fill_price * self._contract_multiplier
        portfolio.cash_book[self._quote_currency]._add_amount(amount)


@dotnet
class OrderFeeParameters:
    """What a fee model is asked about."""

    __slots__ = ("order", "security")

    def __init__(self, security: Security, order: Order) -> None:
        self.security = security
        self.order = order
