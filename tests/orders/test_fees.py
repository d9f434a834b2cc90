from datetime import datetime
from decimal import Decimal
from types import SimpleNamespace

import pytest

from minilean.enums import OrderType, SecurityType
from minilean.errors import NotInMiniLean
from minilean.orders.fee.alpaca import AlpacaFeeModel
from minilean.orders.fee.alpha_streams import AlphaStreamsFeeModel
from minilean.orders.fee.axos import AxosFeeModel
from minilean.orders.fee.binance import BinanceFeeModel
from minilean.orders.fee.binance_futures import BinanceFuturesFeeModel
from minilean.orders.fee.bitfinex import BitfinexFeeModel
from minilean.orders.fee.bybit import BybitFeeModel
from minilean.orders.fee.charles_schwab import CharlesSchwabFeeModel
from minilean.orders.fee.coinbase import CoinbaseFeeModel
from minilean.orders.fee.constant import ConstantFeeModel
from minilean.orders.fee.fee_model import FeeModel, order_fee_of
from minilean.orders.fee.fxcm import FxcmFeeModel
from minilean.orders.fee.interactive_brokers import InteractiveBrokersFeeModel
from minilean.orders.fee.kraken import KrakenFeeModel
from minilean.orders.fee.order_fee import ModifiedFillQuantityOrderFee, OrderFee
from minilean.orders.fee.public import PublicFeeModel
from minilean.orders.fee.trade_station import TradeStationFeeModel
from minilean.orders.limit_orders import LimitOrder
from minilean.orders.order import MarketOrder, OrderSubmissionData
from minilean.orders.properties import BinanceOrderProperties, BitfinexOrderProperties, KrakenOrderProperties
from minilean.securities.cash import CashAmount
from minilean.securities.symbol import Symbol
from tests.orders.builders import MONDAY_TEN, Asset, Clock, hour_bar, new_york_hours, stock
from tests.securities.accounts import know_pairs

NOON = datetime(2020, 6, 1, 16)
VENUES = ("binance", "bybit", "bitfinex", "coinbase", "kraken")


@pytest.fixture(autouse=True)
def _pairs(tmp_path):
    rows = [f"{venue},BTCUSD,crypto,Bitcoin,USD,1,0.01,0.00000001,BTCUSD,," for venue in VENUES]
    know_pairs(tmp_path, *rows, "binance,BTCUSDT,cryptofuture,Bitcoin,USDT,1,0.1,0.001,BTCUSDT,5,1")


def asset(ticker, kind, market, price="100", currency="USD"):
    security = Asset(Symbol.create(ticker, kind, market), new_york_hours(), Clock(NOON))
    security._price = Decimal(price)
    security._bid_price = security._price - 1
    security._ask_price = security._price + 1
    security.quote_currency.symbol = currency
    return security


def spy(price="100"):
    return asset("SPY", SecurityType.EQUITY, "usa", price)


def bitcoin(market, price="100"):
    return asset("BTCUSD", SecurityType.CRYPTO, market, price)


def market(security, quantity, time=NOON):
    return MarketOrder(security.symbol, quantity, time)


def limit(security, quantity, price, properties=None):
    order = LimitOrder(security.symbol, quantity, price, NOON, "", properties)
    order.order_submission_data = OrderSubmissionData(99, 101, 100)
    return order


def fee(model, security, order):
    return str(order_fee_of(model, security, order))


@pytest.mark.parametrize(
    ("quantity", "price", "expected"),
    [(100, "100", "1 USD"), (1000, "100", "5 USD"), (-1000, "100", "5 USD"), (1000, "0.50", "2.5 USD")],
)
def test_interactive_brokers_charge_per_share_between_a_minimum_and_a_share_of_the_value(quantity, price, expected):
    security = spy(price)
    assert fee(InteractiveBrokersFeeModel(), security, market(security, quantity)) == expected


def test_interactive_brokers_forex_fee_is_at_least_two_dollars():
    security = asset("EURUSD", SecurityType.FOREX, "oanda", "1.2")
    assert fee(InteractiveBrokersFeeModel(), security, market(security, 1000)) == "2 USD"
    assert fee(InteractiveBrokersFeeModel(), security, market(security, 1_000_000)) == "24 USD"
    assert fee(InteractiveBrokersFeeModel(3_000_000_000), security, market(security, 1_000_000)) == "12 USD"


def test_interactive_brokers_cfd_fee_is_in_the_quote_currency():
    security = asset("JP225JPY", SecurityType.CFD, "interactivebrokers", "30000", "JPY")
    assert fee(InteractiveBrokersFeeModel(), security, market(security, 1)) == "40 JPY"


def test_interactive_brokers_options_are_refused_by_name():
    security = spy()
    security.type = SecurityType.OPTION
    with pytest.raises(NotInMiniLean, match="InteractiveBrokersFeeModel for Option"):
        fee(InteractiveBrokersFeeModel(), security, market(security, 1))


@pytest.mark.parametrize(
    ("model", "venue", "bought", "sold", "posted"),
    [
        (BinanceFeeModel(), "binance", "0.001 BTC", "0.099 USD", "0.09 USD"),
        (BybitFeeModel(), "bybit", "0.001 BTC", "0.099 USD", "0.09 USD"),
        (BitfinexFeeModel(), "bitfinex", "0.002 BTC", "0.198 USD", "0.18 USD"),
        (AlpacaFeeModel(), "coinbase", "0.0025 BTC", "0.25 USD", "0.25 USD"),
        (KrakenFeeModel(), "kraken", "0.2626 USD", "0.0026 BTC", "0.0026 BTC"),
    ],
)
def test_crypto_exchanges_charge_in_what_is_received(model, venue, bought, sold, posted):
    security = bitcoin(venue)
    assert fee(model, security, market(security, 1)) == bought
    assert fee(model, security, market(security, -1)) == sold
    assert fee(model, security, limit(security, -1, 90)) == posted


