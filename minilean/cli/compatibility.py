"""Writes docs/lean-compatibility.md: which names of LEAN are here, which are refused, and what proves it.

``python -m minilean.cli.compatibility`` in the root of the repository.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from inspect import get_annotations
from pathlib import Path

from minilean.algorithm import unsupported
from minilean.algorithm.facade import QCAlgorithm
from minilean.cli.proofs import Proofs, proofs
from minilean.indicators.catalogue import signatures
from minilean.shim import refused
from minilean.shim.public_names import exports, lean_names

PAGE = Path("docs") / "lean-compatibility.md"
_KINDS = QCAlgorithm.__mro__
_RESOLVES = "tests/shim/test_imported_names.py::test_every_name_of_ours_resolves"
_DASH = "-"
_LISTED = 60
_PARTIAL_MEMBERS = {
    "add_security": "equity, forex, CFD, crypto and crypto futures; options and futures are refused",
    "add_universe": "selection by company data is refused",
    "signal_export": "a user's own exports; the services LEAN knows are refused when they send",
}
_PARTIAL = {
    "Extensions": "conversions of time, roundings, paths; the rest of LEAN's 400 methods is .NET's",
    "Fundamental": "prices, volumes and factors of the coarse files; company data are refused by name",
    "LeanData": "paths of securities without contracts",
    "Time": "loops over days, bars and Unix times",
    "BaseSignalExport": "a user's own `send`; the services LEAN knows are refused when they send",
    "SignalExportManager": "sends nothing in a backtest, as LEAN",
}
_REGRESSIONS = 172
"""How many of LEAN's own regression algorithms have a golden."""
_NOT_EXACT: dict[str, str] = {}
"""Those of them that `make verify-lean` does not call exact, with the feature they lack."""
_INTRODUCTION = """# What of LEAN is here

Written by `python -m minilean.cli.compatibility`; do not edit.

The names are those of LEAN's Python API: the members of `QCAlgorithm`, and what `from AlgorithmImports import *` gives.
Each has the test that proves it. `test_a_run_equals_leans[...]` is an algorithm using the name that real LEAN and
minilean ran with the same result, to the last printed digit; any other test uses the name, or runs an algorithm that
does. `test_every_name_of_ours_resolves` says only that a class is here: it is a base, or what other names give. Names
that are not here can be imported and raise `NotInMiniLean` when they are used: minilean never approximates silently.
"""


def page(root: Path) -> str:
    """The whole page."""
    proof = proofs(root)
    parts = [_INTRODUCTION, *_algorithm(proof), *_partial(proof), *_names(proof), *_refused(), *_regressions()]
    return "\n".join(parts).rstrip() + "\n"


def has_member(name: str) -> bool:
    """Whether an algorithm has a name, as a method or as one of its parts."""
    return hasattr(QCAlgorithm, name) or any(name in get_annotations(kind) for kind in _KINDS)


def _algorithm(proof: Proofs) -> Iterator[str]:
    names = sorted(unsupported.lean_names())
    here = [name for name in names if has_member(name)]
    yield f"## QCAlgorithm: {len(here)} of {len(names)} members\n"
    yield "| member | support | proof |\n|---|---|---|"
    for name in here:
        part = _PARTIAL_MEMBERS.get(name)
        yield f"| `{name}` | {f'partial: {part}' if part else 'supported'} | {_shown(proof.members.get(name))} |"
    yield "\n### Refused\n"
    yield "| member | instead |\n|---|---|"
    for name in names:
        if name not in here:
            yield f"| `{name}` | {unsupported.advice(name)} |"
    yield ""


def _shown(test: str | None) -> str:
    return _DASH if test is None else f"`{test}`"


def _partial(proof: Proofs) -> Iterator[str]:
    yield "## Classes here in part\n"
    yield "| name | what of it | proof |\n|---|---|---|"
    for name, what in sorted(_PARTIAL.items()):
        yield f"| `{name}` | {what} | {_shown(proof.words.get(name, _RESOLVES))} |"
    yield ""


def _names(proof: Proofs) -> Iterator[str]:
    spaces = lean_names()
    by_helper = {row.class_name: name for name, (row, *_) in signatures().items()}
    here: dict[str, list[str]] = {}
    for name in sorted(exports()):
        if name not in _PARTIAL:
            here.setdefault(spaces.get(name, "System"), []).append(name)
    count = sum(len(names) for names in here.values())
    yield f"## Star import: {count} of {len(spaces)} classes\n"
    for space, names in sorted(here.items()):
        yield f"### {space}\n"
        yield "| class | proof |\n|---|---|"
        for name in names:
            made = proof.members.get(by_helper.get(name, ""), _RESOLVES)
            yield f"| `{name}` | {_shown(proof.words.get(name, made))} |"
        yield ""


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


def _regressions() -> Iterator[str]:
    exact = _REGRESSIONS - len(_NOT_EXACT)
    yield f"\n## LEAN's regression algorithms: {exact} of {_REGRESSIONS} exact\n"
    yield "Run by `make verify-lean`. Not exact, with the feature they lack:\n"
    yield from (f"- `{name}`: {feature}" for name, feature in sorted(_NOT_EXACT.items()))
    if not _NOT_EXACT:
        yield "- none"


def main() -> int:
    """Writes the page of the repository in the working directory."""
    root = Path.cwd()
    (root / PAGE).parent.mkdir(exist_ok=True)
    (root / PAGE).write_text(page(root), encoding="utf-8")
    print(f"{PAGE} written")
    return 0


if __name__ == "__main__":
    sys.exit(main())
