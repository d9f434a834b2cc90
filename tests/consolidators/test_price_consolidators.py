"""Renko, range and volume bars."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from decimal import Decimal

import pytest

from minilean.consolidators.classic_renko import ClassicRenkoConsolidator
from minilean.consolidators.renko import RenkoConsolidator
from minilean.consolidators.volume_renko import DollarVolumeRenkoConsolidator, VolumeRenkoConsolidator
from minilean.data.bars import TradeBar
from minilean.data.base_data import NO_TIME, BaseData
from minilean.data.renko_bars import RangeBar, RenkoBar
from minilean.enums import BarDirection, RenkoType
from minilean.errors import ArgumentError, InvalidOperation

START = datetime(2013, 10, 7, 9, 30)


@dataclass(frozen=True)
class Name:
    id: str = "SPY"


def bars_of(consolidator, *prices, volume=10):
    bars = []
    consolidator.data_consolidated += lambda _, bar: bars.append(bar)
    for number, price in enumerate(prices):
        time = START + timedelta(minutes=number)
        price = Decimal(str(price))  # noqa: PLW2901
        consolidator.update(TradeBar(time, Name(), price, price, price, price, volume))
    return bars


def prices_of(bars):
    return [tuple(float(price) for price in (bar._open, bar._high, bar._low, bar._close)) for bar in bars]


def test_wicked_bars_start_at_the_nearest_multiple_and_keep_the_wick():
    bars = bars_of(RenkoConsolidator(1), "10.1", "9.6", "11.2")
    assert prices_of(bars) == [(10, 11, 9.6, 11)]
    assert (bars[0].time, bars[0].end_time) == (START, START + timedelta(minutes=2))
    assert bars[0].direction == BarDirection.RISING
    assert bars[0].type == RenkoType.WICKED


def test_a_jump_gives_several_wicked_bars():
    assert prices_of(bars_of(RenkoConsolidator(1), 10, "13.5")) == [
        (10, 11, 10, 11),
        (11, 12, 11, 12),
        (12, 13, 12, 13),
    ]


def test_a_wicked_reversal_takes_two_bricks():
    bars = bars_of(RenkoConsolidator(1), 10, "11.5", "9.8", "8.9")
    assert prices_of(bars) == [(10, 11, 10, 11), (10, 11.5, 9, 9)]
    assert bars[1].direction == BarDirection.FALLING


def test_a_wicked_consolidator_shows_its_last_bar_as_working_data():
    consolidator = RenkoConsolidator(1)
    bars = bars_of(consolidator, 10, "11.5")
    assert consolidator.working_data._close == bars[0]._close


def test_a_brick_must_be_positive():
    for kind in (RenkoConsolidator, ClassicRenkoConsolidator):
        with pytest.raises(ArgumentError):
            kind(0)


@pytest.mark.parametrize(("price", "expected"), [("10.1", 10), ("10.8", 11), ("10.5", 10), ("11.5", 11), ("-0.6", -1)])
def test_the_closest_multiple_leaves_half_a_brick_out(price, expected):
    assert RenkoConsolidator.get_closest_multiple(Decimal(price), 1) == expected


def test_a_wicked_bar_cannot_be_updated():
    bar = RenkoBar.wicked(Name(), (START, START), Decimal(1), (Decimal(1), Decimal(2), Decimal(1), Decimal(2)))
    with pytest.raises(InvalidOperation):
        bar.update(START, 1, 1)


def test_classic_bars_open_above_the_first_price_and_end_at_a_brick():
    bars = bars_of(ClassicRenkoConsolidator(10), 5, 12, 21)
    assert prices_of(bars) == [(10, 20, 10, 20)]
    assert bars[0]._volume == 30


def test_classic_bars_can_open_at_the_first_price():
    assert prices_of(bars_of(ClassicRenkoConsolidator(10, even_bars=False), 5, 15)) == [(5, 15, 5, 15)]
    assert prices_of(bars_of(ClassicRenkoConsolidator(10, False), 5, 15)) == [(5, 15, 5, 15)]


def test_the_input_that_ends_a_classic_bar_also_begins_the_next():
    consolidator = ClassicRenkoConsolidator(1)
    bars_of(consolidator, 10, 13)
    assert (consolidator.current_bar._open, consolidator.current_bar._volume) == (11, 10)


def test_a_selector_chooses_the_price_and_another_the_volume():
    consolidator = ClassicRenkoConsolidator(1, lambda bar: bar.close * 2, lambda _: 7)
    bars = bars_of(consolidator, 10, 11)
    assert prices_of(bars) == [(20, 21, 20, 21)]
    assert bars[0]._volume == 14


def test_a_type_argument_makes_the_same_consolidator():
    assert prices_of(bars_of(ClassicRenkoConsolidator[BaseData](1), 10, 11)) == [(10, 11, 10, 11)]


def test_volume_bars_carry_the_rest_over():
    bars = bars_of(VolumeRenkoConsolidator(25), 10, 11, 12, volume=20)
    assert [(bar._volume, bar._close, bar.end_time) for bar in bars] == [
        (25, 11, START + timedelta(minutes=2)),
        (25, 12, START + timedelta(minutes=3)),
    ]
    assert bars[1]._open == bars[0]._close


def test_a_volume_exactly_reached_ends_the_bar():
    assert len(bars_of(VolumeRenkoConsolidator(20), 10, 11, volume=20)) == 2


def test_dollar_volume_bars_count_money():
    assert len(bars_of(DollarVolumeRenkoConsolidator(100), 10, 10, volume=5)) == 1


def test_volume_bars_want_trades():
    with pytest.raises(ArgumentError, match="TradeBar or Tick"):
        VolumeRenkoConsolidator(1).update(BaseData())


def test_a_range_bar_has_no_start_and_leaves_the_closing_volume_out():
    bar = RangeBar.of(Name(), START, Decimal(1), Decimal(10), Decimal(5))
    bar.update(START + timedelta(minutes=1), Decimal("10.8"), 3)
    bar.update(START + timedelta(minutes=2), Decimal("11.2"), 4)
    assert bar.is_closed
    assert bar.time == NO_TIME
    assert (bar._high, bar._close, bar._volume) == (11, 11, 8)
