"""Currency signs, stable coins and time zones."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from minilean.errors import ArgumentError
from minilean.securities.currencies import Currencies
from minilean.securities.time_zones import TimeZones, zone


def test_a_currency_without_sign_prints_its_code():
    assert Currencies.get_currency_symbol("USD") == "$"
    assert Currencies.get_currency_symbol("QCC") == "QCC"
    assert Currencies.get_currency_symbol("") == ""


def test_an_amount_is_read_behind_its_sign():
    assert Currencies.parse("₿1.5") == 1.5
    assert Currencies.parse("$-1,234.25") == -1234.25
    assert Currencies.try_parse("cash") == (False, 0.0)
    with pytest.raises(ArgumentError):
        Currencies.parse("cash")


def test_dollar_coins_need_no_pair_where_the_market_takes_them_for_dollars():
    assert Currencies.is_stable_coin_without_pair("USDTUSD", "binance")
    assert Currencies.is_stable_coin_without_pair("USD", "USDT", "binance")
    assert Currencies.is_stable_coin_without_pair("USDT", "USDC", "binance")
    assert not Currencies.is_stable_coin_without_pair("USD", "USDT", "coinbase")
    assert not Currencies.is_stable_coin_without_pair("EUR", "USDT", "binance")


def test_zones_answer_to_both_spellings():
    assert TimeZones.NewYork is TimeZones.NEW_YORK is zone("America/New_York")
    assert TimeZones.Utc is TimeZones.UTC
    with pytest.raises(AttributeError):
        _ = TimeZones.ATLANTIS


def test_a_fixed_offset_prints_as_lean_names_it():
    fixed = TimeZones.EASTERN_STANDARD
    assert str(fixed) == fixed.key == "UTC-05"
    assert datetime(2013, 7, 1, tzinfo=fixed).utcoffset() == timedelta(hours=-5)
    assert datetime(2013, 7, 1, 5, tzinfo=UTC).astimezone(zone("UTC+05:30")).minute == 30
