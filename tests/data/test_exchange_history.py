"""History from a venue that speaks Binance's endpoints, here on this machine, through the real ccxt."""

from __future__ import annotations

from datetime import datetime, timedelta
from decimal import Decimal

import pytest

from minilean.data.crypto_files import write_crypto_bars
from minilean.data.exchange_history import Exchange, ExchangeBar, ExchangeTrade, HistoryRequest, Unanswered
from minilean.errors import DataError, SettingsError
from tests.data.folders import a_zip, lines_of, unheard
from tests.data.servers import Venue, serving

MAY = datetime(2018, 5, 1)


def a_request(**changes: object) -> HistoryRequest:
    plain = {
        "venue": "binance",
        "symbol": "BTCUSDT",
        "resolution": "hour",
        "first": MAY,
        "end": MAY + timedelta(days=2),
    }
    return HistoryRequest(**{**plain, **changes})


def history(venue: Venue, request: HistoryRequest) -> list[ExchangeBar]:
    with serving(venue) as url:
        return list(Exchange(request.venue, url).bars(request, unheard))


def traded(venue: Venue, first: datetime = MAY, end: datetime = MAY + timedelta(hours=6)) -> list[ExchangeTrade]:
    with serving(venue) as url:
        return list(Exchange("binance", url).trades("BTCUSDT", first, end))


def trades_every(step: int, count: int, first: datetime = MAY) -> list[tuple[int, int]]:
    start = (first - datetime(1970, 1, 1)) // timedelta(milliseconds=1)
    return [(7_000 + number, start + number * step) for number in range(count)]


def a_bar(start: datetime, close: str = "8960.1") -> ExchangeBar:
    price = Decimal(close)
    return ExchangeBar(start=start, open=price, high=price, low=price, close=price, volume=Decimal("1E-5"))


def test_bars_are_exactly_what_the_venue_said():
    bars = history(Venue(), a_request())
    assert len(bars) == 48
    assert bars[0] == ExchangeBar(
        start=MAY,
        open=Decimal("8955.01"),
        high=Decimal("9000.5"),
        low=Decimal(8900),
        close=Decimal("8960.1"),
        volume=Decimal("12.345678"),
    )


def test_a_long_request_is_asked_page_by_page():
    venue = Venue(page=10)
    bars = history(venue, a_request())
    assert [bar.start for bar in bars] == [MAY + timedelta(hours=number) for number in range(48)]
    assert len(venue.asked) == 5


def test_a_bar_that_has_not_ended_is_left_out():
    bars = history(Venue(), a_request(end=MAY + timedelta(hours=5, minutes=59)))
    assert [bar.start.hour for bar in bars] == [0, 1, 2, 3, 4]


def test_a_pair_listed_later_begins_later():
    listed = (MAY + timedelta(hours=20) - datetime(1970, 1, 1)) // timedelta(milliseconds=1)
    bars = history(Venue(listed_from=listed), a_request())
    assert bars[0].start == MAY + timedelta(hours=20)


def test_a_pair_the_venue_does_not_trade_is_refused():
    with pytest.raises(SettingsError, match="binance has no spot pair DOGEUSDT"):
        history(Venue(), a_request(symbol="DOGEUSDT"))


def test_a_venue_lean_does_not_know_is_refused_with_those_it_knows():
    with pytest.raises(SettingsError, match=r"okx is not an exchange LEAN knows.*binance, binanceus"):
        Exchange("okx")


def test_a_venue_that_does_not_answer_is_one_sentence():
    with pytest.raises(Unanswered, match="binance could not be asked"):
        list(Exchange("binance", "http://127.0.0.1:1").bars(a_request(), unheard))


def test_trades_are_exactly_what_the_venue_said():
    assert traded(Venue(trades=trades_every(1, 1, MAY + timedelta(hours=5)))) == [
        ExchangeTrade(
            number=7_000,
            time=MAY + timedelta(hours=5),
            price=Decimal(9070),
            quantity=Decimal("0.0015"),
        )
    ]


@pytest.mark.parametrize("late", [False, True])
@pytest.mark.parametrize("step", [3, 40, 5_000])
def test_all_trades_come_once_whichever_end_of_a_window_the_venue_gives(late, step):
    venue = Venue(trades=trades_every(step, 3_500), late=late)
    trades = traded(venue, MAY + timedelta(seconds=3), MAY + timedelta(seconds=4_000))
    assert [trade.number for trade in trades] == [
        number for number, time in venue.trades if 3_000 <= time - venue.trades[0][1] < 4_000_000
    ]


def test_without_a_trade_the_venue_is_asked_hour_by_hour():
    venue = Venue()
    assert traded(venue, MAY, MAY + timedelta(days=1)) == []
    assert len(venue.asked) < 35


def test_more_trades_in_a_millisecond_than_a_page_go_on_by_their_numbers():
    start = trades_every(1, 1)[0][1]
    venue = Venue(trades=[(number, start) for number in range(2_500)])
    assert len(traded(venue)) == 2_500


def test_trades_of_a_venue_that_does_not_count_them_are_refused():
    with pytest.raises(SettingsError, match="trades are had from binance and binanceus, not from kraken"):
        list(Exchange("kraken").trades("BTCUSD", MAY, MAY))


def test_hour_bars_are_written_where_lean_looks(tmp_path):
    (file,) = write_crypto_bars(tmp_path, "binance", "BTCUSDT", "hour", [a_bar(MAY)])
    assert file == tmp_path / "crypto/binance/hour/btcusdt_trade.zip"
    assert lines_of(file) == ["20180501 00:00,8960.1,8960.1,8960.1,8960.1,0.00001"]


def test_minute_bars_have_a_file_a_day(tmp_path):
    late, early = MAY + timedelta(hours=23, minutes=59), MAY + timedelta(days=1)
    files = write_crypto_bars(tmp_path, "kraken", "BTCUSD", "minute", [a_bar(late), a_bar(early)])
    assert [file.name for file in files] == ["20180501_trade.zip", "20180502_trade.zip"]
    assert [lines_of(file)[0].split(",")[0] for file in files] == ["86340000", "0"]


def test_new_bars_join_those_already_there(tmp_path):
    write_crypto_bars(tmp_path, "binance", "BTCUSDT", "hour", [a_bar(MAY), a_bar(MAY + timedelta(hours=2))])
    write_crypto_bars(tmp_path, "binance", "BTCUSDT", "hour", [a_bar(MAY, "1"), a_bar(MAY + timedelta(hours=1))])
    rows = [line.split(",") for line in lines_of(tmp_path / "crypto/binance/hour/btcusdt_trade.zip")]
    assert [(row[0][9:], row[4]) for row in rows] == [("00:00", "1"), ("01:00", "8960.1"), ("02:00", "8960.1")]


def test_minutes_of_a_day_are_in_order_of_time_not_of_text(tmp_path):
    bars = [a_bar(MAY + timedelta(minutes=number)) for number in (20, 1, 2)]
    (file,) = write_crypto_bars(tmp_path, "binance", "BTCUSDT", "minute", bars)
    assert [line.split(",")[0] for line in lines_of(file)] == ["60000", "120000", "1200000"]


def test_something_else_in_the_way_is_named(tmp_path):
    file = a_zip(tmp_path / "crypto/binance/hour/btcusdt_trade.zip", ["x"])
    file.write_text("not a zip", encoding="utf-8")
    with pytest.raises(DataError, match="in the way and is not a zip"):
        write_crypto_bars(tmp_path, "binance", "BTCUSDT", "hour", [a_bar(MAY)])
