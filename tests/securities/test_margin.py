"""Sizes, refusals and margin calls, with the figures LEAN gave."""

from __future__ import annotations

from datetime import datetime
from decimal import Decimal
from types import SimpleNamespace

import pytest

from minilean.enums import OrderDirection, SecurityType
from minilean.errors import ArgumentError
from minilean.framework.portfolio_target import PortfolioTarget
from minilean.orders.fee.binance_futures import BinanceFuturesFeeModel
from minilean.orders.fee.interactive_brokers import InteractiveBrokersFeeModel
from minilean.orders.limit_orders import LimitOrder
from minilean.securities.buying_power.crypto_future import CryptoFutureMarginModel
from minilean.securities.buying_power.extensions import BuyingPowerModelExtensions
from minilean.securities.buying_power.margin_model import BuyingPowerModel
from minilean.securities.buying_power.order_checks import above_minimum_order_margin_portfolio_percentage
from minilean.securities.buying_power.parameters import (
    GetMaximumOrderQuantityForTargetBuyingPowerParameters,
    GetMaximumOrderQuantityResult,
    HasSufficientBuyingPowerForOrderResult,
    MaintenanceMargin,
    MaintenanceMarginParameters,
)
from minilean.securities.buying_power.security_margin import PatternDayTradingMarginModel, SecurityMarginModel
from minilean.securities.buying_power.simple import ConstantBuyingPowerModel, NullBuyingPowerModel
from minilean.securities.margin_call import MarginCallModel, margin_call_orders
from minilean.securities.settlement import DelayedSettlementModel
from tests.securities.accounts import Account, know_pairs


def interactive_brokers(account, ticker, price, leverage="1"):
    security = account.add(ticker, price=price, leverage=leverage)
    security.set_fee_model(InteractiveBrokersFeeModel())
    return security


def algorithm_of(account):
    return SimpleNamespace(
        settings=account.settings,
        securities=account.securities,
        portfolio=account.portfolio,
        error=account.error,
        debug=account.debug,
    )


def target(account, security, percent):
    found = PortfolioTarget.percent(algorithm_of(account), security.symbol, percent)
    return None if found is None else found._quantity


@pytest.mark.parametrize(("percent", "quantity"), [("7", 6967), ("8", 7962), ("9", 8956)])
def test_sizes_at_high_leverage_are_leans(percent, quantity):
    account = Account()
    spy = interactive_brokers(account, "SPY", "100.18520842", leverage="8")
    assert target(account, spy, Decimal(percent)) == quantity


def test_margin_used_and_remaining_after_a_fall_are_leans():
    account = Account()
    spy = interactive_brokers(account, "SPY", "100.18520842", leverage="8")
    account.fill(spy, "6967", "100.18520842", fee="34.835")
    account.trades_at(spy, "98.87307549")
    assert round(account.portfolio.total_margin_used, 4) == 86106.0896
    assert round(account.portfolio.total_portfolio_value, 4) == 90823.5349
    assert round(account.portfolio.margin_remaining, 4) == 4717.4453
    assert account.portfolio._total_margin_used < account.portfolio._total_portfolio_value


def test_a_margin_call_gives_back_what_exceeds_the_portfolio():
    account = Account()
    spy = interactive_brokers(account, "SPY", "100.18520842", leverage="8")
    account.fill(spy, "6967", "100.18520842", fee="34.835")
    account.trades_at(spy, "96.773662802")
    requests, _ = margin_call_orders(account.portfolio)
    assert [(request.symbol, request._quantity, request.tag) for request in requests] == [
        (spy.symbol, Decimal(-669), "Margin Call")
    ]


@pytest.mark.parametrize(("price", "warns"), [("98.54", True), ("98.87307549", False), ("100", False)])
def test_a_warning_comes_below_five_percent_of_free_margin(price, warns):
    account = Account()
    spy = interactive_brokers(account, "SPY", "100.18520842", leverage="8")
    account.fill(spy, "6967", "100.18520842", fee="34.835")
    account.trades_at(spy, price)
    assert margin_call_orders(account.portfolio) == ([], warns)


