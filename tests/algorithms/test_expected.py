"""Every project reproduces the figures that stand beside it."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.command_line import ROOT, minilean
from tests.market_data import real_data

LIBRARIES = sorted((ROOT / "Library").glob("*/config.json"))
PROJECTS = sorted(path.parent for path in (ROOT / "algorithms").glob("*/main.py"))


@pytest.mark.parametrize("project", PROJECTS, ids=lambda project: project.name)
def test_a_project_reproduces_its_expected_statistics(project, tmp_path):
    run = minilean("backtest", project, "--data-folder", real_data(), "--output", tmp_path, "--json")
    assert run.returncode == 0, run.stderr
    expected = json.loads((project / "expected.json").read_text(encoding="utf-8"))
    assert json.loads(run.stdout)["statistics"] == expected["statistics"]


def libraries_of(folder: Path) -> set[str]:
    """The libraries that the Python files of a folder import, and those which these import."""
    source = "\n".join(path.read_text(encoding="utf-8") for path in folder.glob("*.py"))
    direct = {path.parent.name for path in LIBRARIES if f"from {path.parent.name}" in source} - {folder.name}
    return direct.union(*(libraries_of(ROOT / "Library" / name) for name in direct))


@pytest.mark.parametrize("project", PROJECTS, ids=lambda project: project.name)
def test_a_project_lists_the_libraries_it_needs(project):
    config = json.loads((project / "config.json").read_text(encoding="utf-8"))
    assert config["algorithm-language"] == "Python"
    assert {library["name"] for library in config["libraries"]} == libraries_of(project)
    assert all((ROOT / library["path"] / "config.json").is_file() for library in config["libraries"])
