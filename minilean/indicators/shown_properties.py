"""What of an indicator is shown beside its value: its public parts and settings."""

from __future__ import annotations

from typing import Any, NamedTuple

from minilean.indicators.base import BarIndicator, Indicator, IndicatorBase, TradeBarIndicator, WindowIndicator
from minilean.interop.names import to_pascal

_BASES = frozenset({object, IndicatorBase, Indicator, BarIndicator, TradeBarIndicator, WindowIndicator})
_NOT_SHOWN = frozenset(
    {
        "consolidators",
        "current",
        "previous",
        "name",
        "samples",
        "is_ready",
        "window",
        "item",
        "warm_up_period",
        "period",
    }
)
_IGNORED_BY_PANDAS = frozenset({"high_pivot", "low_pivot"})


class Shown(NamedTuple):
    """The names as C# spells them: indicators that are parts of another, and other public properties."""

    indicators: dict[str, IndicatorBase]
    others: tuple[str, ...]


def shown_properties(indicator: IndicatorBase) -> Shown:
    """The properties that a history of the indicator lists (QCAlgorithm.IndicatorHistory).

    Read the others with ``getattr(indicator, name)`` at every step: their values change.
    """
    indicators: dict[str, IndicatorBase] = {}
    others: list[str] = []
    for name in _public_names(indicator):
        value: Any = getattr(indicator, name)
        if isinstance(value, IndicatorBase):
            indicators[to_pascal(name)] = value
        elif not callable(value):
            others.append(to_pascal(name))
    return Shown(indicators, tuple(others))


def _public_names(indicator: IndicatorBase) -> list[str]:
    names = list(vars(indicator))
    for cls in type(indicator).__mro__:
        if cls not in _BASES:
            names.extend(name for name, member in vars(cls).items() if isinstance(member, property))
    hidden = _NOT_SHOWN | _IGNORED_BY_PANDAS
    return [name for name in dict.fromkeys(names) if not name.startswith("_") and name not in hidden]