def test_without_margin_but_within_the_buffer_nothing_happens():
    account = Account()
    spy = interactive_brokers(account, "SPY", "100.18520842", leverage="8")
    account.fill(spy, "6967", "100.18520842", fee="34.835")
    account.trades_at(spy, "97.6")
    assert account.portfolio._margin_remaining < 0
    assert margin_call_orders(account.portfolio) == ([], False)


def test_margin_calls_sell_the_largest_losers_first_until_margin_is_free():
    account = Account("20000")
    winner = account.add("AAPL", price="100", leverage="8")
    loser = account.add("IBM", price="100", leverage="8")
    account.fill(winner, "600", "100")
    account.fill(loser, "900", "110")
    requests, _ = margin_call_orders(account.portfolio)
    assert [request.symbol.value for request in requests] == ["AAPL", "IBM"]
    account.transactions.on_order = lambda request: account.fill(loser, "-900", "100")
    tickets = account.portfolio.margin_call_model.execute_margin_call(requests)
    assert [ticket.symbol.value for ticket in tickets] == ["IBM"]


def test_no_margin_calls_are_made_by_the_null_model():
    account = Account("100")
    spy = account.add("SPY", price="100", leverage="8")
    account.fill(spy, "100", "100")
    account.portfolio.set_margin_call_model(MarginCallModel.NULL)
    assert margin_call_orders(account.portfolio) == ([], False)


def test_an_order_beyond_the_free_margin_is_refused_in_leans_words():
    account = Account("20000")
    spy = interactive_brokers(account, "SPY", "136.274152998")
    result = account.check(spy, "200")
    assert not result.is_sufficient
    assert result.reason == "Id: 1, Initial Margin: 27255.8305996, Free Margin: 20000"


def cash_account_of_may_2013():
    """The recorded cash account after its first seven orders."""
    account = Account("20000", utc=datetime(2013, 5, 1, 16))
    spy = interactive_brokers(account, "SPY", "136.274152998")
    bac = interactive_brokers(account, "BAC", "10.707302756")
    for security in (spy, bac):
        security.set_settlement_model(DelayedSettlementModel())
    account.fill(spy, "60", "136.274152998", fee="1")
    account.fill(bac, "1000", "10.707302756", fee="5")
    account.fill(bac, "-10", "10.707302756", fee="1")
    account.moves_to(datetime(2013, 5, 2, 16))
    account.trades_at(spy, "136.702095948")
    account.trades_at(bac, "10.724942464")
    account.fill(spy, "-100", "136.702095948", fee="1")
    return account, spy, bac


def test_unsettled_proceeds_are_no_margin():
    account, spy, bac = cash_account_of_may_2013()
    assert account.check(spy, "-60").reason == "Id: 1, Initial Margin: -8203.12575688, Free Margin: 0"
    assert account.check(bac, "700").reason == "Id: 2, Initial Margin: 7510.9597248, Free Margin: 0"


@pytest.mark.parametrize(("percent", "order"), [("1", 842), ("0.5", -74), ("2", 2674), ("-0.5", -1906)])
def test_sizes_of_a_cash_account_are_leans(percent, order):
    account, spy, bac = cash_account_of_may_2013()
    account.moves_to(datetime(2013, 5, 6, 16))
    account.trades_at(spy, "138.439544325")
    account.trades_at(bac, "11.0248175")
    assert account.portfolio.unsettled_cash == 0
    assert target(account, bac, Decimal(percent)) - bac.holdings._quantity == order
    if order == 842:
        assert account.check(bac, "842").reason == "Id: 1, Initial Margin: 9287.106335, Free Margin: 3810.36714048"


def test_an_order_that_only_reduces_a_position_always_passes():
    account = Account("1000")
    spy = account.add("SPY", price="100", leverage="1")
    account.fill(spy, "100", "100")
    assert account.check(spy, "-100").is_sufficient
    assert not account.check(spy, "1").is_sufficient


