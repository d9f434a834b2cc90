"""The smallest step between two prices (Common/Securities/*PriceVariationModel.cs)."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

from minilean.enums import SecurityType
from minilean.errors import ArgumentError
from minilean.interop.decimals import ONE, ZERO, Number, to_decimal
from minilean.interop.names import dotnet, exact

if TYPE_CHECKING:
    from minilean.securities.security import Security

_BELOW_A_DOLLAR = Decimal("0.0001")


@dotnet
class GetMinimumPriceVariationParameters:
    """The security asked about, and a price near which the step is wanted."""

    __slots__ = ("_reference_price", "security")
    reference_price = exact("_reference_price")

    def __init__(self, security: Security, reference_price: Number) -> None:
        self.security = security
        self._reference_price = to_decimal(reference_price)


@dotnet
class SecurityPriceVariationModel:
    """The step of the symbol's properties."""

    def get_minimum_price_variation(self, parameters: GetMinimumPriceVariationParameters) -> float:
        """The step, in the quote currency; zero when prices are not rounded."""
        return float(self._get_minimum_price_variation(parameters))

    def _get_minimum_price_variation(self, parameters: GetMinimumPriceVariationParameters) -> Decimal:
        step: Decimal = parameters.security.symbol_properties._minimum_price_variation
        return step


@dotnet
class EquityPriceVariationModel(SecurityPriceVariationModel):
    """A hundredth of a cent below a dollar."""

    def _get_minimum_price_variation(self, parameters: GetMinimumPriceVariationParameters) -> Decimal:
        kind = parameters.security.type
        if kind is not SecurityType.EQUITY:
            raise ArgumentError(
                f"EquityPriceVariationModel.GetMinimumPriceVariation(): Invalid SecurityType: {kind.dotnet_name}"
            )
        if parameters._reference_price < ONE:
            return _BELOW_A_DOLLAR
        return super()._get_minimum_price_variation(parameters)


@dotnet
class AdjustedPriceVariationModel(SecurityPriceVariationModel):
    """None: adjusted prices have no grid."""

    def _get_minimum_price_variation(self, parameters: GetMinimumPriceVariationParameters) -> Decimal:
        return ZERO
