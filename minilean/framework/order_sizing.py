"""How much to order to get to a target (Common/Orders/OrderSizing.cs)."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

from minilean.enums import SecurityType
from minilean.interop.decimals import ZERO, Number, to_decimal
from minilean.interop.names import dotnet

if TYPE_CHECKING:
    from minilean.algorithm.facade import QCAlgorithm
    from minilean.framework.portfolio_target import PortfolioTarget
    from minilean.securities.cash import CashAmount
    from minilean.securities.security import Security

_ALMOST = Decimal(1_000_000)


def adjust_by_lot_size(security: Security, quantity: Decimal) -> Decimal:
    """The quantity rounded towards zero to whole lots, unless a millionth of a lot is missing to the next."""
    lot = security.symbol_properties._lot_size
    size = abs(quantity)
    remainder = size % lot
    if lot - remainder < lot / _ALMOST:
        remainder -= lot
    size -= remainder
    return size if quantity > 0 else -size if quantity < 0 else size * 0


def unordered_quantity(
    algorithm: QCAlgorithm,
    target: PortfolioTarget,
    security: Security,
    account_for_fees: bool = False,
) -> Decimal:
    """The quantity still missing to the target once open orders fill; crypto fees in the base currency on top."""
    quantity = target._quantity - algorithm.transactions.get_projected_holdings(security)._projected_quantity
    if account_for_fees and security.type == SecurityType.CRYPTO and quantity > 0:
        fee = _market_order_fee(security, quantity, algorithm)
        base = security.base_currency
        if base is not None and fee.currency == base.symbol:
            quantity += fee._amount
    return adjust_by_lot_size(security, quantity)


def _market_order_fee(security: Security, quantity: Decimal, algorithm: QCAlgorithm) -> CashAmount:
    """What a market order would cost, in the fee's own currency (Extensions.GetMarketOrderFees)."""
    from minilean.orders.fee.fee_model import order_fee_of
    from minilean.orders.order import MarketOrder

    order = MarketOrder(security.symbol, quantity, algorithm._qc_utc_time)
    return order_fee_of(security.fee_model, security, order).value


def size_for_percent_volume(security: Security, maximum_percent: Decimal, desired: Decimal) -> Decimal:
    """The desired size, at most a part of the current bar's volume, in whole lots."""
    size = min(maximum_percent * security._volume, abs(desired))
    return _signed(desired, adjust_by_lot_size(security, size))


def size_for_maximum_value(security: Security, maximum_value: Decimal, desired: Decimal) -> Decimal:
    """The desired size, worth at most so much of the account currency, in whole lots."""
    price = security._price * security.quote_currency._conversion_rate * security.symbol_properties._contract_multiplier
    if not price:
        return ZERO
    size = min(maximum_value / price, abs(desired))
    return _signed(desired, adjust_by_lot_size(security, size))


def _signed(desired: Decimal, size: Decimal) -> Decimal:
    return size if desired > 0 else -size if desired < 0 else size * 0


@dotnet
class OrderSizing:
    """The same for users, in floats."""

    @staticmethod
    def get_order_size_for_percent_volume(
        security: Security, maximum_percent_current_volume: Number, desired_order_size: Number
    ) -> float:
        """The desired size, at most a part (a fraction) of the current bar's volume."""
        percent, desired = to_decimal(maximum_percent_current_volume), to_decimal(desired_order_size)
        return float(size_for_percent_volume(security, percent, desired))

    @staticmethod
    def get_order_size_for_maximum_value(
        security: Security, maximum_order_value_in_account_currency: Number, desired_order_size: Number
    ) -> float:
        """The desired size, worth at most so much of the account currency."""
        value, desired = to_decimal(maximum_order_value_in_account_currency), to_decimal(desired_order_size)
        return float(size_for_maximum_value(security, value, desired))

    @staticmethod
    def get_unordered_quantity(
        algorithm: QCAlgorithm,
        target: PortfolioTarget,
        security: Security | None = None,
        account_for_fees: bool = False,
    ) -> float:
        """The quantity still missing to the target once open orders fill."""
        found = security if security is not None else algorithm.securities[target.symbol]
        return float(unordered_quantity(algorithm, target, found, account_for_fees))

    @staticmethod
    def adjust_by_lot_size(security: Security, quantity: Number) -> float:
        """The quantity in whole lots."""
        return float(adjust_by_lot_size(security, to_decimal(quantity)))
