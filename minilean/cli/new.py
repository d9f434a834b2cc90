"""`minilean new`: makes a LEAN project that back tests at once, as `lean create-project` does."""

from __future__ import annotations

import json
import keyword
import re
from pathlib import Path
from string import Template
from typing import TYPE_CHECKING, Any

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
    parser.set_defaults(run=run)


def run(options: argparse.Namespace) -> int:
    """Makes the project and says how to run it. Raises SettingsError for a bad or a taken name."""
    name: str = options.name
    _check(name)
    workspace = find_workspace(Path.cwd())
    if workspace is None:
        raise SettingsError(f"no lean.json in {Path.cwd()} or above it: run in a workspace")
    folder = workspace.root / "algorithms" / name
    try:
        folder.mkdir(parents=True)
        for file, text in _files(name).items():
            (folder / file).write_text(text, encoding="utf-8")
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


def _files(name: str) -> dict[str, str]:
    """The project's files by name."""
    words = [word for word in name.split("_") if word]
    named = {
        "name": name,
        "title": " ".join(words).capitalize(),
        "class_name": "".join(word[0].upper() + word[1:] for word in words),
    }
    config = {
        "algorithm-language": "Python",
        "parameters": {"period": "100"},
        "description": _DESCRIPTION,
        "libraries": [],
    }
    return {
        "main.py": _MAIN.substitute(named),
        "config.json": json.dumps(config, indent=4) + "\n",
        "README.md": _README.substitute(named),
    }
