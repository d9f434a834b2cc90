"""When money arrives, and what positions cost or earn while they are held."""

from __future__ import annotations

from datetime import datetime, timedelta
from decimal import Decimal
from types import SimpleNamespace

import pytest

from minilean.algorithm.run_context import RUN, RunContext
from minilean.data.bars import TradeBar
from minilean.data.corporate import MarginInterestRate
from minilean.enums import Resolution, SecurityType
from minilean.errors import AlgorithmError, ArgumentError, DataError, InvalidOperation
from minilean.framework.universe.configuration import daily_configuration
from minilean.securities.margin_interest import ShortMarginInterestRateModel, apply_margin_interest
from minilean.securities.settlement import (
    AccountCurrencyImmediateSettlementModel,
    DelayedSettlementModel,
    scan_settlement,
)
from minilean.securities.shortable import LocalDiskShortableProvider, NullShortableProvider
from minilean.securities.volatility import (
    IndicatorVolatilityModel,
    RelativeStandardDeviationVolatilityModel,
    StandardDeviationOfReturnsVolatilityModel,
)
from tests.securities.accounts import Account, hours

FRIDAY = datetime(2013, 10, 4, 14)


def test_proceeds_wait_for_the_next_trading_day_at_six():
    account = Account("1000", utc=FRIDAY)
    spy = account.add("SPY", price="100", open_hours=hours("America/New_York", 9.5, 16, weekends=False))
    spy.set_settlement_model(DelayedSettlementModel(1, timedelta(hours=6)))
    account.fill(spy, "5", "100")
    account.fill(spy, "-5", "110")
    assert (account.portfolio.cash, account.portfolio.unsettled_cash) == (500, 550)
    assert account.portfolio.total_portfolio_value == 1050
    assert spy.settlement_model.get_unsettled_cash().amount == 550
    account.moves_to(datetime(2013, 10, 7, 9, 59))
    assert account.portfolio.unsettled_cash == 550
    account.moves_to(datetime(2013, 10, 7, 10))
    assert (account.portfolio.cash, account.portfolio.unsettled_cash) == (1050, 0)
    assert spy.settlement_model.get_unsettled_cash().amount == 0


def test_a_cfd_may_settle_in_the_account_currency():
    account = Account("1000")
    account.currency("EUR", "0", "1.5")
    cfd = account.add("DE30EUR", SecurityType.CFD, quote="EUR", price="100", market="oanda")
    cfd.set_settlement_model(AccountCurrencyImmediateSettlementModel())
    account.fill(cfd, "1", "100")
    account.fill(cfd, "-1", "110")
    assert account.portfolio.cash_book["USD"].amount == 1015
    assert account.portfolio.cash_book["EUR"].amount == 0


class Late:
    """A user's model, in LEAN's other spelling."""

    def __init__(self):
        self.seen = []

    def ApplyFunds(self, parameters):
        self.seen.append((parameters.cash_amount.amount, parameters.cash_amount.currency, parameters.UtcTime))

    def Scan(self, parameters):
        self.seen.append(parameters.utc_time)


def test_a_users_settlement_model_is_asked_by_name():
    account = Account("1000", utc=FRIDAY)
    spy = account.add("SPY", price="100")
    spy.set_settlement_model(Late())
    account.fill(spy, "2", "100")
    scan_settlement(account.portfolio, spy, FRIDAY)
    assert account.portfolio.cash == 1000
    assert spy.settlement_model.seen == [(-200, "USD", FRIDAY), FRIDAY]


def test_a_model_that_lacks_a_method_is_told_which():
    account = Account()
    spy = account.add("SPY", price="100")
    spy.set_settlement_model(SimpleNamespace())
    with pytest.raises(AlgorithmError, match="SimpleNamespace must implement apply_funds"):
        account.fill(spy, "2", "100")


def test_funding_is_paid_at_each_eight_hours_the_position_is_held_through():
    account = Account("2000", currency="USDT")
    ada = account.add("ADAUSDT", SecurityType.CRYPTO_FUTURE, quote="USDT", base="ADA", price="0.5", market="binance")
    apply_margin_interest(ada, datetime(2022, 12, 13, 1))
    account.fill(ada, "1000", "0.5")
    ada.update([MarginInterestRate(ada.symbol, datetime(2022, 12, 13), Decimal("0.0001"))], MarginInterestRate)
    for hour, cash in ((7, "2000"), (8, "1999.95"), (9, "1999.95"), (23, "1999.90")):
        apply_margin_interest(ada, datetime(2022, 12, 13, hour))
        assert account.portfolio._cash == Decimal(cash)
    apply_margin_interest(ada, datetime(2022, 12, 14, 8))
    assert account.portfolio._cash == Decimal("1999.80")
    account.fill(ada, "-1000", "0.5")
    apply_margin_interest(ada, datetime(2022, 12, 15))
    assert account.portfolio._cash == Decimal("1999.80")


class Borrowing(NullShortableProvider):
    def fee_rate(self, symbol, local_time):
        return 0.36

    def rebate_rate(self, symbol, local_time):
        return 0.18


@pytest.mark.parametrize(("quantity", "amount"), [("-10", -2), ("10", 1)])
def test_borrowing_costs_shorts_and_pays_longs_by_the_day(quantity, amount):
    account = Account("10000", utc=FRIDAY)
    spy = account.add("SPY", price="100")
    spy.set_shortable_provider(Borrowing())
    spy.set_margin_interest_rate_model(ShortMarginInterestRateModel())
    account.fill(spy, quantity, "100")
    cash = account.portfolio.cash
    for time in (FRIDAY, FRIDAY + timedelta(hours=1), FRIDAY + timedelta(days=2)):
        apply_margin_interest(spy, time)
    assert account.portfolio.cash - cash == spy.margin_interest_rate_model.amount == amount


