"""A result is found by its file, its folder, or the project it belongs to."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

import pytest

from minilean.errors import DataError
from minilean.results.location import find_result, result_file

if TYPE_CHECKING:
    from pathlib import Path


def a_result(folder: Path, name: str = "1", written: float = 0.0) -> Path:
    """A result and what LEAN leaves beside it, last written at so many seconds since 1970."""
    folder.mkdir(parents=True, exist_ok=True)
    for file in (f"{name}.json", f"{name}-summary.json", f"{name}-order-events.json", "data-monitor-report-1.json"):
        (folder / file).write_text("{}", encoding="utf-8")
        os.utime(folder / file, (written, written))
    return folder / f"{name}.json"


def test_a_project_means_the_newest_of_its_back_tests(tmp_path: Path) -> None:
    runs = tmp_path / "p1" / "backtests"
    a_result(runs / "2026-01-02_09-00-00")
    newest = a_result(runs / "2026-01-03_09-00-00")
    a_result(runs / "2025-12-31_23-59-59", written=2e9)
    assert find_result(tmp_path / "p1") == newest
    assert find_result(runs) == newest


def test_runs_in_folders_of_any_name_go_by_the_time_of_their_files(tmp_path: Path) -> None:
    newest = a_result(tmp_path / "p1" / "backtests" / "first", written=2000.0)
    a_result(tmp_path / "p1" / "backtests" / "second", written=1000.0)
    assert find_result(tmp_path / "p1") == newest


def test_a_run_that_left_no_result_does_not_hide_the_one_before(tmp_path: Path) -> None:
    file = a_result(tmp_path / "backtests" / "2026-01-02_09-00-00")
    (tmp_path / "backtests" / "2026-01-03_09-00-00").mkdir()
    assert find_result(tmp_path) == file


def test_of_two_results_in_one_folder_the_newer_counts(tmp_path: Path) -> None:
    a_result(tmp_path, "1", written=2000.0)
    newer = a_result(tmp_path, "0", written=3000.0)
    assert result_file(tmp_path) == find_result(tmp_path) == newer


def test_a_project_that_only_ran_live_means_its_newest_live_run(tmp_path: Path) -> None:
    folder = tmp_path / "live" / "2026-01-02_09-00-00"
    folder.mkdir(parents=True)
    for name in ("L-3211856280.json", "L-3211856280-2026-11-22_minute.json"):
        (folder / name).write_text("{}", encoding="utf-8")
    assert find_result(tmp_path) == folder / "L-3211856280.json"


def test_a_file_means_itself(tmp_path: Path) -> None:
    file = a_result(tmp_path)
    assert find_result(file) == file


@pytest.mark.parametrize(("name", "sentence"), [("gone", "does not exist"), ("", "holds no result of a back test")])
def test_a_path_without_a_result_is_refused_with_what_to_do(tmp_path: Path, name: str, sentence: str) -> None:
    with pytest.raises(DataError, match=sentence):
        find_result(tmp_path / name)
