"""Cash accounts in currencies: what may be bought, sold and reserved, with the figures LEAN gave."""

from __future__ import annotations

from decimal import Decimal

import pytest

from minilean.enums import OrderDirection, SecurityType
from minilean.errors import InvalidOperation, NotInMiniLean
from minilean.orders.fee.bitfinex import BitfinexFeeModel
from minilean.orders.limit_orders import LimitOrder
from minilean.orders.stop_orders import StopMarketOrder
from minilean.securities.buying_power.cash import CashBuyingPowerModel
from minilean.securities.buying_power.parameters import (
    BuyingPowerParameters,
    GetMaximumOrderQuantityForTargetBuyingPowerParameters,
    HasSufficientBuyingPowerForOrderParameters,
    ReservedBuyingPowerForPositionParameters,
)
from tests.securities.accounts import Account, know_pairs


def bitcoin(account, price="110.5", fee="0", lot="0.00000001"):
    account.currency("BTC", "0", price)
    return account.add("BTCUSD", SecurityType.CRYPTO, base="BTC", price=price, fee=fee, lot=lot, market="bitfinex")


def sized(account, security, target):
    parameters = GetMaximumOrderQuantityForTargetBuyingPowerParameters(
        account.portfolio, security, Decimal(target), Decimal(0)
    )
    return security.buying_power_model.get_maximum_order_quantity_for_target_buying_power(parameters)


def test_selling_what_is_not_held_is_refused_in_leans_words():
    account = Account("10000")
    btc = bitcoin(account)
    assert account.check(btc, "-1").reason == (
        "Your portfolio holds 0 BTC, 0 BTC of which are reserved for open orders, but your Sell order is for 1 BTC. "
        "Cash Modeling trading does not permit short holdings so ensure you only sell what you have, including any "
        "additional open orders."
    )


def test_buying_more_than_the_cash_allows_is_refused_in_leans_words(tmp_path):
    know_pairs(tmp_path, "bitfinex,BTCUSD,crypto,Bitcoin,USD,1,0.00000001,0.00000001,tBTCUSD")
    account = Account("9863.580248155")
    btc = bitcoin(account)
    btc.set_fee_model(BitfinexFeeModel())
    account.portfolio.cash_book["BTC"].set_amount(Decimal("1.23209875"))
    assert account.check(btc, "1000").reason == (
        "Your portfolio holds 9863.580248155 USD, 0 USD of which are reserved for open orders, but your Buy order is "
        "for 1000 BTC. Your order requires a total value of 110500 USD, but only a total value of 9843.89246243 USD is "
        "available."
    )
    assert account.check(btc, "80").is_sufficient


def test_open_orders_reserve_cash_of_both_sides():
    account = Account("1000")
    btc = bitcoin(account, price="100")
    account.portfolio.cash_book["BTC"].set_amount(5)
    now = account.keeper.utc_time
    buy = LimitOrder(btc.symbol, Decimal(4), Decimal(90), now)
    sell = StopMarketOrder(btc.symbol, Decimal(-3), Decimal(80), now)
    buy.id, sell.id = 101, 102
    account.transactions.open_orders = [buy, sell]
    assert account.check(btc, "7", LimitOrder(btc.symbol, Decimal(7), Decimal(91), now)).is_sufficient
    refusal = account.check(btc, "8", LimitOrder(btc.symbol, Decimal(8), Decimal(91), now))
    assert "360 USD of which are reserved" in refusal.reason
    assert "only a total value of 640 USD is available" in refusal.reason
    assert account.check(btc, "-2").is_sufficient
    assert "3 BTC of which are reserved" in account.check(btc, "-3").reason


def test_an_order_does_not_reserve_from_itself():
    account = Account("900")
    btc = bitcoin(account, price="100")
    order = account.order(btc, "9", LimitOrder(btc.symbol, Decimal(9), Decimal(100), account.keeper.utc_time))
    account.transactions.open_orders = [order]
    assert account.portfolio.has_sufficient_buying_power_for_order([order]).is_sufficient


def test_a_limit_buy_needs_its_fee_too():
    account = Account("1000")
    btc = bitcoin(account, price="100", fee="1")
    limit = LimitOrder(btc.symbol, Decimal(10), Decimal(100), account.keeper.utc_time)
    assert not account.check(btc, "10", limit).is_sufficient


def test_sizing_takes_the_ask_to_buy_and_the_bid_to_sell():
    account = Account("1000")
    btc = bitcoin(account, price="100", lot="0.1")
    account.quotes_at(btc, "95", "105")
    assert sized(account, btc, 1)._quantity == Decimal("9.5")
    account.portfolio.cash_book["BTC"].set_amount(10)
    account.portfolio.cash_book["USD"].set_amount(0)
    assert sized(account, btc, "0.5")._quantity == Decimal("-5.2")
    assert sized(account, btc, 0)._quantity == Decimal(-10)


def test_sizing_takes_lots_away_until_the_fee_fits():
    account = Account("1000")
    btc = bitcoin(account, price="100", fee="25", lot="1")
    assert sized(account, btc, 1)._quantity == 9


def test_sizing_tells_why_it_gives_nothing():
    account = Account("10")
    btc = bitcoin(account, price="100", lot="1")
    assert sized(account, btc, -1).reason == "The cash model does not allow shorting."
    small = sized(account, btc, 1)
    assert (small._quantity, small.is_error) == (0, False)
    assert small.reason == "The order quantity is less than the lot size of 1 and has been rounded to zero."
    eur = account.currency("EUR", "0", "0")
    pair = account.add("BTCEUR", SecurityType.CRYPTO, quote="EUR", base="BTC", price="90", market="bitfinex")
    assert "cash feed required for converting EUR to USD" in sized(account, pair, 1).reason
    assert eur.conversion_rate == 0


def test_cash_accounts_have_no_leverage_and_reserve_nothing():
    account = Account()
    btc = bitcoin(account)
    model = btc.buying_power_model
    assert isinstance(model, CashBuyingPowerModel)
    assert btc.leverage == 1
    with pytest.raises(InvalidOperation, match="Cash accounts have no leverage"):
        btc.set_leverage(2)
    with pytest.raises(NotInMiniLean):
        model.get_maximum_order_quantity_for_delta_buying_power(None)
    account.fill(btc, "1", "110.5")
    reserved = model.get_reserved_buying_power_for_position(ReservedBuyingPowerForPositionParameters(btc))
    assert reserved.absolute_used_buying_power == 0
    assert account.portfolio.total_margin_used == 0


def test_buying_power_is_counted_in_units_of_the_base_currency():
    account = Account("1105")
    btc = bitcoin(account)
    account.portfolio.cash_book["BTC"].set_amount(3)

    def power(direction):
        parameters = BuyingPowerParameters(account.portfolio, btc, direction)
        return btc.buying_power_model.get_buying_power(parameters).value

    assert [power(OrderDirection.BUY), power(OrderDirection.SELL), power(OrderDirection.HOLD)] == [10, 3, 0]


def test_securities_without_base_currency_are_not_for_cash_accounts():
    account = Account()
    spy = account.add("SPY", price="100")
    spy.set_buying_power_model(CashBuyingPowerModel())
    asked = HasSufficientBuyingPowerForOrderParameters(account.portfolio, spy, account.order(spy, "1"))
    answer = spy.buying_power_model.has_sufficient_buying_power_for_order(asked)
    assert "'SPY' security is not supported by this cash model" in answer.reason
    assert sized(account, spy, 1).reason == "The security type must be Cryptoor Forex."
