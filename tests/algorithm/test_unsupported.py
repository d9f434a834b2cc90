from __future__ import annotations

import pytest

from minilean.algorithm.unsupported import lean_names, refuse
from minilean.errors import NotInMiniLean
from tests.algorithm.running import run, said


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


def test_an_unknown_name_is_told_the_closest_one():
    class Mine:
        set_holdings = None

    with pytest.raises(AttributeError) as caught:
        refuse("Mine", "SetHolding", Mine())
    assert str(caught.value) == "'Mine' object has no attribute 'SetHolding'; did you mean 'set_holdings'?"


def test_users_may_ask_whether_they_have_set_an_attribute(tmp_path):
    lines = said(
        run(
            tmp_path,
            """
            self.log(f"{hasattr(self, 'windows')} {getattr(self, 'last_trade', 'never')} {hasattr(self, 'add_option')}")
            self.windows = {}
            self.log(str(hasattr(self, "windows")))
            """,
        )
    )
    assert lines[:2] == ["False never False", "True"]


def test_every_name_of_lean_is_here_or_refused(tmp_path):
    algorithm = run(tmp_path).algorithm
    missing = [name for name in lean_names() if not hasattr(algorithm, name)]
    for name in missing:
        with pytest.raises(NotInMiniLean, match="; "):
            getattr(algorithm, name)


def test_the_names_are_leans():
    assert {"set_cash", "add_equity", "market_order"} <= lean_names()
