"""Runs in one process one after the other: what an algorithm imported is forgotten before the next."""

from __future__ import annotations

import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

_OF_ALGORITHMS = ("AlgorithmImports", "QuantConnect", "System", "clr", "main")
"""Modules that exist only while an algorithm runs."""


@contextmanager
def forgetting_imports(folders: Sequence[Path] = ()) -> Iterator[None]:
    """Around a run: modules of algorithms, and those from the folders, are gone behind it, as is what finds them."""
    known, finders, path = set(sys.modules), list(sys.meta_path), list(sys.path)
    try:
        yield
    finally:
        sys.meta_path[:], sys.path[:] = finders, path
        homes = [folder.resolve() for folder in folders]
        for name in set(sys.modules) - known:
            file = getattr(sys.modules[name], "__file__", None)
            is_from_there = file is not None and any(map(Path(file).resolve().is_relative_to, homes))
            if is_from_there or name.partition(".")[0] in _OF_ALGORITHMS:
                del sys.modules[name]
