"""Coinbase's fees and their history (Common/Orders/Fees/CoinbaseFeeModel.cs)."""

from __future__ import annotations

from datetime import datetime
from decimal import Decimal
from typing import TYPE_CHECKING

from minilean.interop.decimals import ZERO, Number, to_decimal
from minilean.interop.names import dotnet
from minilean.orders.fee.crypto import is_maker
from minilean.orders.fee.fee_model import FeeModel, money
from minilean.orders.properties import CoinbaseOrderProperties
from minilean.securities.currencies import Currencies

if TYPE_CHECKING:
    from minilean.orders.fee.order_fee import OrderFee, OrderFeeParameters

_STABLE_HISTORY = ((datetime(2022, 6, 1), (ZERO, Decimal("0.001"))),)
_STABLE_NOW = (ZERO, Decimal("0.00001"))
_HISTORY = (
    (datetime(2019, 3, 23, 1, 30), (ZERO, Decimal("0.003"))),
    (datetime(2019, 10, 8, 0, 30), (Decimal("0.0015"), Decimal("0.0025"))),
)


@dotnet
class CoinbaseFeeModel(FeeModel):
    """A share of the order's value in the quote currency; the rate is that of the order's time."""

    def __init__(self, maker_fee: Number = Decimal("0.006"), taker_fee: Number = Decimal("0.008")) -> None:
        self._qc_rates = to_decimal(maker_fee), to_decimal(taker_fee)

    def get_order_fee(self, parameters: OrderFeeParameters) -> OrderFee:
        """The fee at the ask when buying, at the bid when selling."""
        order, security = parameters.order, parameters.security
        stable = security.symbol.value in Currencies.STABLE_PAIRS_COINBASE
        maker, taker = self._qc_rates_at(order._time, stable)
        rate = maker if is_maker(order, CoinbaseOrderProperties) else taker
        price = security._ask_price if order._quantity > 0 else security._bid_price
        price *= security.symbol_properties._contract_multiplier
        return money(price * abs(order._quantity) * rate, security.quote_currency.symbol)

    def _qc_rates_at(self, utc_time: datetime, stable: bool) -> tuple[Decimal, Decimal]:
        for end, rates in _STABLE_HISTORY if stable else _HISTORY:
            if utc_time < end:
                return rates
        return _STABLE_NOW if stable else self._qc_rates


@dotnet
class GDAXFeeModel(CoinbaseFeeModel):
    """Coinbase's under its old name."""
