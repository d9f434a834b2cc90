"""Rooms import one another along the arrows of ARCHITECTURE.md, Library and algorithms only what LEAN offers."""

from __future__ import annotations

import ast
import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
LEAN_OFFERS = {"AlgorithmImports", "numpy", "pandas", "scipy"}
LIBRARY = {path.parent.name for path in (ROOT / "Library").glob("*/__init__.py")}


def imports(path: Path) -> set[str]:
    """The top-level names of the packages a file imports."""
    found = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            found |= {alias.name.split(".")[0] for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module:
            found.add(node.module.split(".")[0])
    return found


def foreign(path: Path) -> set[str]:
    return imports(path) - set(sys.stdlib_module_names)


def test_import_linter_keeps_every_contract():
    run = subprocess.run(
        [Path(sys.executable).with_name("lint-imports"), "--no-cache"],
        cwd=ROOT,
        env={**os.environ, "PYTHONPATH": "Library"},
        capture_output=True,
        text=True,
        check=False,
    )
    assert run.returncode == 0, run.stdout + run.stderr


@pytest.mark.parametrize("path", sorted((ROOT / "algorithms").glob("*/main.py")), ids=lambda path: path.parent.name)
def test_an_algorithm_imports_only_what_every_lean_offers(path):
    assert foreign(path) <= LEAN_OFFERS | LIBRARY


@pytest.mark.parametrize(
    "path", sorted((ROOT / "Library").rglob("*.py")), ids=lambda path: f"{path.parent.name}.{path.stem}"
)
def test_library_imports_only_what_every_lean_offers(path):
    offered = (
        LEAN_OFFERS | LIBRARY if path.parent.name != "signals" else LEAN_OFFERS - {"AlgorithmImports"} | {"signals"}
    )
    assert foreign(path) <= offered


def test_each_room_says_in_its_first_line_what_it_is():
    rooms = [
        *ROOT.glob("minilean/**/__init__.py"),
        *ROOT.glob("bridge/**/__init__.py"),
        *ROOT.glob("Library/*/__init__.py"),
    ]
    silent = [path for path in rooms if not ast.get_docstring(ast.parse(path.read_text(encoding="utf-8")))]
    assert not silent
