"""Money that settles later is never made and never lost, and comes on the trading day it is due."""

from __future__ import annotations

from datetime import datetime, time, timedelta
from decimal import Decimal
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from minilean.data.zones import zone_clock
from minilean.securities.settlement import DelayedSettlementModel
from tests.securities.accounts import Account
from tests.securities.builders import stock_hours

_START = datetime(2013, 10, 7, 14)
_STEP = timedelta(minutes=30)

steps = st.tuples(
    st.integers(1, 200),
    st.integers(-20, 20).filter(bool),
    st.integers(1, 20000).map(lambda cents: Decimal(cents) / 100),
    st.integers(0, 500).map(lambda cents: Decimal(cents) / 100),
)
"""Half hours to wait, then a quantity to trade, its price and its fee."""
holidays = st.sets(st.integers(0, 40).map(lambda day: (_START + timedelta(days=day)).date()), max_size=8)
delays = st.integers(0, 5)


def an_account(closed: Any, days: int) -> tuple[Account, Any]:
    account = Account("100000", utc=_START)
    hours = stock_hours(holiday_dates=[datetime.combine(day, time()) for day in closed])
    spy = account.add("SPY", price="100", open_hours=hours)
    spy.set_settlement_model(DelayedSettlementModel(days, timedelta(hours=6)))
    return account, spy


def all_cash(account: Account) -> Decimal:
    portfolio = account.portfolio
    return portfolio.cash_book["USD"]._amount + portfolio.unsettled_cash_book["USD"]._amount


@given(st.lists(steps, max_size=15), holidays, delays)
def test_settled_and_unsettled_cash_add_up_to_what_was_paid_and_received(trades, closed, days):
    account, spy = an_account(closed, days)
    now, balance = _START, Decimal(100000)
    for wait, quantity, price, fee in trades:
        now += wait * _STEP
        account.moves_to(now)
        assert all_cash(account) == balance
        account.fill(spy, str(quantity), str(price), str(fee))
        balance -= quantity * price + fee
        assert all_cash(account) == balance
    account.moves_to(now + timedelta(days=60))
    assert account.portfolio.unsettled_cash_book["USD"]._amount == 0
    assert account.portfolio.cash_book["USD"]._amount == balance


@given(st.integers(0, 30 * 48), holidays, delays)
def test_proceeds_arrive_at_six_on_the_trading_day_they_are_due(wait, closed, days):
    account, spy = an_account(closed, days)
    sold = _START + wait * _STEP
    account.moves_to(sold)
    account.fill(spy, "-1", "100")
    due = spy.settlement_model._qc_waiting[0].settlement_time_utc
    clock = zone_clock(spy.exchange.time_zone)
    first, last = clock.from_utc(sold).date(), clock.from_utc(due)
    between = [first + timedelta(days=count) for count in range(1, (last.date() - first).days + 1)]
    trading = [day for day in between if day.weekday() < 5 and day not in closed]
    assert len(trading) == days
    assert last.time() == time(6)
    assert not days or trading[-1] == last.date()
    account.moves_to(max(sold, due - timedelta(seconds=1)))
    assert account.portfolio.unsettled_cash_book["USD"]._amount == (100 if sold < due else 0)
    account.moves_to(max(sold, due))
    assert account.portfolio.cash_book["USD"]._amount == 100100


@given(st.lists(st.integers(1, 100), min_size=1, max_size=10), delays)
def test_what_is_spent_is_gone_at_once(amounts, days):
    account, spy = an_account((), days)
    for amount in amounts:
        before = account.portfolio.cash_book["USD"]._amount
        account.fill(spy, "1", str(amount))
        assert account.portfolio.cash_book["USD"]._amount == before - amount
        assert account.portfolio.unsettled_cash_book["USD"]._amount == 0
