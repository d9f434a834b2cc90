"""What `bridge` says of itself."""

from __future__ import annotations

import pytest

from bridge.cli.main import BRIDGE, main, rooms


def test_help_names_every_room_that_exists(capsys):
    assert main([]) == 0
    shown = capsys.readouterr().out
    assert all(name in shown for name in rooms(BRIDGE))


def test_version_is_the_distributions(capsys):
    assert main(["--version"]) == 0
    assert capsys.readouterr().out.startswith("bridge 0.")


def test_an_unknown_word_is_refused(capsys):
    with pytest.raises(SystemExit) as end:
        main(["trader"])
    assert end.value.code == 2
    assert "unrecognized arguments: trader" in capsys.readouterr().err
