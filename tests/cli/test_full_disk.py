"""A full disk costs what was to be written, never what was there, and is told in a sentence."""

from __future__ import annotations

import resource
import subprocess
import sys
from pathlib import Path

from minilean.data.provenance import is_synthetic
from tests.results.golden_folder import GOLDEN, as_result_folder

ROOM = 3000


def _leave_little_room() -> None:
    resource.setrlimit(resource.RLIMIT_FSIZE, (ROOM, ROOM))


def call(*words: str | Path) -> subprocess.CompletedProcess[str]:
    """`minilean` where no file can become longer than ROOM, which fails as a full disk does."""
    return subprocess.run(
        [sys.executable, "-B", "-m", "minilean", *map(str, words)],
        preexec_fn=_leave_little_room,
        capture_output=True,
        text=True,
        check=False,
    )


def test_a_report_keeps_the_page_of_before(tmp_path: Path) -> None:
    page = tmp_path / "page.html"
    page.write_text("before", encoding="utf-8")
    done = call("report", GOLDEN / "limit_orders" / "result.json", "--output", page)
    assert done.returncode == 1
    assert done.stderr == f"minilean: {page} cannot be written (File too large): give another --output\n"
    assert [file.read_text(encoding="utf-8") for file in tmp_path.iterdir()] == ["before"]


def test_a_comparison_still_prints_its_figures(tmp_path: Path) -> None:
    folder = as_result_folder("limit_orders", tmp_path / "run")
    page = tmp_path / "page.html"
    done = call("compare", folder, folder, "--output", page)
    assert done.returncode == 1
    assert "0 of 27 figures differ" in done.stdout
    assert "cannot be written" in done.stderr
    assert [path.name for path in tmp_path.iterdir()] == ["run"]


def test_half_a_random_market_is_marked_and_no_half_file_is_left(tmp_path: Path) -> None:
    folder = tmp_path / "data"
    done = call("data", "generate", "--data-folder", folder, "--from", "2013-01-02", "--to", "2014-12-31")
    assert done.returncode == 1
    assert "make room or give another --data-folder, then run the command again" in done.stderr
    assert "Traceback" not in done.stderr
    assert is_synthetic(folder)
    assert not [*folder.rglob("*.new"), *folder.rglob("*.zip")]
