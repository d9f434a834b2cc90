from __future__ import annotations

import pytest

from minilean.algorithm.unsupported import lean_names, refuse
from minilean.errors import NotInMiniLean


@pytest.mark.parametrize(
    ("name", "sentence"),
    [
        ("add_option", "QCAlgorithm.add_option is not part of minilean; options and futures run in LEAN itself"),
        ("AddIndex", "QCAlgorithm.add_index is not part of minilean; subscribe to a fund that tracks the index"),
        ("bracket_order", "QCAlgorithm.bracket_order is not part of minilean; submit the second order"),
    ],
)
def test_a_name_of_lean_is_refused_with_what_to_do_instead(name, sentence):
    with pytest.raises(NotInMiniLean, match=sentence):
        refuse("Mine", name)


def test_a_name_nobody_knows_is_a_missing_attribute():
    with pytest.raises(AttributeError, match="'Mine' object has no attribute 'nonsense'"):
        refuse("Mine", "nonsense")


def test_the_names_are_leans():
    assert {"set_cash", "add_equity", "market_order"} <= lean_names()
