"""What fills, dividends and splits do to cash, holdings and the total value."""

from __future__ import annotations

from datetime import datetime
from decimal import Decimal

import pytest

from minilean.data.bars import TradeBar
from minilean.data.corporate import Dividend, Split
from minilean.enums import DataNormalizationMode, SecurityType, SplitType
from minilean.errors import InvalidOperation, KeyNotFound
from tests.securities.accounts import Account

RAW, ADJUSTED = DataNormalizationMode.RAW, DataNormalizationMode.ADJUSTED


def test_a_purchase_turns_cash_into_holdings_and_pays_the_fee():
    account = Account()
    spy = account.add("SPY", price="101")
    account.fill(spy, "10", "100", fee="1")
    assert account.portfolio._cash == Decimal(98999)
    assert spy.holdings._holdings_value == Decimal(1010)
    assert account.portfolio._total_portfolio_value == Decimal(100009)
    assert spy.holdings._unrealized_profit == Decimal(10)
    assert account.portfolio.total_fees == 1.0


def test_the_total_value_is_kept_until_it_is_invalidated():
    account = Account()
    spy = account.add("SPY", price="100")
    account.fill(spy, "10", "100")
    before = account.portfolio._total_portfolio_value
    spy.update([TradeBar(datetime(2020, 1, 7), spy.symbol, 200, 200, 200, 200, 100)], TradeBar)
    assert account.portfolio._total_portfolio_value == before
    account.portfolio.invalidate_total_portfolio_value()
    assert account.portfolio._total_portfolio_value == before + 1000


def test_the_average_price_is_weighted_when_adding_and_kept_when_reducing():
    account = Account()
    spy = account.add("SPY", price="100")
    account.fill(spy, "10", "100")
    account.fill(spy, "30", "120")
    assert spy.holdings._average_price == Decimal(115)
    account.fill(spy, "-15", "130")
    assert (spy.holdings._average_price, spy.holdings._quantity) == (Decimal(115), Decimal(25))
    assert spy.holdings._last_trade_profit == Decimal(225)


def test_a_reversal_takes_the_fill_price_and_a_close_takes_zero():
    account = Account()
    spy = account.add("SPY", price="100")
    account.fill(spy, "10", "100")
    account.fill(spy, "-25", "110")
    assert (spy.holdings._average_price, spy.holdings._quantity) == (Decimal(110), Decimal(-15))
    account.fill(spy, "15", "105")
    assert (spy.holdings._average_price, spy.holdings._quantity) == (Decimal(0), Decimal(0))
    assert spy.holdings._profit == Decimal(175)


def test_a_closing_fill_is_recorded_net_of_twice_its_fee():
    account = Account()
    spy = account.add("SPY", price="100")
    account.fill(spy, "10", "100", fee="1")
    account.fill(spy, "-10", "100.15", fee="1")
    assert account.transactions.records == [(account.keeper.utc_time, Decimal("-0.50"), False)]


def test_a_fill_in_a_foreign_currency_counts_at_its_rate():
    account = Account()
    account.currency("EUR", "0", "1.1")
    sap = account.add("SAP", quote="EUR", price="100")
    account.fill(sap, "10", "100", fee="5")
    assert account.portfolio.cash_book["EUR"]._amount == Decimal(-1005)
    assert sap.holdings._total_fees == Decimal("5.5")
    assert sap.holdings._total_sale_volume == Decimal(1100)
    assert account.portfolio._total_portfolio_value == Decimal("99994.5")


def test_forex_holdings_are_cash_of_the_base_currency():
    account = Account()
    account.currency("EUR", "0", "1.2")
    pair = account.add("EURUSD", SecurityType.FOREX, base="EUR", price="1.2", market="oanda")
    account.fill(pair, "1000", "1.25")
    assert account.portfolio.cash_book["EUR"]._amount == Decimal(1000)
    assert account.portfolio.cash_book["USD"]._amount == Decimal(98750)
    assert account.portfolio._total_portfolio_value == Decimal(99950)


def test_a_cfd_settles_only_its_profit_and_counts_with_what_closing_would_bring():
    account = Account()
    cfd = account.add("XAUUSD", SecurityType.CFD, price="0", fee="2", market="oanda")
    account.quotes_at(cfd, "99", "101")
    account.fill(cfd, "10", "101", fee="2")
    assert account.portfolio._cash == Decimal(99998)
    assert account.portfolio._total_portfolio_value == Decimal(99976)
    account.fill(cfd, "-10", "99", fee="2")
    assert account.portfolio._cash == Decimal(99976)


