"""Calling models that may be LEAN's or a user's, in either spelling."""

from __future__ import annotations

import functools
from typing import TYPE_CHECKING, Any

from minilean.errors import AlgorithmError
from minilean.interop.names import to_pascal

if TYPE_CHECKING:
    from collections.abc import Callable


@functools.cache
def _defined(kind: type, name: str) -> tuple[str, bool] | None:
    """Under which spelling a class defines a method, and whether a user's class does; the most derived wins."""
    for cls in kind.__mro__:
        for spelling in (name, to_pascal(name)):
            if spelling in vars(cls):
                return spelling, not cls.__module__.startswith("minilean.")
    return None


def is_users(model: Any, name: str) -> bool:
    """Whether the method of a model was written by the user."""
    kind: type = type(model)
    found = _defined(kind, name)
    return found is None or found[1]


def method_of(model: Any, name: str) -> Callable[..., Any]:
    """A model's method by its snake_case name; raises AlgorithmError when the model has none."""
    kind: type = type(model)
    found = _defined(kind, name)
    method: Any = getattr(model, found[0] if found else name, None) or getattr(model, to_pascal(name), None)
    if method is None:
        raise AlgorithmError(f"{type(model).__name__} must implement {name}: please implement this missing method")
    return method  # type: ignore[no-any-return]
