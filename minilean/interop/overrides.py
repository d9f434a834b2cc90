"""Methods users override in either spelling: ``def Update`` and ``def update`` are the same method."""

from __future__ import annotations

from typing import Any

from minilean.interop.names import to_pascal, to_snake


class Overridable:
    """Base of the classes users derive models from.

    A name a subclass defines is also stored under its twin when a base class knows the twin, so our code calls
    ``model.update`` whichever spelling the user chose.
    """

    def __init_subclass__(cls, **arguments: Any) -> None:
        super().__init_subclass__(**arguments)
        for name, member in list(vars(cls).items()):
            if name.startswith("_"):
                continue
            twin = to_snake(name) if name[0].isupper() else to_pascal(name)
            if twin not in vars(cls) and any(twin in vars(base) for base in cls.__mro__[1:]):
                setattr(cls, twin, member)


class PascalFields:
    """Instance attributes answer to PascalCase too: ``insight.Symbol`` reads ``insight.symbol``."""

    def __getattr__(self, name: str) -> Any:
        if name[:1].isupper():
            snake = to_snake(name)
            if snake != name and (snake in self.__dict__ or hasattr(type(self), snake)):
                return getattr(self, snake)
        raise AttributeError(f"{type(self).__name__!r} object has no attribute {name!r}")


class PascalSettings(PascalFields):
    """Fields that may be written in PascalCase as well: ``settings.Resolution = ...``."""

    def __setattr__(self, name: str, value: Any) -> None:
        object.__setattr__(self, to_snake(name) if name[:1].isupper() else name, value)
