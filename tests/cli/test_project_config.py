"""A project's config.json is read as the LEAN CLI writes it; another shape is one sentence."""

from __future__ import annotations

from pathlib import Path

import pytest

from minilean.cli.backtest import find_project
from minilean.errors import SettingsError


def a_project(folder: Path, config: str) -> Path:
    (folder / "main.py").touch()
    (folder / "config.json").write_text(config, encoding="utf-8")
    return folder


@pytest.mark.parametrize(
    ("config", "sentence"),
    [
        ("{", "is not JSON"),
        ("[]", "must hold a JSON object"),
        ('{"parameters": [1]}', '"parameters" must be an object'),
        ('{"libraries": "x"}', '"libraries" must be a list of objects'),
        ('{"libraries": ["x"]}', '"libraries" must be a list of objects'),
    ],
)
def test_another_shape_is_named(tmp_path: Path, config: str, sentence: str) -> None:
    with pytest.raises(SettingsError, match=sentence):
        find_project(a_project(tmp_path, config))


def test_a_library_that_is_not_there_is_named(tmp_path: Path) -> None:
    (tmp_path / "lean.json").write_text('{"data-folder": "data"}', encoding="utf-8")
    config = '{"libraries": [{"name": "signals", "path": "Library/signals"}]}'
    with pytest.raises(
        SettingsError, match=f'"libraries" names {tmp_path / "Library" / "signals"}, which is no folder'
    ):
        find_project(a_project(tmp_path, config))


@pytest.mark.parametrize("config", ["{}", '{"parameters": null, "libraries": null}', '{"parameters": {}}'])
def test_what_is_left_empty_is_none(tmp_path: Path, config: str) -> None:
    project = find_project(a_project(tmp_path, config))
    assert (project.parameters, project.libraries) == ({}, [])
