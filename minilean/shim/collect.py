"""Writes the tables of names: what LEAN's star import and QCAlgorithm have, and what of the former minilean has.

``python -m minilean.shim.collect [folder of the installed stubs]``; without the folder only exports.txt is written.
"""

from __future__ import annotations

import ast
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path

from minilean.shim.public_names import read_table

_SHIM = Path(__file__).parent
_PACKAGE = _SHIM.parent
_OWN = frozenset(
    f"minilean.shim.{name}"
    for name in (
        "data_paths",
        "data_providers",
        "expiry",
        "extensions",
        "json_convert",
        "lean_time",
        "net_random",
        "small_names",
        "system",
    )
)
_EXTRA = {
    "minilean.shim.data_providers": ("DefaultDataProvider",),
    "minilean.shim.json_convert": ("JsonConvert",),
    "minilean.shim.system": ("Func", "Action", "List", "Dictionary", "HashSet", "KeyNotFoundException"),
}
"""Names that LEAN's and .NET's namespaces have but the stubs of its star import leave out."""
_PREFERRED = {
    "Bar": "minilean.data.bars",
    "Exchange": "minilean.securities.named_exchanges",
    "HistoryRequest": "minilean.data.history_request",
    "Market": "minilean.securities.market",
    "Session": "minilean.consolidators.session",
    "VolumeShareSlippageModel": "minilean.orders.slippage.volume_share",
}
"""Where a name means LEAN's class when another module uses it for something of its own."""
_PRIVATE = frozenset({"Holding", "Result", "SubscriptionRequest"})
"""Names of LEAN's that minilean uses for something of its own only."""
_OTHER_ROOMS = ("minilean.shim", "minilean.cli", "minilean.paper")
_WIDTH = 100


def star_names(stubs: Path) -> dict[str, list[str]]:
    """The public classes of each namespace that LEAN's AlgorithmImports imports everything of."""
    tree = ast.parse((stubs / "AlgorithmImports" / "__init__.pyi").read_text(encoding="utf-8"))
    found: dict[str, list[str]] = {}
    seen: set[str] = set()
    for node in tree.body:
        if not isinstance(node, ast.ImportFrom) or node.module is None or node.names[0].name != "*":
            continue
        source = stubs.joinpath(*node.module.split("."), "__init__.pyi")
        if node.module == "typing" or not source.exists():
            continue
        names = [name for name in _classes(source) if name not in seen and "_" not in name]
        seen.update(names)
        found[node.module] = sorted(set(names))
    return found


def _classes(source: Path) -> Iterator[str]:
    for node in ast.parse(source.read_text(encoding="utf-8")).body:
        if isinstance(node, ast.ClassDef) and not node.name.startswith("_"):
            yield node.name


def minilean_names(wanted: Iterable[str]) -> dict[str, list[str]]:
    """Minilean's modules with the names of LEAN's that they define.

    Raises ValueError when two modules define the same.
    """
    known = set(wanted)
    classes: dict[str, str] = {}
    aliases: dict[str, str] = {}
    for path in sorted(_PACKAGE.rglob("*.py")):
        module = ".".join(path.relative_to(_PACKAGE.parent).with_suffix("").parts)
        if module.startswith(_OTHER_ROOMS) and module not in _OWN:
            continue
        for name, homes in _defined(path, classes, aliases):
            if (name not in known and name not in _EXTRA.get(module, ())) or _PREFERRED.get(name, module) != module:
                continue
            if homes.setdefault(name, module) != module and homes is classes:
                message = f"{name} is defined in {homes[name]} and in {module}"
                raise ValueError(message)
    modules: dict[str, list[str]] = {}
    aliases = {name: module for name, module in aliases.items() if name not in _PRIVATE}
    classes = {name: module for name, module in classes.items() if name not in _PRIVATE}
    for name, module in sorted((aliases | classes).items()):
        modules.setdefault(module, []).append(name)
    return dict(sorted(modules.items()))


def _defined(path: Path, classes: dict[str, str], aliases: dict[str, str]) -> Iterator[tuple[str, dict[str, str]]]:
    """The names a file defines, each with the list it belongs to: a class of a name counts before an alias of it."""
    for node in ast.parse(path.read_text(encoding="utf-8")).body:
        if isinstance(node, ast.ClassDef):
            yield node.name, classes
        elif isinstance(node, ast.Assign) and isinstance(node.value, ast.Name):
            for target in node.targets:
                if isinstance(target, ast.Name) and target.id[:1].isupper() and not target.id.isupper():
                    yield target.id, aliases


def algorithm_names(stubs: Path) -> list[str]:
    """The public methods and properties of QCAlgorithm."""
    tree = ast.parse((stubs / "QuantConnect" / "Algorithm" / "__init__.pyi").read_text(encoding="utf-8"))
    body = next(node.body for node in tree.body if isinstance(node, ast.ClassDef) and node.name == "QCAlgorithm")
    methods = {node.name for node in body if isinstance(node, ast.FunctionDef) and not node.name.startswith("_")}
    fields = {node.target.id for node in body if isinstance(node, ast.AnnAssign) and isinstance(node.target, ast.Name)}
    return sorted(methods | fields)


def table(names: dict[str, list[str]]) -> str:
    """Lines ``module: names``, long ones divided."""
    lines: list[str] = []
    for module, members in names.items():
        line = f"{module}:"
        for member in members:
            if len(line) + len(member) >= _WIDTH:
                lines.append(line)
                line = f"{module}:"
            line += f" {member}"
        lines.append(line)
    return "\n".join(lines) + "\n"


def main(arguments: list[str]) -> None:
    """Writes the tables."""
    if arguments:
        names = "\n".join(algorithm_names(Path(arguments[0])))
        (_PACKAGE / "algorithm" / "lean_names.txt").write_text(f"{names}\n", encoding="utf-8")
        (_SHIM / "lean_names.txt").write_text(table(star_names(Path(arguments[0]))), encoding="utf-8")
    wanted = read_table(_SHIM / "lean_names.txt")
    (_SHIM / "exports.txt").write_text(table(minilean_names(wanted)), encoding="utf-8")


if __name__ == "__main__":
    main(sys.argv[1:])
