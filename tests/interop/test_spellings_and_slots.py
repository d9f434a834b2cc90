from __future__ import annotations

from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from minilean.interop.overrides import Overridable, PascalFields, PascalSettings
from minilean.interop.slots import SlotDictionary
from minilean.interop.text import double_text, time_span_text


class Model(Overridable):
    def on_data(self):
        return "base"

    OnData = on_data


def test_an_override_in_either_spelling_replaces_both():
    class Pascal(Model):
        def OnData(self):
            return "mine"

    class Snake(Pascal):
        def on_data(self):
            return "deeper"

    assert Pascal().on_data() == Pascal().OnData() == "mine"
    assert Snake().on_data() == Snake().OnData() == "deeper"


def test_names_the_base_does_not_know_are_left_alone():
    class Mine(Model):
        def HelperMethod(self):
            return 1

    assert not hasattr(Mine, "helper_method")


def test_fields_are_read_and_written_in_pascal_case():
    class Settings(PascalSettings):
        def __init__(self):
            self.fill_forward = True

    settings = Settings()
    settings.FillForward = False
    assert (settings.fill_forward, settings.FillForward) == (False, False)
    with pytest.raises(AttributeError):
        assert PascalFields().Missing


class DotNet:
    """.NET's entries and free list, plainly."""

    def __init__(self):
        self.entries, self.free = [], []

    def add(self, key):
        if key in self.entries:
            return
        if self.free:
            self.entries[self.free.pop()] = key
        else:
            self.entries.append(key)

    def remove(self, key):
        if key in self.entries:
            place = self.entries.index(key)
            self.entries[place] = None
            self.free.append(place)


@given(st.lists(st.tuples(st.booleans(), st.integers(1, 6)), max_size=60))
def test_slots_are_used_as_dotnet_uses_them(steps):
    plain, slots = DotNet(), SlotDictionary()
    for adds, key in steps:
        if adds:
            plain.add(key)
            slots[key] = -key
        else:
            plain.remove(key)
            slots.remove(key)
        assert slots.keys() == [key for key in plain.entries if key is not None]
        assert slots.values() == [-key for key, _ in slots.items()]
        assert len(slots) == len(slots.keys())


def test_clearing_forgets_free_slots_too():
    slots = SlotDictionary()
    for key in "abc":
        slots[key] = key
    slots.remove("a")
    slots.clear()
    for key in "xyz":
        slots[key] = key
    assert slots.keys() == ["x", "y", "z"]
    assert slots.get("a") is None
    assert "x" in slots


@pytest.mark.parametrize(
    ("span", "text"),
    [
        (timedelta(hours=6), "06:00:00"),
        (timedelta(days=1, seconds=61), "1.00:01:01"),
        (-timedelta(minutes=5), "-00:05:00"),
        (timedelta(microseconds=1500), "00:00:00.0015000"),
    ],
)
def test_spans_print_as_in_dotnet(span, text):
    assert time_span_text(span) == text


@pytest.mark.parametrize(
    ("number", "text"),
    [
        (1.0, "1"), (0.1, "0.1"), (-2.5, "-2.5"), (0.0001, "0.0001"), (0.00001, "1E-05"), (1.5e-7, "1.5E-07"),
        (123456789012345.0, "123456789012345"), (1e15, "1E+15"), (1.25e20, "1.25E+20"), (0.0, "0"), (-0.0, "-0"),
        (float("nan"), "NaN"), (float("-inf"), "-Infinity"),
    ],
)  # fmt: skip
def test_doubles_print_as_in_dotnet(number, text):
    assert double_text(number) == text
