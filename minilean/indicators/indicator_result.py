"""IndicatorResult: a value and whether it may become the current one."""

from __future__ import annotations

from typing import Any

from minilean.enums import IndicatorStatus
from minilean.indicators.data_point import number_of
from minilean.interop.decimals import to_decimal
from minilean.interop.names import dotnet, exact


@dotnet
class IndicatorResult:
    """What a composition returns (Indicators/IndicatorResult.cs)."""

    __slots__ = ("_value", "status")

    value = exact("_value")

    def __init__(self, value: Any, status: IndicatorStatus = IndicatorStatus.SUCCESS) -> None:
        self._value = to_decimal(number_of(value))
        self.status = status
