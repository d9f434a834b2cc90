"""What is done to each security that is added (Common/Securities/*SecurityInitializer.cs)."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from minilean.data.base_data import BaseData
from minilean.errors import NotInMiniLean
from minilean.interop.names import dotnet
from minilean.securities.user_models import method_of

if TYPE_CHECKING:
    from minilean.securities.security import Security

_MODELS = (
    "fill_model", "fee_model", "slippage_model", "settlement_model", "buying_power_model", "margin_interest_rate_model",
)  # fmt: skip


@dotnet
class BrokerageModelSecurityInitializer:
    """Gives securities the models of a broker; ``security_seeder`` may set a first price."""

    def __init__(self, brokerage_model: Any = None, security_seeder: Any = None) -> None:
        self._qc_model = brokerage_model
        self._qc_seeder = security_seeder

    def initialize(self, security: Security) -> None:
        """Sets the models, the leverage, what can be borrowed, and the first price."""
        broker = self._qc_model
        if broker is None:
            return
        for name in _MODELS:
            setattr(security, name, method_of(broker, f"get_{name}")(security))
        security.set_leverage(method_of(broker, "get_leverage")(security))
        security.set_shortable_provider(method_of(broker, "get_shortable_provider")(security))
        if self._qc_seeder is not None:
            method_of(self._qc_seeder, "seed_security")(security)


@dotnet
class FuncSecurityInitializer:
    """A user's function of a security."""

    def __init__(self, initializer: Callable[[Security], Any]) -> None:
        self._qc_initializer = initializer

    def initialize(self, security: Security) -> None:
        """Calls the function."""
        self._qc_initializer(security)


@dotnet
class CompositeSecurityInitializer:
    """Several initializers, one after the other."""

    def __init__(self, *initializers: Any) -> None:
        self.initializers = [
            item if hasattr(item, "initialize") or hasattr(item, "Initialize") else FuncSecurityInitializer(item)
            for item in initializers
        ]

    def add_security_initializer(self, security_initializer: Any) -> None:
        """Adds one at the end."""
        self.initializers.append(security_initializer)

    def initialize(self, security: Security) -> None:
        """Calls each."""
        for initializer in self.initializers:
            method_of(initializer, "initialize")(security)


@dotnet
class FuncSecuritySeeder:
    """A function gives the point, or points, a security's first price comes from."""

    def __init__(self, seed_function: Callable[[Security], Any]) -> None:
        self._qc_seed = seed_function

    def seed_security(self, security: Security) -> bool:
        """Sets the price from what the function gives; says whether it gave anything without raising."""
        if security.symbol.is_canonical():
            return True
        try:
            given = self._qc_seed(security)
            points = [given] if isinstance(given, BaseData) else list(given or ())
        except NotInMiniLean:
            raise
        except Exception:  # noqa: BLE001 - LEAN's rule: a seeder that raises costs the price, not the run
            return False
        for point in points:
            security.set_market_price(point)
        return bool(points)