def test_a_limit_order_that_waits_pays_the_makers_fee():
    security = bitcoin("bitfinex")
    assert fee(BitfinexFeeModel(), security, limit(security, -1, 200)) == "0.2 USD"
    hidden = BitfinexOrderProperties()
    hidden.hidden = True
    assert fee(BitfinexFeeModel(), security, limit(security, -1, 200, hidden)) == "0.4 USD"


def test_binance_takes_a_post_only_order_as_makers():
    security = bitcoin("binance")
    posts = BinanceOrderProperties()
    posts.post_only = True
    model = BinanceFeeModel(0.0002, 0.001)
    assert fee(model, security, limit(security, 1, 150)) == "0.001 BTC"
    assert fee(model, security, limit(security, 1, 150, posts)) == "0.0002 BTC"


def test_binance_futures_charge_a_share_of_the_positions_value():
    security = asset("BTCUSDT", SecurityType.CRYPTO_FUTURE, "binance", currency="USDT")
    cash = SimpleNamespace(symbol="USDT")
    security.holdings.get_quantity_value = lambda quantity, price: SimpleNamespace(_amount=quantity * price, cash=cash)
    assert fee(BinanceFuturesFeeModel(), security, market(security, -2)) == "0.08 USDT"


def test_kraken_takes_its_fee_where_the_order_asks():
    security = bitcoin("kraken")
    properties = KrakenOrderProperties()
    properties.fee_in_base = True
    order = MarketOrder(security.symbol, 1, NOON, "", properties)
    assert fee(KrakenFeeModel(), security, order) == "0.0026 BTC"
    properties.fee_in_quote = True
    assert fee(KrakenFeeModel(), security, order) == "0.2626 USD"


@pytest.mark.parametrize(
    ("time", "expected"),
    [
        (datetime(2019, 3, 23, 1, 29), "0.303 USD"),
        (datetime(2019, 3, 23, 1, 30), "0.2525 USD"),
        (datetime(2019, 10, 8, 0, 30), "0.808 USD"),
    ],
)
def test_coinbase_charges_the_rate_of_the_time(time, expected):
    security = bitcoin("coinbase")
    assert fee(CoinbaseFeeModel(), security, market(security, 1, time)) == expected


@pytest.mark.parametrize(("ticker", "expected"), [("EURUSD", "0.4 USD"), ("EURGBP", "0.6 USD")])
def test_fxcm_charges_per_thousand_units(ticker, expected):
    security = asset(ticker, SecurityType.FOREX, "fxcm")
    assert fee(FxcmFeeModel(), security, market(security, -10_000)) == expected


@pytest.mark.parametrize(
    ("model", "expected"),
    [
        (AxosFeeModel(), "0.35 USD"),
        (AlphaStreamsFeeModel(), "1 USD"),
        (CharlesSchwabFeeModel(), "0 QCC"),
        (TradeStationFeeModel(), "0 USD"),
        (TradeStationFeeModel(us_resident=False), "5 USD"),
        (PublicFeeModel(), "0 USD"),
        (ConstantFeeModel(-2.5, "EUR"), "2.5 EUR"),
        (FeeModel(), "0 USD"),
    ],
)
def test_a_hundred_shares_cost(model, expected):
    security = spy()
    assert fee(model, security, market(security, 100)) == expected


class OldModel:
    def GetOrderFee(self, security, order):
        return security._price and 1.5


class NewModel(FeeModel):
    def get_order_fee(self, parameters):
        return OrderFee(CashAmount(parameters.order.absolute_quantity * 0.01, "USD"))


def test_models_of_users_may_be_of_the_old_or_the_new_kind():
    security = spy()
    assert fee(OldModel(), security, market(security, 100)) == "1.5 USD"
    assert fee(NewModel(), security, market(security, 100)) == "1 USD"


def test_a_fee_in_the_base_currency_leaves_less_of_it_and_is_booked_in_the_quote_currency():
    desk, security = stock()
    security.type = SecurityType.CRYPTO
    security.base_currency.symbol = "BTC"
    security.fee_model = ConstantFeeModel(Decimal("0.5"), "BTC")
    taken = {}
    portfolio = SimpleNamespace(cash_book={"USD": SimpleNamespace(_add_amount=lambda amount: taken.update(usd=amount))})
    desk.clock.utc = datetime(2013, 10, 7, 14)
    security.sees(hour_bar(security, MONDAY_TEN, "100 102 99 100"))
    desk.submit(security, OrderType.MARKET, 10)
    fill = desk.fills[0]
    assert fill.fill_quantity == 9.5
    assert isinstance(fill.order_fee, ModifiedFillQuantityOrderFee)
    fill.order_fee.apply_to_portfolio(portfolio, fill)
    assert taken == {"usd": Decimal(-50)}
    assert desk.debugs == [
        (
            "When buying currency pairs, using Cash account types, fees in base currency "
            "will be deducted from the filled quantity so virtual positions reflect actual holdings."
        )
    ]