class Flat:
    def apply_margin_interest_rate(self, parameters):
        parameters.security.quote_currency.add_amount(-1)


def test_a_users_interest_model_is_asked_by_name():
    account = Account("100")
    spy = account.add("SPY", price="1")
    spy.set_margin_interest_rate_model(Flat())
    apply_margin_interest(spy, FRIDAY)
    assert account.portfolio.cash == 99


@pytest.fixture
def shortable_spy(tmp_path):
    """The file of what a broker offers of SPY, in the data folder of a run."""
    folder = tmp_path / "equity" / "usa" / "shortable" / "broker" / "symbols"
    folder.mkdir(parents=True)
    run = RunContext(
        data_folder=tmp_path, now=FRIDAY, market_hours=None, symbol_properties=None, map_files=None
    )  # fmt: skip
    token = RUN.set(run)
    yield folder / "spy.csv"
    RUN.reset(token)


def test_shortable_quantities_are_read_by_day(shortable_spy):
    shortable_spy.write_text("#date\n20131007,1500,5,0.25\n20131008,,,\n")
    spy = Account().add("SPY")
    provider = LocalDiskShortableProvider("Broker")
    monday, tuesday = datetime(2013, 10, 7, 9), datetime(2013, 10, 8)
    assert provider.shortable_quantity(spy.symbol, monday) == 1500
    assert (provider.rebate_rate(spy.symbol, monday), provider.fee_rate(spy.symbol, monday)) == (0.05, 0.0025)
    assert (provider.shortable_quantity(spy.symbol, tuesday), provider.fee_rate(spy.symbol, tuesday)) == (None, 0)
    assert provider.shortable_quantity(spy.symbol, FRIDAY) is None


@pytest.mark.parametrize("line", ["20131007", "20131007,many", "20131007,1,x"])
def test_a_line_that_says_nothing_of_a_day_is_refused_by_file_and_line(shortable_spy, line):
    shortable_spy.write_text(f"#date\n{line}\n")
    with pytest.raises(DataError, match=rf"spy\.csv, line 2: '{line}' is no date with a quantity"):
        LocalDiskShortableProvider("Broker").shortable_quantity(Account().add("SPY").symbol, FRIDAY)


def test_an_equity_is_shortable_as_its_provider_says():
    spy = Account().add("SPY")
    assert spy.shortable
    assert spy.total_shortable_quantity is None
    spy.set_shortable_provider(SimpleNamespace(shortable_quantity=lambda symbol, time: 0))
    assert not spy.shortable


def days_of(account, security, *prices):
    for day, price in enumerate(prices):
        bar = TradeBar(FRIDAY + timedelta(days=day), security.symbol, *[Decimal(price)] * 4, Decimal(1))
        security.update([bar], TradeBar)


def test_volatility_is_the_yearly_deviation_of_returns():
    account = Account()
    spy = account.add("SPY")
    spy.set_volatility_model(StandardDeviationOfReturnsVolatilityModel(3))
    days_of(account, spy, "100", "110")
    assert spy.volatility_model.volatility == 0
    days_of(account, spy, "100", "110")
    spy.set_volatility_model(StandardDeviationOfReturnsVolatilityModel(Resolution.DAILY))
    days_of(account, spy, "100", "110", "99")
    assert round(spy.volatility_model.volatility, 6) == round(0.2 / 2**0.5 * 252**0.5, 6)


def test_volatility_may_be_relative_to_the_mean_price():
    account = Account()
    spy = account.add("SPY")
    spy.set_volatility_model(RelativeStandardDeviationVolatilityModel(timedelta(days=1), 2))
    days_of(account, spy, "100", "90", "110")
    assert round(spy.volatility_model.volatility, 9) == round(200**0.5 / 100, 9)
    with pytest.raises(ArgumentError):
        RelativeStandardDeviationVolatilityModel(timedelta(days=1), 1)


def test_a_model_of_volatility_asks_for_a_bar_more_than_its_window_and_forgets_what_it_knew():
    account = Account()
    spy = account.add("SPY")
    model = StandardDeviationOfReturnsVolatilityModel(3, Resolution.DAILY)
    spy.set_volatility_model(model)
    days_of(account, spy, "100", "110", "99")
    with pytest.raises(InvalidOperation, match="SubscriptionDataConfigProvider was not set"):
        model.get_history_requirements(spy, FRIDAY)
    assert model.volatility == 0
    config = daily_configuration(TradeBar, spy.symbol)
    model.set_subscription_data_config_provider(SimpleNamespace(get_subscription_data_configs=lambda symbol: [config]))
    (request,) = model.get_history_requirements(spy, FRIDAY)
    assert (request.resolution, request.data_type, request.symbol) == (Resolution.DAILY, TradeBar, spy.symbol)
    assert request.start_time_utc <= FRIDAY - timedelta(days=4)


def test_volatility_may_be_an_indicators_value():
    account = Account()
    spy = account.add("SPY")
    indicator = SimpleNamespace(current=SimpleNamespace(_value=Decimal("0.3")))
    seen = []
    spy.set_volatility_model(IndicatorVolatilityModel(indicator, lambda *arguments: seen.append(arguments[1]._value)))
    days_of(account, spy, "100")
    assert (spy.volatility_model.volatility, seen) == (0.3, [Decimal(100)])
