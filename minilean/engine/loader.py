"""Finds and makes the one algorithm of a file (AlgorithmFactory/Python/Wrappers/AlgorithmPythonWrapper.cs)."""

from __future__ import annotations

import sys
import traceback
from pathlib import Path
from types import ModuleType
from typing import Any

from minilean.algorithm.facade import QCAlgorithm
from minilean.errors import AlgorithmError
from minilean.shim.finder import install


def search_path(source: Path, libraries: list[Path]) -> list[str]:
    """Where an algorithm's imports are looked for first: its folder, then the libraries."""
    return [str(folder) for folder in (source.parent, *libraries)]


def load_algorithm(source: Path, libraries: list[Path]) -> type[QCAlgorithm]:
    """The algorithm class of a file; its folder, libraries and shim stay on sys.path for imports while it runs.

    Raises AlgorithmError with one sentence for a file that cannot be read, has an error, or has no algorithm.
    """
    install()
    sys.path[:0] = search_path(source, libraries)
    module = ModuleType(source.stem)
    module.__file__ = str(source)
    sys.modules[source.stem] = module
    try:
        text = source.read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        message = f"{source} cannot be read: {error}"
        raise AlgorithmError(message) from error
    try:
        code = compile(text, str(source), "exec")
    except SyntaxError as error:
        raise AlgorithmError(_syntax(error)) from error
    try:
        exec(code, module.__dict__)  # noqa: S102 - running the user's algorithm is the purpose
    except SyntaxError as error:  # of a module that the algorithm imports
        raise AlgorithmError(_syntax(error)) from error
    except (Exception, SystemExit) as error:  # a user's module may raise anything while it is imported
        message = f"{source} cannot be imported: {type(error).__name__}: {error}"
        raise AlgorithmError(message) from error
    return _one_class(source, module)


def _syntax(error: SyntaxError) -> str:
    return f"{error.filename}, line {error.lineno}: {error.msg}: {(error.text or '').strip()}"


def _one_class(source: Path, module: ModuleType) -> type[QCAlgorithm]:
    found = [
        value
        for _, value in sorted(vars(module).items())
        if isinstance(value, type) and issubclass(value, QCAlgorithm) and value.__module__ == source.stem
    ]
    if not found:
        message = f"{source} defines no class that derives from QCAlgorithm: define one"
        raise AlgorithmError(message)
    own = [kind for kind in found if not any(kind is not other and issubclass(other, kind) for other in found)]
    if len(own) > 1:
        names = ", ".join(kind.__name__ for kind in own)
        message = f"{source} defines {len(own)} algorithms ({names}): keep one class a file"
        raise AlgorithmError(message)
    return found[0] if len(found) == 1 else own[0]


def user_frames(error: BaseException, source: Path) -> str:
    """The traceback, cut to the lines of the algorithm's folder."""
    folder = source.parent.resolve()
    kept = [
        frame
        for frame in traceback.extract_tb(error.__traceback__)
        if Path(frame.filename).resolve().is_relative_to(folder)
    ]
    return "".join(traceback.format_list(kept))


def instance_of(kind: type[QCAlgorithm]) -> Any:
    """Makes the algorithm; a class that forgets its base's constructor is told so."""
    try:
        algorithm = kind()
    except (Exception, SystemExit) as error:
        message = f"{kind.__name__}() could not be made: {type(error).__name__}: {error}"
        raise AlgorithmError(message) from error
    if "_qc" not in vars(algorithm):
        message = f"{kind.__name__}.__init__ must call super().__init__() before anything else"
        raise AlgorithmError(message)
    return algorithm
