"""Amounts, rates and conversions of currencies, and the pairs that give the rates."""

from __future__ import annotations

from decimal import Decimal

import pytest

from minilean.data.bars import TradeBar
from minilean.enums import CashBookUpdateType, SecurityType
from minilean.errors import ArgumentError, InvalidOperation, KeyNotFound
from minilean.securities.cash import Cash, CashAmount
from minilean.securities.cash_book import CashBook
from minilean.securities.currency_feeds import ensure_currency_data_feeds
from minilean.securities.currency_pairs import Match, compare_pair, try_decompose_currency_pair
from minilean.securities.symbol import Symbol
from tests.securities.accounts import Account, know_pairs

FOREX, CRYPTO, CFD = SecurityType.FOREX, SecurityType.CRYPTO, SecurityType.CFD


def test_a_book_starts_with_the_account_currency_at_one():
    book = CashBook()
    assert (book.account_currency, book.keys(), book["USD"].conversion_rate) == ("USD", ["USD"], 1.0)


def test_changing_the_account_currency_moves_the_amount():
    book = CashBook()
    book["USD"].set_amount(5)
    book.account_currency = "eur"
    assert (book.keys(), book["EUR"].amount) == (["EUR"], 5.0)


def test_adding_a_currency_again_sets_amount_and_rate():
    book = CashBook()
    first = book.add("GBP", 10, Decimal("1.5"))
    assert book.add("GBP", 20, 2) is first
    assert (first.amount, first.value_in_account_currency, book.total_value_in_account_currency) == (20, 40, 40)


def test_every_change_of_a_book_is_told():
    book = CashBook()
    seen = []
    book.updated += lambda sender, change: seen.append((change.update_type, change.cash.symbol))
    cash = book.add("GBP", 1, 2)
    cash.add_amount(1)
    cash.set_amount(2)
    cash.conversion_rate = 3
    book.remove("GBP")
    cash.add_amount(1)
    kinds = CashBookUpdateType
    assert seen == [(kinds.ADDED, "GBP"), (kinds.UPDATED, "GBP"), (kinds.UPDATED, "GBP"), (kinds.REMOVED, "GBP")]


def test_conversions_go_by_way_of_the_account_currency():
    book = CashBook()
    book.add("EUR", 0, Decimal("1.2"))
    book.add("GBP", 0, Decimal("1.5"))
    assert book._convert(Decimal(100), "GBP", "EUR") == Decimal(125)
    assert book.convert(0, "XXX", "YYY") == 0
    assert book.convert_to_account_currency(10, "GBP") == 15
    assert book.convert_to_account_currency(CashAmount(10, "GBP")) == CashAmount(15, "USD")


def test_unknown_currencies_and_rates_are_told_as_lean_does():
    book = CashBook()
    book.add("GBP", 0, 0)
    with pytest.raises(ArgumentError, match="The conversion rate for GBP is not available"):
        book.convert(1, "GBP", "USD")
    with pytest.raises(KeyNotFound, match=r"This cash symbol \(EUR\) was not found"):
        book["EUR"]
    with pytest.raises(InvalidOperation):
        book["QCC"]
    assert book.add("QCC", 1, 1) is None
    with pytest.raises(ArgumentError):
        Cash("", 0, 0)


def test_cash_prints_as_lean_does():
    euro = Cash("EUR", Decimal("1234.567"), Decimal("1.12345678"))
    assert str(euro) == "EUR: €        1234.57 @     1.1235 = $1386.98"
    assert "CashBook Total Value:    $7" in str(_book_with(7))


def _book_with(amount):
    book = CashBook()
    book["USD"].set_amount(amount)
    return book


ROWS = (
    "oanda,EURUSD,forex,Euro,USD,1,0.00001,1",
    "oanda,EURGBP,forex,Euro,GBP,1,0.00001,1",
    "oanda,USDJPY,forex,Dollar,JPY,1,0.001,1",
    "coinbase,BTCEUR,crypto,Bitcoin,EUR,1,0.01,0.00000001,BTC-EUR",
    "coinbase,ETHBTC,crypto,Ether,BTC,1,0.01,0.00000001,ETH-BTC",
)
MARKETS = {FOREX: "oanda", CFD: "oanda", CRYPTO: "coinbase"}


def feeds_of(account, complain=lambda line: None):
    """Gives every currency its conversion; the securities made for it by ticker."""
    made = {}

    def make(symbol):
        pair = try_decompose_currency_pair(symbol)
        made[symbol.value] = security = account.add(
            symbol.value, symbol.security_type, quote=pair[1], base=pair[0], market=symbol.id.market
        )
        return security

    ensure_currency_data_feeds(account.portfolio.cash_book, account.securities.values, MARKETS, make, complain)
    return made


def sees(account, security, price):
    account.trades_at(security, price)
    account.portfolio.cash_book.update_conversions()


