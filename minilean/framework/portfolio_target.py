"""The quantity of a security wanted (Common/Algorithm/Framework/Portfolio/PortfolioTarget.cs)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from minilean.enums import InsightDirection
from minilean.errors import KeyNotFound
from minilean.interop.decimal96 import divide, multiply
from minilean.interop.decimals import Number, double_to_decimal, strip_zeros, text, to_decimal
from minilean.interop.names import dotnet, exact
from minilean.securities.symbol import Symbol, as_symbol
from minilean.securities.zero_price import zero_price_message

if TYPE_CHECKING:
    from decimal import Decimal

    from minilean.securities.security import Security

_TOO_SMALL = (
    "Warning: Portfolio rebalance result ignored as it resulted in a single share trade recommendation which can "
    "generate high fees. To disable minimum order size checks please set "
    "self.settings.minimum_order_margin_portfolio_percentage = 0."
)


@dotnet
class PortfolioTarget:
    """A symbol and the quantity to hold of it; ``_quantity`` is exact."""

    __slots__ = ("_quantity", "_symbol", "_tag")

    quantity = exact("_quantity")

    def __init__(self, symbol: Any, quantity: Number | InsightDirection, tag: str = "") -> None:
        """An insight's direction stands for 1, -1 or 0."""
        self._symbol = as_symbol(symbol)
        self._quantity = to_decimal(int(quantity) if isinstance(quantity, InsightDirection) else quantity)
        self._tag = tag

    @property
    def symbol(self) -> Symbol:
        """The security's symbol."""
        return self._symbol

    @property
    def tag(self) -> str:
        """A note for the order."""
        return self._tag

    @staticmethod
    def percent(
        algorithm: Any, symbol: Any, percent: Number, return_delta_quantity: bool | str = False, tag: str = ""
    ) -> PortfolioTarget | None:
        """The target that puts a fraction of the portfolio's value into a security, None with an error message.

        A delta quantity is what is missing to it. In place of the flag a tag may be given.
        """
        if isinstance(return_delta_quantity, str):
            tag, return_delta_quantity = return_delta_quantity, False
        key = as_symbol(symbol)
        exactly = double_to_decimal(percent) if isinstance(percent, float) else to_decimal(percent)
        security = _security_for(algorithm, key, exactly)
        if security is None:
            return None
        quantity = _delta_quantity(algorithm, security, exactly)
        if quantity is None:
            return None
        return PortfolioTarget(key, quantity if return_delta_quantity else quantity + security.holdings._quantity, tag)

    def __str__(self) -> str:
        note = f" ({self._tag})" if self._tag else ""
        return f"{self._symbol}: {text(strip_zeros(self._quantity))}{note}"


def _security_for(algorithm: Any, symbol: Symbol, percent: Decimal) -> Security | None:
    """The security, unless it is unknown or has no price, or the fraction is beyond the settings."""
    settings, size = algorithm.settings, abs(percent)
    maximum = settings._max_absolute_portfolio_target_percentage
    minimum = settings._min_absolute_portfolio_target_percentage
    if size > maximum or (size and size < minimum):
        algorithm.error(
            f"The portfolio target percent: {text(percent)}, does not comply with the current "
            f"'self.settings.max_absolute_portfolio_target_percentage': {text(maximum)} or "
            f"'self.settings.min_absolute_portfolio_target_percentage': {text(minimum)}. Skipping"
        )
        return None
    try:
        security: Security = algorithm.securities[symbol]
    except KeyNotFound:
        algorithm.error(f"{symbol} not found in portfolio. Request this data when initializing the algorithm.")
        return None
    if not security._price:
        algorithm.error(zero_price_message(symbol))
        return None
    return security


def _delta_quantity(algorithm: Any, security: Security, percent: Decimal) -> Decimal | None:
    """What is missing to a fraction of the portfolio's value less its free buffer."""
    portfolio = algorithm.portfolio
    value = portfolio._total_portfolio_value
    adjusted = divide(multiply(percent, portfolio._total_portfolio_value_less_free_buffer), value)
    group = portfolio.positions.get_or_create_default_group(security)
    result = group.buying_power_model._maximum_lots_for_target(
        portfolio,
        security,
        divide(adjusted, security._leverage),
        algorithm.settings._minimum_order_margin_portfolio_percentage,
    )
    if result.is_error:
        reason = f"Reason: {result.reason} Returning null."
        algorithm.error(f"Unable to compute order quantity of {security.symbol}. {reason}")
        return None
    if portfolio._minimum_order_margin_warning_sent is False:
        portfolio._minimum_order_margin_warning_sent = True
        algorithm.debug(_TOO_SMALL)
    lots: Decimal = result._number_of_lots * security.symbol_properties._lot_size
    return lots
