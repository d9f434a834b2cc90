"""Writes docs/lean-compatibility.md: which names of LEAN are here, which are refused, and what proves it.

``python -m minilean.cli.compatibility`` in the root of the repository.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path

from minilean.algorithm import unsupported
from minilean.algorithm.facade import QCAlgorithm
from minilean.shim import refused
from minilean.shim.public_names import exports, lean_names

PAGE = Path("docs") / "lean-compatibility.md"
_PROOFS = (
    ("tests/conformance/algorithms", "conformance"),
    ("tests/conformance/perf", "conformance"),
    ("tests", "test"),
)
_WORD = re.compile(r"\.?[A-Za-z_]\w*")
_CALLBACK = re.compile(r"(?<=def )on_\w+")
_DASH = "-"
_LISTED = 60
_PARTIAL = {
    "Extensions": "conversions of time, roundings, paths; the rest of LEAN's 400 methods is .NET's",
    "Fundamental": "prices, volumes and factors of the coarse files; company data are refused by name",
    "LeanData": "paths of securities without contracts",
    "Time": "loops over days, bars and Unix times",
    "BaseSignalExport": "a user's own `send`; the services LEAN knows are refused when they send",
    "SignalExportManager": "sends nothing in a backtest, as LEAN",
}
_INTRODUCTION = """# What of LEAN is here

Written by `python -m minilean.cli.compatibility`; do not edit.

The names are those of LEAN's Python API: the members of `QCAlgorithm`, and what `from AlgorithmImports import *` gives.
**conformance** names an algorithm that real LEAN and minilean ran with the same result, to the last printed digit;
**test** names a test of minilean's own that uses the name. A dash means that no test uses the name yet. Names that are
not here can be imported and raise `NotInMiniLean` when they are used: minilean never approximates silently.
"""


def proofs(root: Path) -> dict[str, str]:
    """The best proof of each word, and of each member with its dot: a conformance algorithm before a test."""
    found: dict[str, str] = {}
    for folder, kind in _PROOFS:
        for path in sorted((root / folder).rglob("*.py")):
            text = path.read_text(encoding="utf-8")
            for word in {*_WORD.findall(text), *(f".{name}" for name in _CALLBACK.findall(text))}:
                found.setdefault(word, f"{kind} `{path.stem}`")
                found.setdefault(word.removeprefix("."), f"{kind} `{path.stem}`")
    return found


def page(root: Path) -> str:
    """The whole page."""
    proof = proofs(root)
    parts = [_INTRODUCTION, *_algorithm(proof), *_partial(proof), *_names(proof), *_refused()]
    return "\n".join(parts).rstrip() + "\n"


def has_member(name: str) -> bool:
    """Whether an algorithm has a name, as a method or as one of its parts."""
    return hasattr(QCAlgorithm, name) or name in QCAlgorithm.__annotations__


def _algorithm(proof: dict[str, str]) -> Iterator[str]:
    names = sorted(unsupported.lean_names())
    here = [name for name in names if has_member(name)]
    yield f"## QCAlgorithm: {len(here)} of {len(names)} members\n"
    yield from _table("member", here, {name: proof[f".{name}"] for name in here if f".{name}" in proof})
    yield "### Refused\n"
    yield "| member | instead |\n|---|---|"
    for name in names:
        if name not in here:
            yield f"| `{name}` | {unsupported.advice(name)} |"
    yield ""


def _partial(proof: dict[str, str]) -> Iterator[str]:
    yield "## Here in part\n"
    yield "| name | what of it | proof |\n|---|---|---|"
    for name, what in sorted(_PARTIAL.items()):
        yield f"| `{name}` | {what} | {proof.get(name, _DASH)} |"
    yield ""


def _names(proof: dict[str, str]) -> Iterator[str]:
    spaces = lean_names()
    here: dict[str, list[str]] = {}
    for name in sorted(exports()):
        if name not in _PARTIAL:
            here.setdefault(spaces.get(name, "System"), []).append(name)
    count = sum(len(names) for names in here.values())
    yield f"## Star import: {count} of {len(spaces)} classes\n"
    for space, names in sorted(here.items()):
        yield f"### {space}\n"
        yield from _table("class", names, proof)


def _refused() -> Iterator[str]:
    missing: dict[str, list[str]] = {}
    for name, space in lean_names().items():
        if name not in exports():
            missing.setdefault(space, []).append(name)
    yield f"## Refused when used: {sum(len(names) for names in missing.values())} classes\n"
    yield "What to do instead is in the error. .NET's own names (`System`) are those Python has better words for.\n"
    for space, names in sorted(missing.items()):
        advices = sorted({refused.advice(name) for name in names})
        shown = ", ".join(f"`{name}`" for name in sorted(names))
        if len(names) > _LISTED:
            shown = f"{len(names)} classes, listed in `minilean/shim/lean_names.txt`"
        yield f"- **{space}** ({'; '.join(advices)}): {shown}"


def _table(title: str, names: Iterable[str], proof: dict[str, str]) -> Iterator[str]:
    yield f"| {title} | proof |\n|---|---|"
    for name in names:
        yield f"| `{name}` | {proof.get(name, _DASH)} |"
    yield ""


def main() -> int:
    """Writes the page of the repository in the working directory."""
    root = Path.cwd()
    (root / PAGE).parent.mkdir(exist_ok=True)
    (root / PAGE).write_text(page(root), encoding="utf-8")
    print(f"{PAGE} written")
    return 0


if __name__ == "__main__":
    sys.exit(main())
