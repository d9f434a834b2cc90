from datetime import datetime
from decimal import Decimal

import pytest

from minilean.brokerages.alpaca import AlpacaBrokerageModel
from minilean.brokerages.axos import AxosClearingBrokerageModel
from minilean.brokerages.binance import BinanceBrokerageModel
from minilean.brokerages.bitfinex import BitfinexBrokerageModel
from minilean.brokerages.bybit import BybitBrokerageModel
from minilean.brokerages.charles_schwab import CharlesSchwabBrokerageModel
from minilean.brokerages.coinbase import CoinbaseBrokerageModel
from minilean.brokerages.default import DefaultBrokerageModel
from minilean.brokerages.fxcm import FxcmBrokerageModel
from minilean.brokerages.interactive_brokers import InteractiveBrokersBrokerageModel
from minilean.brokerages.kraken import KrakenBrokerageModel
from minilean.brokerages.oanda import OandaBrokerageModel
from minilean.brokerages.rbi import RBIBrokerageModel
from minilean.brokerages.tastytrade import TastytradeBrokerageModel
from minilean.brokerages.td_ameritrade import TDAmeritradeBrokerageModel
from minilean.brokerages.trade_station import TradeStationBrokerageModel
from minilean.brokerages.tradier import TradierBrokerageModel
from minilean.brokerages.webull import WebullBrokerageModel
from minilean.brokerages.wolverine import WolverineBrokerageModel
from minilean.enums import AccountType, OrderStatus, OrderType, SecurityType
from minilean.orders.creation import create_order
from minilean.orders.order_request import SubmitOrderRequest, UpdateOrderFields, UpdateOrderRequest
from minilean.orders.properties import (
    AlpacaOrderProperties,
    OrderProperties,
    TradeStationOrderProperties,
    TradierOrderProperties,
    WebullOrderProperties,
)
from minilean.orders.time_in_force import TimeInForce
from minilean.securities.symbol import Symbol
from tests.orders.builders import Asset, Clock, new_york_hours

TEN_IN_NEW_YORK = datetime(2013, 10, 7, 14)
EIGHT_IN_THE_EVENING = datetime(2013, 10, 8)
EQUITY, FOREX, CRYPTO = SecurityType.EQUITY, SecurityType.FOREX, SecurityType.CRYPTO


def security(kind=EQUITY, ticker="SPY", market="usa", price="100", held=0, now=TEN_IN_NEW_YORK):
    asset = Asset(Symbol.create(ticker, kind, market), new_york_hours(), Clock(now))
    asset._price = asset._bid_price = asset._ask_price = Decimal(price)
    asset.holdings._quantity = Decimal(held)
    asset.has_data = True
    return asset


def currency(**options):
    return security(FOREX, "EURUSD", "oanda", **({"price": "1.2"} | options))


def coin(**options):
    return security(CRYPTO, "BTCUSD", "coinbase", **options)


def order(asset, kind, quantity, limit=0, stop=0, properties=None):
    request = SubmitOrderRequest(
        kind, asset.type, asset.symbol, quantity, stop, limit, 0, 1, False, asset.clock.utc, "", properties
    )
    request.order_id = 7
    return create_order(request)


def refusal(model, asset, kind, quantity=10, **options):
    accepted, message = model.can_submit_order(asset, order(asset, kind, quantity, **options))
    return None if accepted else str(message)


def properties(kind=OrderProperties, time_in_force=TimeInForce.GOOD_TIL_CANCELED, **fields):
    made = kind()
    made.time_in_force = time_in_force
    for field, value in fields.items():
        setattr(made, field, value)
    return made


DAY = TimeInForce.DAY
STOCK_ORDERS = {
    "AlpacaBrokerageModel": "Market,Limit,StopMarket,StopLimit,TrailingStop,MarketOnOpen,MarketOnClose",
    "TradeStationBrokerageModel": (
        "Market,Limit,StopMarket,StopLimit,ComboMarket,ComboLimit,MarketOnOpen,MarketOnClose,TrailingStop"
    ),
    "TradierBrokerageModel": "Limit,Market,StopMarket,StopLimit",
    "CharlesSchwabBrokerageModel": (
        "Market,Limit,StopMarket,ComboMarket,ComboLimit,MarketOnClose,MarketOnOpen,StopLimit"
    ),
    "TastytradeBrokerageModel": "Market,Limit,StopMarket,StopLimit,ComboLimit",
    "AxosClearingBrokerageModel": "Limit,Market,MarketOnClose",
    "TDAmeritradeBrokerageModel": "Market,Limit,StopMarket,StopLimit",
    "WolverineBrokerageModel": "Market,MarketOnClose,Limit,StopMarket,StopLimit",
    "WebullBrokerageModel": "Market,Limit,StopMarket,StopLimit,TrailingStop",
}
STOCK_MODELS = (
    AlpacaBrokerageModel,
    TradeStationBrokerageModel,
    TradierBrokerageModel,
    CharlesSchwabBrokerageModel,
    TastytradeBrokerageModel,
    AxosClearingBrokerageModel,
    TDAmeritradeBrokerageModel,
    WolverineBrokerageModel,
    WebullBrokerageModel,
)


