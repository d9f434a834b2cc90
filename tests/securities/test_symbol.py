"""Symbols compare by identifier, print their ticker, and are found by text."""

from __future__ import annotations

import copy
import pickle
from types import SimpleNamespace

import pytest

from minilean.enums import OptionRight, OptionStyle, SecurityType
from minilean.errors import InvalidOperation, KeyNotFound, NotInMiniLean
from minilean.securities.identifier import DEFAULT_DATE, SecurityIdentifier
from minilean.securities.symbol import Symbol, SymbolDictionary, as_symbol
from minilean.securities.symbol_cache import SymbolCache
from tests.securities.builders import an_equity


@pytest.fixture(autouse=True)
def _a_new_run() -> None:
    SymbolCache.start_run(None)


def test_a_symbol_equals_the_ticker_it_was_added_under():
    spy = an_equity()
    assert spy == "SPY"
    assert spy == "spy"
    assert spy != "BAC"
    assert spy == Symbol.create("SPY", SecurityType.EQUITY, "usa")


def test_a_symbol_prints_its_ticker_once_added_and_its_identifier_before():
    symbol = Symbol.create("SPY", SecurityType.EQUITY, "usa")
    assert str(symbol) == "SPY 2T"
    SymbolCache.set("SPY", symbol)
    assert f"{symbol}" == "SPY"


def test_equal_symbols_are_one_key_whatever_their_ticker():
    old = an_equity("FB")
    renamed = old.update_mapped_symbol("META")
    assert renamed.value == "META"
    assert {old: 1}[renamed] == 1
    assert "FB" not in {old: 1}


def test_symbols_sort_by_ticker_whatever_its_letter_case():
    symbols = [an_equity(ticker) for ticker in ("SPY", "aapl", "Ibm")]
    assert [symbol.value for symbol in sorted(symbols)] == ["AAPL", "IBM", "SPY"]
    assert symbols[0] > "ibm"


def test_nothing_equals_the_empty_symbol_and_no_other():
    assert Symbol.EMPTY == None  # noqa: E711 - the operator is what is tested
    assert an_equity() != None  # noqa: E711


def test_custom_data_are_found_without_their_types_name():
    symbol = Symbol.create("BTC", SecurityType.BASE, "usa", base_data_type=type("Bitcoin", (), {}))
    SymbolCache.set("BTC.Bitcoin", symbol)
    assert as_symbol("btc") is symbol


def test_a_ticker_that_several_custom_types_share_is_refused():
    for name in ("Bitcoin", "Ether"):
        kind = type(name, (), {})
        SymbolCache.set(f"BTC.{name}", Symbol.create("BTC", SecurityType.BASE, "usa", base_data_type=kind))
    with pytest.raises(InvalidOperation, match="multiple potentially matching"):
        as_symbol("BTC")
    assert SymbolCache.try_get_symbol("BTC") == (False, None)


def test_a_miss_is_forgotten_once_the_custom_type_is_added():
    assert SymbolCache.try_get_symbol("BTC") == (False, None)
    symbol = Symbol.create("BTC", SecurityType.BASE, "usa", base_data_type=type("Bitcoin", (), {}))
    SymbolCache.set("BTC.Bitcoin", symbol)
    assert SymbolCache.get_symbol("BTC") is symbol


def test_identifier_text_is_a_symbol_too():
    assert an_equity() == "SPY 2T"
    assert as_symbol("EURUSD 8G").security_type is SecurityType.FOREX


def test_a_removed_ticker_means_nothing():
    spy = an_equity()
    assert SymbolCache.try_remove(spy)
    assert not SymbolCache.try_remove("SPY")
    with pytest.raises(InvalidOperation, match="unable to locate"):
        SymbolCache.get_symbol("SPY")


def test_whatever_has_a_symbol_stands_for_it():
    spy = an_equity()
    assert as_symbol(SimpleNamespace(symbol=spy)) is spy


def test_a_dictionary_by_symbol_answers_to_tickers_and_securities():
    spy = an_equity()
    prices = SymbolDictionary({spy: 100})
    assert prices["SPY"] == prices[spy] == prices[SimpleNamespace(symbol=spy)] == 100
    assert "SPY" in prices
    assert not prices.contains_key("BAC")


def test_a_dictionary_by_symbol_names_the_ticker_nobody_added():
    with pytest.raises(KeyNotFound, match="The ticker BAC was not found in the SymbolCache"):
        SymbolDictionary[int]()["BAC"]


def test_custom_data_about_a_security_follow_its_renames():
    data = Symbol.create_base(type("Tweets", (), {}), an_equity("FB"))
    renamed = data.update_mapped_symbol("META")
    assert (renamed.value, renamed.underlying.value) == ("META", "META")
    assert renamed == data
    assert data.requires_mapping()


def test_an_option_prints_its_terms_and_knows_its_canonical_symbol():
    terms = (OptionStyle.AMERICAN, OptionRight.CALL, 192.5, DEFAULT_DATE.replace(year=2015, month=5, day=1))
    option = Symbol.create_option(an_equity(), "usa", *terms)
    assert option.value == "SPY   150501C00192500"
    assert option.canonical.value == "?SPY"
    assert Symbol(SecurityIdentifier.parse(str(option.id)), "x").value == option.value


def test_the_continuous_future_is_canonical_and_single_contracts_are_not_here():
    future = Symbol.create("ES", SecurityType.FUTURE, "cme")
    assert (future.value, future.is_canonical()) == ("/ES", True)
    with pytest.raises(NotInMiniLean):
        Symbol(SecurityIdentifier.generate_future(DEFAULT_DATE.replace(year=2020), "ES", "cme"), "ES")


def test_copies_are_the_symbol_itself_and_pickles_equal_it():
    spy = an_equity()
    assert copy.deepcopy(spy) is spy
    assert pickle.loads(pickle.dumps(spy)) == spy  # noqa: S301 - our own bytes


def test_both_spellings_name_the_same():
    spy = an_equity()
    assert (spy.Value, spy.ID, spy.SecurityType) == (spy.value, spy.id, spy.security_type)
    assert spy.ID.Symbol == "SPY"
    assert Symbol.Create("SPY", SecurityType.EQUITY, "usa") == spy
