"""Identifiers print and parse exactly as LEAN's."""

from __future__ import annotations

from datetime import datetime, timedelta
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from minilean.enums import OptionRight, OptionStyle, SecurityType
from minilean.errors import ArgumentError, InvalidOperation
from minilean.securities.identifier import DEFAULT_DATE, SecurityIdentifier
from minilean.securities.market import Market
from minilean.securities.symbol import Symbol
from minilean.securities.symbol_cache import SymbolCache
from tests.securities.builders import with_map_files
from tests.securities.sample_data import golden_lines, sample_data

SPY_ROWS = "19980102,spy,P 20501231,spy,P"
VXX_ROWS = "20180118,vxxb,Z 20190501,vxxb,Z 20501231,vxx,Z"
OLD_VXX_ROWS = "20090130,vxx,P 20190129,vxx,P"


@pytest.fixture(autouse=True)
def _a_new_run() -> None:
    SymbolCache.start_run(None)


@pytest.mark.parametrize(
    ("ticker", "kind", "market", "text"),
    [
        ("EURUSD", SecurityType.FOREX, Market.OANDA, "EURUSD 8G"),
        ("BTCUSD", SecurityType.CRYPTO, Market.BITFINEX, "BTCUSD E3"),
        ("BTCUSDT", SecurityType.CRYPTO, Market.BINANCE, "BTCUSDT 18N"),
        ("ADAUSDT", SecurityType.CRYPTO_FUTURE, Market.BINANCE, "ADAUSDT 18R"),
    ],
)
def test_an_identifier_without_date_prints_market_and_kind(ticker: str, kind: SecurityType, market: str, text: str):
    assert str(Symbol.create(ticker, kind, market).id) == text


def test_an_equity_takes_first_ticker_and_date_from_its_map_file(tmp_path):
    with_map_files(tmp_path, {"spy": SPY_ROWS, "vxx": VXX_ROWS, "vxx.1": OLD_VXX_ROWS})
    assert str(SecurityIdentifier.generate_equity("spy", "usa")) == "SPY R735QTJ8XC9X"
    assert str(SecurityIdentifier.generate_equity("VXX", "usa")) == "VXXB WRBPJAJZ2Q91"


@pytest.mark.parametrize("first", ["18000101", "18991229", "01000101"])
def test_a_date_before_those_of_identifiers_still_gives_one(tmp_path, first):
    with_map_files(tmp_path, {"spy": f"{first},spy,P 20501231,spy,P"})
    assert str(SecurityIdentifier.generate_equity("spy", "usa")).startswith("SPY ")


def test_a_ticker_of_an_earlier_day_means_the_security_that_had_it_then(tmp_path):
    with_map_files(tmp_path, {"vxx": VXX_ROWS, "vxx.1": OLD_VXX_ROWS})
    then = SecurityIdentifier.generate_equity("VXX", "usa", mapping_resolve_date=datetime(2015, 1, 1))
    assert (then.symbol, then.date) == ("VXX", datetime(2009, 1, 30))


def test_an_equity_without_map_file_keeps_its_ticker_and_the_default_date():
    sid = SecurityIdentifier.generate_equity("SPY", "usa")
    assert (sid.symbol, sid.date, str(sid)) == ("SPY", DEFAULT_DATE, "SPY 2T")


def test_custom_data_carry_the_name_of_their_type():
    class FileBar:
        pass

    sid = Symbol.create("FILEBTC", SecurityType.BASE, Market.USA, base_data_type=FileBar).id
    assert str(sid) == "FILEBTC.FileBar 2S"
    assert SecurityIdentifier.try_get_custom_data_type_instance(sid.symbol) == (True, FileBar)


def test_each_recorded_symbol_of_lean_is_created_with_its_text():
    folder = sample_data("equity/usa/map_files/vxx.csv")
    from minilean.data.map_file import MapFileProvider

    SymbolCache.start_run(MapFileProvider(folder))
    for line in golden_lines("symbols_and_properties", "SYMBOL"):
        fields = dict(field.split("=", 1) for field in line.split("|"))
        symbol = Symbol.create(fields["value"], SecurityType(int(fields["type"])), fields["market"])
        assert (str(symbol.id), symbol.id.symbol) == (fields["id"], fields["ticker"])
        if fields["date"] != "none":
            assert f"{symbol.id.date:%Y-%m-%d}" == fields["date"]


@given(
    strike=st.decimals(Decimal("0.01"), Decimal(4000), places=2),
    right=st.sampled_from(OptionRight),
    style=st.sampled_from(OptionStyle),
    days=st.integers(30000, 60000),
)
def test_an_options_terms_survive_its_text(strike: Decimal, right: OptionRight, style: OptionStyle, days: int):
    expiry = DEFAULT_DATE + timedelta(days=days)
    underlying = SecurityIdentifier.generate_equity_at(datetime(1998, 1, 2), "SPY", "usa")
    made = SecurityIdentifier.generate_option(expiry, underlying, "usa", strike, right, style)
    read = SecurityIdentifier.parse(str(made))
    assert read == made
    assert (read._strike_price, read.option_right, read.option_style, read.date) == (strike, right, style, expiry)
    assert read.underlying == underlying


def test_a_negative_strike_survives():
    underlying = SecurityIdentifier.generate_future(datetime(2020, 6, 1), "CL", "nymex")
    terms = (datetime(2020, 5, 1), underlying, "nymex", Decimal("-12.5"), OptionRight.PUT, OptionStyle.AMERICAN)
    assert SecurityIdentifier.parse(str(SecurityIdentifier.generate_option(*terms)))._strike_price == Decimal("-12.5")


@pytest.mark.parametrize("text", ["SPY", "SPY R735QTJ8XC9X EXTRA", "A|B|C"])
def test_text_of_another_shape_is_no_identifier(text: str):
    assert SecurityIdentifier.try_parse(text) == (False, SecurityIdentifier.EMPTY)
    with pytest.raises(ArgumentError):
        SecurityIdentifier.parse(text)


def test_nothing_is_the_empty_identifier():
    assert SecurityIdentifier.parse("") is SecurityIdentifier.EMPTY
    assert SecurityIdentifier.parse(" 0") is SecurityIdentifier.EMPTY


def test_a_currency_pair_has_no_date():
    with pytest.raises(InvalidOperation, match="Date is only defined"):
        _ = SecurityIdentifier.generate_forex("EURUSD", "oanda").date


def test_an_unknown_market_is_refused_by_name():
    with pytest.raises(ArgumentError, match="Requested: nowhere"):
        SecurityIdentifier.generate_forex("EURUSD", "Nowhere")


def test_a_market_of_the_users_own_lasts_for_one_run():
    Market.add("mine", 900)
    assert SecurityIdentifier.generate_forex("EURUSD", "mine").market == "mine"
    SymbolCache.start_run(None)
    assert Market.encode("mine") is None
