"""Names of LEAN that minilean does not have: they can be imported, and raise when they are used."""

from __future__ import annotations

from typing import Any, NoReturn

from minilean.errors import NotInMiniLean

_ALTERNATIVES = (
    (("Option", "Future", "Greeks", "OpenInterest"), "options and futures run in LEAN itself"),
    (("SignalExport", "Collective2", "Numerai", "CrunchDAO", "VBase"), "send targets from on_order_event"),
    (("Json", "Converter"), "use Python's json"),
    (("Api", "Api"), "use the lean command line"),
)
_PLAIN = {
    "QuantBook": "use a backtest's results in a notebook",
    "Notification": "write to the object store and let the bridge send it",
    "Console": "use self.log",
}


def advice(name: str) -> str:
    """What to use instead of a name of LEAN."""
    if name in _PLAIN:
        return _PLAIN[name]
    for parts, instead in _ALTERNATIVES:
        if any(part in name for part in parts):
            return instead
    return "run the algorithm in LEAN itself"


class Refused:
    """A name of LEAN's API without an implementation here; harmless in annotations, isinstance and imports."""

    def __init__(self, name: str) -> None:
        self.__name__ = name

    def _qc_refuse(self, use: str = "") -> NoReturn:
        raise NotInMiniLean(f"{self.__name__}{use}", advice(self.__name__))

    def __call__(self, *arguments: Any, **named: Any) -> NoReturn:
        self._qc_refuse()

    def __getattr__(self, name: str) -> NoReturn:
        if name.startswith("__"):
            raise AttributeError(name)
        self._qc_refuse(f".{name}")

    def __mro_entries__(self, bases: tuple[Any, ...]) -> NoReturn:
        self._qc_refuse()

    def __instancecheck__(self, instance: object) -> bool:
        return False

    def __subclasscheck__(self, cls: type) -> bool:
        return False

    def __getitem__(self, item: object) -> Refused:
        return self

    def __or__(self, other: object) -> Any:
        return Any

    __ror__ = __or__

    def __repr__(self) -> str:
        return f"<{self.__name__}: not part of minilean>"
