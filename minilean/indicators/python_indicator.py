"""PythonIndicator: the base of users' own indicators, and the wrap around those that do without it."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from minilean.data.base_data import BaseData
from minilean.errors import ArgumentError
from minilean.indicators.base import IndicatorBase
from minilean.indicators.constructors import named
from minilean.indicators.data_point import IndicatorDataPoint, number_of
from minilean.interop.decimals import ZERO, to_decimal


class PythonIndicator(IndicatorBase):
    """Calls a user's ``update`` and reads ``value`` (Indicators/PythonIndicator.cs).

    Subclass it, or pass it any object with ``update``, ``value`` and ``is_ready``. ``update`` returns whether the
    indicator is ready; when it returns None, ``is_ready`` is asked. Only data fed by the engine move ``current``,
    ``samples`` and ``updated``: a direct call of the user's ``update`` is the user's affair, as in LEAN.
    """

    warm_up_period: int = 0

    def __new__(cls, *arguments: Any, **named: Any) -> Self:
        self = super().__new__(cls)
        self._qc_instance: Any = self
        self._qc_was_ready = False
        self.name = cls.__name__
        return self

    def __init__(self, *arguments: Any) -> None:
        if arguments and type(self) is PythonIndicator:
            self.set_indicator(arguments[0])

    def set_indicator(self, indicator: Any) -> None:
        """Wraps a user's object; raises ArgumentError when a part is missing."""
        for attribute in ("is_ready", "update", "value"):
            if attribute_of(indicator, attribute, None) is None:
                raise ArgumentError(
                    f"Indicator.{attribute} must be implemented. Please implement this missing method in "
                    f"{type(indicator).__name__}"
                )
        self._qc_instance = indicator
        if indicator is not self:
            self.name = str(attribute_of(indicator, "name", type(indicator).__name__))
            self.warm_up_period = int(attribute_of(indicator, "warm_up_period", 0))

    @property
    def is_ready(self) -> bool:
        if self._qc_was_ready or self._qc_instance is self:
            return self._qc_was_ready
        return bool(attribute_of(self._qc_instance, "is_ready", False))

    def _compute_next_value(self, data: BaseData) -> Decimal:
        instance = self._qc_instance
        ready = attribute_of(instance, "update", None)(data)
        self._qc_was_ready = bool(attribute_of(instance, "is_ready", False) if ready is None else ready)
        return to_decimal(number_of(attribute_of(instance, "value", ZERO)))

    def _qc_feed_parts(self, *parts: Any) -> None:
        self._qc_feed_data(IndicatorDataPoint(*parts))


def attribute_of(instance: Any, name: str, default: Any) -> Any:
    """An attribute in either spelling."""
    found = getattr(instance, name, None)
    if found is None:
        found = getattr(instance, to_pascal(name), None) if not isinstance(instance, IndicatorBase) else None
    return default if found is None else found


def managed(indicator: Any) -> Any:
    """The indicator itself, or the wrap around a user's own object."""
    return indicator if isinstance(indicator, IndicatorBase) else PythonIndicator(indicator)
