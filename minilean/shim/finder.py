"""Imports of .NET namespaces and of LEAN's Python framework files while an algorithm is loaded.

``import clr``, ``from System.Collections.Generic import List``, ``from QuantConnect.Data import *`` and
``from Alphas.RsiAlphaModel import RsiAlphaModel`` all lead to minilean's own classes.
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from importlib import import_module
from importlib.machinery import ModuleSpec
from pathlib import Path
from types import ModuleType
from typing import Any

from minilean.shim.framework_files import fill, is_file, is_folder
from minilean.shim.imported_names import ImportedNames
from minilean.shim.public_names import add_reference, all_names, exports, resolve
from minilean.shim.refused import Refused

_FOLDER = str(Path(__file__).parent)
_NAMESPACES = ("System", "QuantConnect", "Newtonsoft")


class Namespace(ImportedNames):
    """A .NET namespace: its names are those of the star import; others refuse to be used."""

    def __getattr__(self, name: str) -> Any:
        if name.startswith("__"):
            raise AttributeError(name)
        if name in exports():
            return getattr(import_module(exports()[name]), name)
        return resolve(name) if name in all_names() else Refused(name)


class FrameworkFile(ImportedNames):
    """One of LEAN's Python framework files, which give AlgorithmImports' names along with their own."""


class Clr(ModuleType):
    """pythonnet's module."""

    AddReference = staticmethod(add_reference)


class _ShimLoader:
    """Makes a module of a kind; plain, for importlib.abc is slow to import."""

    def __init__(self, kind: type[ModuleType]) -> None:
        self._kind = kind

    def create_module(self, spec: ModuleSpec) -> ModuleType:
        return self._kind(spec.name)

    def exec_module(self, module: ModuleType) -> None:
        if isinstance(module, FrameworkFile):
            fill(module)


def _found(name: str, kind: type[ModuleType], *, is_package: bool = False) -> ModuleSpec:
    loader: Any = _ShimLoader(kind)
    return ModuleSpec(name, loader, is_package=is_package)


class NamespaceFinder:
    """Finds .NET's namespaces, before any installed package of the same name."""

    def find_spec(
        self,
        fullname: str,
        path: Sequence[str] | None = None,
        target: ModuleType | None = None,
    ) -> ModuleSpec | None:
        """A specification for clr, System, QuantConnect and what is below them."""
        if fullname == "clr":
            return _found(fullname, Clr)
        if fullname.partition(".")[0] in _NAMESPACES:
            return _found(fullname, Namespace, is_package=True)
        return None


class FrameworkFileFinder:
    """Finds LEAN's framework files, after the project's own."""

    def find_spec(
        self,
        fullname: str,
        path: Sequence[str] | None = None,
        target: ModuleType | None = None,
    ) -> ModuleSpec | None:
        """A specification for the files and their folders."""
        if is_file(fullname):
            return _found(fullname, FrameworkFile)
        if is_folder(fullname):
            return _found(fullname, Namespace, is_package=True)
        return None


def install() -> Callable[[], None]:
    """From now on algorithms import LEAN's names; gives the function that ends it and forgets the modules.

    Nothing changes, and nothing ends, where they do already.
    """
    if any(isinstance(finder, NamespaceFinder) for finder in sys.meta_path):
        return lambda: None
    first, last = NamespaceFinder(), FrameworkFileFinder()
    sys.meta_path.insert(0, first)
    sys.meta_path.append(last)
    sys.path.insert(0, _FOLDER)
    known = set(sys.modules)

    def uninstall() -> None:
        sys.meta_path.remove(first)
        sys.meta_path.remove(last)
        sys.path.remove(_FOLDER)
        for name, module in list(sys.modules.items()):
            if name not in known and isinstance(module, (ImportedNames, Clr)):
                del sys.modules[name]

    return uninstall


@contextmanager
def shim_installed() -> Iterator[None]:
    """Inside, algorithms import LEAN's names; afterwards the modules stay out of other code's way."""
    uninstall = install()
    try:
        yield
    finally:
        uninstall()
