"""`minilean data`, called as the command line calls it."""

from __future__ import annotations

import argparse
import io
import json
from pathlib import Path

import pytest

from minilean.cli import data
from minilean.cli.progress import ProgressBar
from minilean.cli.workspace import data_folder, find_workspace
from minilean.data.provenance import SYNTHETIC_NOTE
from minilean.errors import MiniLeanError, SettingsError
from tests.data.folders import a_data_folder, lines_of
from tests.data.servers import Venue, serving


@pytest.fixture
def workspace(tmp_path, monkeypatch):
    """An empty workspace one is in."""
    root = tmp_path / "workspace"
    root.mkdir()
    (root / "lean.json").write_text('{"data-folder": "data" /* LEAN\'s */}\n// the end', encoding="utf-8")
    monkeypatch.chdir(root)
    monkeypatch.delenv("MINILEAN_SAMPLE_DATA", raising=False)
    return root


def minilean(*words: str) -> int:
    parser = argparse.ArgumentParser()
    data.register(parser.add_subparsers())
    arguments = parser.parse_args(["data", *words])
    return arguments.run(arguments)


def told(capsys, *words: str):
    assert minilean(*words, "--json") == 0
    return json.loads(capsys.readouterr().out)


def test_ensure_copies_the_neighbour(workspace, tmp_path, capsys):
    a_data_folder(tmp_path / "shared/data")
    assert told(capsys, "ensure")["whence"] == "LEAN's sample data, copied from ../shared/data"
    assert (workspace / "data/equity/usa/daily/spy.zip").exists()


def test_ensure_copies_the_folder_that_is_named(workspace, tmp_path, capsys, monkeypatch):
    monkeypatch.setenv("MINILEAN_SAMPLE_DATA", str(a_data_folder(tmp_path / "mine")))
    assert told(capsys, "ensure")["whence"].endswith("mine")


def test_a_named_folder_without_data_is_an_error(workspace, tmp_path, monkeypatch):
    monkeypatch.setenv("MINILEAN_SAMPLE_DATA", str(tmp_path / "nothing"))
    with pytest.raises(MiniLeanError, match="is not a LEAN data folder"):
        minilean("ensure")


def test_ensure_leaves_a_filled_folder_alone(workspace, capsys):
    a_data_folder(workspace / "data")
    assert told(capsys, "ensure") == {
        "folder": str(workspace / "data"),
        "synthetic": False,
        "whence": "filled by other means",
    }


def test_without_a_copy_and_a_network_the_market_is_random_and_says_so(workspace, capsys):
    assert minilean("ensure", "--address", "http://127.0.0.1:1") == 0
    shown = capsys.readouterr()
    assert "a random market is made instead" in shown.err
    assert SYNTHETIC_NOTE in shown.out
    assert len(lines_of(workspace / "data/equity/usa/daily/spy.zip")) > 5800


def test_an_empty_folder_says_what_to_do(workspace, capsys):
    assert minilean() == 0
    assert "empty: minilean data ensure" in capsys.readouterr().out


def test_a_generated_market_is_shown_as_synthetic(workspace, capsys):
    minilean("generate", "--tickers", "spy, ibm", "--from", "2013-01-02", "--to", "2013-02-01", "--seed", "3")
    shown = capsys.readouterr().out
    assert "synthetic market: SPY, IBM from 2013-01-02 to 2013-02-01, seed 3" in shown
    assert "2013-01-02 to 2013-02-01" in shown
    assert SYNTHETIC_NOTE in shown


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        (("generate", "--tickers", "../etc"), "is not a list of tickers"),
        (("generate", "--from", "2014-01-01", "--to", "2013-01-01"), "is after"),
        (("generate", "--from", "1700-01-01"), "is before 1900-01-01"),
        (("download", "--venue", "binance", "--symbol", "X", "--from", "2014-01-01", "--to", "2013-01-01"), "is after"),
    ],
)
def test_settings_that_make_no_sense_are_one_sentence(workspace, words, sentence):
    with pytest.raises(SettingsError, match=sentence):
        minilean(*words)


def test_a_day_that_is_none_is_refused(workspace, capsys):
    with pytest.raises(SystemExit):
        minilean("generate", "--from", "2013-02-30")
    assert "'2013-02-30' is not a day like 2018-05-01" in capsys.readouterr().err


def test_download_brings_history_and_writes_down_whence(workspace, capsys):
    words = ("download", "--venue", "binance", "--symbol", "btcusdt", "--from", "2018-05-01", "--to", "2018-05-03")
    with serving(Venue()) as url:
        fetched = told(capsys, *words, "--url", url)
    assert fetched["bars"] == 72
    assert len(lines_of(Path(fetched["files"][0]))) == 72
    (source,) = told(capsys)["sources"]
    assert source["what"] == "binance BTCUSDT hour bars from 2018-05-01 00:00:00 to 2018-05-03 23:00:00 UTC"


def test_history_that_does_not_exist_is_said(workspace):
    words = ("download", "--venue", "binance", "--symbol", "BTCUSDT", "--from", "2018-05-01", "--to", "2018-05-03")
    with (
        serving(Venue(listed_from=1_600_000_000_000)) as url,
        pytest.raises(SettingsError, match="has no BTCUSDT bars"),
    ):
        minilean(*words, "--url", url)


def test_the_workspace_is_found_from_below(workspace):
    below = workspace / "algorithms/one"
    below.mkdir(parents=True)
    assert find_workspace(below).root == workspace
    assert data_folder(below, None) == workspace / "data"


def test_no_workspace_is_said(tmp_path):
    with pytest.raises(SettingsError, match=r"no lean\.json"):
        data_folder(tmp_path, None)


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("{", "is not JSON"),
        ("{}", 'names no "data-folder"'),
        ("{} // \udce9", "is not JSON"),
        ('{"data-folder": 5}', '"data-folder" must be the text of a path'),
    ],
)
def test_a_bad_lean_json_is_named(tmp_path, text, sentence):
    (tmp_path / "lean.json").write_text(text, encoding="utf-8", errors="surrogateescape")
    with pytest.raises(SettingsError, match=sentence):
        find_workspace(tmp_path)


def test_slashes_inside_words_of_lean_json_are_not_comments(tmp_path):
    (tmp_path / "lean.json").write_text('{"data-folder": "a//b" // why\n}', encoding="utf-8")
    assert find_workspace(tmp_path).settings["data-folder"] == "a//b"


class Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


def test_a_progress_bar_draws_on_a_terminal_and_clears_its_line():
    screen = Terminal()
    with ProgressBar("copying", screen) as progress:
        progress(0.5, "spy.zip")
    assert "copying [###############...............]  50% spy.zip" in screen.getvalue()
    assert screen.getvalue().endswith("\r\x1b[K")


def test_a_progress_bar_says_nothing_where_nobody_watches():
    pipe = io.StringIO()
    with ProgressBar("copying", pipe) as progress:
        progress(0.5)
    assert pipe.getvalue() == ""
