from types import SimpleNamespace

import pytest

from minilean.brokerages.default import DefaultBrokerageModel
from minilean.brokerages.factory import create_brokerage_model
from minilean.brokerages.security_initializer import (
    BrokerageModelSecurityInitializer,
    CompositeSecurityInitializer,
    FuncSecurityInitializer,
    FuncSecuritySeeder,
)
from minilean.data.bars import TradeBar
from minilean.enums import AccountType, BrokerageName, SecurityType
from minilean.errors import NotInMiniLean
from minilean.orders.fee.constant import ConstantFeeModel
from minilean.orders.fill.equity import EquityFillModel
from minilean.orders.fill.fill_model import ImmediateFillModel


class Security(SimpleNamespace):
    def __init__(self, kind=SecurityType.EQUITY):
        symbol = SimpleNamespace(is_canonical=lambda: False)
        super().__init__(type=kind, symbol=symbol, prices=[], leverage=None, shortable=None)

    def set_leverage(self, leverage):
        self.leverage = leverage

    def set_shortable_provider(self, provider):
        self.shortable = provider

    def set_market_price(self, data):
        self.prices.append(data)


def test_a_security_gets_the_models_of_the_brokerage():
    equity, crypto = Security(), Security(SecurityType.CRYPTO)
    initializer = BrokerageModelSecurityInitializer(DefaultBrokerageModel(), None)
    initializer.initialize(equity)
    initializer.initialize(crypto)
    assert type(equity.fill_model) is EquityFillModel
    assert type(crypto.fill_model) is ImmediateFillModel
    assert type(crypto.fee_model) is ConstantFeeModel
    assert (equity.leverage, crypto.leverage) == (2, 1)
    assert type(equity.settlement_model).__name__ == "ImmediateSettlementModel"


def test_a_cash_account_settles_equities_later():
    equity = Security()
    BrokerageModelSecurityInitializer(DefaultBrokerageModel(AccountType.CASH), None).initialize(equity)
    assert type(equity.settlement_model).__name__ == "DelayedSettlementModel"
    assert equity.leverage == 1


def test_initializers_run_in_their_order():
    seen = []
    first = FuncSecurityInitializer(lambda security: seen.append("first"))
    composite = CompositeSecurityInitializer(first)
    composite.add_security_initializer(FuncSecurityInitializer(lambda security: seen.append("second")))
    composite.initialize(Security())
    assert seen == ["first", "second"]


def test_a_seeder_prices_a_security_with_what_its_function_gives():
    bars = [TradeBar(), TradeBar()]
    security = Security()
    assert FuncSecuritySeeder(lambda each: bars[0]).seed_security(security)
    assert FuncSecuritySeeder(lambda each: bars).seed_security(security)
    assert security.prices == [bars[0], *bars]
    assert not FuncSecuritySeeder(lambda each: None).seed_security(security)
    assert not FuncSecuritySeeder(lambda each: 1 / 0).seed_security(security)


def test_models_come_by_the_name_of_their_brokerage():
    assert type(create_brokerage_model(BrokerageName.ALPACA)).__name__ == "AlpacaBrokerageModel"
    assert create_brokerage_model(BrokerageName.BINANCE, AccountType.CASH).account_type is AccountType.CASH
    with pytest.raises(NotInMiniLean, match="the brokerage model of Zerodha"):
        create_brokerage_model(BrokerageName.ZERODHA)
