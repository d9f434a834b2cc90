"""The command line: one file per command, put together here."""

from __future__ import annotations

import argparse
import importlib
import os
import sys
from collections.abc import Sequence
from io import TextIOWrapper

from minilean.cli.conventions import INTERRUPTED
from minilean.errors import MiniLeanError

COMMANDS = ("new", "backtest", "optimize", "data", "report", "compare", "verify", "completion")
"""Commands in the order of the help; each is a module with register(subparsers)."""


def build_parser(names: Sequence[str] = COMMANDS) -> argparse.ArgumentParser:
    """The parser with the commands named."""
    parser = argparse.ArgumentParser(prog="minilean", description="Runs QuantConnect LEAN algorithms without LEAN.")
    parser.add_argument("--version", action="store_true", help="print the version and end")
    subparsers = parser.add_subparsers(dest="command", metavar="COMMAND")
    for name in names:
        importlib.import_module(f"minilean.cli.{name}").register(subparsers)
    return parser


def main(arguments: Sequence[str] | None = None) -> int:
    """Runs a command; a refusal is one sentence on standard error and exit code 1."""
    if isinstance(sys.stdout, TextIOWrapper):
        sys.stdout.reconfigure(errors="backslashreplace")  # an algorithm's text may hold what no encoding has
    given = list(sys.argv[1:] if arguments is None else arguments)
    # a command's module is imported only when it is called: starting is a good part of a short back test
    wanted = [given[0]] if given and given[0] in COMMANDS else COMMANDS
    parser = build_parser(wanted)
    options = parser.parse_args(given)
    if options.version:
        from importlib.metadata import version

        print(f"minilean {version('minilean')}")
        return 0
    if options.command is None:
        parser.print_help()
        return 2
    try:
        code = int(options.run(options))
        sys.stdout.flush()
        return code
    except MiniLeanError as error:
        print(f"minilean: {error}", file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        print("minilean: stopped by hand before there was a result", file=sys.stderr)
        return INTERRUPTED
    except OSError as error:
        os.dup2(os.open(os.devnull, os.O_WRONLY), 1)  # what is still to be flushed would fail once more
        if not isinstance(error, BrokenPipeError):
            print(f"minilean: {error.strerror or error}: {error.filename or 'standard output'}", file=sys.stderr)
        return 1