@pytest.mark.parametrize("kind", STOCK_MODELS)
def test_a_kind_of_order_that_is_not_taken_is_answered_with_those_that_are(kind):
    name = kind.__name__
    assert refusal(kind(), security(), OrderType.LIMIT_IF_TOUCHED) == (
        f"Warning - Code: NotSupported - The {name} does not support LimitIfTouched order type. "
        f"Only supports [{STOCK_ORDERS[name]}]"
    )
    assert refusal(kind(), security(), OrderType.MARKET) is None


@pytest.mark.parametrize("kind", [model for model in STOCK_MODELS if model is not TradierBrokerageModel])
def test_a_type_of_security_that_is_not_traded_is_named(kind):
    expected = f"Warning - Code: NotSupported - The {kind.__name__} does not support Forex security type."
    assert refusal(kind(), currency(), OrderType.MARKET) == expected


def test_rbi_has_a_sentence_of_its_own():
    assert refusal(RBIBrokerageModel(), security(), OrderType.MARKET_ON_OPEN) == (
        "Warning - Code: NotSupported - MarketOnOpen order is not supported by RBI. Currently, only Market Order, "
        "Limit Order, StopMarket Order and StopLimit Order are supported."
    )


def test_the_default_model_takes_everything_but_futures_on_the_open():
    future = security()
    future.type = SecurityType.FUTURE
    model = DefaultBrokerageModel()
    assert refusal(model, security(), OrderType.LIMIT_IF_TOUCHED) is None
    assert refusal(model, future, OrderType.MARKET_ON_OPEN).endswith(
        "MarketOnOpen orders are not supported for futures and future options."
    )


@pytest.mark.parametrize(
    ("model", "window"),
    [
        (AlpacaBrokerageModel(), "07:00– 09:28"),  # noqa: RUF001 - LEAN's dash
        (TradeStationBrokerageModel(), "06:00– 09:29"),  # noqa: RUF001
        (InteractiveBrokersBrokerageModel(), "04:00– 09:28"),  # noqa: RUF001
    ],
)
def test_orders_for_the_open_are_taken_in_a_window_printed_by_the_twelve_hour_clock(model, window):
    assert refusal(model, security(), OrderType.MARKET_ON_OPEN) == (
        f"Warning - Code: NotSupported - MarketOnOpen submission time is invalid. Valid local times are  {window}. "
        "Consider setting daily_precise_end_time = false or using self.schedule.on."
    )


def test_a_window_may_span_midnight():
    evening = security(now=EIGHT_IN_THE_EVENING)
    assert refusal(AlpacaBrokerageModel(), evening, OrderType.MARKET_ON_OPEN) is None
    assert refusal(InteractiveBrokersBrokerageModel(), evening, OrderType.MARKET_ON_OPEN) is None
    assert refusal(TradeStationBrokerageModel(), evening, OrderType.MARKET_ON_OPEN) is not None


@pytest.mark.parametrize(("quantity", "turns"), [(-11, True), (-10, False), (5, False)])
def test_orders_for_the_close_may_not_turn_a_position(quantity, turns):
    answer = refusal(AlpacaBrokerageModel(), security(held=10), OrderType.MARKET_ON_CLOSE, quantity)
    assert (answer is not None) == turns
    if turns:
        assert answer.startswith(
            "Warning - Code: NotSupported - Order type 'MarketOnClose' is not supported for orders that cross the zero "
            "holdings threshold in the AlpacaBrokerageModel."
        )


