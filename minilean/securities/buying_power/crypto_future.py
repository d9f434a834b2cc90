"""Margin of crypto futures, kept in their collateral (Common/Securities/CryptoFuture/CryptoFutureMarginModel.cs)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from minilean.enums import OrderDirection, SecurityType
from minilean.interop.decimal96 import divide, multiply
from minilean.interop.decimals import ZERO, Number
from minilean.interop.names import dotnet
from minilean.securities.buying_power.model_calls import maintenance_margin_of_holdings
from minilean.securities.buying_power.security_margin import SecurityMarginModel

if TYPE_CHECKING:
    from decimal import Decimal

    from minilean.securities.cash import Cash
    from minilean.securities.portfolio import SecurityPortfolioManager
    from minilean.securities.security import Security

_PORTFOLIO_COLLATERAL = "BNFCR"
"""Binance's credit unit: whoever holds it uses all currencies as collateral."""


def _collateral(security: Any) -> Cash:
    cash: Cash = security.base_currency if security.is_crypto_coin_future() else security.quote_currency
    return cash


@dotnet
class CryptoFutureMarginModel(SecurityMarginModel):
    """Quote currency is the collateral, for coin futures the base currency."""

    def __init__(
        self, leverage: Number = 25, maintenance_margin_rate: Number = ZERO, maintenance_amount: Number = ZERO
    ) -> None:
        super().__init__(leverage, 0)

    def _qc_initial_margin(self, security: Security, quantity: Decimal) -> Decimal:
        if security.get_last_data() is None or not quantity:
            return ZERO
        value = security.holdings.get_quantity_value(quantity, security._price)
        return multiply(divide(abs(value._amount), self._qc_leverage(security)), value.cash._conversion_rate)

    def _qc_maintenance_margin(self, security: Security, quantity: Decimal, holdings_value: Decimal) -> Decimal:
        return self._qc_initial_margin(security, quantity)

    def _qc_margin_remaining(
        self, portfolio: SecurityPortfolioManager, security: Security, direction: OrderDirection
    ) -> Decimal:
        collateral = _collateral(security)
        total = self._qc_total_collateral(portfolio, collateral)
        result = total
        for other in portfolio.securities._active_securities():
            if other is security or other.type is not SecurityType.CRYPTO_FUTURE or not other.holdings._invested:
                continue
            if self._qc_shares_collateral(portfolio, collateral, other):
                result -= maintenance_margin_of_holdings(other)
        result += self._qc_freed_margin(security, direction)
        result = (result - total * self._qc_required_free_percent) * collateral._conversion_rate
        return max(result, ZERO)

    def _qc_total_collateral(self, portfolio: SecurityPortfolioManager, collateral: Cash) -> Decimal:
        return collateral._amount

    def _qc_shares_collateral(self, portfolio: SecurityPortfolioManager, collateral: Cash, other: Security) -> bool:
        return _collateral(other) is collateral


@dotnet
class BinanceCryptoFutureMarginModel(CryptoFutureMarginModel):
    """With Binance's credit unit in the cash book all currencies together are collateral."""

    def __init__(self, leverage: Number = 25) -> None:
        super().__init__(leverage)

    def _qc_total_collateral(self, portfolio: SecurityPortfolioManager, collateral: Cash) -> Decimal:
        book = portfolio.cash_book
        if _PORTFOLIO_COLLATERAL not in book:
            return super()._qc_total_collateral(portfolio, collateral)
        total = ZERO
        for cash in book.values():
            if cash._amount:
                total += book._convert(cash._amount, cash.symbol, collateral.symbol)
        return total

    def _qc_shares_collateral(self, portfolio: SecurityPortfolioManager, collateral: Cash, other: Security) -> bool:
        return _PORTFOLIO_COLLATERAL in portfolio.cash_book or super()._qc_shares_collateral(
            portfolio, collateral, other
        )
