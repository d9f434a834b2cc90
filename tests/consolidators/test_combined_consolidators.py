"""Identity, filtered, sequential and users' consolidators, and when they look at the clock."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from decimal import Decimal

import pytest

from minilean.consolidators.identity import FilteredIdentityDataConsolidator, IdentityDataConsolidator
from minilean.consolidators.python_consolidator import ForeignConsolidator, PythonConsolidator, as_consolidator
from minilean.consolidators.quote_bars import QuoteBarConsolidator
from minilean.consolidators.scan import ConsolidatorWrapper, ScanQueue
from minilean.consolidators.sequential import SequentialConsolidator
from minilean.consolidators.trade_bars import TickConsolidator, TradeBarConsolidator
from minilean.data.bars import Bar, QuoteBar, TradeBar
from minilean.data.ticks import Tick
from minilean.enums import TickType
from minilean.errors import ArgumentError

MINUTE = timedelta(minutes=1)
START = datetime(2013, 10, 7, 9, 30)


@dataclass(frozen=True)
class Name:
    id: str = "SPY"


SPY = Name()


def a_bar(number=0):
    return TradeBar(START + number * MINUTE, SPY, 1, 1, 1, number, 1)


def collected(consolidator):
    bars = []
    consolidator.data_consolidated += lambda _, bar: bars.append(bar)
    return bars


class Clock:
    def __init__(self, now):
        self.utc_time = now

    @property
    def local_time(self):
        return self.utc_time

    def to_utc(self, local_time):
        return local_time


def test_identity_gives_one_bar_for_an_end_time():
    consolidator = IdentityDataConsolidator[TradeBar]()
    bars = collected(consolidator)
    for number in (0, 0, 1):
        consolidator.update(a_bar(number))
    assert [bar._close for bar in bars] == [0, 1]
    assert consolidator.input_type is TradeBar


def test_identity_gives_every_tick():
    consolidator = IdentityDataConsolidator[Tick]()
    bars = collected(consolidator)
    for _ in range(2):
        consolidator.update(Tick(START, SPY))
    assert len(bars) == 2


def test_a_filter_lets_its_tick_type_through():
    consolidator = FilteredIdentityDataConsolidator.for_tick_type(TickType.QUOTE)
    bars = collected(consolidator)
    consolidator.update(Tick.trade(START, SPY, Decimal(1), Decimal(1)))
    consolidator.update(Tick.quote(START, SPY, (Decimal(1), Decimal(1)), (Decimal(2), Decimal(1))))
    assert [tick.tick_type for tick in bars] == [TickType.QUOTE]


def test_the_second_of_a_sequence_gets_what_the_first_gives():
    consolidator = SequentialConsolidator(TradeBarConsolidator(2), TradeBarConsolidator(3))
    bars = collected(consolidator)
    for number in range(6):
        consolidator.update(a_bar(number))
    assert [bar._volume for bar in bars] == [6]


def test_a_sequence_must_fit_together():
    with pytest.raises(ArgumentError):
        SequentialConsolidator(TradeBarConsolidator(2), TickConsolidator(2))


class TwoMinutes(PythonConsolidator):
    """A user's consolidator, which never calls the base's constructor."""

    def __init__(self, period):
        self.consolidated = None
        self.working_data = None
        self.input_type = TradeBar
        self.output_type = TradeBar
        self.period = period

    def update(self, data):
        if self.working_data is None:
            self.working_data = data.clone()

    def scan(self, time):
        if self.working_data is not None and time - self.working_data.time >= self.period:
            self.on_data_consolidated(self, self.working_data)
            self.consolidated = self.working_data
            self.working_data = None


def test_a_users_consolidator_emits_to_its_own_and_to_the_engines_handlers():
    mine = TwoMinutes(2 * MINUTE)
    engines = as_consolidator(mine)
    bars, engine_bars = collected(mine), collected(engines)
    engines.update(a_bar())
    engines.scan(START + 2 * MINUTE)
    assert len(bars) == len(engine_bars) == 1
    assert engines == mine
    assert engines.input_type is TradeBar
    assert mine[0] is bars[0]


class Capitals:
    """No base at all, and C#'s names."""

    def __init__(self):
        self.DataConsolidated = PythonConsolidator().data_consolidated
        self.InputType = self.OutputType = TradeBar
        self.WorkingData = None

    def Update(self, data):
        self.DataConsolidated(self, data)

    def Scan(self, time):
        pass


def test_a_consolidator_without_a_base_class_works_in_the_other_spelling():
    engines = as_consolidator(Capitals())
    bars = collected(engines)
    engines.update(a_bar())
    assert len(bars) == 1


def test_an_object_without_update_and_scan_is_no_consolidator():
    with pytest.raises(ArgumentError, match="is no consolidator"):
        as_consolidator(object())


class AtTen(QuoteBarConsolidator):
    """Builds on LEAN's own consolidator without calling its constructor."""

    def __init__(self):
        self.working_bar = None

    def update(self, data):
        if self.working_bar is None:
            self.working_bar = QuoteBar(data.time, data.symbol, data.bid, data.last_bid_size, data.ask, 1)
        self.aggregate_bar(self.working_bar, data)

    def scan(self, time):
        if self.working_bar is not None and time.hour == 10:
            self.working_bar.end_time = time
            self.on_data_consolidated(self.working_bar)
            self.working_bar = None


def test_a_user_may_build_on_a_consolidator_of_lean():
    engines = as_consolidator(AtTen())
    assert isinstance(engines, ForeignConsolidator)
    bars = collected(engines)
    for number in range(2):
        side = Bar(number + 1, number + 1, number + 1, number + 1)
        engines.update(QuoteBar(START + number * MINUTE, SPY, side, 1, side.clone(), 1))
    engines.scan(datetime(2013, 10, 7, 10))
    assert (bars[0].bid._close, bars[0].end_time) == (2, datetime(2013, 10, 7, 10))


def scanned(queue, clock, until):
    times = []

    def set_time(now):
        clock.utc_time = now
        times.append(now)

    queue.scan_past(until, clock.utc_time, set_time)
    return times


def test_a_bar_is_scanned_at_its_end_and_from_then_on_every_length_of_a_bar():
    clock = Clock(START)
    consolidator = TradeBarConsolidator(5 * MINUTE)
    bars = collected(consolidator)
    queue = ScanQueue()
    queue.add(ConsolidatorWrapper(consolidator, MINUTE, clock))
    consolidator.update(a_bar())
    assert scanned(queue, clock, START + 5 * MINUTE) == []
    times = scanned(queue, clock, START + 16 * MINUTE)
    assert times == [START + 5 * MINUTE, START + 10 * MINUTE, START + 15 * MINUTE]
    assert [bar.end_time for bar in bars] == [START + 5 * MINUTE]


def test_without_data_the_clock_is_looked_at_every_length_of_the_data():
    clock = Clock(START)
    queue = ScanQueue()
    queue.add(ConsolidatorWrapper(TradeBarConsolidator(5 * MINUTE), MINUTE, clock))
    assert scanned(queue, clock, START + 2 * MINUTE) == [START + MINUTE]


def test_a_disposed_consolidator_is_scanned_no_more():
    clock = Clock(START)
    queue = ScanQueue()
    wrapper = ConsolidatorWrapper(TradeBarConsolidator(5 * MINUTE), MINUTE, clock)
    queue.add(wrapper)
    wrapper.dispose()
    assert scanned(queue, clock, START + 20 * MINUTE) == []
