"""Collections of portfolio targets (Common/Algorithm/Framework/Portfolio/PortfolioTargetCollection.cs)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from minilean.errors import KeyNotFound
from minilean.framework.order_sizing import adjust_by_lot_size
from minilean.interop.names import dotnet
from minilean.interop.slots import SlotDictionary

if TYPE_CHECKING:
    from minilean.algorithm.facade import QCAlgorithm
    from minilean.framework.portfolio_target import PortfolioTarget
    from minilean.securities.symbol import Symbol


def distinct_by_symbol(targets: Iterable[PortfolioTarget]) -> list[PortfolioTarget]:
    """The first target of each symbol."""
    found: dict[Symbol, PortfolioTarget] = {}
    for target in targets:
        found.setdefault(target.symbol, target)
    return list(found.values())


def order_targets_by_margin_impact(
    targets: Iterable[PortfolioTarget],
    algorithm: QCAlgorithm,
    target_is_delta: bool = False,
) -> list[PortfolioTarget]:
    """Reducing targets first, then by falling order value; without those that need no order.

    Nothing while the algorithm warms up (Extensions.OrderTargetsByMarginImpact).
    """
    if algorithm.is_warming_up:
        return []
    ranked: list[tuple[bool, Decimal, PortfolioTarget]] = []
    for target in targets:
        security = algorithm.securities[target.symbol]
        wanted = adjust_by_lot_size(security, target._quantity)
        existing = algorithm.transactions.get_projected_holdings(security)._projected_quantity
        change = wanted if target_is_delta else wanted - existing
        if not (security.has_data and security.is_tradable and abs(change) >= security.symbol_properties._lot_size):
            continue
        after = wanted + existing if target_is_delta else wanted
        ranked.append((bool(existing) and abs(after) < abs(existing), abs(change * security._price), target))
    ranked.sort(key=lambda entry: entry[:2], reverse=True)
    return [target for _, _, target in ranked]


@dotnet
class PortfolioTargetCollection:
    """One target per symbol, in the order of .NET's dictionary."""

    def __init__(self) -> None:
        self._targets: SlotDictionary[Symbol, PortfolioTarget] = SlotDictionary()

    @property
    def count(self) -> int:
        """How many targets there are."""
        return len(self._targets)

    @property
    def is_empty(self) -> bool:
        """Whether there are none."""
        return not len(self._targets)

    @property
    def is_read_only(self) -> bool:
        """Always False."""
        return False

    @property
    def keys(self) -> list[Symbol]:
        """The symbols."""
        return self._targets.keys()

    @property
    def values(self) -> list[PortfolioTarget]:
        """The targets."""
        return self._targets.values()

    def __len__(self) -> int:
        return len(self._targets)

    def __iter__(self) -> Iterator[PortfolioTarget]:
        return iter(self._targets.values())

    def __getitem__(self, symbol: Symbol) -> PortfolioTarget:
        if symbol not in self._targets:
            message = f"The given key '{symbol}' was not present in the dictionary."
            raise KeyNotFound(message)
        return self._targets[symbol]

    def __setitem__(self, symbol: Symbol, target: PortfolioTarget) -> None:
        self._targets[symbol] = target

    def __contains__(self, item: Any) -> bool:
        return getattr(item, "symbol", item) in self._targets

    def add(self, *items: Any) -> None:
        """Adds a target in place of the symbol's former one; None is ignored."""
        target = getattr(items[-1], "value", items[-1])
        if target is not None:
            self._targets[target.symbol] = target

    def add_range(self, targets: Iterable[PortfolioTarget]) -> None:
        """Adds each of them."""
        for target in targets:
            self._targets[target.symbol] = target

    def clear(self) -> None:
        """Removes all targets."""
        self._targets.clear()

    def clear_fulfilled(self, algorithm: QCAlgorithm) -> None:
        """Removes the targets that holdings are within a lot of."""
        for target in self._targets.values():
            security = algorithm.securities[target.symbol]
            if abs(target._quantity - security.holdings._quantity) < security.symbol_properties._lot_size:
                self._targets.remove(target.symbol)

    def contains(self, target: Any) -> bool:
        """Whether the target's symbol has a target."""
        return target is not None and target in self

    def contains_key(self, symbol: Symbol) -> bool:
        """Whether the symbol has a target."""
        return symbol in self._targets

    def remove(self, item: Any) -> bool:
        """Removes the target of a symbol, or a target when it is the one stored; says whether it did."""
        symbol = getattr(item, "symbol", None)
        if symbol is None:
            return self._targets.remove(item) is not None
        if self._targets.get(symbol) is not item:
            return False
        return self._targets.remove(symbol) is not None

    def try_get_value(self, symbol: Symbol, target: object = None) -> tuple[bool, PortfolioTarget | None]:
        """Whether the symbol has a target, and the target."""
        found = self._targets.get(symbol)
        return found is not None, found

    def order_by_margin_impact(self, algorithm: QCAlgorithm) -> list[PortfolioTarget]:
        """The targets that need orders, reducing and large ones first."""
        return order_targets_by_margin_impact(self, algorithm) if len(self._targets) else []
