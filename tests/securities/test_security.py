"""Securities as users see them: prices, names, models and what they keep with them."""

from __future__ import annotations

from datetime import datetime, timedelta
from decimal import Decimal
from zoneinfo import ZoneInfo

import pytest

from minilean.data.bars import TradeBar
from minilean.data.subscription_config import SubscriptionDataConfig
from minilean.enums import DataNormalizationMode, Resolution, SecurityType, TickType
from minilean.errors import ArgumentError, InvalidOperation, NotInMiniLean
from minilean.orders.fill.equity import EquityFillModel
from minilean.securities.kinds import Cfd, Crypto, CryptoFuture, Equity, Forex, create_by_type
from minilean.securities.margin_interest import BinanceFutureMarginInterestRateModel
from minilean.securities.price_variation import AdjustedPriceVariationModel, EquityPriceVariationModel
from minilean.securities.security import Security
from minilean.securities.symbol import Symbol
from tests.securities.accounts import MONDAY, Account


def a_config(symbol, **changes):
    settings = {
        "type": TradeBar,
        "symbol": symbol,
        "resolution": Resolution.HOUR,
        "data_time_zone": ZoneInfo("UTC"),
        "exchange_time_zone": ZoneInfo("UTC"),
        "tick_type": TickType.TRADE,
    }
    return SubscriptionDataConfig(**(settings | changes))


@pytest.mark.parametrize(
    ("ticker", "kind", "made", "leverage"),
    [
        ("SPY", SecurityType.EQUITY, Equity, 2),
        ("EURUSD", SecurityType.FOREX, Forex, 50),
        ("BTCUSD", SecurityType.CRYPTO, Crypto, 1),
        ("BTCUSD", SecurityType.CRYPTO_FUTURE, CryptoFuture, 25),
        ("XAUUSD", SecurityType.CFD, Cfd, 50),
        ("FILE", SecurityType.BASE, Security, 1),
    ],
)
def test_each_kind_has_its_class_and_leverage(ticker, kind, made, leverage):
    security = Account().add(ticker, kind, base="BTC")
    assert type(security) is made
    assert (security.leverage, security.is_tradable, security.type) == (leverage, True, kind)


def test_models_of_a_new_security_are_leans_defaults():
    account = Account()
    spy = account.add("SPY")
    assert isinstance(spy.fill_model, EquityFillModel)
    assert isinstance(spy.price_variation_model, AdjustedPriceVariationModel)
    spy.set_data_normalization_mode(DataNormalizationMode.RAW)
    assert isinstance(spy.price_variation_model, EquityPriceVariationModel)
    future = account.add("BTCUSD", SecurityType.CRYPTO_FUTURE, base="BTC")
    assert isinstance(future.margin_interest_rate_model, BinanceFutureMarginInterestRateModel)


def test_kinds_that_do_not_exist_here_are_refused_by_name():
    account = Account()
    spy = account.add("SPY")
    option = Symbol.create("SPY", SecurityType.OPTION, "usa")
    with pytest.raises(NotInMiniLean, match=r"SecurityType\.Option"):
        create_by_type(
            option, spy.exchange.hours, spy.quote_currency, None, spy.symbol_properties, account.portfolio.cash_book
        )


def test_prices_fall_back_to_the_last_price():
    account = Account()
    spy = account.add("SPY", price="100.50")
    assert (spy.price, spy.bid_price, spy.ask_price, spy.high, spy.Close) == (100.5,) * 5
    account.quotes_at(spy, "99", "101")
    assert (spy.price, spy.bid_price, spy.ask_price) == (100.5, 99, 101)
    assert str(spy._bid_price) == "99"
    assert spy.has_data


def test_a_cryptos_price_is_the_last_trades():
    account = Account()
    btc = account.add("BTCUSD", SecurityType.CRYPTO, base="BTC")
    account.quotes_at(btc, "99", "103")
    assert btc.price == 101
    account.trades_at(btc, "100")
    account.quotes_at(btc, "199", "203")
    assert (btc.price, btc.cache.price, btc.holdings.price) == (100, 201, 100)


def test_local_time_follows_the_clock_of_the_exchange():
    account = Account(utc=datetime(2013, 10, 7, 14))
    spy = account.add("SPY")
    spy.set_local_time_keeper(account.keeper.get_local_time_keeper(ZoneInfo("America/New_York")))
    assert spy.local_time == datetime(2013, 10, 7, 10)
    account.keeper.set_utc_date_time(datetime(2013, 12, 7, 14))
    assert spy.local_time == spy.exchange.local_time == datetime(2013, 12, 7, 9)


def test_a_security_without_a_clock_has_no_local_time():
    account = Account()
    spy = account.add("SPY")
    loose = create_by_type(
        spy.symbol, spy.exchange.hours, spy.quote_currency, None, spy.symbol_properties, account.portfolio.cash_book
    )
    with pytest.raises(InvalidOperation):
        _ = loose.local_time


def test_users_keep_what_they_like_with_a_security():
    spy = Account().add("SPY")
    spy.fast = 1
    spy.add("slow", 2)
    spy["trend"] = 3
    assert (spy["fast"], spy.slow, spy.get("trend"), spy.get[int]("fast")) == (1, 2, 3, 1)
    assert spy.try_get("fast") == (True, 1)
    assert spy.remove("fast")
    assert not spy.remove("fast")
    spy.clear()
    with pytest.raises(AttributeError):
        _ = spy.slow


