"""The base of all LEAN enumerations: whole numbers that print their Python name.

``str(Resolution.HOUR)`` is ``HOUR`` as pythonnet prints it; ``Resolution.Hour`` is the same member.
"""

from __future__ import annotations

import enum

from minilean.interop.names import to_pascal, to_snake


class _BothSpellings(enum.EnumMeta):
    def __getattr__(cls, name: str) -> object:
        if not name.startswith("_"):
            member = cls.__members__.get(to_snake(name).upper())
            if member is not None:
                return member
        raise AttributeError(name)


class DotNetEnum(enum.IntEnum, metaclass=_BothSpellings):
    """A LEAN enumeration; ``dotnet_name`` is the PascalCase text LEAN writes in messages and JSON."""

    def __str__(self) -> str:
        return self.name

    def __format__(self, specification: str) -> str:
        return (
            format(self.name, specification)
            if not specification or specification[-1] not in "dxX"
            else format(int(self), specification)
        )

    @property
    def dotnet_name(self) -> str:
        """The member as C# prints it, for example ``PartiallyFilled``."""
        return _DOTNET_NAMES.get((type(self).__name__, self.name)) or to_pascal(self.name.lower())

    def to_string(self) -> str:
        """As C#'s ToString()."""
        return self.dotnet_name


_DOTNET_NAMES: dict[tuple[str, str], str] = {
    ("BrokerageName", "GDAX"): "GDAX",
    ("BrokerageName", "FTX"): "FTX",
    ("BrokerageName", "FTXUS"): "FTXUS",
    ("BrokerageName", "BINANCE_US"): "BinanceUS",
    ("BrokerageName", "TD_AMERITRADE"): "TDAmeritrade",
    ("BrokerageName", "RBI"): "RBI",
    ("BrokerageName", "DYDX"): "DYDX",
    ("FillMatchingMethod", "FIFO"): "FIFO",
    ("FillMatchingMethod", "LIFO"): "LIFO",
    ("MovingAverageType", "MGD"): "MGD",
}
"""Members whose C# spelling is not the PascalCase of the Python one."""
