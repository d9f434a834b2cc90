"""PythonIndicator: the base of users' own indicators, and the wrap around those that do without it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Self

from minilean.errors import ArgumentError
from minilean.indicators.base import IndicatorBase
from minilean.indicators.data_point import IndicatorDataPoint, number_of
from minilean.interop.decimals import ZERO, to_decimal
from minilean.interop.names import to_pascal, user_method

if TYPE_CHECKING:
    from decimal import Decimal

    from minilean.data.base_data import BaseData


class PythonIndicator(IndicatorBase):
    """Calls a user's ``update`` and reads ``value`` (Indicators/PythonIndicator.cs).

    Subclass it, or pass it any object with ``update``, ``value`` and ``is_ready``. ``update`` returns whether the
    indicator is ready; when it returns None, ``is_ready`` is asked. Only data fed by the engine move ``current``,
    ``samples`` and ``updated``: a direct call of the user's ``update`` is the user's affair, as in LEAN.
    """

    warm_up_period: int = 0
    _qc_instance: Any
    _qc_was_ready: bool

    def __new__(cls, *_: Any, **__: Any) -> Self:
        self = super().__new__(cls)
        self._qc_instance = self
        self._qc_was_ready = False
        self.name = cls.__name__
        return self

    def __init__(self, *arguments: Any) -> None:
        if arguments and type(self) is PythonIndicator:
            self.set_indicator(arguments[0])

    def set_indicator(self, indicator: Any) -> None:
        """Wraps a user's object; raises ArgumentError when a part is missing."""
        for attribute in ("is_ready", "update", "value"):
            if _attribute_of(indicator, attribute, None) is None:
                raise _missing(attribute, indicator)
        self._qc_instance = indicator
        if indicator is not self:
            self.name = str(_attribute_of(indicator, "name", type(indicator).__name__))
            self.warm_up_period = int(_attribute_of(indicator, "warm_up_period", 0))

    @property
    def is_ready(self) -> bool:
        if self._qc_was_ready or self._qc_instance is self:
            return self._qc_was_ready
        return bool(_attribute_of(self._qc_instance, "is_ready", False))

    def _compute_next_value(self, data: BaseData) -> Decimal:
        instance = self._qc_instance
        update = user_method(instance, "update") or _attribute_of(instance, "update", None)
        if update is None or getattr(update, "__func__", None) is IndicatorBase.update:
            raise _missing("update", instance)
        ready = update(data)
        self._qc_was_ready = bool(_attribute_of(instance, "is_ready", False) if ready is None else ready)
        return to_decimal(number_of(_attribute_of(instance, "value", ZERO)))

    def _qc_feed_parts(self, *parts: Any) -> None:
        self._qc_feed_data(IndicatorDataPoint(*parts))


def _attribute_of(instance: Any, name: str, default: Any) -> Any:
    """An attribute in either spelling."""
    for spelling in (name, to_pascal(name)):
        try:
            return getattr(instance, spelling)
        except AttributeError:
            continue
    return default


def _missing(attribute: str, indicator: Any) -> ArgumentError:
    return ArgumentError(
        f"Indicator.{attribute} must be implemented. Please implement this missing method in {type(indicator).__name__}"
    )


def managed(indicator: Any) -> Any:
    """The indicator itself, or the wrap around a user's own object."""
    return indicator if isinstance(indicator, IndicatorBase) else PythonIndicator(indicator)
