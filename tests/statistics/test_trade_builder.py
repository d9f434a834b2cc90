"""How fills become trades."""

from __future__ import annotations

from datetime import datetime, timedelta
from decimal import Decimal
from types import SimpleNamespace
from typing import Any

from minilean.enums import (
    DataNormalizationMode,
    FillGroupingMethod,
    FillMatchingMethod,
    SecurityType,
    TradeDirection,
)
from minilean.statistics.trade_builder import TradeBuilder

OPENED = datetime(2013, 10, 7, 14)


class Ticker:
    """A symbol for dictionaries."""

    value = "SPY"
    security_type = SecurityType.EQUITY


def fills(builder: TradeBuilder, *quantities_and_prices: tuple[int, str], symbol: Any = Ticker) -> None:
    """One order an hour, each with a fee of one."""
    for number, (quantity, price) in enumerate(quantities_and_prices, 1):
        fill: Any = SimpleNamespace(
            symbol=symbol,
            order_id=number,
            _utc_time=OPENED + timedelta(hours=number - 1),
            _fill_price=Decimal(price),
            _fill_quantity=Decimal(quantity),
        )
        builder.process_fill(fill, Decimal(1), Decimal(1))


def test_an_exit_closes_the_oldest_entries_first() -> None:
    builder = TradeBuilder()
    fills(builder, (10, "100"), (10, "110"), (-15, "120"))
    first, second = builder.closed_trades
    assert (first.entry_price, first.quantity, first.profit_loss) == (100, 10, 200)
    assert (second.entry_price, second.quantity, second.profit_loss) == (110, 5, 50)
    assert builder.has_open_position(Ticker)


def test_last_in_first_out_closes_the_newest_entry_first() -> None:
    builder = TradeBuilder(FillGroupingMethod.FILL_TO_FILL, FillMatchingMethod.LIFO)
    fills(builder, (10, "100"), (10, "110"), (-10, "120"))
    assert [trade.entry_price for trade in builder.closed_trades] == [110]


def test_the_fee_of_one_exit_goes_to_the_first_trade_it_closes() -> None:
    builder = TradeBuilder()
    fills(builder, (10, "100"), (10, "110"), (-20, "120"))
    assert [trade.total_fees for trade in builder.closed_trades] == [2, 1]
    assert not builder.has_open_position(Ticker)


def test_an_order_filled_in_parts_pays_its_fee_once() -> None:
    builder = TradeBuilder()
    fill: Any = SimpleNamespace(
        symbol=Ticker, order_id=1, _utc_time=OPENED, _fill_price=Decimal(1), _fill_quantity=Decimal(5)
    )
    builder.process_fill(fill, 1, 3)
    builder.process_fill(fill, 1, 3)
    fills(builder, (-10, "1"))
    assert sum(trade.total_fees for trade in builder.closed_trades) == 3


def test_a_reversal_closes_the_long_and_opens_a_short_without_a_fee() -> None:
    builder = TradeBuilder()
    fills(builder, (10, "100"), (-25, "90"), (15, "80"))
    long, short = builder.closed_trades
    assert (long.direction, long.profit_loss, long.is_win) == (TradeDirection.LONG, -100, False)
    assert (short.direction, short.quantity, short.profit_loss, short.total_fees) == (TradeDirection.SHORT, 15, 150, 1)


def test_market_prices_show_in_the_best_and_worst_moment_of_a_trade() -> None:
    builder = TradeBuilder()
    fills(builder, (10, "100"))
    for price in ("104", "97", "101"):
        builder.set_market_price(Ticker, Decimal(price))
    exit_fill: Any = SimpleNamespace(
        symbol=Ticker,
        order_id=2,
        _utc_time=OPENED + timedelta(days=1),
        _fill_price=Decimal(102),
        _fill_quantity=Decimal(-10),
    )
    builder.process_fill(exit_fill, 1, 1)
    (trade,) = builder.closed_trades
    assert (trade.mfe, trade.mae, trade.end_trade_drawdown) == (40, -30, 70)
    assert trade.duration == timedelta(days=1)
    assert list(trade.order_ids) == [1, 2]


def test_a_raw_split_restates_open_trades() -> None:
    builder = TradeBuilder()
    fills(builder, (10, "100"))
    split: Any = SimpleNamespace(symbol=Ticker, _split_factor=Decimal("0.5"))
    builder.apply_split(split, live_mode=False, data_normalization_mode=DataNormalizationMode.ADJUSTED)
    builder.apply_split(split, live_mode=False, data_normalization_mode=DataNormalizationMode.RAW)
    fills(builder, (-20, "55"))
    (trade,) = builder.closed_trades
    assert (trade.quantity, trade.entry_price, trade.profit_loss) == (20, 50, 100)


def test_flat_to_flat_makes_one_trade_of_all_fills() -> None:
    builder = TradeBuilder(FillGroupingMethod.FLAT_TO_FLAT, FillMatchingMethod.FIFO)
    fills(builder, (10, "100"), (10, "110"), (-5, "120"), (-15, "130"))
    (trade,) = builder.closed_trades
    assert (trade.entry_price, trade.exit_price, trade.quantity, trade.profit_loss) == (105, 127.5, 20, 450)
    assert trade.total_fees == 4
    assert not builder.has_open_position(Ticker)


def test_flat_to_flat_goes_on_with_what_a_reversal_leaves() -> None:
    builder = TradeBuilder(FillGroupingMethod.FLAT_TO_FLAT, FillMatchingMethod.FIFO)
    fills(builder, (10, "100"), (-25, "110"), (15, "100"))
    assert [trade.quantity for trade in builder.closed_trades] == [10, 15]


def test_flat_to_reduced_makes_one_trade_per_reduction() -> None:
    builder = TradeBuilder(FillGroupingMethod.FLAT_TO_REDUCED, FillMatchingMethod.FIFO)
    fills(builder, (10, "100"), (10, "110"), (-15, "120"), (-5, "130"))
    first, second = builder.closed_trades
    assert (first.quantity, first.profit_loss, first.total_fees) == (15, 250, 3)
    assert (second.entry_price, second.quantity, second.profit_loss, second.total_fees) == (110, 5, 100, 1)
    assert not builder.has_open_position(Ticker)
