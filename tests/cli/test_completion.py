"""`minilean completion` offers a shell the commands, options and choices there are."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

import pytest

from minilean.cli.completion import script
from minilean.cli.main import COMMANDS, build_parser
from tests.command_line import minilean

TYPED = [
    (["minilean", ""], set(COMMANDS)),
    (["minilean", "co"], {"compare", "completion"}),
    (["minilean", "--v"], {"--version"}),
    (["minilean", "backtest", "--par"], {"--parameter"}),
    (["minilean", "backtest", "--output", "data", "--st"], {"--start"}),
    (["minilean", "data", ""], {"show", "ensure", "generate", "download"}),
    (["minilean", "data", "download", "--ven"], {"--venue"}),
    (["minilean", "optimize", "--strategy", ""], {"grid", "euler", "random"}),
    (["minilean", "new", "mine", "--l"], {"--like"}),
    (["minilean", "new", "mine", "--like", ""], {"lead_lag", "pairs_ou"}),
    (["minilean", "new", "--like", "p"], {"pairs_ou"}),
    (["minilean", "completion", ""], {"bash", "zsh"}),
    (["minilean", "backtest", ""], set()),
]


@pytest.fixture(autouse=True)
def _below_a_workspace(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "lean.json").touch()
    for project in ("lead_lag", "pairs_ou"):
        (tmp_path / "algorithms" / project / "backtests" / "code").mkdir(parents=True)
        (tmp_path / "algorithms" / project / "main.py").touch()
        (tmp_path / "algorithms" / project / "backtests" / "code" / "main.py").touch()
    monkeypatch.chdir(tmp_path / "algorithms")


def shell(name: str, program: str, words: list[str]) -> list[str]:
    path = shutil.which(name)
    if path is None:
        pytest.skip(f"there is no {name} here")
    run = subprocess.run(
        [path, "-f" if name == "zsh" else "--norc", "-c", program, name, *words],
        capture_output=True, text=True, check=True,
    )  # fmt: skip
    assert run.stderr == ""
    return run.stdout.split("\n")[:-1]


@pytest.mark.parametrize(("words", "offered"), TYPED)
def test_bash_offers_what_may_follow(words: list[str], offered: set[str]) -> None:
    ask = '\nCOMP_WORDS=("$@"); COMP_CWORD=$(($# - 1)); _minilean; printf "%s\\n" "${COMPREPLY[@]}"\n'
    found = shell("bash", script(build_parser(), "bash") + ask, words)
    assert set(filter(None, found)) == offered


@pytest.mark.parametrize(("words", "offered"), TYPED)
def test_zsh_is_told_what_may_follow_and_what_it_means(words: list[str], offered: set[str]) -> None:
    # what zsh's completion system would show: its own functions only exist at a prompt
    stand_in = 'compdef() { : }; _files() { : }\n_describe() { printf "%s\\n" "${offered[@]}" }\n'
    ask = '\nwords=("$@"); CURRENT=$#; _minilean\n'
    found = shell("zsh", stand_in + script(build_parser(), "zsh") + ask, words)
    assert {each.partition(":")[0] for each in found if each.startswith(words[-1])} - {""} == offered
    if offered == set(COMMANDS):
        assert "report:make an HTML page about a back test" in found


@pytest.mark.parametrize("name", ["bash", "zsh"])
def test_outside_of_a_workspace_no_project_is_offered(
    name: str, tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path_factory.mktemp("elsewhere"))
    program = "compdef() { : }\n" * (name == "zsh") + script(build_parser(), name) + "\n_minilean_projects"
    assert shell(name, program, []) == []


def test_the_command_prints_a_script_a_shell_can_take() -> None:
    run = minilean("completion", "bash")
    assert run.returncode == 0
    assert run.stdout.startswith("# bash completion of minilean")


def test_a_shell_it_does_not_know_is_refused() -> None:
    run = minilean("completion", "fish")
    assert run.returncode == 2
    assert "invalid choice: 'fish'" in run.stderr
