"""Containers answer to .NET's names and to Python's."""

from __future__ import annotations

import pytest

from minilean.errors import KeyNotFound
from minilean.interop.containers import DotNetDictionary, DotNetList, KeyValuePair


class Folded(DotNetDictionary[str, int]):
    """Keys whose letter case does not matter."""

    def _to_key(self, key: str) -> str:
        return key.lower()


def test_iteration_gives_pairs_and_items_gives_tuples():
    prices = DotNetDictionary({"SPY": 1, "BAC": 2})
    assert [(pair.key, pair.Value) for pair in prices] == [("SPY", 1), ("BAC", 2)]
    assert prices.items() == [("SPY", 1), ("BAC", 2)]
    assert str(next(iter(prices))) == "[SPY, 1]"


def test_keys_are_converted_wherever_one_is_asked_for():
    folded = Folded({"spy": 1})
    folded["SPY"] += 1
    assert folded["Spy"] == folded.get("SPY") == folded.get_value("spy") == 2
    assert "sPy" in folded
    assert folded.pop("SPY") == 2
    assert folded.count == len(folded) == 0


def test_an_absent_key_raises_only_when_indexed():
    empty = Folded()
    with pytest.raises(KeyNotFound, match="The given key 'spy' was not present"):
        empty["SPY"]
    assert empty.get("SPY") is None
    assert empty.get("SPY", 3) == 3
    assert empty.try_get_value("SPY") == (False, None)
    assert None not in empty
    assert not empty


def test_entries_are_added_replaced_and_removed_under_both_kinds_of_names():
    numbers = DotNetDictionary[str, int]()
    numbers.Add("one", 1)
    numbers.update({"two": 2})
    assert numbers.setdefault("three", 3) == 3
    assert numbers.ContainsKey("two")
    assert numbers.remove("two")
    assert not numbers.remove("two")
    del numbers["three"]
    assert numbers.copy() == {"one": 1}
    numbers.clear()
    assert list(numbers.keys()) == []


def test_pairs_with_equal_parts_are_equal():
    assert KeyValuePair(1, 2) == KeyValuePair(1, 2)
    assert len({KeyValuePair(1, 2), KeyValuePair(1, 2)}) == 1


def test_a_list_counts_as_a_property():
    items = DotNetList([1, 2])
    items.add(3)
    items.AddRange([4])
    assert items.count == items.Count == 4
    assert (items.contains(4), items.index_of(9)) == (True, -1)
    items.remove_at(0)
    assert items == [2, 3, 4]
