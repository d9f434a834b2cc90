"""A module whose star import gives what the importing code mentions."""

from __future__ import annotations

import sys
from types import CodeType, ModuleType
from typing import Any

from minilean.shim.public_names import all_names, resolve

_LOOKUPS = frozenset({"eval", "exec", "globals", "locals", "vars", "get_type_hints"})


class ImportedNames(ModuleType):
    """Answers for every name of LEAN's star import, and imports a class's module only when it is asked for.

    ``__all__`` reads the names out of the code that imports. Interactive code, and code that looks names up at run
    time, gets all of them.
    """

    @property
    def __all__(self) -> list[str]:
        code = sys._getframe(1).f_code
        public = all_names()
        if code.co_filename.startswith("<"):
            return sorted(public)
        mentioned = names_in(code)
        return sorted(public if mentioned & _LOOKUPS else public & mentioned)

    def __getattr__(self, name: str) -> Any:
        if name.startswith("__"):
            raise AttributeError(name)
        return resolve(name)


def names_in(code: CodeType) -> set[str]:
    """The global names and attributes code mentions, in its functions and classes too."""
    found = set(code.co_names)
    for constant in code.co_consts:
        if isinstance(constant, CodeType):
            found |= names_in(constant)
    return found
