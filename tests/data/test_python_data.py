"""Custom data behave as LEAN's."""

from __future__ import annotations

import copy
from datetime import datetime, timedelta

import pytest

from minilean.data.base_data import NO_TIME
from minilean.data.python_data import PythonData
from minilean.enums import Resolution, SecurityType
from minilean.errors import InvalidOperation, KeyNotFound
from minilean.securities.symbol import Symbol
from minilean.securities.symbol_cache import SymbolCache

NOON = datetime(2013, 10, 7, 12)


class Weather(PythonData):
    """A user's class that never calls the base's constructor and writes C#'s names."""

    stations = 0

    def __init__(self):
        self.rain = 1

    def Reader(self, config, line, date, isLiveMode):
        return line

    def DefaultResolution(self):
        return Resolution.DAILY


def test_data_without_an_end_time_are_of_the_moment():
    data = Weather()
    data.time = NOON
    assert (data.end_time, data._end_time) == (NOON, NOON)


def test_an_end_time_alone_is_the_time_too():
    data = Weather()
    data.end_time = NOON
    assert data.time == NOON
    data.time = NOON - timedelta(hours=1)
    assert data.EndTime == NOON


def test_properties_are_read_in_any_spelling():
    data = Weather()
    data["MaxTemperature"] = 20.5
    assert data["maxtemperature"] == data["max_temperature"] == data.max_temperature == data.MaxTemperature == 20.5
    assert data.has_property("MaxTemperature")
    assert data.get_storage_dictionary() == {"rain": 1, "maxtemperature": 20.5}


def test_attributes_are_properties_even_over_a_class_attribute():
    data = Weather()
    data.stations = 5
    assert (data.stations, data["stations"], data.rain) == (5, 5, 1)


def test_a_float_property_keeps_fifteen_digits():
    data = Weather()
    data["x"] = 0.1 + 0.2
    assert data["x"] == 0.3


def test_a_property_never_written_is_an_error_that_names_the_others():
    with pytest.raises(KeyNotFound, match=r"Property with name 'snow' does not exist.*rain"):
        Weather()["Snow"]
    with pytest.raises(AttributeError):
        _ = Weather().snow


def test_the_own_fields_can_be_written_by_index():
    data = Weather()
    data["Time"], data["Value"] = NOON, 2.5
    assert (data.time, data.value, data["price"]) == (NOON, 2.5, 2.5)


def test_a_ticker_becomes_the_symbol():
    SymbolCache.start_run(None)
    spy = Symbol.create("SPY", SecurityType.EQUITY, "usa")
    SymbolCache.set("SPY", spy)
    data = Weather()
    data.symbol = "SPY"
    assert data.Symbol is spy


def test_a_copy_has_properties_of_its_own():
    data = Weather()
    data["x"] = 1
    twin = data.clone(fill_forward=True)
    twin["x"] = 2
    assert (data["x"], twin["x"], twin.is_fill_forward, copy.copy(data)["x"]) == (1, 2, True, 1)


def test_methods_are_found_in_both_spellings_and_have_leans_defaults():
    data = Weather()
    data.symbol = Symbol.create("RAIN", SecurityType.BASE, "usa", base_data_type=Weather)
    assert data.reader(None, "line", NOON, False) == "line"
    assert data.default_resolution() == Resolution.DAILY
    assert data.is_sparse_data()
    assert not data.requires_mapping()
    assert data.supported_resolutions() == list(Resolution)
    assert str(data.data_time_zone()) == "America/New_York"


def test_only_custom_symbols_have_a_data_time_zone():
    data = Weather()
    data.symbol = Symbol.create("SPY", SecurityType.EQUITY, "usa")
    with pytest.raises(InvalidOperation):
        data.data_time_zone()


def test_an_untouched_point_has_no_time():
    assert Weather().end_time == NO_TIME