def test_an_order_through_zero_may_use_what_the_position_frees_twice():
    account = Account("10000")
    spy = account.add("SPY", price="100", leverage="1")
    account.fill(spy, "100", "100")
    assert account.check(spy, "-200").is_sufficient
    assert not account.check(spy, "-201").is_sufficient


def test_only_the_unfilled_part_of_an_order_needs_margin():
    account = Account("10000")
    spy = account.add("SPY", price="100", leverage="1")
    order = account.order(spy, "200")
    account.transactions.tickets[order.id]._quantity_filled = Decimal(100)
    assert account.portfolio.has_sufficient_buying_power_for_order([order]).is_sufficient


def test_an_order_without_ticket_is_refused():
    account = Account()
    spy = account.add("SPY", price="100")
    order = account.order(spy, "1")
    account.transactions.tickets.clear()
    assert account.portfolio.has_sufficient_buying_power_for_order([order]).reason == "Null order ticket for id: 1"


def test_the_price_of_the_security_counts_for_limit_orders_too():
    account = Account("14885.53068648")
    spy = interactive_brokers(account, "SPY", "139.209841635")
    limit = LimitOrder(spy.symbol, Decimal(500), Decimal(100), account.keeper.utc_time)
    assert account.check(spy, "500", limit).reason.startswith("Id: 1, Initial Margin: 69607.4208175, Free Margin: ")


def test_buying_power_against_a_short_adds_what_it_frees():
    account = Account("10000")
    spy = account.add("SPY", price="100", leverage="1")
    account.fill(spy, "-40", "100")
    assert account.portfolio.get_buying_power(spy.symbol, OrderDirection.BUY) == 14000
    assert account.portfolio.get_buying_power(spy.symbol, OrderDirection.SELL) == 6000
    assert account.portfolio.get_margin_remaining(10000) == 6000


def test_a_target_of_zero_closes_and_one_near_the_position_does_nothing():
    account = Account()
    spy = account.add("SPY", price="100")
    account.fill(spy, "500", "100")
    assert target(account, spy, 0) == 0
    assert target(account, spy, Decimal("0.50095")) == 500
    assert account.debugs
    assert "self.settings.minimum_order_margin_portfolio_percentage = 0." in account.debugs[0]
    target(account, spy, Decimal("0.50095"))
    assert len(account.debugs) == 1


def test_a_short_target_is_rounded_towards_less_exposure():
    account = Account("1000")
    spy = account.add("SPY", price="300", leverage="1")
    account.settings.free_portfolio_value_percentage = 0
    assert target(account, spy, Decimal(-1)) == -3
    assert target(account, spy, Decimal(1)) == 3


def test_fees_shrink_the_order_until_both_fit():
    account = Account("1000")
    spy = account.add("SPY", price="100", leverage="1", fee="50")
    account.settings.free_portfolio_value_percentage = 0
    assert target(account, spy, 1) == 9


def test_targets_without_price_or_beyond_the_settings_tell_why():
    account = Account()
    spy = account.add("SPY")
    assert target(account, spy, 1) is None
    assert "does not have an accurate price" in account.errors[0]
    account.settings.max_absolute_portfolio_target_percentage = 2
    assert target(account, spy, 3) is None
    assert "The portfolio target percent: 3, does not comply" in account.errors[1]
    account.trades_at(spy, "100")
    assert PortfolioTarget.percent(algorithm_of(account), "QQQ", 1) is None


def test_a_target_may_be_given_as_what_is_missing():
    account = Account()
    spy = account.add("SPY", price="100")
    account.fill(spy, "100", "100")
    missing = PortfolioTarget.percent(algorithm_of(account), spy.symbol, 0.5, True)
    tagged = PortfolioTarget.percent(algorithm_of(account), spy.symbol, 0.5, "note")
    assert missing._quantity + 100 == tagged._quantity
    assert (tagged.tag, str(tagged)) == ("note", f"{spy.symbol}: 498 (note)")


