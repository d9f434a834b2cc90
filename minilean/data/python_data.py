"""Custom data: the classes users derive from to read files of their own."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING, Any, Self

from minilean.data.base_data import NO_TIME, BaseData
from minilean.enums import Resolution, SecurityType
from minilean.errors import ArgumentError, InvalidOperation, KeyNotFound
from minilean.interop.decimals import ZERO, double_to_decimal, to_double
from minilean.interop.names import dotnet, to_snake
from minilean.interop.overrides import Overridable
from minilean.securities.symbol import Symbol, as_symbol
from minilean.securities.time_zones import TimeZones

if TYPE_CHECKING:
    from datetime import datetime
    from zoneinfo import ZoneInfo

    from minilean.data.data_source import SubscriptionDataSource
    from minilean.data.subscription_config import SubscriptionDataConfig

_REAL = {"time": "time", "endtime": "end_time", "end_time": "end_time", "value": "value", "symbol": "symbol"}
_READABLE = {"time": "time", "endtime": "end_time", "value": "value", "symbol": "symbol", "price": "price"}
_FIELDS = frozenset(
    ("time", "Time", "end_time", "EndTime", "value", "Value", "is_fill_forward", "IsFillForward", "data_type")
)


@dotnet
class DynamicData(BaseData):
    """Data with properties made by writing them (Common/Data/DynamicData.cs); their names ignore letter case."""

    __slots__ = ("_qc_end_given", "_qc_snake", "_qc_storage")

    _qc_storage: dict[str, Any]
    _qc_snake: dict[str, Any]
    _qc_end_given: bool

    def __new__(cls, *_: object, **__: object) -> Self:
        """Fields exist even when a user's class never calls ``super().__init__``."""
        data = super().__new__(cls)
        put = object.__setattr__
        put(data, "symbol", Symbol.EMPTY)
        put(data, "_time", NO_TIME)
        put(data, "_end_time", NO_TIME)
        put(data, "_value", ZERO)
        put(data, "is_fill_forward", False)
        put(data, "_qc_storage", {})
        put(data, "_qc_snake", {})
        put(data, "_qc_end_given", False)
        return data

    def __init__(self) -> None:
        """The fields are made by ``__new__``."""

    def __setattr__(self, name: str, value: Any) -> None:
        if name in _FIELDS or name[0] == "_":
            object.__setattr__(self, name, value)
        elif name in {"symbol", "Symbol"}:
            object.__setattr__(self, "symbol", as_symbol(value))
        else:
            if hasattr(type(self), name):
                object.__setattr__(self, name, value)
            self._qc_store(name, value)

    def __getattr__(self, name: str) -> Any:
        if name[0] != "_":
            key = name.lower()
            if key in self._qc_storage:
                return self._qc_storage[key]
            if key in self._qc_snake:
                return self._qc_snake[key]
        raise AttributeError(f"{type(self).__name__!r} object has no attribute {name!r}")

    def _qc_store(self, name: str, value: Any) -> None:
        snake, key = to_snake(name), name.lower()
        self._qc_storage[key] = value
        if snake != key:
            self._qc_snake[snake] = value

    def set_property(self, name: str, value: Any) -> Any:
        """Writes a property; time, end time, value and symbol are the data's own. Gives the value."""
        field = _REAL.get(name.lower())
        if field is not None:
            setattr(self, field, value)
        self._qc_store(name, value)
        return value

    def get_property(self, name: str) -> Any:
        """Reads a property; raises KeyNotFound, naming those there are, for one never written."""
        key = name.lower()
        field = _READABLE.get(key)
        if field is not None:
            return getattr(self, field)
        if key in self._qc_storage:
            return self._qc_storage[key]
        if key in self._qc_snake:
            return self._qc_snake[key]
        message = (
            f"Property with name '{key}' does not exist. Properties: Time, Symbol, Value {', '.join(self._qc_storage)}"
        )
        raise KeyNotFound(message)

    def has_property(self, name: str) -> bool:
        """Whether a property was written."""
        return name.lower() in self._qc_storage

    def get_storage_dictionary(self) -> dict[str, Any]:
        """The properties by their names in small letters."""
        return self._qc_storage

    def __copy__(self) -> Self:
        twin = type(self).__new__(type(self))
        put = object.__setattr__
        for name in ("symbol", "_time", "_end_time", "_value", "is_fill_forward", "_qc_end_given"):
            put(twin, name, getattr(self, name))
        twin._qc_storage.update(self._qc_storage)
        twin._qc_snake.update(self._qc_snake)
        for name, value in getattr(self, "__dict__", {}).items():
            put(twin, name, value)
        return twin


