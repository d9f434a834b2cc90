"""The one tree of errors; the leaf says who has to act."""

from __future__ import annotations


class MiniLeanError(Exception):
    """Anything this runner refuses to do, with a sentence for the person who asked."""


class NotInMiniLean(MiniLeanError, NotImplementedError):
    """The algorithm uses a part of LEAN that is not embedded here; run it in LEAN itself."""

    def __init__(self, feature: str, instead: str = "") -> None:
        self.feature = feature
        super().__init__(f"{feature} is not part of minilean{'; ' + instead if instead else ''}")


class DataError(MiniLeanError):
    """A data file is missing or cannot be read as LEAN writes it."""


class SettingsError(MiniLeanError):
    """A run was asked for with settings that make no sense."""


class AlgorithmError(MiniLeanError):
    """The algorithm used the API in a way LEAN refuses, or raised in one of its callbacks."""


class ArgumentError(AlgorithmError, ValueError):
    """An argument LEAN refuses (.NET's ArgumentException)."""


class InvalidOperation(AlgorithmError, RuntimeError):
    """A call that the object's present state does not allow (.NET's InvalidOperationException)."""


class KeyNotFound(AlgorithmError, KeyError):
    """A dictionary was asked for what it does not hold (.NET's KeyNotFoundException)."""

    def __str__(self) -> str:
        return str(self.args[0]) if self.args else ""
