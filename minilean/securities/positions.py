"""Groups of positions that share a margin: here always one security each (Common/Securities/Positions)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, ClassVar

from minilean.enums import OrderDirection
from minilean.interop.decimals import ZERO, text
from minilean.interop.names import dotnet, exact
from minilean.securities.buying_power.model_calls import (
    initial_margin,
    maintenance_margin_of_quantity,
    maximum_quantity_for_delta,
    maximum_quantity_for_target,
)

if TYPE_CHECKING:
    from collections.abc import Iterator
    from decimal import Decimal

    from minilean.securities.buying_power.parameters import GetMaximumOrderQuantityResult
    from minilean.securities.portfolio import SecurityPortfolioManager
    from minilean.securities.security import Security
    from minilean.securities.security_manager import SecurityManager
    from minilean.securities.symbol import Symbol


@dotnet
class Position:
    """A quantity of a security; ``unit_quantity`` is its lot."""

    __slots__ = ("_quantity", "_unit_quantity", "symbol")

    quantity = exact("_quantity")
    unit_quantity = exact("_unit_quantity")

    def __init__(self, symbol: Symbol, quantity: Decimal, unit_quantity: Decimal) -> None:
        self.symbol = symbol
        self._quantity = quantity
        self._unit_quantity = unit_quantity

    def __str__(self) -> str:
        return f"{self.symbol}: {text(self._quantity)}"


@dotnet
class GetMaximumLotsResult:
    """How many lots may be traded; if none, why."""

    __slots__ = ("_number_of_lots", "is_error", "reason")

    number_of_lots = exact("_number_of_lots")

    def __init__(self, number_of_lots: Decimal, reason: str | None = None, is_error: bool | None = None) -> None:
        self._number_of_lots = number_of_lots
        self.reason = reason or ""
        self.is_error = bool(self.reason) if is_error is None else is_error


@dotnet
class SecurityPositionGroupBuyingPowerModel:
    """Asks the security's own buying power model (SecurityPositionGroupBuyingPowerModel.cs)."""

    def _reserved_buying_power(self, security: Security, quantity: Decimal) -> Decimal:
        return maintenance_margin_of_quantity(security, quantity)

    def _position_group_buying_power(
        self, portfolio: SecurityPortfolioManager, group: PositionGroup, direction: OrderDirection
    ) -> Decimal:
        """The margin free for an order; an order against the position frees what the position holds."""
        power = portfolio._margin_remaining
        if direction is OrderDirection.SELL and group.security.holdings._invested:
            quantity = group.security.holdings._quantity
            power += self._reserved_buying_power(group.security, quantity)
            power += abs(initial_margin(group.security, quantity))
        return power

    def _maximum_lots_for_target(
        self,
        portfolio: SecurityPortfolioManager,
        security: Security,
        target_buying_power: Decimal,
        minimum_order_margin_portfolio_percentage: Decimal,
    ) -> GetMaximumLotsResult:
        result = maximum_quantity_for_target(
            portfolio, security, target_buying_power, minimum_order_margin_portfolio_percentage
        )
        return _in_lots(security, result)

    def _maximum_lots_for_delta(
        self,
        portfolio: SecurityPortfolioManager,
        security: Security,
        delta_buying_power: Decimal,
        minimum_order_margin_portfolio_percentage: Decimal,
    ) -> GetMaximumLotsResult:
        result = maximum_quantity_for_delta(
            portfolio, security, delta_buying_power, minimum_order_margin_portfolio_percentage
        )
        return _in_lots(security, result)


def _in_lots(security: Security, result: GetMaximumOrderQuantityResult) -> GetMaximumLotsResult:
    lots = result._quantity / security.symbol_properties._lot_size
    return GetMaximumLotsResult(lots, result.reason, result.is_error)


@dotnet
class PositionGroup:
    """One security's position as a group."""

    __slots__ = ("_quantity", "buying_power_model", "positions", "security")

    quantity = exact("_quantity")

    def __init__(self, model: SecurityPositionGroupBuyingPowerModel, security: Security) -> None:
        lot = security.symbol_properties._lot_size
        held = security.holdings._quantity if security.holdings._invested else ZERO
        self.buying_power_model = model
        self.security = security
        self.positions = [Position(security.symbol, held, lot)]
        self._quantity = held / lot

    @property
    def count(self) -> int:
        """How many positions there are."""
        return 1

    def __len__(self) -> int:
        return 1

    def __iter__(self) -> Iterator[Position]:
        return iter(self.positions)

    def __str__(self) -> str:
        position = self.positions[0]
        return f"{position.symbol}:{text(position._unit_quantity)}: {text(self._quantity)}"


@dotnet
class SecurityPositionGroupModel:
    """All positions as groups; one per security held."""

    NULL: ClassVar[SecurityPositionGroupModel]
    Null: ClassVar[SecurityPositionGroupModel]

    def __init__(self) -> None:
        self._model = SecurityPositionGroupBuyingPowerModel()
        self._securities: SecurityManager | None = None

    def initialize(self, securities: SecurityManager) -> None:
        """Says whose positions these are."""
        self._securities = securities

    def held(self) -> list[Security]:
        """The securities of which at least a lot is held."""
        securities: Any = self._securities
        return [security for security in securities._active_securities() if security.holdings._invested]

    def _total_margin_used(self) -> Decimal:
        total = ZERO
        securities: Any = self._securities
        for security in securities._active_securities():
            holding = security.holdings
            if holding._invested:
                total += maintenance_margin_of_quantity(security, holding._quantity)
        return total

    @property
    def groups(self) -> list[PositionGroup]:
        """The groups of the securities held."""
        return [PositionGroup(self._model, security) for security in self.held()]

    @property
    def is_only_default_groups(self) -> bool:
        """Whether every group is one security."""
        return True

    @property
    def count(self) -> int:
        """How many groups there are."""
        return len(self.held())

    def get_or_create_default_group(self, security: Security) -> PositionGroup:
        """The group of one security, empty when it is not held."""
        return PositionGroup(self._model, security)


SecurityPositionGroupModel.NULL = SecurityPositionGroupModel.Null = SecurityPositionGroupModel()
