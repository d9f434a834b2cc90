"""`minilean new` makes a project that runs, and never touches one that is there."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
from argparse import ArgumentParser
from pathlib import Path

import pytest

from minilean.cli import new
from minilean.errors import SettingsError
from tests.command_line import ROOT, minilean
from tests.market_data import real_data

BASE = """\"\"\"{docstring}\"\"\"

from AlgorithmImports import *

from trading.strategy import Slow


class Model(QCAlgorithm):
    def initialize(self) -> None:
        self.add(Model.rule, "Model of Models")
"""


@pytest.fixture
def workspace(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty workspace one is below the root of."""
    (tmp_path / "lean.json").write_text('{"data-folder": "data"}', encoding="utf-8")
    (tmp_path / "below").mkdir()
    monkeypatch.chdir(tmp_path / "below")
    return tmp_path


@pytest.fixture
def model(workspace: Path) -> Path:
    """A project to make others like."""
    project = workspace / "algorithms" / "model"
    (project / "backtests" / "now").mkdir(parents=True)
    (project / "main.py").write_text(BASE.format(docstring="The model: buys low."), encoding="utf-8")
    config = {"cloud-id": 12, "parameters": {"fast": "5", "slow": "20"}, "description": "Buys low"}
    (project / "config.json").write_text(json.dumps(config), encoding="utf-8")
    for name in ("README.md", "expected.json", ".hidden", "backtests/now/main.py", "table.csv"):
        (project / name).write_text("its own", encoding="utf-8")
    return project


def call(name: str, *options: str) -> int:
    parser = ArgumentParser()
    new.register(parser.add_subparsers())
    given = parser.parse_args(["new", name, *options])
    return int(given.run(given))


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


def test_a_project_like_another_is_tidy_and_back_tests_at_once(workspace: Path) -> None:
    shutil.copytree(ROOT / "Library", workspace / "Library", ignore=shutil.ignore_patterns("__pycache__"))
    ignored = shutil.ignore_patterns("backtests", "__pycache__")
    shutil.copytree(ROOT / "algorithms/intraday_momentum", workspace / "algorithms/intraday_momentum", ignore=ignored)
    call("first_try", "--like", "intraday_momentum")
    project = workspace / "algorithms" / "first_try"
    lines = (project / "main.py").read_text(encoding="utf-8").splitlines()
    assert lines[0].startswith('"""First try: a large move goes on, ')
    assert "class FirstTry(Strategy):" in lines
    for check in (["check"], ["format", "--check"]):
        ruff = [sys.executable, "-m", "ruff", *check, "--config", ROOT / "pyproject.toml", "algorithms/first_try"]
        found = subprocess.run(ruff, cwd=workspace, capture_output=True, text=True, check=False)
        assert found.returncode == 0, found.stdout + found.stderr
    period = ("--start", "2013-01-01", "--end", "2013-06-30")
    run = minilean("backtest", project, *period, "--data-folder", real_data(), "--json")
    assert (run.returncode, run.stderr) == (0, "")
    assert int(json.loads(run.stdout)["statistics"]["Total Orders"]) > 10


def test_a_copy_takes_the_code_and_the_parameters_but_no_results(workspace: Path, model: Path) -> None:
    call("my_own", "--like", "model")
    project = workspace / "algorithms" / "my_own"
    assert sorted(file.name for file in project.iterdir()) == ["README.md", "config.json", "main.py", "table.csv"]
    config = json.loads((project / "config.json").read_text(encoding="utf-8"))
    assert config == {"parameters": {"fast": "5", "slow": "20"}, "description": "Buys low"}
    assert (project / "table.csv").read_text(encoding="utf-8") == "its own"


def test_a_copy_says_what_it_was_made_from(workspace: Path, model: Path) -> None:
    call("my_own", "--like", "model")
    readme = (workspace / "algorithms/my_own/README.md").read_text(encoding="utf-8")
    assert readme.startswith("# My own\n\nMade from [model](../model/README.md)")
    assert "| `slow` | 20 |" in readme


def test_only_the_name_of_the_class_is_changed(workspace: Path, model: Path) -> None:
    call("my_own", "--like", "model")
    code = (workspace / "algorithms/my_own/main.py").read_text(encoding="utf-8")
    assert "class MyOwn(QCAlgorithm):" in code
    assert 'self.add(MyOwn.rule, "Model of Models")' in code


def test_a_class_that_would_hide_an_import_gets_a_longer_name(workspace: Path, model: Path) -> None:
    call("slow", "--like", "model")
    assert "class SlowAlgorithm(" in (workspace / "algorithms/slow/main.py").read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("docstring", "first"),
    [
        ("The model: buys low.\n\nAnd sells high.", "My own, made from model: buys low."),
        ("The model buys low.", "My own, made from model."),
        (f"The model: {'buys ' * 20}low.", f"My own: {'buys ' * 20}low."),
        (f"The model: {'buys ' * 22}low.", "My own, made from model."),
    ],
)
def test_the_title_fits_on_its_line(workspace: Path, model: Path, docstring: str, first: str) -> None:
    (model / "main.py").write_text(BASE.format(docstring=docstring), encoding="utf-8")
    call("my_own", "--like", "model")
    lines = (workspace / "algorithms/my_own/main.py").read_text(encoding="utf-8").splitlines()
    assert lines[0].strip('"') == first
    assert len(lines[0]) <= 120


def test_an_unknown_model_is_refused_with_those_there_are(workspace: Path, model: Path) -> None:
    shutil.copytree(model, model.with_name("other"))
    with pytest.raises(SettingsError, match=r"'modle' is no project in .*: choose one of model, other"):
        call("my_own", "--like", "modle")
    assert not (workspace / "algorithms" / "my_own").exists()


def test_without_any_project_there_is_none_to_start_from(workspace: Path) -> None:
    with pytest.raises(SettingsError, match="there is none to start from"):
        call("my_own", "--like", "model")


@pytest.mark.parametrize(
    ("file", "content", "sentence"),
    [
        ("main.py", "class Model(QCAlgorithm:", "cannot be read as Python"),
        ("main.py", "import numpy", "no class with a method initialize"),
        ("config.json", "{", "is not JSON"),
        ("config.json", "[]", "no table of parameters"),
    ],
)
def test_a_model_that_cannot_be_read_is_named_and_nothing_is_made(
    workspace: Path, model: Path, file: str, content: str, sentence: str
) -> None:
    (model / file).write_text(content, encoding="utf-8")
    with pytest.raises(SettingsError, match=f"{file}.*{sentence}"):
        call("my_own", "--like", "model")
    assert not (workspace / "algorithms" / "my_own").exists()