def test_both_spellings_reach_the_same_members():
    spy = Account().add("SPY", price="100")
    assert spy.Symbol is spy.symbol
    assert spy.Holdings is spy.holdings
    assert spy.QuoteCurrency.Symbol == "USD"
    spy.FeeModel = spy.MarginModel = "mine"
    assert (spy.fee_model, spy.buying_power_model, spy.cache.properties) == ("mine", "mine", {})
    assert str(spy) == str(spy.symbol)


def test_subscriptions_describe_the_security():
    spy = Account().add("SPY")
    assert (spy.resolution, spy.is_extended_market_hours) == (Resolution.DAILY, False)
    spy.add_data(a_config(spy.symbol))
    minute = a_config(spy.symbol, resolution=Resolution.MINUTE, extended_market_hours=True)
    spy.add_data([minute])
    assert (spy.resolution, spy.is_extended_market_hours, spy.is_custom_data()) == (Resolution.MINUTE, True, False)
    assert len(spy.subscriptions) == 2
    assert spy.subscription_data_config.resolution is Resolution.HOUR
    with pytest.raises(ArgumentError, match="Symbols must match"):
        spy.add_data(a_config(Symbol.create("IBM", SecurityType.EQUITY, "usa")))
    spy.reset()
    assert (spy.subscriptions, spy.is_tradable) == ([], False)


def test_a_holding_keeps_the_last_price_of_a_removed_security():
    account = Account()
    spy = account.add("SPY", price="100")
    spy.cache.reset()
    assert (spy.price, spy.holdings.price) == (0, 100)
    account.trades_at(spy, "90")
    assert spy.holdings.price == 90


def test_a_stated_price_holds_until_the_next_data():
    account = Account()
    spy = account.add("SPY", price="100")
    spy.holdings.update_market_price(50)
    assert spy.holdings.price == 50
    account.trades_at(spy, "101")
    assert spy.holdings.price == 101


def test_less_than_a_lot_is_not_invested():
    account = Account()
    btc = account.add("BTCUSD", SecurityType.CRYPTO, base="BTC", price="100", lot="0.01")
    btc.holdings.set_holdings(100, Decimal("0.009"))
    assert not btc.invested
    assert btc.holdings.unrealized_profit == 0
    assert btc.holdings.holdings_value == 0.9
    btc.holdings.set_holdings(100, Decimal("-0.01"))
    assert btc.invested
    assert btc.holdings.is_short


def test_closing_counts_the_fee_and_the_far_side_of_the_quote():
    account = Account()
    pair = account.add("EURUSD", SecurityType.FOREX, base="EUR", fee="3", lot="0.01")
    account.quotes_at(pair, "1.10", "1.20")
    account.fill(pair, "-100", "1.15")
    assert pair.holdings._unrealized_profit == Decimal("-8.00")
    assert pair.holdings.total_close_profit(False) == -5
    assert pair.holdings.total_close_profit(False, 1, 1.5, 10) == -5
    assert pair.holdings.total_close_profit_pips() == -0.8
    assert round(pair.holdings.unrealized_profit_percent, 4) == -0.0696
    assert str(pair.holdings) == "EURUSD: -100 @ 1.15"


def test_a_change_of_quantity_is_told_with_what_was_before():
    account = Account()
    spy = account.add("SPY", price="100")
    seen = []
    spy.holdings.quantity_changed += lambda holding, change: seen.append(
        (change.previous_quantity, change.previous_average_price, holding.quantity)
    )
    account.fill(spy, "10", "100")
    account.fill(spy, "-10", "101")
    assert seen == [(0, 0, 10), (10, 100, 0)]


def test_the_last_data_are_found_by_the_name_of_their_type():
    spy = Account().add("SPY", price="100")
    assert spy.data.get(TradeBar) is spy.get_last_data() is spy.data.get[TradeBar]()
    assert spy.data.has_property("TradeBar")
    assert spy.data.TradeBar == spy.data.get_all(TradeBar)
    with pytest.raises(AttributeError):
        _ = spy.data.QuoteBar


def test_a_listener_hears_the_local_time_move_on():
    account = Account()
    heard = []
    keeper = account.keeper.get_local_time_keeper(ZoneInfo("UTC"))
    keeper.listen(heard.append)
    account.keeper.set_utc_date_time(MONDAY + timedelta(minutes=1))
    keeper.forget(heard.append)
    account.keeper.set_utc_date_time(MONDAY + timedelta(minutes=2))
    assert heard == [MONDAY + timedelta(minutes=1)]


def test_a_session_builds_the_day_once_its_size_is_set():
    account = Account()
    spy = account.add("SPY")
    account.trades_at(spy, "99")
    spy.session.size = 2
    account.trades_at(spy, "100")
    account.trades_at(spy, "102")
    assert (spy.session.open, spy.session.close, spy.session.volume) == (100, 102, 200)
    account.keeper.set_utc_date_time(MONDAY + timedelta(days=1))
    assert (spy.session.close, spy.session[1].close) == (0, 102)
