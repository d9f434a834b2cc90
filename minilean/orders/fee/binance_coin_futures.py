"""Binance's fees for futures settled in their coin (Common/Orders/Fees/BinanceCoinFuturesFeeModel.cs)."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

from minilean.interop.names import dotnet
from minilean.orders.fee.binance import BinanceFeeModel

if TYPE_CHECKING:
    from minilean.interop.decimals import Number


@dotnet
class BinanceCoinFuturesFeeModel(BinanceFeeModel):
    """A share of the position's value."""

    def __init__(self, m_fee: Number = Decimal("0.0001"), t_fee: Number = Decimal("0.0005")) -> None:
        super().__init__(m_fee, t_fee)
