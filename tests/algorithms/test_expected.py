"""Every project reproduces the figures that stand beside it."""

from __future__ import annotations

import json

import pytest

from tests.command_line import ROOT, minilean
from tests.market_data import real_data

PROJECTS = sorted(path.parent for path in (ROOT / "algorithms").glob("*/main.py"))


@pytest.mark.parametrize("project", PROJECTS, ids=lambda project: project.name)
def test_a_project_reproduces_its_expected_statistics(project, tmp_path):
    run = minilean("backtest", project, "--data-folder", real_data(), "--output", tmp_path, "--json")
    assert run.returncode == 0, run.stderr
    expected = json.loads((project / "expected.json").read_text(encoding="utf-8"))
    assert json.loads(run.stdout)["statistics"] == expected["statistics"]


@pytest.mark.parametrize("project", PROJECTS, ids=lambda project: project.name)
def test_a_project_lists_the_libraries_it_imports(project):
    config = json.loads((project / "config.json").read_text(encoding="utf-8"))
    source = (project / "main.py").read_text(encoding="utf-8")
    listed = {library["name"] for library in config["libraries"]}
    assert config["algorithm-language"] == "Python"
    assert listed == {
        path.parent.name for path in ROOT.glob("Library/*/config.json") if f"from {path.parent.name}" in source
    }
    assert all((ROOT / library["path"] / "config.json").is_file() for library in config["libraries"])
