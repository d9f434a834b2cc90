"""`minilean new` makes a project that runs, and never touches one that is there."""

from __future__ import annotations

import json
from argparse import ArgumentParser
from typing import TYPE_CHECKING

import pytest

from minilean.cli import new
from minilean.errors import SettingsError
from tests.command_line import minilean
from tests.market_data import real_data

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture
def workspace(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty workspace one is below the root of."""
    (tmp_path / "lean.json").write_text('{"data-folder": "data"}', encoding="utf-8")
    (tmp_path / "below").mkdir()
    monkeypatch.chdir(tmp_path / "below")
    return tmp_path


def call(name: str) -> int:
    parser = ArgumentParser()
    new.register(parser.add_subparsers())
    options = parser.parse_args(["new", name])
    return int(options.run(options))


def test_a_new_project_back_tests_at_once(workspace: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert call("first_try") == 0
    project = workspace / "algorithms" / "first_try"
    assert capsys.readouterr().out == f"Project: {project}\nRun it: minilean backtest {project}\n"
    assert sorted(file.name for file in project.iterdir()) == ["README.md", "config.json", "main.py"]
    run = minilean("backtest", project, "--parameter", "period", "50", "--data-folder", real_data(), "--json")
    assert (run.returncode, run.stderr) == (0, "")
    assert int(json.loads(run.stdout)["statistics"]["Total Orders"]) > 10


def test_a_new_project_is_laid_out_as_lean_does(workspace: Path) -> None:
    call("first_try")
    project = workspace / "algorithms" / "first_try"
    config = json.loads((project / "config.json").read_text(encoding="utf-8"))
    assert config["algorithm-language"] == "Python"
    assert config["parameters"] == {"period": "100"}
    assert "class FirstTry(QCAlgorithm):" in (project / "main.py").read_text(encoding="utf-8")
    assert (project / "README.md").read_text(encoding="utf-8").startswith("# First try\n")


def test_a_project_that_is_there_is_left_alone(workspace: Path) -> None:
    call("first_try")
    main = workspace / "algorithms" / "first_try" / "main.py"
    main.write_text("mine", encoding="utf-8")
    with pytest.raises(SettingsError, match="is there already: choose another name"):
        call("first_try")
    assert main.read_text(encoding="utf-8") == "mine"


@pytest.mark.parametrize("name", ["", "1st", "a b", "../up", "a/b", "my-strategy", "Ünicode", ".", "_"])
def test_a_bad_name_is_refused_with_what_a_good_one_is(workspace: Path, name: str) -> None:
    with pytest.raises(SettingsError, match="use letters, digits and _"):
        call(name)
    assert not (workspace / "algorithms").exists()


@pytest.mark.parametrize("name", ["live", "backtests", "class"])
def test_a_name_with_a_meaning_is_refused(workspace: Path, name: str) -> None:
    with pytest.raises(SettingsError, match="choose another name"):
        call(name)


def test_outside_of_a_workspace_it_says_so(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    with pytest.raises(SettingsError, match=r"no lean\.json"):
        call("first_try")
