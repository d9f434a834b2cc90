"""Measures files and functions as the size budget counts them."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
ROOMS = ("minilean", "bridge", "Library", "algorithms", "benchmarks")


@dataclass(frozen=True, slots=True, kw_only=True)
class Size:
    """How many lines something has; `name` is how budget.toml calls it."""

    name: str
    lines: int


def sources() -> list[Path]:
    """Every Python file of the product and its tools; tests have no budget."""
    found = [path for room in ROOMS for path in (ROOT / room).rglob("*.py")]
    return sorted(path for path in found if "backtests" not in path.parts)


def file_size(path: Path) -> Size:
    lines = path.read_text(encoding="utf-8").count("\n")
    return Size(name=path.relative_to(ROOT).as_posix(), lines=lines)


def function_sizes(path: Path) -> Iterator[Size]:
    """Functions without their decorators and docstrings: what has to be read to follow them."""
    file = path.relative_to(ROOT).as_posix()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            lines = (node.end_lineno or node.lineno) - node.lineno + 1
            first = node.body[0]
            if ast.get_docstring(node, clean=False) is not None:
                lines -= (first.end_lineno or first.lineno) - first.lineno + 1
            yield Size(name=f"{file}:{node.name}", lines=lines)