def test_a_crypto_future_needs_margin_in_its_collateral(tmp_path):
    know_pairs(tmp_path, "binance,ADAUSDT,cryptofuture,Cardano,USDT,1,0.0001,1,ADAUSDT,5")
    account = Account("2000", utc=datetime(2022, 12, 13, 2), currency="USDT")
    ada = account.add("ADAUSDT", SecurityType.CRYPTO_FUTURE, quote="USDT", base="ADA", market="binance")
    ada.set_fee_model(BinanceFuturesFeeModel())
    account.quotes_at(ada, "0.3053", "0.3054")
    assert account.check(ada, "1000000").reason == "Id: 1, Initial Margin: 12336.14, Free Margin: 2000"
    account.fill(ada, "3001", "0.3054", fee="0.36659", fee_currency="USDT")
    account.quotes_at(ada, "0.3047", "0.3048")
    assert round(account.portfolio.total_margin_used, 8) == 36.58219
    assert round(ada.holdings.unrealized_profit, 8) == -2.4665219
    assert round(account.portfolio.cash, 5) == 1999.63341
    assert ada.leverage == 25.0


def test_a_coin_future_is_worth_coins():
    account = Account()
    account.currency("BTC", "2", "20000")
    future = account.add(
        "BTCUSD", SecurityType.CRYPTO_FUTURE, base="BTC", price="20000", multiplier="100", market="binance"
    )
    value = future.holdings.get_quantity_value(40)
    assert (value.amount, value.cash.symbol, value.in_account_currency) == (0.2, "BTC", 4000.0)
    assert future.buying_power_model.get_margin_remaining(account.portfolio, future, OrderDirection.BUY) == 40000


def test_crypto_futures_share_the_collateral_of_their_currency():
    account = Account("1000", currency="USDT")
    ada = account.add("ADAUSDT", SecurityType.CRYPTO_FUTURE, quote="USDT", base="ADA", price="1", market="binance")
    btc = account.add("BTCUSDT", SecurityType.CRYPTO_FUTURE, quote="USDT", base="BTC", price="100", market="binance")
    account.fill(btc, "10", "100")
    assert ada.buying_power_model.get_margin_remaining(account.portfolio, ada, OrderDirection.BUY) == 960
    assert isinstance(ada.buying_power_model, CryptoFutureMarginModel)


def test_a_constant_model_asks_so_much_per_unit_and_a_null_model_nothing():
    account = Account("1000")
    spy = account.add("SPY", price="100")
    spy.set_buying_power_model(ConstantBuyingPowerModel(1))
    account.fill(spy, "1000", "100")
    assert account.portfolio.total_margin_used == 1000
    spy.set_buying_power_model(NullBuyingPowerModel())
    assert account.portfolio.total_margin_used == 0
    assert account.check(spy, "1000000").is_sufficient


def test_pattern_day_trading_halves_the_leverage_of_a_closed_market():
    account = Account()
    spy = account.add("SPY", price="100")
    spy.set_buying_power_model(PatternDayTradingMarginModel())
    assert spy.leverage == 4
    spy.exchange = SimpleNamespace(exchange_open=False, closing_soon=False)
    assert spy.leverage == 2
    account.fill(spy, "100", "100")
    assert account.portfolio.total_margin_used == 5000


@pytest.mark.parametrize("arguments", [(0.5,), (2, 1.5), (1.5, 1, 0), (1, -1, 0)])
def test_impossible_margins_are_refused(arguments):
    with pytest.raises(ArgumentError):
        BuyingPowerModel(*arguments)


def test_margins_may_be_given_by_name():
    model = SecurityMarginModel(
        initial_margin_requirement=0.5, maintenance_margin_requirement=0.25, required_free_buying_power_percent=0.1
    )
    account = Account("1000")
    spy = account.add("SPY", price="100")
    spy.set_buying_power_model(model)
    account.fill(spy, "10", "100")
    assert (spy.leverage, account.portfolio.total_margin_used) == (2.0, 250.0)
    assert model.get_margin_remaining(account.portfolio, spy, OrderDirection.BUY) == 650


