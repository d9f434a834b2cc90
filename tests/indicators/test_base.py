"""What all indicators share."""

from __future__ import annotations

from datetime import datetime, timedelta
from decimal import Decimal

import pytest

from minilean.errors import ArgumentError
from minilean.indicators import (
    AverageTrueRange,
    BollingerBands,
    ExponentialMovingAverage,
    Identity,
    IndicatorDataPoint,
    MovingAverageConvergenceDivergence,
    OnBalanceVolume,
    RelativeStrengthIndex,
    SimpleMovingAverage,
    StandardDeviation,
)
from tests.indicators.builders import HOUR, IBM, NOON, SPY, a_bar, feed


def test_before_the_first_input_the_value_is_zero_at_the_beginning_of_time():
    average = SimpleMovingAverage(3)
    assert (average.current.value, average.current.time) == (0.0, datetime.min)
    assert (average.samples, average.is_ready, len(average.window)) == (0, False, 1)


def test_an_average_is_the_mean_of_what_there_is_until_it_is_ready():
    average = SimpleMovingAverage(3)
    readiness = [average.update(NOON + hours * HOUR, value) for hours, value in enumerate((1, 2, 6, 10))]
    assert readiness == [False, False, True, True]
    assert [point.value for point in average.window] == [6.0, 3.0]
    assert average.previous.value == 3.0


def test_the_window_remembers_as_much_as_its_size_says():
    identity = Identity("price")
    identity.window.size = 4
    feed(identity, 1, 2, 3, 4, 5)
    assert [point.value for point in identity] == [5.0, 4.0, 3.0, 2.0]
    assert identity[3].value == 2.0


def test_reading_past_the_window_gives_nothing_and_makes_room():
    identity = feed(Identity("price"), 1, 2)
    assert identity[5] is None
    assert identity.window.size == 6


def test_data_from_the_past_are_not_taken(caplog):
    average = feed(SimpleMovingAverage(2), 10, 20)
    assert average.update(NOON - HOUR, 1000) is True
    assert average.update(NOON - HOUR, 1000) is True
    assert (average.current.value, average.samples) == (15.0, 2)
    assert len(caplog.records) == 1


def test_data_of_the_same_moment_are_taken():
    average = SimpleMovingAverage(2)
    average.update(NOON, 10)
    average.update(NOON, 20)
    assert (average.current.value, average.samples) == (15.0, 2)


def test_each_symbol_has_a_time_of_its_own():
    identity = Identity("price")
    identity.update(SPY, NOON, 1)
    identity.update(IBM, NOON - HOUR, 2)
    identity.update(SPY, NOON - HOUR, 3)
    assert (identity.current.value, identity.samples) == (2.0, 2)


def test_the_same_object_is_taken_once():
    point = IndicatorDataPoint(NOON, 5)
    average = SimpleMovingAverage(2)
    average.update(point)
    average.update(point)
    assert average.samples == 1


def test_a_value_indicator_takes_a_bars_close_at_its_end():
    identity = Identity("price")
    identity.update(a_bar())
    assert (identity.current.value, identity.current.end_time, identity.current.symbol) == (11.0, NOON + HOUR, SPY)


def test_a_bar_indicator_takes_no_values():
    with pytest.raises(ArgumentError, match="AverageTrueRange does not support"):
        AverageTrueRange(3).update(NOON, 5)


def test_a_number_alone_is_no_data():
    with pytest.raises(ArgumentError):
        SimpleMovingAverage(3).update(5)


def test_handlers_of_an_update_get_the_indicator_and_the_point():
    heard = []
    average = SimpleMovingAverage(2)
    handler = lambda sender, point: heard.append((sender, point.value))  # noqa: E731
    average.updated += handler
    feed(average, 1, 3)
    average.updated -= handler
    average.update(NOON + timedelta(days=1), 7)
    assert heard == [(average, 1.0), (average, 2.0)]


def test_a_reset_forgets_all_but_name_and_handlers():
    heard = []
    average = SimpleMovingAverage("mine", 2)
    average.updated += lambda sender, point: heard.append(point.value)
    feed(average, 1, 3)
    average.reset()
    assert (average.name, average.samples, average.current.value, len(average.window)) == ("mine", 0, 0.0, 1)
    feed(average, 8)
    assert heard == [1.0, 2.0, 8.0]


def test_indicators_compare_by_value_with_numbers_and_with_each_other():
    low, high = feed(Identity("low"), 5), feed(Identity("high"), 7)
    assert low < high
    assert low > 4
    assert high >= 7.0
    assert high > 6
    assert low == 5
    assert low != high
    assert feed(Identity("other"), 5) != low


def test_members_answer_to_both_spellings():
    bands = feed(BollingerBands(2, 2), 10, 12)
    assert bands.UpperBand.Current.Value == bands.upper_band.current.value
    assert (bands.IsReady, bands.Samples, bands.WarmUpPeriod) == (True, 2, 2)
    assert bands.Update(NOON + timedelta(days=1), 14) is True
    heard = []
    bands.Updated += lambda sender, point: heard.append(point.value)
    bands.Update(NOON + timedelta(days=2), 15)
    assert heard == [15.0]


def test_text_is_the_value_with_up_to_five_decimals():
    assert str(feed(Identity("x"), Decimal("1.2345678"))) == "1.23457"
    assert str(feed(Identity("x"), 3)) == "3.0"
    assert feed(Identity("x"), 2.5).to_detailed_string() == "x - 2.5"


@pytest.mark.parametrize(
    ("indicator", "name"),
    [
        (SimpleMovingAverage(14), "SMA(14)"),
        (SimpleMovingAverage("mine", 14), "mine"),
        (ExponentialMovingAverage(14, 0.25), "EMA(14,0.25)"),
        (BollingerBands(20, 2.0), "BB(20,2.0)"),
        (MovingAverageConvergenceDivergence(12, 26, 9), "MACD(12,26,9)"),
        (OnBalanceVolume(), "OBV"),
    ],
)
def test_an_indicator_without_a_name_is_named_after_its_settings(indicator, name):
    assert indicator.name == name


def test_an_exponential_average_is_zero_then_starts_at_the_mean():
    average = ExponentialMovingAverage(3)
    values = []
    average.updated += lambda sender, point: values.append(point.value)
    feed(average, 1, 2, 6, 11)
    assert values == [0.0, 0.0, 3.0, 7.0]


def test_strength_is_a_hundred_without_losses():
    assert feed(RelativeStrengthIndex(2), 1, 2, 3, 4).current.value == 100.0


def test_the_deviation_is_that_of_the_population():
    assert feed(StandardDeviation(4), 2, 4, 4, 6).current.value == pytest.approx(2**0.5)


def test_the_signal_averages_only_from_when_both_averages_are_ready():
    trend = feed(MovingAverageConvergenceDivergence(2, 3, 2), 1, 2, 3, 4)
    assert (trend.signal.samples, trend.is_ready, trend.histogram.samples) == (2, True, 1)


def test_bands_that_have_no_width_leave_their_place_as_it_was():
    bands = feed(BollingerBands(2, 2), 10, 12, 12)
    before = bands.percent_b.current.value
    bands.update(NOON + timedelta(days=1), 12)
    assert bands.percent_b.current.value == before
    assert bands.middle_band.current.value == 12.0
    assert bands.current.time < NOON + timedelta(days=1)


def test_the_sum_under_an_average_can_be_looked_at_later():
    average = feed(SimpleMovingAverage(2), 1, 2, 3)
    assert average.rolling_sum.current.value == 5.0
    average.update(NOON + timedelta(days=1), 7)
    assert average.rolling_sum.current.value == 10.0
