"""The `bridge` command: says which rooms of the bridge exist and, as they come, starts their processes."""

from __future__ import annotations

import argparse
import ast
from collections.abc import Sequence
from importlib.metadata import version
from pathlib import Path

BRIDGE = Path(__file__).resolve().parents[1]


def rooms(folder: Path) -> dict[str, str]:
    """Each room below the folder with the first line of its docstring, which says what it is for."""
    found = {}
    for package in sorted(folder.glob("*/__init__.py")):
        text = ast.get_docstring(ast.parse(package.read_text(encoding="utf-8"))) or ""
        found[package.parent.name] = text.partition("\n")[0]
    return found


def parser() -> argparse.ArgumentParser:
    listing = "\n".join(f"  {name:<18}{subject}" for name, subject in rooms(BRIDGE).items())
    made = argparse.ArgumentParser(
        prog="bridge",
        description="The desk around the algorithms. No process of it can be started yet.",
        epilog=f"rooms that exist:\n{listing}",
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    made.add_argument("--version", action="store_true", help="print the version and leave")
    return made


def main(arguments: Sequence[str] | None = None) -> int:
    made = parser()
    if made.parse_args(arguments).version:
        print(f"bridge {version('minilean')}")
    else:
        made.print_help()
    return 0
