"""Factors of splits and dividends, read and applied as LEAN does."""

from __future__ import annotations

from datetime import datetime
from decimal import Decimal
from pathlib import Path

import pytest

from minilean.data.factor_file import CorporateFactorProvider, FactorFileProvider, parse_factor_file
from minilean.enums import DataNormalizationMode
from minilean.errors import ArgumentError, DataError
from tests.securities.builders import an_equity, with_map_files

ADJUSTED = DataNormalizationMode.ADJUSTED
TEXT = """\
19980102,0.8,0.25,1
20130807,0.9,0.25,464.98
20140606,0.95,0.25,645.57
20140807,0.95,1,94.48
20501231,1,1,0
"""


def factors(text: str = TEXT) -> CorporateFactorProvider:
    return parse_factor_file("aapl", text, Path("aapl.csv"))


@pytest.mark.parametrize(
    ("day", "factor"),
    [
        (datetime(1990, 1, 1), "0.200"),
        (datetime(2013, 8, 7, 16), "0.225"),
        (datetime(2013, 8, 8), "0.2375"),
        (datetime(2014, 8, 8), "1"),
        (datetime(2051, 1, 1), "1"),
    ],
)
def test_a_row_holds_for_all_days_up_to_its_own(day: datetime, factor: str):
    assert factors()._get_price_factor(day, ADJUSTED) == Decimal(factor)


def test_other_normalizations_take_splits_only_or_nothing():
    day = datetime(2013, 8, 7)
    assert factors()._get_price_factor(day, DataNormalizationMode.SPLIT_ADJUSTED) == Decimal("0.25")
    assert factors()._get_price_factor(day, DataNormalizationMode.TOTAL_RETURN) == Decimal("0.25")
    assert factors()._get_price_factor(day, DataNormalizationMode.RAW) == 0
    with pytest.raises(ArgumentError):
        factors()._get_price_factor(day, DataNormalizationMode.BACKWARDS_RATIO)


def test_scaled_raw_prices_take_their_end_for_the_present():
    mode = DataNormalizationMode.SCALED_RAW
    scale = factors()._get_price_scale(datetime(2013, 8, 7), mode, datetime(2014, 6, 1))
    assert scale == Decimal("0.225") / Decimal("0.2375")
    with pytest.raises(ArgumentError, match="requires an end date"):
        factors()._get_price_scale(datetime(2013, 8, 7), mode)


def test_a_change_of_price_factor_announces_a_dividend_and_of_split_factor_a_split():
    aapl = factors()
    assert aapl.dividend_event_on_next_trading_day(datetime(2013, 8, 7)) == (
        Decimal("0.9") / Decimal("0.95"),
        Decimal("464.98"),
    )
    assert aapl.split_event_on_next_trading_day(datetime(2013, 8, 7)) is None
    assert aapl.split_event_on_next_trading_day(datetime(2014, 6, 6)) == (Decimal("0.25"), Decimal("645.57"))
    assert aapl.dividend_event_on_next_trading_day(datetime(2014, 6, 6)) is None
    assert aapl.dividend_event_on_next_trading_day(datetime(2013, 8, 8)) is None
    assert aapl.dividend_event_on_next_trading_day(datetime(2050, 12, 31)) is None


def test_lines_that_lack_digits_are_left_out_and_move_the_first_tradable_day():
    read = factors("20000101,1,inf,1\n20010101,1,1.6e+6,1\n20020101,0,1,1\n20030101,1,2,1\n")
    assert read.row_dates() == [datetime(2003, 1, 1)]
    assert read.factor_file_minimum_date == datetime(2002, 12, 31)
    assert read.most_recent_factor_change == datetime(2003, 1, 1)


def test_a_broken_line_is_named():
    with pytest.raises(DataError, match=r"aapl\.csv, line 2: 'nonsense' is no date"):
        factors("20000101,1,1,1\nnonsense\n")


def test_files_are_found_under_the_map_files_name(tmp_path):
    maps = with_map_files(tmp_path, {"aapl.1": "19980102,aapl,Q 20501231,aapl,Q"})
    folder = tmp_path / "equity" / "usa" / "factor_files"
    folder.mkdir()
    (folder / "aapl.1.csv").write_text(TEXT)
    provider = FactorFileProvider(tmp_path, maps)
    aapl = an_equity("AAPL")
    assert provider.get(aapl).permtick == "AAPL.1"
    assert provider.get(aapl) is provider.get(aapl)
    assert provider.get(an_equity("BAC")).rows == []


def test_a_factor_that_is_no_number_is_named_too():
    with pytest.raises(DataError, match=r"aapl\.csv, line 1: '20000101,NaN,1,1' is no date"):
        factors("20000101,NaN,1,1\n")


def test_bytes_that_are_no_text_are_named_with_their_file(tmp_path):
    maps = with_map_files(tmp_path, {})
    folder = tmp_path / "equity" / "usa" / "factor_files"
    folder.mkdir()
    (folder / "aapl.csv").write_bytes(b"\xff\xfe,1,1")
    with pytest.raises(DataError, match=r"factor_files/aapl\.csv, line 1"):
        FactorFileProvider(tmp_path, maps).get(an_equity("AAPL"))


def test_a_damaged_archive_of_factor_files_is_refused_by_name(tmp_path):
    maps = with_map_files(tmp_path, {})
    folder = tmp_path / "equity" / "usa" / "factor_files"
    folder.mkdir()
    (folder / "factor_files_20200101.zip").write_bytes(b"not a zip")
    with pytest.raises(DataError, match=r"factor_files_20200101\.zip cannot be read"):
        FactorFileProvider(tmp_path, maps).get(an_equity("AAPL"))
