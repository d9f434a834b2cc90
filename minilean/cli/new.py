"""`minilean new`: makes a LEAN project that back tests at once, as `lean create-project` does."""

from __future__ import annotations

import json
import keyword
import re
from pathlib import Path
from string import Template
from typing import TYPE_CHECKING, Any

from minilean.cli.completion import PROJECT
from minilean.cli.project_copy import ProjectName, copied_files, projects
from minilean.cli.workspace import find_workspace
from minilean.errors import SettingsError
from minilean.results.location import NEVER_SOURCE

if TYPE_CHECKING:
    import argparse

_NAME = re.compile(r"[A-Za-z][A-Za-z0-9_]*")
_DESCRIPTION = "Holds SPY while it is above its average"
_MAIN = Template('''"""$title: holds SPY while it is above its average."""

from __future__ import annotations

from AlgorithmImports import *


class $class_name(QCAlgorithm):
    """In the market above the moving average, out of it below."""

    def initialize(self) -> None:
        """Reads the parameter and subscribes to hour bars."""
        self.set_start_date(2013, 1, 1)
        self.set_end_date(2013, 12, 31)
        self.set_cash(100_000)
        self._symbol = self.add_equity("SPY", Resolution.HOUR).symbol
        self._average = self.sma(self._symbol, self.get_parameter("period", 100), Resolution.HOUR)
        self.set_warm_up(self._average.warm_up_period, Resolution.HOUR)

    def on_data(self, data: Slice) -> None:
        """Changes sides where the price has crossed the average."""
        bar = data.bars.get(self._symbol)
        if bar is None or self.is_warming_up or not self._average.is_ready:
            return
        above = bar.close > self._average.current.value
        if above and not self.portfolio.invested:
            self.set_holdings(self._symbol, 0.95)
        elif self.portfolio.invested and not above:
            self.liquidate(self._symbol)
''')
_README = Template("""# $title

**Rule.** Holds SPY while its price is above the mean of its last `period` hour bars.

| parameter | default | |
| --- | --- | --- |
| `period` | 100 | hour bars the average is of |

Run it: `minilean backtest algorithms/$name`, or `lean backtest algorithms/$name`.
""")


def register(subparsers: Any) -> None:
    """Adds `new` to the parser of `minilean`."""
    parser = subparsers.add_parser("new", help="make a project to start from", description=__doc__)
    parser.add_argument("name", metavar="NAME", help="of the folder in algorithms/, such as my_strategy")
    parser.add_argument("--like", metavar=PROJECT, help="a project in algorithms/ to start from a copy of")
    parser.set_defaults(run=run)


def run(options: argparse.Namespace) -> int:
    """Makes the project and says how to run it. Raises SettingsError for a bad or a taken name, or an unknown model."""
    _check(options.name)
    name = _named(options.name)
    workspace = find_workspace(Path.cwd())
    if workspace is None:
        raise SettingsError(f"no lean.json in {Path.cwd()} or above it: run in a workspace")
    algorithms = workspace.root / "algorithms"
    folder = algorithms / name.folder
    files = _fresh(name) if options.like is None else copied_files(_model(algorithms, options.like), name)
    try:
        folder.mkdir(parents=True)
        for file, content in files.items():
            (folder / file).parent.mkdir(parents=True, exist_ok=True)
            (folder / file).write_bytes(content)
    except FileExistsError as error:
        raise SettingsError(f"{folder} is there already: choose another name") from error
    except OSError as error:
        raise SettingsError(f"{folder} cannot be made: {error.strerror}") from error
    print(f"Project: {folder}\nRun it: minilean backtest {folder}")
    return 0


def _check(name: str) -> None:
    if not _NAME.fullmatch(name):
        message = f"{name!r} is no name for a project: use letters, digits and _, a letter first, as in my_strategy"
        raise SettingsError(message)
    if keyword.iskeyword(name) or name.casefold() in NEVER_SOURCE:
        raise SettingsError(f"{name!r} means something to Python or LEAN already: choose another name")


def _named(folder: str) -> ProjectName:
    words = [word for word in folder.split("_") if word]
    return ProjectName(
        folder=folder,
        title=" ".join(words).capitalize(),
        class_name="".join(word[0].upper() + word[1:] for word in words),
    )


def _model(algorithms: Path, like: str) -> Path:
    """The project to copy; raises SettingsError naming those there are."""
    known = projects(algorithms)
    if like not in known:
        choice = f"choose one of {', '.join(known)}" if known else "there is none to start from"
        raise SettingsError(f"{like!r} is no project in {algorithms}: {choice}")
    return algorithms / like


def _fresh(name: ProjectName) -> dict[Path, bytes]:
    """The files of a project that starts from nothing."""
    named = {"name": name.folder, "title": name.title, "class_name": name.class_name}
    config = {
        "algorithm-language": "Python",
        "parameters": {"period": "100"},
        "description": _DESCRIPTION,
        "libraries": [],
    }
    return {
        Path("main.py"): _MAIN.substitute(named).encode(),
        Path("config.json"): (json.dumps(config, indent=4) + "\n").encode(),
        Path("README.md"): _README.substitute(named).encode(),
    }
