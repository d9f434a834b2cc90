"""C#'s type arguments, ``IdentityDataConsolidator[TradeBar]()``, as classes made once."""

from __future__ import annotations

import functools
from typing import Any


def with_input(cls: Any, input_type: Any) -> Any:
    """The class with another input type, under its own name."""
    return _made(cls, input_type)


@functools.cache
def _made(cls: Any, input_type: Any) -> Any:
    return type(cls.__name__, (cls,), {"input_type": input_type, "__module__": cls.__module__})
