"""What JsonConvert writes can be compared, not read."""

from __future__ import annotations

from datetime import datetime

import pytest

from minilean.errors import NotInMiniLean
from minilean.shim.json_convert import JsonConvert
from tests.securities.builders import stock_hours


def test_texts_of_the_same_hours_are_equal():
    text = JsonConvert.serialize_object(stock_hours())
    assert text == JsonConvert.serialize_object(stock_hours())
    assert hash(text) == hash(JsonConvert.SerializeObject(stock_hours()))
    assert text != JsonConvert.serialize_object(stock_hours(holiday_dates=[datetime(2013, 10, 7)]))


def test_the_text_itself_is_refused():
    text = JsonConvert.serialize_object(stock_hours())
    with pytest.raises(NotInMiniLean, match="use Python's json"):
        str(text)
    with pytest.raises(NotInMiniLean):
        _ = text == "{}"
    with pytest.raises(NotInMiniLean, match="serialize_object of list"):
        JsonConvert.serialize_object([1])
