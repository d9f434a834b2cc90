"""What buying power models are asked, and what they answer (Common/Securities/*Parameters.cs, *Result.cs)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, ClassVar

from minilean.interop.decimals import ZERO, Number, to_decimal, to_double
from minilean.interop.names import dotnet, exact

if TYPE_CHECKING:
    from decimal import Decimal

    from minilean.enums import OrderDirection
    from minilean.orders.order import Order
    from minilean.securities.cash_book import CashBook
    from minilean.securities.portfolio import SecurityPortfolioManager
    from minilean.securities.security import Security


def _given(name: str) -> Any:
    return property(lambda parameters: getattr(parameters, name))


@dotnet
class InitialMargin:
    """The margin needed to open; negative for short quantities."""

    __slots__ = ("_value",)

    ZERO: ClassVar[InitialMargin]
    Zero: ClassVar[InitialMargin]
    value = exact("_value")

    def __init__(self, value: Number) -> None:
        self._value = to_decimal(value)

    def __float__(self) -> float:
        return to_double(self._value)


@dotnet
class MaintenanceMargin:
    """The margin needed to keep a position."""

    __slots__ = ("_value",)

    ZERO: ClassVar[MaintenanceMargin]
    Zero: ClassVar[MaintenanceMargin]
    value = exact("_value")

    def __init__(self, value: Number) -> None:
        self._value = to_decimal(value)

    def __float__(self) -> float:
        return to_double(self._value)


InitialMargin.ZERO = InitialMargin.Zero = InitialMargin(ZERO)
MaintenanceMargin.ZERO = MaintenanceMargin.Zero = MaintenanceMargin(ZERO)


@dotnet
class InitialMarginParameters:
    """Asks for the initial margin of a quantity."""

    __slots__ = ("_quantity", "_security")

    security = _given("_security")
    quantity = exact("_quantity")

    def __init__(self, security: Security, quantity: Number) -> None:
        self._security = security
        self._quantity = to_decimal(quantity)


@dotnet
class InitialMarginRequiredForOrderParameters:
    """Asks for the initial margin of an order with its fee."""

    __slots__ = ("_currency_converter", "_order", "_security")

    currency_converter = _given("_currency_converter")
    security = _given("_security")
    order = _given("_order")

    def __init__(self, currency_converter: CashBook, security: Security, order: Order) -> None:
        self._currency_converter = currency_converter
        self._security = security
        self._order = order


@dotnet
class MaintenanceMarginParameters:
    """Asks for the maintenance margin of a quantity with its cost and value in account currency."""

    __slots__ = ("_holdings_cost", "_holdings_value", "_quantity", "_security")

    security = _given("_security")
    quantity = exact("_quantity")
    holdings_cost = exact("_holdings_cost")
    holdings_value = exact("_holdings_value")

    def __init__(self, security: Security, quantity: Number, holdings_cost: Number, holdings_value: Number) -> None:
        self._security = security
        self._quantity = to_decimal(quantity)
        self._holdings_cost = to_decimal(holdings_cost)
        self._holdings_value = to_decimal(holdings_value)

    @property
    def absolute_quantity(self) -> float:
        """The quantity without sign."""
        return to_double(abs(self._quantity))

    @property
    def absolute_holdings_cost(self) -> float:
        """The cost without sign."""
        return to_double(abs(self._holdings_cost))

    @property
    def absolute_holdings_value(self) -> float:
        """The value without sign."""
        return to_double(abs(self._holdings_value))

    @staticmethod
    def for_current_holdings(security: Security) -> MaintenanceMarginParameters:
        """For what is held."""
        holding = security.holdings
        return MaintenanceMarginParameters(security, holding._quantity, holding._holdings_cost, holding._holdings_value)

    @staticmethod
    def for_quantity_at_current_price(security: Security, quantity: Number) -> MaintenanceMarginParameters:
        """For a quantity at the price of now."""
        value = security.holdings.get_quantity_value(quantity)._in_account_currency
        return MaintenanceMarginParameters(security, quantity, value, value)


@dotnet
class HasSufficientBuyingPowerForOrderResult:
    """Whether an order may be placed; the reason if not."""

    __slots__ = ("is_sufficient", "reason")

    def __init__(self, is_sufficient: bool, reason: str | None = None) -> None:
        self.is_sufficient = is_sufficient
        self.reason = reason or ""

    @property
    def IsSufficient(self) -> bool:  # noqa: N802 - .NET's spelling
        """Whether the order may be placed."""
        return self.is_sufficient

    @property
    def Reason(self) -> str:  # noqa: N802 - .NET's spelling
        """Why not."""
        return self.reason


@dotnet
class HasSufficientBuyingPowerForOrderParameters:
    """Asks whether an order may be placed."""

    __slots__ = ("_order", "_portfolio", "_security")

    portfolio = _given("_portfolio")
    security = _given("_security")
    order = _given("_order")

    def __init__(self, portfolio: SecurityPortfolioManager, security: Security, order: Order) -> None:
        self._portfolio = portfolio
        self._security = security
        self._order = order

    def sufficient(self) -> HasSufficientBuyingPowerForOrderResult:
        """Yes."""
        return HasSufficientBuyingPowerForOrderResult(True)

    def insufficient(self, reason: str) -> HasSufficientBuyingPowerForOrderResult:
        """No, and why."""
        return HasSufficientBuyingPowerForOrderResult(False, reason)


@dotnet
class GetMaximumOrderQuantityResult:
    """The quantity to order; a reason when it is zero."""

    __slots__ = ("_quantity", "is_error", "reason")

    quantity = exact("_quantity")

    def __init__(self, quantity: Number, reason: str | None = None, is_error: bool | None = None) -> None:
        self._quantity = to_decimal(quantity)
        self.reason = reason or ""
        self.is_error = bool(self.reason) if is_error is None else is_error

    @property
    def IsError(self) -> bool:  # noqa: N802 - .NET's spelling
        """Whether the quantity could not be computed."""
        return self.is_error

    @property
    def Reason(self) -> str:  # noqa: N802 - .NET's spelling
        """Why it is zero."""
        return self.reason


class _SizingParameters:
    __slots__ = ("_buying_power", "_minimum", "_portfolio", "_security", "_silence")

    portfolio = _given("_portfolio")
    security = _given("_security")
    minimum_order_margin_portfolio_percentage = exact("_minimum")
    silence_non_error_reasons = _given("_silence")

    def __init__(
        self,
        portfolio: SecurityPortfolioManager,
        security: Security,
        buying_power: Number,
        minimum_order_margin_portfolio_percentage: Number,
        silence_non_error_reasons: bool = False,
    ) -> None:
        self._portfolio = portfolio
        self._security = security
        self._buying_power = to_decimal(buying_power)
        self._minimum: Decimal = to_decimal(minimum_order_margin_portfolio_percentage)
        self._silence = silence_non_error_reasons


dotnet(_SizingParameters)


@dotnet
class GetMaximumOrderQuantityForTargetBuyingPowerParameters(_SizingParameters):
    """Asks for the order that brings a position to a fraction of the portfolio's value, as margin."""

    __slots__ = ()

    target_buying_power = exact("_buying_power")


