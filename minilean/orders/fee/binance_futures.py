"""Binance's fees for futures settled in a stablecoin (Common/Orders/Fees/BinanceFuturesFeeModel.cs)."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

from minilean.interop.decimals import Number, to_decimal
from minilean.interop.names import dotnet
from minilean.orders.fee.binance import BinanceFeeModel
from minilean.securities.currency_pairs import decompose_currency_pair

if TYPE_CHECKING:
    from minilean.orders.order import Order


@dotnet
class BinanceFuturesFeeModel(BinanceFeeModel):
    """A share of the position's value; contracts in BUSD are cheaper."""

    def __init__(
        self,
        m_usdt_fee: Number = Decimal("0.0002"),
        t_usdt_fee: Number = Decimal("0.0004"),
        m_busd_fee: Number = Decimal("0.00012"),
        t_busd_fee: Number = Decimal("0.00036"),
    ) -> None:
        super().__init__(m_usdt_fee, t_usdt_fee)
        self._qc_busd = to_decimal(m_busd_fee), to_decimal(t_busd_fee)

    def _qc_rates(self, order: Order) -> tuple[Decimal, Decimal]:
        _, quote = decompose_currency_pair(order.symbol)
        return self._qc_busd if quote == "BUSD" else super()._qc_rates(order)