def test_a_currency_with_a_direct_pair_follows_its_price(tmp_path):
    know_pairs(tmp_path, *ROWS)
    account = Account()
    euro = account.currency("EUR", "100", "0")
    made = feeds_of(account)
    assert list(made) == ["EURUSD"]
    sees(account, made["EURUSD"], "1.25")
    assert account.portfolio._total_portfolio_value == Decimal(100125)
    sees(account, made["EURUSD"], "1.30")
    assert euro._conversion_rate == Decimal("1.30")
    assert account.portfolio._total_portfolio_value == Decimal(100130)
    assert account.portfolio.unsettled_cash_book["EUR"]._conversion_rate == Decimal("1.30")


def test_an_inverse_pair_divides(tmp_path):
    know_pairs(tmp_path, *ROWS)
    account = Account()
    yen = account.currency("JPY", "100", "0")
    made = feeds_of(account)
    sees(account, made["USDJPY"], "80")
    assert yen._conversion_rate == Decimal("0.0125")
    assert yen.security_symbols == [made["USDJPY"].symbol]


def test_two_pairs_lead_where_one_does_not(tmp_path):
    know_pairs(tmp_path, *ROWS)
    account = Account()
    pound = account.currency("GBP", "0", "0")
    bitcoin = account.currency("BTC", "0", "0")
    made = feeds_of(account)
    assert list(made) == ["EURGBP", "EURUSD", "BTCEUR"]
    for ticker, price in (("EURGBP", "0.8"), ("EURUSD", "1.2"), ("BTCEUR", "100")):
        sees(account, made[ticker], price)
    assert (pound._conversion_rate, bitcoin._conversion_rate) == (Decimal("1.5"), Decimal("120.0"))


def test_a_rate_is_zero_until_every_pair_has_a_price(tmp_path):
    know_pairs(tmp_path, *ROWS)
    account = Account()
    pound = account.currency("GBP", "0", "0")
    made = feeds_of(account)
    sees(account, made["EURGBP"], "0.8")
    assert pound.conversion_rate == 0


def test_a_security_of_the_algorithm_is_preferred(tmp_path):
    know_pairs(tmp_path, *ROWS)
    account = Account()
    pair = account.add("EURUSD", FOREX, base="EUR", market="fxcm")
    account.portfolio.cash_book["EUR"].conversion_rate = 0
    assert feeds_of(account) == {}
    sees(account, pair, "1.1")
    assert account.portfolio.cash_book["EUR"]._conversion_rate == Decimal("1.1")


def test_the_last_known_rate_stays_when_a_feed_takes_over(tmp_path):
    know_pairs(tmp_path, *ROWS)
    account = Account()
    euro = account.currency("EUR", "1", "1.4")
    feeds_of(account)
    assert euro._conversion_rate == Decimal("1.4")


def test_a_currency_nobody_trades_counts_nothing(tmp_path):
    know_pairs(tmp_path, *ROWS)
    account = Account()
    zloty = account.currency("PLN", "5", "0")
    lines = []
    feeds_of(account, lines.append)
    assert (zloty.conversion_rate, account.portfolio._total_portfolio_value) == (0, Decimal(100000))
    (line,) = lines
    assert line == (
        "No tradeable pair was found for currency PLN, conversion rate to account currency (USD) will be set to zero. "
        "Markets: [Forex:oanda,Cfd:oanda,Crypto:coinbase]"
    )


def test_a_currency_traded_but_without_a_path_is_an_error(tmp_path):
    know_pairs(tmp_path, "oanda,NOKSEK,forex,Krone,SEK,1,0.00001,1")
    account = Account()
    account.currency("NOK", "5", "0")
    with pytest.raises(ArgumentError, match="No conversion path found between source currency NOK"):
        feeds_of(account)


def test_stablecoins_without_a_pair_count_as_dollars(tmp_path):
    know_pairs(tmp_path, *ROWS)
    account = Account()
    coin = account.currency("USDC", "5", "0")
    assert feeds_of(account) == {}
    assert coin.conversion_rate == 1


def test_pairs_are_compared_in_both_directions(tmp_path):
    know_pairs(tmp_path, *ROWS)
    symbol = Symbol.create("EURUSD", FOREX, "oanda")
    assert compare_pair(symbol, "EUR", "USD") is Match.EXACT_MATCH
    assert compare_pair(symbol, "USD", "EUR") is Match.INVERSE_MATCH
    assert compare_pair(symbol, "USD", "GBP") is Match.NO_MATCH
    assert try_decompose_currency_pair(Symbol.create("SPY", SecurityType.EQUITY, "usa")) is None


def test_the_rate_in_use_is_that_of_the_last_data_that_set_the_price(tmp_path):
    know_pairs(tmp_path, *ROWS)
    account = Account()
    euro = account.currency("EUR", "0", "0")
    pair = feeds_of(account)["EURUSD"]
    account.trades_at(pair, "1.1")
    account.quotes_at(pair, "1.2", "1.4")
    account.portfolio.cash_book.update_conversions()
    assert euro._conversion_rate == Decimal("1.3")
    assert isinstance(pair.cache.get_data(TradeBar), TradeBar)