@dotnet
class GetMaximumOrderQuantityForDeltaBuyingPowerParameters(_SizingParameters):
    """Asks for the order that changes the margin used by an amount."""

    __slots__ = ()

    delta_buying_power = exact("_buying_power")


@dotnet
class ReservedBuyingPowerForPosition:
    """The margin a position uses."""

    __slots__ = ("_absolute_used_buying_power",)

    absolute_used_buying_power = exact("_absolute_used_buying_power")

    def __init__(self, reserved_buying_power_for_position: Number) -> None:
        self._absolute_used_buying_power = to_decimal(reserved_buying_power_for_position)


@dotnet
class ReservedBuyingPowerForPositionParameters:
    """Asks for the margin a position uses."""

    __slots__ = ("_security",)

    security = _given("_security")

    def __init__(self, security: Security) -> None:
        self._security = security

    def result_in_account_currency(self, reserved_buying_power: Number) -> ReservedBuyingPowerForPosition:
        """The answer."""
        return ReservedBuyingPowerForPosition(reserved_buying_power)


@dotnet
class BuyingPower:
    """What may be spent."""

    __slots__ = ("_value",)

    value = exact("_value")

    def __init__(self, buying_power: Number) -> None:
        self._value = to_decimal(buying_power)


@dotnet
class BuyingPowerParameters:
    """Asks what may be spent on a security in a direction."""

    __slots__ = ("_direction", "_portfolio", "_security")

    portfolio = _given("_portfolio")
    security = _given("_security")
    direction = _given("_direction")

    def __init__(self, portfolio: SecurityPortfolioManager, security: Security, direction: OrderDirection) -> None:
        self._portfolio = portfolio
        self._security = security
        self._direction = direction

    def result(self, buying_power: Number, currency: str) -> BuyingPower:
        """The answer in a currency."""
        return BuyingPower(buying_power)

    def result_in_account_currency(self, buying_power: Number) -> BuyingPower:
        """The answer in the account's currency."""
        return BuyingPower(buying_power)