def test_a_raw_dividend_is_paid_in_cash_and_belongs_to_the_profit():
    account = Account()
    spy = account.add("SPY", price="140")
    account.fill(spy, "300", "127.93")
    cash = account.portfolio._cash
    dividend = Dividend(spy.symbol, datetime(2012, 3, 16), Decimal("0.61"), Decimal("140.72"))
    account.portfolio.apply_dividend(dividend, False, ADJUSTED)
    assert account.portfolio._cash == cash
    account.portfolio.apply_dividend(dividend, False, RAW)
    assert account.portfolio._cash == cash + 183
    assert spy.holdings._profit == Decimal(183)


def test_a_raw_split_keeps_whole_shares_and_pays_the_rest_at_the_adjusted_price():
    account = Account("39926.22")
    aapl = account.add("AAPL", price="645.57")
    aapl.holdings.set_holdings(Decimal("594.78"), 101)
    split = Split(aapl.symbol, datetime(2014, 6, 9), Decimal("645.57"), Decimal("0.1428572"), SplitType.SPLIT_OCCURRED)
    account.portfolio.apply_split(split, aapl, False, ADJUSTED)
    assert aapl.holdings._quantity == 101
    account.portfolio.apply_split(split, aapl, False, RAW)
    assert aapl.holdings._quantity == 706
    assert round(account.portfolio.cash, 8) == 40018.41824158
    assert round(aapl.holdings.average_price, 8) == 84.96860542
    assert aapl._price == Decimal("645.57") * Decimal("0.1428572")
    assert aapl.get_last_data()._close == aapl._price


def test_a_split_before_any_data_pays_the_rest_at_the_reference_price():
    account = Account("0")
    aapl = account.add("AAPL")
    aapl.holdings.set_holdings(10, 3)
    split = Split(aapl.symbol, datetime(2014, 6, 9), Decimal(50), Decimal(2), SplitType.SPLIT_OCCURRED)
    account.portfolio.apply_split(split, aapl, False, RAW)
    assert aapl.holdings._quantity == 1
    assert account.portfolio._cash == Decimal("50.0")


def test_the_portfolio_is_a_dictionary_of_holdings():
    account = Account()
    spy = account.add("SPY", price="100")
    portfolio = account.portfolio
    assert portfolio[spy.symbol] is portfolio[spy] is spy.holdings
    assert spy.symbol in portfolio
    assert portfolio.contains_key(spy.symbol)
    assert len(portfolio) == portfolio.count == 1
    assert [pair.value for pair in portfolio] == portfolio.values() == [spy.holdings]
    assert portfolio.Keys() == [spy.symbol]
    assert portfolio.TotalPortfolioValue == 100000.0
    with pytest.raises(KeyNotFound, match="was not found in the SymbolCache"):
        portfolio["QQQ"]


def test_a_removed_security_is_found_by_index_but_not_in_iteration():
    account = Account()
    spy = account.add("SPY", price="100")
    assert account.securities.remove(spy.symbol)
    assert account.securities[spy.symbol] is spy
    assert account.securities.contains_key(spy.symbol)
    assert account.securities.values() == []
    assert account.portfolio.values() == []
    assert account.securities.total == [spy]


def test_cash_of_a_named_currency_survives_a_change_of_the_account_currency():
    account = Account()
    account.portfolio.set_cash("USD", 5000, 1)
    account.portfolio.set_account_currency("EUR", 7)
    assert account.portfolio.cash_book.account_currency == "EUR"
    assert account.portfolio.cash_book["USD"].amount == 5000
    assert account.portfolio.cash_book["EUR"].amount == 7
    assert "Algorithm still holds 5000 USD" in account.trace[-1]


def test_an_unnamed_amount_moves_to_the_new_account_currency():
    account = Account("2000", currency="USDT")
    assert account.portfolio.cash_book.keys() == ["USDT"]
    assert account.portfolio.cash == 2000
    account.portfolio.set_account_currency("EUR")
    assert "already been set to USDT" in account.trace[-1]


def test_the_account_currency_is_fixed_once_there_are_securities():
    account = Account()
    account.add("SPY")
    with pytest.raises(InvalidOperation, match="Cannot change AccountCurrency"):
        account.portfolio.set_account_currency("EUR")


def test_the_free_buffer_is_a_share_of_the_value_or_an_amount():
    account = Account()
    assert account.portfolio._total_portfolio_value_less_free_buffer == Decimal(99750)
    account.settings.free_portfolio_value = 1000
    assert account.portfolio._total_portfolio_value_less_free_buffer == Decimal(99000)
