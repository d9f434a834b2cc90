"""What a data folder holds."""

from __future__ import annotations

import pytest

from minilean.data.inventory import Holding, holdings, is_filled
from minilean.errors import DataError
from tests.data.folders import a_data_folder, a_zip


def test_daily_files_are_counted_by_ticker_with_their_days(tmp_path):
    folder = a_data_folder(tmp_path)
    size = (folder / "equity/usa/daily/spy.zip").stat().st_size
    assert holdings(folder) == [
        Holding(
            security_type="equity",
            market="usa",
            resolution="daily",
            tickers=("spy",),
            first="2020-01-02",
            last="2020-01-03",
            size=size,
        )
    ]


def test_trades_and_quotes_of_a_pair_are_one_ticker(tmp_path):
    for kind in ("trade", "quote"):
        a_zip(tmp_path / f"crypto/binance/hour/btcusdt_{kind}.zip", ["20180501 00:00,1", "20180505 23:00,1"])
    (found,) = holdings(tmp_path)
    assert (found.tickers, found.first, found.last) == (("btcusdt",), "2018-05-01", "2018-05-05")


def test_minute_files_are_dated_by_their_names(tmp_path):
    for day in ("20131007", "20131008"):
        a_zip(tmp_path / f"equity/usa/minute/spy/{day}_trade.zip", ["34200000,1"])
    (found,) = holdings(tmp_path)
    assert (found.tickers, found.first, found.last) == (("spy",), "2013-10-07", "2013-10-08")


def test_a_file_that_is_no_zip_is_named(tmp_path):
    file = tmp_path / "equity/usa/hour/spy.zip"
    file.parent.mkdir(parents=True)
    file.write_text("not a zip", encoding="utf-8")
    with pytest.raises(DataError, match=r"spy\.zip is not a zip of prices"):
        holdings(tmp_path)


def test_a_zip_without_dates_is_named(tmp_path):
    a_zip(tmp_path / "equity/usa/hour/spy.zip", ["hello"])
    with pytest.raises(DataError, match="does not begin and end with a line that starts with a date"):
        holdings(tmp_path)


@pytest.mark.parametrize("missing", ["equity/usa/daily/spy.zip", "market-hours/market-hours-database.json"])
def test_a_folder_lacking_prices_or_tables_is_not_filled(tmp_path, missing):
    folder = a_data_folder(tmp_path)
    assert is_filled(folder)
    (folder / missing).unlink()
    assert not is_filled(folder)
