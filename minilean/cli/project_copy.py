"""A new project made from one that is there: its code under another name, its parameters, a README of its own."""

from __future__ import annotations

import ast
import io
import json
import tokenize
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from minilean.errors import SettingsError
from minilean.results.location import NEVER_SOURCE

_NOT_COPIED = ("README.md", "expected.json")
_IDENTITIES = ("cloud-id", "local-id", "organization-id")
"""What LEAN's command line writes into a config.json: with them the copy would be pushed over its original."""
_LONGEST_TITLE = 114
"""Characters that leave a docstring's quotes room on a line of 120."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ProjectName:
    """How a project is called: its folder, its title and the class of its algorithm."""

    folder: str
    title: str
    class_name: str


def projects(algorithms: Path) -> list[str]:
    """The names of the projects in a folder: whatever has a main.py and a config.json."""
    return sorted(path.parent.name for path in algorithms.glob("*/main.py") if path.with_name("config.json").is_file())


def copied_files(origin: Path, name: ProjectName) -> dict[Path, bytes]:
    """The files of a copy by their path in its folder. Raises SettingsError for a project that cannot be read."""
    config = _config(origin / "config.json")
    files = {path.relative_to(origin): path.read_bytes() for path in _sources(origin)}
    files[Path("main.py")] = _renamed(origin / "main.py", name).encode()
    files[Path("config.json")] = (json.dumps(config, indent=4) + "\n").encode()
    files[Path("README.md")] = _readme(origin.name, name, config).encode()
    return files


def _sources(origin: Path) -> list[Path]:
    """What belongs to the code of a project: no results, no caches, nothing hidden."""

    def is_source(parts: tuple[str, ...]) -> bool:
        return not any(part.startswith((".", "__")) or part in NEVER_SOURCE for part in parts[:-1])

    found = (path for path in origin.rglob("*") if path.is_file())
    return [
        path
        for path in found
        if is_source(path.relative_to(origin).parts) and path.name not in _NOT_COPIED and not path.name.startswith(".")
    ]


def _config(file: Path) -> dict[str, Any]:
    try:
        config = json.loads(file.read_text(encoding="utf-8-sig"))
    except ValueError as error:
        raise SettingsError(f"{file} is not JSON: {error}") from error
    if not isinstance(config, dict) or not isinstance(config.get("parameters", {}), dict):
        raise SettingsError(f"{file} is no configuration of a project: it has no table of parameters")
    return {key: value for key, value in config.items() if key not in _IDENTITIES}


def _renamed(main: Path, name: ProjectName) -> str:
    """The algorithm's code with the class and the title of the new project."""
    text = main.read_text(encoding="utf-8-sig")
    try:
        tree = ast.parse(text)
        tokens = [
            token for token in tokenize.generate_tokens(io.StringIO(text).readline) if token.type == tokenize.NAME
        ]
    except (SyntaxError, tokenize.TokenError) as error:
        raise SettingsError(f"{main} cannot be read as Python: {error}") from error
    before = _algorithm(tree, main)
    taken = {token.string for token in tokens} - {before}
    after = name.class_name if name.class_name not in taken else f"{name.class_name}Algorithm"
    lines = text.splitlines(keepends=True)
    for token in reversed(tokens):
        if token.string == before:
            row, column = token.start
            line = lines[row - 1]
            lines[row - 1] = line[:column] + after + line[column + len(before) :]
    _retitle(lines, tree, main.parent.name, name)
    return "".join(lines)


def _algorithm(tree: ast.Module, main: Path) -> str:
    """The class that LEAN would run: the one that can be initialized."""
    for node in tree.body:
        if isinstance(node, ast.ClassDef):
            methods = {each.name for each in node.body if isinstance(each, ast.FunctionDef)}
            if methods & {"initialize", "Initialize"}:
                return node.name
    raise SettingsError(f"{main} has no class with a method initialize: it is no algorithm to start from")


def _retitle(lines: list[str], tree: ast.Module, origin: str, name: ProjectName) -> None:
    """Puts the new title before what the first line of the docstring says of the rule."""
    docstring = ast.get_docstring(tree, clean=False)
    if not docstring:
        return
    first = docstring.split("\n", 1)[0]
    rule = first.partition(": ")[2]
    made_from = f"{name.title}, made from {origin}"
    titles = [f"{made_from}: {rule}", f"{name.title}: {rule}"] if rule else []
    title = next(each for each in [*titles, f"{made_from}.", name.title] if len(each) <= _LONGEST_TITLE)
    row = tree.body[0].lineno - 1
    lines[row] = lines[row].replace(first, title, 1)


def _readme(origin: str, name: ProjectName, config: dict[str, Any]) -> str:
    """A page to begin with; the results of the original are not those of the copy."""
    rows = [f"| `{parameter}` | {default} |" for parameter, default in config.get("parameters", {}).items()]
    return "\n".join(
        [
            f"# {name.title}",
            "",
            f"Made from [{origin}](../{origin}/README.md): the rule and the defaults are still those of `{origin}`,",
            "the results told there are not this project's.",
            "",
            "**What differs.** Nothing yet.",
            "",
            "| parameter | default |",
            "| --- | --- |",
            *rows,
            "",
            f"Run it: `minilean backtest algorithms/{name.folder}`, or `lean backtest algorithms/{name.folder}`.",
            "",
        ]
    )
