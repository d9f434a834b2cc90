"""Indicators of indicators."""

from __future__ import annotations

import pytest

from minilean.enums import IndicatorStatus
from minilean.errors import ArgumentError
from minilean.indicators import (
    BollingerBands,
    CompositeIndicator,
    Identity,
    IndicatorExtensions,
    IndicatorResult,
    PythonIndicator,
    RelativeStrengthIndex,
    SimpleMovingAverage,
)
from minilean.indicators.shown_properties import shown_properties
from tests.indicators.builders import HOUR, NOON, feed


def test_a_composition_waits_for_both_sides():
    left, right = Identity("left"), Identity("right")
    difference = IndicatorExtensions.minus(left, right)
    left.update(NOON, 10)
    assert difference.samples == 0
    right.update(NOON, 4)
    assert (difference.current.value, difference.samples, difference.is_ready) == (6.0, 1, True)
    assert difference.name == "COMPOSE(left,right)"


def test_a_constant_side_never_has_to_move():
    left = Identity("left")
    half = IndicatorExtensions.times(left, 0.5)
    left.update(NOON, 10)
    assert (half.current.value, half.name) == (5.0, "COMPOSE(left,0.5)")


def test_dividing_by_zero_keeps_the_value():
    left, right = Identity("left"), Identity("right")
    ratio = IndicatorExtensions.over(left, right, "ratio")
    for hours, (one, other) in enumerate(((8, 2), (8, 0))):
        left.update(NOON + hours * HOUR, one)
        right.update(NOON + hours * HOUR, other)
    assert (ratio.current.value, ratio.current.time, ratio.samples) == (4.0, NOON, 2)


def test_a_chained_indicator_waits_until_its_source_is_ready():
    source = SimpleMovingAverage(2)
    eager, patient = IndicatorExtensions.sma(source, 2, False), IndicatorExtensions.sma(source, 2)
    feed(source, 2, 4, 6)
    assert (eager.samples, patient.samples) == (3, 2)
    assert (patient.current.value, patient.name) == (4.0, "SMA2_Of_SMA(2)")


def test_any_indicator_can_be_chained():
    source = Identity("source")
    strength = IndicatorExtensions.of(RelativeStrengthIndex(2), source)
    feed(source, 1, 2, 3, 4)
    assert strength.samples == 4


def test_a_weighted_mean_weighs_by_the_other_indicator():
    price, volume = Identity("price"), Identity("volume")
    mean = IndicatorExtensions.weighted_by(price, volume, 2)
    for hours, (one, other) in enumerate(((10, 1), (20, 3))):
        price.update(NOON + hours * HOUR, one)
        volume.update(NOON + hours * HOUR, other)
    assert mean.current.value == 17.5


def test_extensions_are_methods_too():
    source = Identity("source")
    doubled, highest = source.plus(source), source.max(2)
    feed(source, 5, 3)
    assert (doubled.current.value, highest.current.value) == (6.0, 5.0)


def test_a_composer_may_give_a_number_or_a_result():
    left, right = Identity("left"), Identity("right")
    product = CompositeIndicator("product", left, right, lambda x, y: x.current.value * y.current.value)
    nothing = CompositeIndicator(left, right, lambda x, y: IndicatorResult(1, IndicatorStatus.MATH_ERROR))
    left.update(NOON, 3)
    right.update(NOON, 5)
    assert (product.current.value, nothing.current.value, nothing.samples) == (15.0, 0.0, 1)


def test_resetting_a_composition_resets_its_sides():
    left, right = Identity("left"), Identity("right")
    total = IndicatorExtensions.plus(left, right)
    left.update(NOON, 3)
    right.update(NOON, 5)
    total.reset()
    assert (left.samples, right.samples, total.current.value) == (0, 0, 0.0)


class Doubled(PythonIndicator):
    def __init__(self):
        self.name = "doubled"
        self.warm_up_period = 2
        self.value = 0
        self.seen = 0

    def update(self, input):
        self.seen += 1
        self.value = 2 * input.value
        return self.seen >= 2


def test_a_users_indicator_is_moved_by_data_the_engine_feeds():
    source, doubled, heard = Identity("source"), Doubled(), []
    doubled.updated += lambda sender, point: heard.append(point.value)
    IndicatorExtensions.of(doubled, source)
    feed(source, 5, 6)
    assert (heard, doubled.samples, doubled.is_ready, doubled.current.value) == ([10.0, 12.0], 2, True, 12.0)


def test_a_users_own_call_leaves_the_current_value():
    doubled = Doubled()
    doubled.update(feed(Identity("source"), 5).current)
    assert (doubled.value, doubled.current.value, doubled.samples) == (10.0, 0.0, 0)


class PascalIndicator(PythonIndicator):
    Value = 0

    def Update(self, input):
        self.Value = input.Value + 1
        return True


def test_a_users_indicator_may_be_written_in_csharps_spelling():
    source, indicator = Identity("source"), PascalIndicator()
    IndicatorExtensions.of(indicator, source)
    feed(source, 5)
    assert (indicator.current.value, indicator.is_ready) == (6.0, True)


class Loose:
    def __init__(self):
        self.is_ready = False
        self.value = 0

    def update(self, input):
        self.value = input.value
        self.is_ready = True


def test_any_object_with_the_three_members_is_an_indicator():
    source, loose = Identity("source"), Loose()
    wrapped = IndicatorExtensions.of(loose, source)
    feed(source, 5)
    assert (wrapped.current.value, wrapped.is_ready, wrapped.name) == (5.0, True, "Loose")


def test_an_object_without_them_is_refused():
    with pytest.raises(ArgumentError, match="is_ready must be implemented"):
        PythonIndicator(object())


def test_the_shown_properties_are_the_public_parts_and_settings():
    shown = shown_properties(BollingerBands(5, 2))
    assert set(shown.indicators) == {
        "StandardDeviation",
        "MiddleBand",
        "UpperBand",
        "LowerBand",
        "BandWidth",
        "PercentB",
        "Price",
    }
    assert shown.others == ("MovingAverageType",)
