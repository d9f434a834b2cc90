"""What a market order would cost now (Extensions.GetMarketOrderFees)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from minilean.orders.fee.fee_model import order_fee_of
from minilean.orders.order import MarketOrder

if TYPE_CHECKING:
    from decimal import Decimal

    from minilean.securities.cash_book import CashBook
    from minilean.securities.security import Security


def market_order_fees(cash_book: CashBook, security: Security, quantity: Decimal) -> Decimal:
    """The fee of a market order of a quantity, in the account's currency."""
    order = MarketOrder(security.symbol, quantity, security._local_time_as_utc())
    fee = order_fee_of(security.fee_model, security, order).value
    return cash_book._to_account_currency(fee._amount, fee.currency)
