"""`minilean verify` prints a line per algorithm and fails unless all are exact."""

from __future__ import annotations

import shutil
from argparse import ArgumentParser
from typing import TYPE_CHECKING

import pytest

from minilean.cli import verify
from minilean.cli.verify import BackTest, Task
from minilean.errors import SettingsError
from tests.results.golden_folder import GOLDEN, as_result_folder

if TYPE_CHECKING:
    from pathlib import Path


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


def test_a_name_that_matches_nothing_is_told_beside_the_others(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(tmp_path, recorded, "--only", "limit_orders", "limit_order") == 1
    missing, exact, count = capsys.readouterr().out.splitlines()
    assert missing == f"limit_order   no golden: {GOLDEN / 'limit_order' / 'result.json'} does not exist"
    assert (exact, count) == ("limit_orders  exact", "1 of 2 exact")


@pytest.mark.parametrize(
    ("file", "text", "sentence"),
    [
        ("run.json", "{", "is not JSON"),
        ("run.json", '{"status": "Completed"}', "lacks order_list_hash"),
        ("run.json", "[]", "holds no dict"),
        ("run.json", None, "No such file"),
        ("order-events.json", "{}", "holds no list"),
    ],
)
def test_a_broken_golden_is_a_difference_of_its_own(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], file: str, text: str | None, sentence: str
) -> None:
    goldens = tmp_path / "goldens"
    for name in ("limit_orders", "stop_limit"):
        shutil.copytree(GOLDEN / name, goldens / name)
    broken_file = goldens / "limit_orders" / file
    if text is None:
        broken_file.unlink()
    else:
        broken_file.write_text(text, encoding="utf-8")
    assert run(tmp_path / "out", recorded, "--golden", str(goldens)) == 1
    told, exact, count = capsys.readouterr().out.splitlines()
    assert told.startswith("limit_orders  broken golden: ")
    assert sentence in told
    assert str(broken_file) in told
    assert (exact, count) == ("stop_limit    exact", "1 of 2 exact")


def test_a_folder_of_goldens_that_is_not_there_is_one_sentence(tmp_path: Path) -> None:
    with pytest.raises(SettingsError, match=r"--golden .*none is not a folder"):
        run(tmp_path, recorded, "--golden", str(tmp_path / "none"))
