"""The record of where data came from."""

from __future__ import annotations

import pytest

from minilean.data.provenance import MARKER, Origin, Source, is_synthetic, read_sources, record_source
from minilean.errors import DataError


def a_source(what: str = "LEAN's sample data", origin: Origin = Origin.COPY, files: int = 3) -> Source:
    return Source(origin=origin, what=what, files=files, at="2026-01-02T03:04:05+00:00")


def test_what_is_recorded_is_read_back(tmp_path):
    record_source(tmp_path, a_source())
    record_source(tmp_path, a_source("binance BTCUSDT", Origin.EXCHANGE))
    assert read_sources(tmp_path) == (a_source(), a_source("binance BTCUSDT", Origin.EXCHANGE))


def test_the_same_filling_is_recorded_once(tmp_path):
    record_source(tmp_path, a_source(files=3))
    record_source(tmp_path, a_source(files=4))
    assert read_sources(tmp_path) == (a_source(files=4),)


def test_one_synthetic_filling_makes_the_folder_synthetic(tmp_path):
    record_source(tmp_path, a_source())
    assert not is_synthetic(tmp_path)
    record_source(tmp_path, a_source("random", Origin.SYNTHETIC))
    assert is_synthetic(tmp_path)


def test_a_folder_without_a_record_has_no_sources(tmp_path):
    assert read_sources(tmp_path) == ()


@pytest.mark.parametrize("text", ["", "[]", '{"sources": [{"origin": "elsewhere"}]}', '{"sources": [{"what": "x"}]}'])
def test_a_damaged_record_is_named(tmp_path, text):
    (tmp_path / MARKER).write_text(text, encoding="utf-8")
    with pytest.raises(DataError, match=r"provenance\.json is not a record"):
        read_sources(tmp_path)
