"""What counts as better, and what a winner must keep."""

from __future__ import annotations

import functools
import itertools
from decimal import Decimal

import pytest

from minilean.errors import SettingsError
from minilean.optimization.objective import Constraint, Target, figure
from minilean.optimization.sweep import Finished, Objective
from minilean.optimization.trial import TrialResult

STATISTICS = {"Sharpe Ratio": "1.25", "Drawdown": "12.300%", "Total Fees": "$1,234.50", "Lowest Capacity Asset": ""}


def test_percentages_count_as_fractions_and_money_without_its_sign():
    assert figure(STATISTICS, "drawdown") == Decimal("0.123")
    assert figure(STATISTICS, "Total Fees") == Decimal("1234.50")
    assert figure(STATISTICS, "Lowest Capacity Asset") is None


def test_an_unknown_statistic_is_refused_with_those_there_are():
    with pytest.raises(SettingsError, match=r"no statistic 'Sharp'; there are: Sharpe Ratio, Drawdown"):
        figure(STATISTICS, "Sharp")


@pytest.mark.parametrize(
    ("text", "holds"),
    [
        ("Drawdown < 0.25", True),
        ("Drawdown < 12%", False),
        ("Sharpe Ratio >= 1.25", True),
        ("Sharpe Ratio!=1.25", False),
        ("Lowest Capacity Asset > 0", False),
    ],
)
def test_constraints_compare_as_written(text, holds):
    assert Constraint.parse(text).holds(STATISTICS) is holds


@pytest.mark.parametrize("text", ["Drawdown", "Drawdown < much", "< 3"])
def test_what_is_no_constraint_is_refused(text):
    with pytest.raises(SettingsError, match="constraint"):
        Constraint.parse(text)


def test_a_target_may_be_sought_downwards():
    assert Target("Drawdown", maximize=False).is_better(Decimal("0.1"), Decimal("0.2"))


def test_of_equals_the_first_trial_wins_whichever_ended_first():
    ended = [
        Finished((("n", Decimal(n)),), TrialResult(number=n), Decimal(value), is_allowed=allowed)
        for n, value, allowed in ((3, 2, True), (1, 2, True), (2, 2, True), (0, 1, True), (4, 9, False))
    ]
    objective = Objective(Target("Sharpe Ratio"))
    for order in itertools.permutations(ended):
        winner = functools.reduce(objective.better, order, None)
        assert winner is not None
        assert winner.trial == (("n", Decimal(1)),)
