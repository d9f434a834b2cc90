"""The last data by the name of their type: ``security.data.TradeBar`` (Common/Securities/DynamicSecurityData.cs)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from minilean.errors import KeyNotFound
from minilean.securities.typed_access import Typed

if TYPE_CHECKING:
    from minilean.securities.security import Security


class DynamicSecurityData:
    """A view of the security's cache."""

    def __init__(self, security: Security) -> None:
        self._security = security

    @property
    def get(self) -> Typed:
        """The last data of a type, None without any."""
        return Typed(self._security.cache.get_data, type_is_argument=True)

    @property
    def get_all(self) -> Typed:
        """The data of a type in the last time slice."""
        return Typed(self._security.cache.get_all, type_is_argument=True)

    @property
    def has_data(self) -> Typed:
        """Whether data of a type came."""
        return Typed(self._security.cache.has_data, type_is_argument=True)

    def has_property(self, name: str) -> bool:
        """Whether data of a type of that name came."""
        return any(kind.__name__.lower() == name.lower() for kind in self._security.cache._data_by_type)

    def get_property(self, name: str) -> list[Any]:
        """The last data of the type of that name; raises KeyNotFound when there are none."""
        for kind, data in self._security.cache._data_by_type.items():
            if kind.__name__.lower() == name.lower():
                return list(data)
        raise KeyNotFound(f"Property with name '{name}' does not exist.")

    def __getattr__(self, name: str) -> Any:
        if name.startswith("_"):
            raise AttributeError(name)
        try:
            return self.get_property(name)
        except KeyNotFound as error:
            raise AttributeError(name) from error

    Get, GetAll, HasData, HasProperty, GetProperty = get, get_all, has_data, has_property, get_property
