"""Pairs that share legs: what each leg is held for, what is given up, and the quiet days around events."""

from __future__ import annotations

from dataclasses import dataclass, field

import numpy as np
import pytest

from signals.pair_spread import SpreadRule, Thresholds
from trading.pair import Pair, PairBook

WINDOW = 50


@dataclass(eq=False)
class Leg:
    """As much of an instrument as a pair looks at."""

    name: str
    log_price: float = 4.0
    bar: int = 1
    target: float = 0.0
    is_traded: bool = True
    at_close: bool = False
    symbol: object = field(init=False)

    def __post_init__(self) -> None:
        self.symbol = type("Symbol", (), {"value": self.name})


@pytest.fixture
def legs() -> list[Leg]:
    return [Leg("ONE"), Leg("TWO"), Leg("THREE")]


def a_pair(first: Leg, second: Leg) -> Pair:
    rule = SpreadRule(Thresholds(opens=1.25, closes=0.5, stops=0, half_lives=0))
    return Pair(first, second, window=WINDOW, rule=rule)


def opened(pair: Pair, *, seed: int) -> Pair:
    """The pair with its spread open, after bars in which it reverts."""
    chance = np.random.default_rng(seed)
    spread = 0.0
    for _ in range(1_000):
        spread = 0.8 * spread + chance.normal(0, 0.01)
        pair.second.log_price += chance.normal(0, 0.01)
        pair.first.log_price = 0.5 * pair.second.log_price + spread
        pair.take()
        pair.decide(may_open=True, slowest=1_000, gross=0.5)
        if pair.rule.side:
            return pair
    raise AssertionError("never opened")


def test_a_leg_is_held_for_all_its_spreads_together(legs):
    one, two, three = legs
    pairs = [opened(a_pair(one, two), seed=1), opened(a_pair(three, two), seed=2)]
    book = PairBook(pairs)
    assert book.held == 2
    assert book.weight(two) == pytest.approx(sum(pair.weight(two) for pair in pairs))
    for pair in pairs:
        first, second = (pair.weight(leg) for leg in pair.legs)
        assert abs(first) + abs(second) == pytest.approx(0.5)
        assert first * second < 0


def test_giving_up_what_this_bar_opened_leaves_older_spreads(legs):
    one, two, three = legs
    older, newer = opened(a_pair(one, two), seed=1), opened(a_pair(three, two), seed=2)
    book = PairBook([older, newer])
    book.begin([])
    book.change(newer)
    book.give_up_new(two)
    assert (older.rule.side != 0, newer.rule.side) == (True, 0)
    assert set(book.take_given_up()) == {two, three}
    assert not book.take_given_up()


def test_stopping_a_leg_gives_up_every_spread_it_is_in(legs):
    one, two, three = legs
    book = PairBook([opened(a_pair(one, two), seed=1), opened(a_pair(three, two), seed=2)])
    book.give_up_all(two)
    assert book.held == 0
    assert set(book.begin([])) == {one, two, three}


def test_what_is_held_for_no_spread_is_to_be_corrected(legs):
    one, two, _ = legs
    one.target = 10.0
    assert set(PairBook([a_pair(one, two)]).begin([one, two])) == {one}


def test_events_are_followed_by_three_quiet_days(legs):
    one, two, three = legs
    touched, other = a_pair(one, two), a_pair(three, two)
    book = PairBook([touched, other])
    book.hush({one})
    one.at_close = two.at_close = True
    quiet = []
    for _ in range(4):
        quiet.append(touched.quiet_days > 0)
        book.end_day([one, two])
    assert quiet == [True, True, True, False]
    assert other.quiet_days == 0


def test_a_bar_without_trades_in_a_leg_is_left_out(legs):
    one, two, three = legs
    pairs = [a_pair(one, two), a_pair(three, two)]
    one.is_traded = False
    assert list(PairBook(pairs).traded(legs)) == pairs[1:]
    assert not list(PairBook(pairs).traded([one, three]))


def test_a_pair_begins_with_a_session(legs):
    pair = a_pair(*legs[:2])
    legs[0].bar = 5
    pair.take()
    begun_late = pair.state()
    assert begun_late == a_pair(*legs[:2]).state()


def test_no_more_is_opened_where_the_window_is_not_full(legs):
    pair = a_pair(*legs[:2])
    for _ in range(WINDOW):
        pair.take()
        assert not pair.decide(may_open=True, slowest=1_000, gross=0.5)
    assert pair.view is None
