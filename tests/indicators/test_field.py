"""Selectors of what an indicator takes."""

from __future__ import annotations

from datetime import timedelta

import pytest

from minilean.data.bars import Bar, QuoteBar
from minilean.indicators import Field, IndicatorDataPoint
from tests.indicators.builders import NOON, SPY, a_bar

A_QUOTE = QuoteBar(NOON, SPY, Bar(10, 12, 9, 11), 1, Bar(20, 22, 19, 21), 1, timedelta(hours=1))


@pytest.mark.parametrize(
    ("selector", "value"),
    [
        (Field.HIGH, 12.0),
        (Field.High, 12.0),
        (Field.MEDIAN, 10.5),
        (Field.SEVEN_BAR, 74 / 7),
        (Field.VOLUME, 100.0),
        (Field.BID_CLOSE, 11.0),
    ],
)
def test_a_selector_gives_a_field_of_a_trade_bar_or_its_close(selector, value):
    assert selector(a_bar()) == pytest.approx(value)


def test_a_selector_gives_a_side_of_a_quote():
    assert (Field.BidHigh(A_QUOTE), Field.ASK_PRICE(A_QUOTE), Field.HIGH(A_QUOTE)) == (12.0, 21.0, 17.0)


def test_data_without_the_field_give_their_value():
    assert Field.LOW(IndicatorDataPoint(NOON, 5)) == 5.0


def test_an_unknown_field_is_an_error():
    with pytest.raises(AttributeError):
        _ = Field.Middle
