"""Runs a small algorithm over LEAN's sample data and gives what it said."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path
from textwrap import dedent, indent

from minilean.engine.isolation import forgetting_imports
from minilean.engine.session import BacktestRequest, Session, run_session
from tests.market_data import real_data

_FRAME = """\
from AlgorithmImports import *


class Subject(QCAlgorithm):
    def initialize(self):
        FIRST
        self.set_start_date(2013, 10, 7)
        self.set_end_date(2013, 10, 8)
        self.spy = self.add_equity("SPY", Resolution.DAILY).symbol
"""


def run(folder: Path, initialize: str = "", methods: str = "", before: str = "", first: str = "pass") -> Session:
    """A session of two days of SPY with more lines in initialize and more methods.

    ``before`` goes above the class, ``first`` is the first line of initialize.
    """
    head, _, body = _FRAME.partition("\n\n\n")
    body = body.replace("FIRST", first)
    text = (
        f"{head}\n{dedent(before)}\n\n{body}{indent(dedent(initialize), ' ' * 8)}\n{indent(dedent(methods), ' ' * 4)}"
    )
    return run_source(folder, text)


def run_source(folder: Path, text: str) -> Session:
    """A session of a whole algorithm."""
    source = folder / "main.py"
    source.write_text(text, encoding="utf-8")
    request = BacktestRequest(
        source=source, data_folder=real_data("equity/usa/daily/spy.zip"), now=datetime(2025, 1, 1), storage=folder
    )
    with forgetting_imports():
        return run_session(request)


def said(session: Session) -> list[str]:
    """The log, without the times."""
    session.results.finish(datetime(2025, 1, 1))
    return [line[20:] for line in session.results.log_lines]
