"""Which test uses which of LEAN's names: what docs/lean-compatibility.md gives as proof."""

from __future__ import annotations

import ast
import re
import warnings
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from textwrap import dedent

from minilean.interop.names import to_snake

_CONFORMANCE = Path("tests") / "conformance"
_RUNS = ((_CONFORMANCE / "algorithms", _CONFORMANCE / "golden"), (_CONFORMANCE / "perf", _CONFORMANCE / "perf/golden"))
_ABOUT_OTHER_ROOMS = {"algorithms", "library", "ops", "research"}  # their names are not LEAN's
_CONFORMANCE_TEST = "tests/conformance/test_conformance.py::test_a_run_equals_leans[{}]"
_ALGORITHM = frozenset({"algorithm", "_algorithm"})
_ABBREVIATION = re.compile(r"[A-Z0-9]+")
_GAP = re.compile(r"\{(\w*)\}")
_METHOD = re.compile(r"on_\w+|initialize")

_Definition = ast.FunctionDef | ast.ClassDef | ast.Assign | ast.AnnAssign


@dataclass(slots=True)
class Proofs:
    """The first test that uses each name: members of an algorithm in snake_case, and words that stand alone."""

    members: dict[str, str] = field(default_factory=dict)
    words: dict[str, str] = field(default_factory=dict)


def proofs(root: Path) -> Proofs:
    """What proves each name: an algorithm held to LEAN's own results before a test of ours."""
    found = Proofs()
    for test, nodes in _tests(root):
        uses = _Uses()
        for node in nodes:
            uses.visit(node)
        for name in uses.members:
            found.members.setdefault(name, test)
        for name in uses.words:
            found.words.setdefault(name, test)
    return found


def _tests(root: Path) -> Iterator[tuple[str, list[ast.AST]]]:
    """Each test with the code that it runs."""
    for algorithms, goldens in _RUNS:
        for golden in sorted((root / goldens).glob("*")):
            source = root / algorithms / f"{golden.name}.py"
            yield _CONFORMANCE_TEST.format(golden.name), [ast.parse(source.read_text(encoding="utf-8"))]
    for path in sorted((root / "tests").rglob("test_*.py")):
        if path.relative_to(root).parts[1] in _ABOUT_OTHER_ROOMS:
            continue
        module = ast.parse(path.read_text(encoding="utf-8"))
        known = dict(_definitions(module))
        for name, node in known.items():
            if name.startswith("test_"):
                yield f"{path.relative_to(root).as_posix()}::{name}", list(_with_what_it_names(node, known))


def _definitions(module: ast.Module) -> Iterator[tuple[str, _Definition]]:
    for node in module.body:
        if isinstance(node, (ast.FunctionDef, ast.ClassDef)):
            yield node.name, node
        elif isinstance(node, ast.Assign):
            yield from ((target.id, node) for target in node.targets if isinstance(target, ast.Name))
        elif isinstance(node, ast.AnnAssign) and isinstance(node.target, ast.Name):
            yield node.target.id, node


def _with_what_it_names(node: _Definition, known: dict[str, _Definition]) -> Iterator[ast.AST]:
    """A test, and the constants, functions and fixtures of its file that it needs."""
    waiting, seen = [node], {id(node)}
    while waiting:
        current = waiting.pop()
        yield current
        for part in ast.walk(current):
            name = part.id if isinstance(part, ast.Name) else part.arg if isinstance(part, ast.arg) else ""
            needed = known.get(name)
            if needed is not None and id(needed) not in seen:
                seen.add(id(needed))
                waiting.append(needed)


class _Uses(ast.NodeVisitor):
    """Collects the names in code, and in texts that are code themselves: the algorithms that tests run."""

    def __init__(self) -> None:
        self.members: set[str] = set()
        self.words: set[str] = set()
        self._self_is_algorithm = False

    def visit_Attribute(self, node: ast.Attribute) -> None:
        owner = node.value
        name = owner.id if isinstance(owner, ast.Name) else owner.attr if isinstance(owner, ast.Attribute) else ""
        if name in _ALGORITHM or (name == "self" and self._self_is_algorithm):
            self._use(node.attr)
        self.words.add(node.attr)
        self.generic_visit(node)

    def _use(self, name: str) -> None:
        self.members |= {name, name.lower() if _ABBREVIATION.fullmatch(name) else to_snake(name)}

    def visit_ClassDef(self, node: ast.ClassDef) -> None:
        is_algorithm = any(isinstance(base, ast.Name) and base.id == "QCAlgorithm" for base in node.bases)
        self._visit_as(node, self_is_algorithm=is_algorithm)

    def visit_FunctionDef(self, node: ast.FunctionDef) -> None:
        name = to_snake(node.name)
        if self._self_is_algorithm and _METHOD.fullmatch(name):
            self.members.add(name)
        self.generic_visit(node)

    def visit_Name(self, node: ast.Name) -> None:
        self.words.add(node.id)

    def visit_Constant(self, node: ast.Constant) -> None:
        if isinstance(node.value, str):
            self._read(node.value)

    def visit_JoinedStr(self, node: ast.JoinedStr) -> None:
        self._read("".join(str(part.value) if isinstance(part, ast.Constant) else "_" for part in node.values))
        for part in node.values:
            if isinstance(part, ast.FormattedValue):
                self.visit(part)

    def _read(self, text: str) -> None:
        """A text that is code is read like code; lines outside of classes belong to an algorithm."""
        try:
            with warnings.catch_warnings():
                warnings.simplefilter("ignore")
                module = ast.parse(dedent(_GAP.sub(r"_\1", text)))
        except (SyntaxError, ValueError):
            return
        self._visit_as(module, self_is_algorithm=True)

    def _visit_as(self, node: ast.AST, *, self_is_algorithm: bool) -> None:
        before, self._self_is_algorithm = self._self_is_algorithm, self_is_algorithm
        self.generic_visit(node)
        self._self_is_algorithm = before
