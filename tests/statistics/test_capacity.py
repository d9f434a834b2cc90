"""The estimate of how much money a strategy can run."""

from __future__ import annotations

from datetime import datetime, timedelta
from decimal import Decimal
from types import SimpleNamespace
from typing import Any

import pytest

from minilean.enums import OrderStatus, SecurityType
from minilean.statistics.capacity import CapacityEstimate

START = datetime(2013, 10, 7)
HOUR = timedelta(hours=1)


class Market:
    """An algorithm with one equity whose bars the test sets."""

    def __init__(self, held: str = "100") -> None:
        self.security: Any = SimpleNamespace(
            symbol="SPY",
            type=SecurityType.EQUITY,
            quote_currency=SimpleNamespace(_conversion_rate=Decimal(1)),
            symbol_properties=SimpleNamespace(_contract_multiplier=Decimal(1)),
            holdings=SimpleNamespace(_quantity=Decimal(held)),
            invested=bool(int(held)),
            _leverage=Decimal(2),
        )
        model = SimpleNamespace(_reserved_buying_power=lambda security, quantity: quantity * 50)
        self.algorithm: Any = SimpleNamespace(
            start_date=START,
            end_date=START + timedelta(days=30),
            securities={"SPY": self.security},
            portfolio=SimpleNamespace(_total_portfolio_value=Decimal(100000), positions=SimpleNamespace(_model=model)),
            _qc_utc_time=START,
            current_slice=SimpleNamespace(bars={}, quote_bars={}),
        )
        self.capacity = CapacityEstimate(self.algorithm)

    def fill(self, time: datetime, quantity: int = 100, price: str = "100") -> None:
        event: Any = SimpleNamespace(
            symbol="SPY", status=OrderStatus.FILLED, _utc_time=time, _fill_price=Decimal(price),
            _fill_quantity=Decimal(quantity),
        )  # fmt: skip
        self.capacity.on_order_event(event)

    def bar(self, time: datetime, volume: int, period: timedelta = HOUR, *, force: bool = False) -> None:
        self.algorithm._qc_utc_time = time
        bar = SimpleNamespace(_close=Decimal(100), _volume=Decimal(volume), period=period)
        self.algorithm.current_slice.bars = {"SPY": bar}
        self.capacity.update_market_capacity(force)


def test_without_fills_there_is_no_estimate() -> None:
    market = Market()
    market.bar(START + timedelta(days=20), 1000, force=True)
    assert market.capacity.capacity == 0
    assert market.capacity.lowest_capacity_asset is None


def test_an_hour_bar_counts_a_twentieth_of_its_volume() -> None:
    market = Market()
    market.fill(START + 10 * HOUR)
    market.bar(START + 10 * HOUR, 2_000_000)
    market.bar(START + timedelta(days=7), 0, force=True)
    assert market.capacity.capacity == 10_000_000
    assert market.capacity.lowest_capacity_asset == "SPY"


def test_a_bar_after_the_hour_of_the_fill_no_longer_counts() -> None:
    market = Market()
    market.fill(START + 10 * HOUR)
    market.bar(START + 10 * HOUR, 2_000_000)
    market.bar(START + 11 * HOUR, 9_000_000)
    market.bar(START + timedelta(days=7), 0, force=True)
    assert market.capacity.capacity == 10_000_000


def test_quick_fills_count_for_a_fifth() -> None:
    market = Market()
    market.fill(START + 10 * HOUR)
    market.fill(START + 10 * HOUR + timedelta(minutes=1))
    market.bar(START + 11 * HOUR, 2_000_000)
    market.bar(START + timedelta(days=7), 0, force=True)
    assert market.capacity.capacity == 1_000_000


def test_a_later_estimate_weighs_a_third() -> None:
    market = Market()
    market.fill(START + 10 * HOUR)
    market.bar(START + 10 * HOUR, 2_000_000)
    market.bar(START + timedelta(days=7), 0, force=True)
    later = START + timedelta(days=8)
    market.fill(later)
    market.bar(later, 4_000_000)
    market.bar(START + timedelta(days=14), 0, force=True)
    assert market.capacity.capacity == pytest.approx(13_200_000)


@pytest.mark.parametrize(("period", "share"), [(timedelta(minutes=1), "0.20"), (timedelta(days=1), "0.02")])
def test_the_share_of_the_volume_depends_on_the_bars_length(period: timedelta, share: str) -> None:
    market = Market()
    market.fill(START)
    market.bar(START, 2_000_000, period)
    market.bar(START + timedelta(days=7), 0, force=True)
    assert market.capacity.capacity == float(Decimal(200_000_000) * Decimal(share))


def test_what_was_not_traded_for_a_month_and_is_not_held_is_forgotten() -> None:
    market = Market(held="0")
    market.fill(START + 10 * HOUR)
    market.bar(START + 10 * HOUR, 2_000_000)
    market.bar(START + timedelta(days=45), 0)
    assert market.capacity._by_symbol == {}