@dotnet
class PythonData(Overridable, DynamicData):
    """The base of custom data (Common/Python/PythonData.cs).

    A subclass writes ``get_source`` and ``reader``, in either spelling; ``data["name"] = x`` adds a property.
    Without an end time of its own the data are of the moment ``time``.
    """

    __slots__ = ()

    @property
    def time(self) -> datetime:
        """The start of the period, or the moment itself."""
        return self._time

    @time.setter
    def time(self, value: datetime) -> None:
        object.__setattr__(self, "_time", value)
        if not self._qc_end_given:
            object.__setattr__(self, "_end_time", value)

    @property
    def end_time(self) -> datetime:
        """The moment the data are delivered."""
        return self._end_time

    @end_time.setter
    def end_time(self, value: datetime) -> None:
        put = object.__setattr__
        put(self, "_end_time", value)
        put(self, "_qc_end_given", True)
        if self._time == NO_TIME:
            put(self, "_time", value)

    def __getitem__(self, name: str) -> Any:
        return self.get_property(name)

    def __setitem__(self, name: str, value: Any) -> None:
        """A float goes through a decimal and keeps 15 digits."""
        if isinstance(value, float):
            value = to_double(double_to_decimal(value))
        elif isinstance(value, Decimal):
            value = to_double(value)
        self.set_property(name, value)

    def get_source(self, config: SubscriptionDataConfig, date: datetime, is_live_mode: bool) -> SubscriptionDataSource:
        """Where the data of a date are; a subclass writes it."""
        raise NotImplementedError(f"{type(self).__name__} does not say where its data are: write get_source")

    def reader(self, config: SubscriptionDataConfig, line: str, date: datetime, is_live_mode: bool) -> BaseData | None:
        """The data in a line, None where there are none; a subclass writes it."""
        raise NotImplementedError(f"{type(self).__name__} does not read its data: write reader")

    def requires_mapping(self) -> bool:
        """Whether the ticker changes over time."""
        return self.symbol.requires_mapping()

    def is_sparse_data(self) -> bool:
        """Whether a missing file is no news; custom data are sparse unless they say otherwise."""
        return self.symbol.security_type == SecurityType.BASE

    def should_cache_to_security(self) -> bool:
        """Whether the data set the security's price."""
        return True

    def default_resolution(self) -> Resolution:
        """The resolution of a subscription that names none."""
        return Resolution.MINUTE

    def supported_resolutions(self) -> list[Resolution]:
        """The resolutions a subscription may name."""
        return list(Resolution)

    def data_time_zone(self) -> ZoneInfo:
        """The zone of the times in the file; raises InvalidOperation for data that are not custom."""
        if self.symbol.security_type != SecurityType.BASE:
            raise InvalidOperation("BaseData.DataTimeZone(): is only valid for base data types")
        zone: ZoneInfo = TimeZones.NEW_YORK
        return zone


def prepare_custom_type(kind: Any) -> Any:
    """An object of a custom type to ask for its defaults; raises ArgumentError for a class that is no data."""
    if not (isinstance(kind, type) and issubclass(kind, BaseData)):
        raise ArgumentError(f"{kind} is no data type: derive it from PythonData")
    return kind()