def test_alpaca_trades_outside_regular_hours_by_day_limits_only():
    outside = properties(AlpacaOrderProperties, outside_regular_trading_hours=True)
    answer = refusal(AlpacaBrokerageModel(), security(), OrderType.LIMIT, limit=99, properties=outside)
    times = "QuantConnect.Orders.TimeInForces"
    assert answer == (
        "Warning - Code: NotSupported - The AlpacaBrokerageModel does not support Limit orders with "
        f"{times}.GoodTilCanceledTimeInForce TIF outside regular hours. "
        f"Only Limit orders with {times}.DayTimeInForce TIF are supported outside regular trading hours."
    )
    outside.time_in_force = DAY
    assert refusal(AlpacaBrokerageModel(), security(), OrderType.LIMIT, limit=99, properties=outside) is None


def test_trade_station_and_webull_trade_outside_regular_hours_by_limits():
    outside = properties(TradeStationOrderProperties, outside_regular_trading_hours=True)
    answer = refusal(TradeStationBrokerageModel(), security(), OrderType.MARKET, properties=outside)
    assert answer.startswith("Warning - Code: NotSupportedOutsideRegularMarketHours - To place an order outside")
    outside = properties(WebullOrderProperties, outside_regular_trading_hours=True)
    answer = refusal(WebullBrokerageModel(), security(), OrderType.MARKET, properties=outside)
    assert answer.endswith("Market orders are not supported outside regular trading hours.")


@pytest.mark.parametrize(
    ("options", "code"),
    [
        ({"quantity": -1}, "ShortOrderIsGtc"),
        ({"quantity": -1, "properties": properties(time_in_force=DAY)}, "SellShortOrderLastPriceBelow5"),
        ({"quantity": 10_000_001}, "IncorrectOrderQuantity"),
        ({"quantity": 1, "properties": properties(time_in_force=TimeInForce.good_til_date(TEN_IN_NEW_YORK))}, "NotSup"),
    ],
)
def test_tradier_has_rules_for_short_sales_sizes_and_times(options, code):
    cheap = security(price="4.99")
    assert f"Code: {code}" in refusal(tradier(), cheap, OrderType.MARKET, **options)


def tradier():
    return TradierBrokerageModel()


def test_tradier_fills_outside_regular_hours_only_what_asks_for_it():
    evening = security(now=EIGHT_IN_THE_EVENING)
    asks = properties(TradierOrderProperties, outside_regular_trading_hours=True)
    waits = order(evening, OrderType.LIMIT, 10, limit=99)
    assert refusal(tradier(), evening, OrderType.LIMIT, limit=99) is None
    assert not tradier().can_execute_order(evening, waits)
    assert "Tradier does not support explicitly placing out-of-regular-hours" in refusal(
        tradier(), evening, OrderType.LIMIT, limit=99, properties=asks
    )
    before_open = security(now=datetime(2013, 10, 7, 12))
    assert tradier().can_execute_order(before_open, order(before_open, OrderType.LIMIT, 10, 99, properties=asks))


@pytest.mark.parametrize(
    ("quantity", "accepted"), [(19_999, False), (20_000, True), (-6_000_000, True), (6_000_001, False)]
)
def test_interactive_brokers_limit_the_size_of_currency_orders(quantity, accepted):
    answer = refusal(InteractiveBrokersBrokerageModel(), currency(), OrderType.MARKET, quantity)
    limits = "The minimum and maximum limits for the allowable order size are (20000, 6000000)EUR."
    assert answer == (None if accepted else f"Warning - Code: OrderSizeLimit - {limits}")


def test_oanda_keeps_orders_until_canceled():
    answer = refusal(OandaBrokerageModel(), currency(), OrderType.MARKET, properties=properties(time_in_force=DAY))
    assert answer.endswith("The OandaBrokerageModel does not support DayTimeInForce time in force.")


@pytest.mark.parametrize(
    ("kind", "quantity", "price", "words"),
    [
        (OrderType.LIMIT, 1000, "1.3", "must be below market"),
        (OrderType.LIMIT, -1000, "1.1", "must be below market"),
        (OrderType.STOP_MARKET, 1000, "1.1", "must be below market"),
        (OrderType.LIMIT, 1000, "0.5", "Limit Buy order price (0.5) is too far from the current market price (1.2)."),
        (OrderType.STOP_MARKET, -1000, "0.5", "The StopMarket Sell order price (0.5) is too far"),
        (OrderType.LIMIT, 1000, "1.1", None),
        (OrderType.STOP_MARKET, 1000, "1.3", None),
    ],
)
def test_fxcm_wants_prices_on_their_side_and_near_the_market(kind, quantity, price, words):
    asset = currency()
    answer = refusal(FxcmBrokerageModel(), asset, kind, quantity, limit=Decimal(price), stop=Decimal(price))
    assert words is None if answer is None else words in answer


