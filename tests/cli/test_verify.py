"""`minilean verify` prints a line per algorithm and fails unless all are exact."""

from __future__ import annotations

from argparse import ArgumentParser
from typing import TYPE_CHECKING

from minilean.cli import verify
from minilean.cli.verify import BackTest, Task
from tests.results.golden_folder import GOLDEN, as_result_folder

if TYPE_CHECKING:
    from pathlib import Path

    import pytest


def run(tmp_path: Path, back_test: BackTest, *options: str) -> int:
    parser = ArgumentParser()
    verify.register(parser.add_subparsers())
    arguments = ["verify", "--algorithms", str(GOLDEN.parent / "algorithms"), "--golden", str(GOLDEN), *options]
    parsed = parser.parse_args([*arguments, "--output", str(tmp_path)])
    return verify.run(parsed, back_test)


def recorded(task: Task) -> None:
    as_result_folder(task.name, task.output)


def broken(task: Task) -> str:
    return f"failed: {task.name} raised"


def test_exact_algorithms_end_well(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(tmp_path, recorded, "--only", "limit_orders", "stop_limit") == 0
    assert capsys.readouterr().out == "limit_orders  exact\nstop_limit    exact\n2 of 2 exact\n"


def test_a_failed_run_is_told_and_counts_as_not_exact(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(tmp_path, broken, "--only", "limit_orders") == 1
    assert capsys.readouterr().out == "limit_orders  failed: limit_orders raised\n0 of 1 exact\n"


def test_an_algorithm_that_is_not_there_is_named(tmp_path: Path) -> None:
    task = Task(tmp_path / "gone.py", GOLDEN / "limit_orders", None, tmp_path / "out", every_chart=False)
    (told,) = verify.verify(task, recorded)
    assert told.startswith("no algorithm")


def test_a_name_that_matches_nothing_is_no_success(tmp_path: Path) -> None:
    assert run(tmp_path, recorded, "--only", "limit_order") == 1
