"""Methods that C# gives a type in angle brackets and Python in square ones: ``get[Type](key)``."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Callable


class Typed:
    """A method that may be called as it is or after a type was named."""

    __slots__ = ("_method", "_type_is_argument")

    def __init__(self, method: Callable[..., Any], type_is_argument: bool) -> None:
        """``type_is_argument`` says whether the type is the method's argument or only a wish for the result."""
        self._method = method
        self._type_is_argument = type_is_argument

    def __call__(self, *arguments: Any) -> Any:
        return self._method(*arguments)

    def __getitem__(self, kind: type) -> Callable[..., Any]:
        if self._type_is_argument:
            return lambda *arguments: self._method(kind, *arguments)
        return self._method
