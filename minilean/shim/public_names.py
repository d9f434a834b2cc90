"""Which names LEAN's star import gives, and where minilean has them."""

from __future__ import annotations

import functools
import typing
from importlib import import_module
from pathlib import Path
from typing import Any

from minilean.shim.lazy_module import LazyModule
from minilean.shim.refused import Refused

_HERE = Path(__file__).parent
_MODULES = {"np": "numpy", "pd": "pandas", "plt": "matplotlib.pyplot"}
_STANDARD = {"math": "math", "json": "json", "os": "os", "sys": "sys"}
_FROM_STANDARD = {
    "date": "datetime",
    "time": "datetime",
    "datetime": "datetime",
    "timedelta": "datetime",
    "Exception": "builtins",
}
_REFERENCE = "AddReference"
_PYTHONS = frozenset({*_MODULES, *_STANDARD, *_FROM_STANDARD, _REFERENCE})
_SAME = {"QCAlgorithmFramework": "QCAlgorithm", "QCAlgorithmFrameworkBridge": "QCAlgorithm"}


def read_table(path: Path) -> dict[str, str]:
    """A table of lines ``module: names``, names separated by spaces, as a dictionary from name to module."""
    found: dict[str, str] = {}
    for line in path.read_text(encoding="utf-8").splitlines():
        module, _, names = line.partition(":")
        for name in names.split():
            found.setdefault(name, module)
    return found


def add_reference(name: str) -> None:
    """References to assemblies mean nothing here."""


@functools.cache
def exports() -> dict[str, str]:
    """The names minilean has, with their modules."""
    return read_table(_HERE / "exports.txt")


@functools.cache
def lean_names() -> dict[str, str]:
    """All classes LEAN's star import gives, with their namespaces."""
    return read_table(_HERE / "lean_names.txt")


@functools.cache
def all_names() -> frozenset[str]:
    """Everything ``from AlgorithmImports import *`` gives."""
    return frozenset({*lean_names(), *exports(), *typing.__all__, *_PYTHONS, *_SAME})


def _of_python(name: str) -> Any:
    if name == _REFERENCE:
        return add_reference
    if name in _MODULES:
        return LazyModule(_MODULES[name])
    if name in _STANDARD:
        return import_module(_STANDARD[name])
    return getattr(import_module(_FROM_STANDARD[name]), name)


@functools.cache
def resolve(name: str) -> Any:
    """The object of a name of the star import: minilean's own, or one that refuses to be used.

    Raises AttributeError for names LEAN does not have either.
    """
    if name in _SAME:
        return resolve(_SAME[name])
    if name in _PYTHONS:
        return _of_python(name)
    if name in typing.__all__:
        return getattr(typing, name)
    if name in exports():
        return getattr(import_module(exports()[name]), name)
    if name in lean_names():
        return Refused(name)
    raise AttributeError(f"LEAN's AlgorithmImports has no {name!r}")
