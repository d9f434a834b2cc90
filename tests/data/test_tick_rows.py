"""Ticks are read line by line, in the forms of the kinds of securities."""

from __future__ import annotations

from datetime import datetime
from decimal import Decimal
from zoneinfo import ZoneInfo

import pytest

from minilean.data.subscription_config import SubscriptionDataConfig
from minilean.data.tick_rows import TickRows
from minilean.data.ticks import Tick
from minilean.enums import Resolution, SecurityType, TickType
from minilean.securities.symbol import Symbol

NEW_YORK = ZoneInfo("America/New_York")
NOON = datetime(2013, 10, 7, 12)


def tick_of(line, kind=SecurityType.EQUITY, tick_type=TickType.TRADE, market="usa", factor=None):
    symbol = Symbol.create("SUBJECT", kind, market)
    config = SubscriptionDataConfig(Tick, symbol, Resolution.TICK, NEW_YORK, NEW_YORK, tick_type=tick_type)
    rows = TickRows(config, [line], [NOON], [NOON], None if factor is None else Decimal(factor), Decimal(0))
    return rows.tick(symbol, 0)


def test_a_trade_of_a_share_has_its_price_in_dollars_and_the_name_of_its_exchange():
    tick = tick_of("14400464,1674100,100,P,20002000,0")
    assert (tick._value, tick._quantity, tick.tick_type) == (Decimal("167.41"), 100, TickType.TRADE)
    assert (tick.exchange, tick.exchange_code, tick.sale_condition, tick.suspicious) == ("ARCA", "P", "20002000", False)
    assert str(tick._value) == "167.41"


def test_a_suspicious_trade_is_marked():
    assert tick_of("14400464,1674100,100,P,20002000,1").suspicious


def test_a_quote_of_one_side_is_worth_that_side():
    tick = tick_of("14400054,0,0,1836300,100,Q,1,0", tick_type=TickType.QUOTE)
    assert (tick._bid_price, tick._ask_price, tick._value) == (0, Decimal("183.63"), Decimal("183.63"))


def test_a_quote_of_two_sides_is_worth_their_middle():
    tick = tick_of("14400054,1836100,200,1836300,100,Q,1,0", tick_type=TickType.QUOTE)
    assert (tick._value, tick._bid_size, tick._ask_size) == (Decimal("183.62"), 200, 100)


def test_currencies_have_prices_and_no_sizes():
    tick = tick_of("1787,1.38727,1.38729", SecurityType.FOREX, TickType.QUOTE, "fxcm")
    assert (tick._value, tick._bid_size) == (Decimal("1.38728"), 0)


@pytest.mark.parametrize(("end", "suspicious"), [("", False), (",1", True)])
def test_coins_may_be_marked_behind_the_size(end, suspicious):
    tick = tick_of("1787,17212.12,0.5" + end, SecurityType.CRYPTO, market="binance")
    assert (tick._value, tick._quantity, tick.suspicious) == (Decimal("17212.12"), Decimal("0.5"), suspicious)


def test_a_split_divides_prices_and_multiplies_sizes():
    tick = tick_of("14400464,1674100,101,P,20002000,0", factor="0.5")
    assert (tick._value, tick._quantity) == (Decimal("83.705"), 202)
    quote = tick_of("14400054,0,0,1836300,101,Q,1,0", tick_type=TickType.QUOTE, factor="0.5")
    assert (quote._bid_price, quote._ask_price, quote._value, quote._ask_size) == (
        0,
        Decimal("91.815"),
        Decimal("91.815"),
        202,
    )
