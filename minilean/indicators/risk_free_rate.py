"""The risk-free rate an indicator is told or asks a model for."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from decimal import Decimal
from typing import Any

from minilean.errors import ArgumentError
from minilean.indicators.data_point import number_of
from minilean.interop.decimals import to_decimal
from minilean.interop.names import user_method

RateOf = Callable[[datetime], Decimal]


def rate_of(model: Any) -> RateOf:
    """The yearly rate at a time, from a number or a model with ``get_interest_rate(date)``."""
    if isinstance(model, int | float | Decimal):
        constant = to_decimal(model)
        return lambda _: constant
    exact_rate = getattr(model, "_get_interest_rate", None)
    if exact_rate is not None:
        return exact_rate  # type: ignore[no-any-return]
    asked = user_method(model, "get_interest_rate")
    if asked is None:
        raise ArgumentError(f"{type(model).__name__} has no method get_interest_rate")
    return lambda time: to_decimal(number_of(asked(time)))