class Hundreds(BuyingPowerModel):
    def get_maximum_order_quantity_for_target_buying_power(self, parameters):
        quantity = super().get_maximum_order_quantity_for_target_buying_power(parameters).quantity
        return GetMaximumOrderQuantityResult(quantity // 100 * 100)

    def HasSufficientBuyingPowerForOrder(self, parameters):
        return HasSufficientBuyingPowerForOrderResult(True)

    def get_maintenance_margin(self, parameters):
        return MaintenanceMargin(7)


def test_a_users_model_answers_from_outside_but_not_leans_own_arithmetic():
    account = Account()
    spy = account.add("SPY", price="100")
    spy.set_buying_power_model(Hundreds())
    assert target(account, spy, 1) == 900
    assert account.check(spy, "100000").is_sufficient
    account.fill(spy, "100", "100")
    assert account.portfolio.total_margin_used == 7
    assert spy.buying_power_model.get_buying_power(
        SimpleNamespace(
            _portfolio=account.portfolio,
            _security=spy,
            _direction=OrderDirection.SELL,
            result_in_account_currency=lambda amount: amount,
        )
    ) == Decimal(100000 - 7 + 20000)


class OnlyLeverage:
    def GetLeverage(self, security):
        return 3


def test_a_model_of_any_class_is_asked_by_name():
    account = Account()
    spy = account.add("SPY", price="100")
    spy.set_buying_power_model(OnlyLeverage())
    assert spy.leverage == 3


def test_margin_parameters_take_the_price_of_now():
    account = Account()
    spy = account.add("SPY", price="100")
    account.fill(spy, "-10", "90")
    now = MaintenanceMarginParameters.for_current_holdings(spy)
    assert (now.quantity, now.holdings_cost, now.absolute_holdings_value) == (-10, -900, 1000)
    assert MaintenanceMarginParameters.for_quantity_at_current_price(spy, 2).holdings_cost == 200


def test_the_extensions_ask_any_model():
    account = Account("1000")
    spy = account.add("SPY", price="100")
    account.fill(spy, "5", "100")
    model, ask = spy.buying_power_model, BuyingPowerModelExtensions
    assert ask.get_maintenance_margin(model, spy) == ask.get_reserved_buying_power_for_position(model, spy) == 250
    assert ask.get_initial_margin_requirement(model, spy, -2) == -100
    assert ask.get_buying_power(model, account.portfolio, spy, OrderDirection.BUY) == 750
    assert ask.has_sufficient_buying_power_for_order(model, account.portfolio, spy, account.order(spy, "15"))
    sized = ask.get_maximum_order_quantity_for_target_buying_power(model, account.portfolio, spy, 1, 0)
    assert sized.quantity == 15
    assert ask.above_minimum_order_margin_portfolio_percentage(model, spy, 1, account.portfolio, 0.01)


def test_a_quantity_below_a_thousandth_of_the_portfolio_is_not_worth_an_order():
    account = Account()
    spy = account.add("SPY", price="10", leverage="1")
    assert not above_minimum_order_margin_portfolio_percentage(spy, 9, account.portfolio, 0.001)
    assert above_minimum_order_margin_portfolio_percentage(spy, 10, account.portfolio, 0.001)
    assert above_minimum_order_margin_portfolio_percentage(spy, 0, account.portfolio, 0)


def test_silenced_reasons_stay_silent():
    account = Account()
    spy = account.add("SPY", price="100")
    arguments = (account.portfolio, spy, Decimal("0.00001"), Decimal("0.001"))
    loud = spy.buying_power_model.get_maximum_order_quantity_for_target_buying_power(
        GetMaximumOrderQuantityForTargetBuyingPowerParameters(*arguments)
    )
    silent = spy.buying_power_model.get_maximum_order_quantity_for_target_buying_power(
        GetMaximumOrderQuantityForTargetBuyingPowerParameters(*arguments, True)
    )
    assert loud.reason == "The target order margin 1.000000 is less than the minimum 100.0000."
    assert (silent.reason, silent.is_error, loud.is_error) == ("", False, False)
