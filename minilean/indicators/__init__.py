"""LEAN's indicators, one per file, loaded when first named."""

from __future__ import annotations

import importlib
import re
from typing import Any

_MODULES = {
    "IndicatorBase": "base",
    "Indicator": "base",
    "BarIndicator": "base",
    "TradeBarIndicator": "base",
    "WindowIndicator": "base",
    "IndicatorDataPoint": "data_point",
    "IndicatorExtensions": "extensions",
    "PivotPoint": "pivot_points_high_low",
    "PivotPointsEventArgs": "pivot_points_high_low",
    "TomDemarkSequentialPhase": "tom_demark_sequential",
}
"""Public names whose module is not their own name in snake case."""

_BOUNDARY = re.compile(r"(?<=[a-z0-9])(?=[A-Z])")


def __getattr__(name: str) -> Any:
    """Loads a class by its LEAN name."""
    if not name[:1].isupper():
        raise AttributeError(name)
    module = _MODULES.get(name) or _BOUNDARY.sub("_", name).lower()
    try:
        loaded = importlib.import_module(f"{__name__}.{module}")
    except ModuleNotFoundError:
        raise AttributeError(f"there is no indicator {name}") from None
    return getattr(loaded, name)