@pytest.mark.parametrize(
    "model",
    [CoinbaseBrokerageModel(), BitfinexBrokerageModel(), KrakenBrokerageModel(), BybitBrokerageModel()],
)
def test_crypto_exchanges_want_a_smallest_quantity(model):
    asset = coin()
    asset.symbol_properties._minimum_order_size = Decimal("0.01")
    assert refusal(model, asset, OrderType.MARKET, 0.001) == (
        "Warning - Code: NotSupported - The minimum order size (in quote currency) for BTCUSD is 0.01. "
        "Order quantity was 0.001."
    )
    assert refusal(model, asset, OrderType.MARKET, -0.01) is None


def test_binance_wants_a_smallest_worth():
    asset = coin()
    asset.symbol_properties._minimum_order_size = Decimal(10)
    assert refusal(BinanceBrokerageModel(), asset, OrderType.LIMIT, 0.1, limit=Decimal(100)) == (
        "Warning - Code: NotSupported - The minimum order size (in quote currency) for BTCUSD is 10. "
        "Order size was 10.0."
    )
    assert refusal(BinanceBrokerageModel(), asset, OrderType.LIMIT, 0.1, limit=Decimal(101)) is None


def test_coinbase_took_stops_until_march_2019():
    asset = coin(now=datetime(2019, 3, 23, 0, 59))
    assert refusal(CoinbaseBrokerageModel(), asset, OrderType.STOP_MARKET) is None
    asset.clock.utc = datetime(2019, 3, 23, 1)
    assert refusal(CoinbaseBrokerageModel(), asset, OrderType.STOP_MARKET).endswith(
        "Stop Market orders are no longer supported since 03/23/2019 01:00:00."
    )


def change(asset, kind, status=OrderStatus.SUBMITTED, **fields):
    waiting = order(asset, kind, 10, limit=99, stop=101)
    waiting.status = status
    wanted = UpdateOrderFields()
    for field, value in fields.items():
        setattr(wanted, field, value)
    return waiting, UpdateOrderRequest(asset.clock.utc, waiting.id, wanted)


@pytest.mark.parametrize(
    ("model", "words"),
    [
        (BinanceBrokerageModel(), "Warning - Code: 0 - Brokerage does not support update."),
        (KrakenBrokerageModel(), "Warning - Code: 0 - Brokerage does not support update."),
        (BybitBrokerageModel(), "Warning - Code: NotSupported - Brokerage does not support update."),
        (CoinbaseBrokerageModel(), "Warning - Code: NotSupported - Order with type StopMarket can't be modified"),
        (BitfinexBrokerageModel(), None),
        (WolverineBrokerageModel(), "Warning - Code: 0 - Brokerage does not support update."),
    ],
)
def test_some_exchanges_change_no_orders(model, words):
    asset = coin()
    accepted, message = model.can_update_order(asset, *change(asset, OrderType.STOP_MARKET, stop_price=102))
    assert accepted == (words is None)
    if words is not None:
        assert str(message).startswith(words)


def test_tradier_and_trade_station_refuse_some_new_quantities():
    asset = security(held=-5)
    waiting, request = change(asset, OrderType.LIMIT, quantity=12)
    assert not tradier().can_update_order(asset, waiting, request)[0]
    assert not TradeStationBrokerageModel().can_update_order(asset, waiting, request)[0]
    waiting, request = change(asset, OrderType.LIMIT, limit_price=98)
    assert tradier().can_update_order(asset, waiting, request)[0]
    assert TradeStationBrokerageModel().can_update_order(asset, waiting, request)[0]


@pytest.mark.parametrize(
    ("model", "asset", "leverage"),
    [
        (DefaultBrokerageModel(), security(), 2),
        (DefaultBrokerageModel(AccountType.CASH), security(), 1),
        (DefaultBrokerageModel(), currency(), 50),
        (BitfinexBrokerageModel(), coin(), 3.3),
        (BinanceBrokerageModel(AccountType.MARGIN), coin(), 3),
        (BybitBrokerageModel(AccountType.MARGIN), coin(), 10),
        (KrakenBrokerageModel(AccountType.MARGIN), coin(), 5),
        (KrakenBrokerageModel(), coin(), 1),
        (CoinbaseBrokerageModel(), coin(), 1),
    ],
)
def test_leverage_follows_account_and_security(model, asset, leverage):
    assert model.get_leverage(asset) == leverage
