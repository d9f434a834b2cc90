"""Webull's fees: stocks and their options are free (Common/Orders/Fees/WebullFeeModel.cs)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from minilean.enums import SecurityType
from minilean.errors import NotInMiniLean
from minilean.interop.names import dotnet
from minilean.orders.fee.fee_model import FeeModel
from minilean.orders.fee.order_fee import OrderFee

if TYPE_CHECKING:
    from minilean.orders.fee.order_fee import OrderFeeParameters


@dotnet
class WebullFeeModel(FeeModel):
    """Only index options pay, which are not here."""

    def get_order_fee(self, parameters: OrderFeeParameters) -> OrderFee:
        """LEAN's zero; raises NotInMiniLean for index options."""
        if parameters.security.type is SecurityType.INDEX_OPTION:
            raise NotInMiniLean("WebullFeeModel for IndexOption")
        return OrderFee.ZERO
