"""Tickers over time."""

from __future__ import annotations

from datetime import datetime
from zipfile import ZipFile

import pytest

from minilean.data.map_file import MapFile, MapFileProvider, MapFileRow
from minilean.enums import DataMappingMode, SecurityType
from minilean.errors import DataError
from minilean.securities.symbol import Symbol
from minilean.securities.symbol_cache import SymbolCache
from tests.securities.builders import an_equity, with_map_files

WMI = "19980102,wmi,N 20070101,wmi,N 20501231,wm,N"


def a_map_file(rows: str, permtick: str = "wm") -> MapFile:
    return MapFile(permtick, [MapFileRow.parse(row) for row in rows.split()])


def test_a_row_names_the_ticker_up_to_its_day():
    wm = a_map_file(WMI)
    assert wm.get_mapped_symbol(datetime(2007, 1, 1)) == "WMI"
    assert wm.get_mapped_symbol(datetime(2007, 1, 2)) == "WM"
    assert wm.get_mapped_symbol(datetime(2051, 1, 1), "gone") == "gone"


def test_first_and_last_rows_are_listing_and_delisting():
    wm = a_map_file(WMI)
    assert (wm.first_date, wm.delisting_date, wm.first_ticker) == (
        datetime(1998, 1, 2),
        datetime(2050, 12, 31),
        "WMI",
    )
    assert not wm.has_data(datetime(1997, 1, 1))


def test_without_rows_nothing_speaks_against_data():
    empty = MapFile("abc", ())
    assert empty.has_data(datetime(1997, 1, 1))
    assert empty.first_ticker == "ABC"


def test_a_number_behind_the_ticker_only_tells_files_apart():
    assert MapFile("vxx.1", ()).first_ticker == "VXX"
    assert MapFile("brk.a", ()).first_ticker == "BRK.A"
    assert MapFile("3", ()).first_ticker == "3"


def test_a_row_for_another_way_of_mapping_is_passed_over():
    row = MapFileRow.parse("20200101,es1,CME,1")
    assert row.data_mapping_mode is DataMappingMode.FIRST_DAY_MONTH
    assert MapFile("es", [row]).get_mapped_symbol(datetime(2019, 1, 1), "none") == "none"


def test_a_ticker_means_what_it_meant_on_the_day(tmp_path):
    provider = with_map_files(tmp_path, {"wm": WMI, "wm.1": "19990101,wm,N 20031231,wm,N"})
    resolver = provider.get("usa", SecurityType.EQUITY)
    assert resolver.resolve_map_file("WM", datetime(2020, 1, 1)).permtick == "WM"
    assert resolver.resolve_map_file("wm", datetime(2002, 1, 1)).permtick == "WM.1"
    assert resolver.resolve_map_file("WM", datetime(1980, 1, 1)).rows == []
    assert resolver.resolve_map_file("XYZ", datetime(2020, 1, 1)).rows == []


def test_custom_data_share_their_underlyings_map_file(tmp_path):
    provider = with_map_files(tmp_path, {"wm": WMI})
    data = Symbol.create_base(type("Tweets", (), {}), an_equity("WM"))
    assert provider.resolve(data).permtick == "WM"


def test_a_currency_pair_is_never_renamed(tmp_path):
    provider = with_map_files(tmp_path, {"eurusd": "19980102,usd,N 20501231,eur,N"})
    assert provider.resolve(Symbol.create("EURUSD", SecurityType.FOREX, "oanda")).rows == []


def test_map_files_may_come_in_one_archive(tmp_path):
    folder = tmp_path / "equity" / "usa" / "map_files"
    folder.mkdir(parents=True)
    with ZipFile(folder / "map_files_20200101.zip", "w") as archive:
        archive.writestr("wm.csv", "\n".join(WMI.split()))
    SymbolCache.start_run(MapFileProvider(tmp_path))
    assert an_equity("WM").id.symbol == "WMI"


@pytest.mark.parametrize("line", ["2050x231,wm,N", "20501331,wm,N", "20501231", "wm"])
def test_a_line_without_a_date_and_a_ticker_is_refused_by_file_and_line(tmp_path, line):
    provider = with_map_files(tmp_path, {"wm": f"19980102,wm,N {line}"})
    with pytest.raises(DataError, match=rf"map_files/wm\.csv, line 2: '{line}' is no date with a ticker"):
        provider.get("usa", SecurityType.EQUITY)


def test_a_damaged_archive_of_map_files_is_refused_by_name(tmp_path):
    folder = tmp_path / "equity" / "usa" / "map_files"
    folder.mkdir(parents=True)
    (folder / "map_files_20200101.zip").write_bytes(b"not a zip")
    with pytest.raises(DataError, match=r"map_files_20200101\.zip cannot be read"):
        MapFileProvider(tmp_path).get("usa", SecurityType.EQUITY)
