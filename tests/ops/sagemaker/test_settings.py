"""The collector is set by environment variables, and a wrong one is refused by name."""

from __future__ import annotations

from datetime import datetime, timedelta
from pathlib import Path

import pytest

from minilean.errors import SettingsError
from ops.sagemaker.settings import read_settings

NOW = datetime(2024, 3, 10, 15, 30)


def read(**said: str):
    return read_settings({"COLLECT_DATA_FOLDER": "here", **{f"COLLECT_{k}": v for k, v in said.items()}}, NOW)


def test_without_settings_hour_bars_are_collected_from_yesterday_on():
    settings = read_settings({"COLLECT_DATA_FOLDER": "here", "HOME": "/root"}, NOW)
    assert (settings.venue, settings.symbols, settings.kinds) == ("binance", ("BTCUSDT",), ("hour",))
    assert settings.first == datetime(2024, 3, 9)
    assert (settings.schedule.every, settings.schedule.passes) == (timedelta(hours=1), 24)
    assert (settings.schedule.until, settings.url) == (None, None)


def test_lists_are_taken_apart_and_named_once():
    settings = read(SYMBOLS="btc/usdt, ETHUSDT,BTCUSDT", KINDS="trades,Minute")
    assert settings.symbols == ("BTCUSDT", "ETHUSDT")
    assert settings.kinds == ("trades", "minute")


@pytest.mark.parametrize("text", ["2024-03-01T12:00", "2024-03-01T13:00+01:00", "2024-03-01 12:00Z"])
def test_a_time_is_utc_unless_it_has_a_zone(text):
    assert read(FIRST=text).first == datetime(2024, 3, 1, 12)


def test_the_data_folder_is_the_workspaces_where_none_is_named(tmp_path, monkeypatch):
    (tmp_path / "lean.json").write_text('{"data-folder": "prices"}', encoding="utf-8")
    (tmp_path / "deep" / "below").mkdir(parents=True)
    monkeypatch.chdir(tmp_path / "deep" / "below")
    assert read_settings({}, NOW).data_folder == tmp_path / "prices"
    assert read(VENUE="kraken").data_folder == Path("here")


@pytest.mark.parametrize(
    ("name", "value", "sentence"),
    [
        ("SYMBOL", "BTCUSDT", "COLLECT_SYMBOL is no setting; there are COLLECT_DATA_FOLDER, COLLECT_VENUE"),
        ("VENUE", "okx", "COLLECT_VENUE 'okx' cannot be collected; choose from binance"),
        ("KINDS", "hour,second", "COLLECT_KINDS 'second' cannot be collected; choose from minute, hour, daily, trades"),
        ("SYMBOLS", " , ", "COLLECT_SYMBOLS ',' names nothing"),
        ("PASSES", "0", "COLLECT_PASSES '0' is no whole number of at least 1"),
        ("MOST", "999", "of at least 1000"),
        ("EVERY_MINUTES", "1.5", "COLLECT_EVERY_MINUTES '1.5' is no whole number"),
        ("FIRST", "yesterday", "COLLECT_FIRST 'yesterday' is no time like 2024-01-31"),
    ],
)
def test_a_setting_without_sense_is_refused_by_name(name, value, sentence):
    with pytest.raises(SettingsError, match=sentence):
        read(**{name: value})


def test_trades_of_an_exchange_that_does_not_count_them_are_refused():
    with pytest.raises(SettingsError, match="COLLECT_VENUE 'kraken' cannot be collected; choose from binance, bin"):
        read(VENUE="kraken", KINDS="trades")
