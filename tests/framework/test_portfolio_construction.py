from __future__ import annotations

from datetime import UTC, datetime, timedelta
from types import SimpleNamespace

import numpy as np
import pytest

from minilean.enums import InsightDirection, PortfolioBias, Resolution
from minilean.errors import AlgorithmError, ArgumentError
from minilean.framework.insight import Insight
from minilean.framework.portfolio.accumulative_insight import AccumulativeInsightPortfolioConstructionModel
from minilean.framework.portfolio.base import PortfolioConstructionModel
from minilean.framework.portfolio.confidence_weighted import ConfidenceWeightedPortfolioConstructionModel
from minilean.framework.portfolio.equal_weighting import EqualWeightingPortfolioConstructionModel
from minilean.framework.portfolio.insight_weighting import InsightWeightingPortfolioConstructionModel
from minilean.framework.portfolio.mean_reversion import MeanReversionPortfolioConstructionModel
from minilean.framework.portfolio.rebalancing import rebalancing_function
from minilean.framework.portfolio.sector_weighting import SectorWeightingPortfolioConstructionModel
from minilean.framework.security_changes import SecurityChanges
from tests.framework.desk import NOON, Desk

UP, DOWN, FLAT = InsightDirection.UP, InsightDirection.DOWN, InsightDirection.FLAT
HOUR = timedelta(hours=1)


@pytest.fixture
def desk():
    desk = Desk()
    for ticker in ("SPY", "IBM", "AIG"):
        desk.add(ticker)
    return desk


def an_insight(desk, ticker, direction=UP, hours=1, **options):
    symbol = next(symbol for symbol in desk.securities if symbol.value == ticker)
    return Insight.price(symbol, hours * HOUR, direction, **options)


def percents(model, *insights):
    """What a model gives each insight."""
    return list(model.determine_target_percent(list(insights)).values())


def due(model, desk, *insights):
    model.algorithm = desk
    return model.is_rebalance_due(insights, desk.utc_time)


def test_equal_weights_are_one_over_the_insights_that_are_not_flat(desk):
    insights = [an_insight(desk, "SPY"), an_insight(desk, "IBM", DOWN), an_insight(desk, "AIG", FLAT)]
    assert percents(EqualWeightingPortfolioConstructionModel(), *insights) == [0.5, -0.5, 0]


def test_a_bias_turns_the_other_side_flat(desk):
    insights = [an_insight(desk, "SPY"), an_insight(desk, "IBM", DOWN), an_insight(desk, "AIG")]
    model = EqualWeightingPortfolioConstructionModel(None, PortfolioBias.LONG)
    assert percents(model, *insights) == [0.5, 0, 0.5]


def test_insight_weights_are_scaled_down_when_they_sum_to_more_than_one(desk):
    model = InsightWeightingPortfolioConstructionModel()
    light = [an_insight(desk, "SPY", weight=0.2), an_insight(desk, "IBM", DOWN, weight=0.3)]
    assert percents(model, *light) == [0.2, -0.3]
    heavy = [an_insight(desk, "SPY", weight=1.5), an_insight(desk, "IBM", DOWN, weight=-0.5)]
    assert percents(model, *heavy) == [0.75, -0.25]
    assert not model.should_create_target_for_insight(an_insight(desk, "AIG"))


def test_confidence_serves_as_weight(desk):
    model = ConfidenceWeightedPortfolioConstructionModel()
    assert percents(model, an_insight(desk, "SPY", confidence=0.4)) == [0.4]
    assert not model.should_create_target_for_insight(an_insight(desk, "SPY", weight=0.4))


def test_sectors_share_equally_and_so_do_their_members(desk):
    model = SectorWeightingPortfolioConstructionModel()
    codes = {"SPY": "N", "IBM": "N", "AIG": "T"}
    model.get_sector_code = lambda security: codes[security.symbol.value]
    model.on_securities_changed(desk, SecurityChanges(desk.securities.values()))
    insights = [an_insight(desk, "SPY"), an_insight(desk, "IBM", DOWN), an_insight(desk, "AIG")]
    assert model.determine_target_percent(insights) == dict(zip(insights, (0.25, -0.25, 0.5), strict=True))


def test_accumulated_insights_add_steps_and_flat_ones_take_them_back(desk):
    model = AccumulativeInsightPortfolioConstructionModel()
    ups = [an_insight(desk, "SPY") for _ in range(3)]
    assert percents(model, *ups) == [pytest.approx(0.09)]
    assert percents(model, *ups, an_insight(desk, "SPY", FLAT)) == [pytest.approx(0.06)]
    assert percents(model, an_insight(desk, "SPY", FLAT)) == [0]
    long_only = AccumulativeInsightPortfolioConstructionModel(portfolio_bias=PortfolioBias.LONG)
    assert percents(long_only, an_insight(desk, "SPY", DOWN)) == [0]


def test_the_latest_active_insight_of_each_symbol_counts(desk):
    model = EqualWeightingPortfolioConstructionModel()
    model.algorithm = desk
    desk.take(an_insight(desk, "SPY", DOWN, hours=9), an_insight(desk, "IBM"))
    desk.at(NOON + HOUR / 2)
    (newer,) = desk.take(an_insight(desk, "SPY"))
    assert [insight.direction for insight in model.get_target_insights()] == [UP, UP]
    assert newer in model.get_target_insights()


def test_without_a_function_every_step_rebalances(desk):
    model = EqualWeightingPortfolioConstructionModel(None)
    assert due(model, desk)
    assert due(model, desk)


def test_a_daily_rebalance_waits_for_its_time_or_for_insights(desk):
    model = EqualWeightingPortfolioConstructionModel(Resolution.DAILY)
    assert not due(model, desk)
    assert due(model, desk, an_insight(desk, "SPY"))
    assert not due(model, desk.at(NOON + 23 * HOUR))
    assert due(model, desk.at(NOON + 24 * HOUR))


def test_an_insight_past_its_close_calls_for_a_rebalance_unless_switched_off(desk):
    desk.take(an_insight(desk, "SPY"))
    for switched_on in (True, False):
        model = EqualWeightingPortfolioConstructionModel(Resolution.DAILY)
        model.RebalanceOnInsightChanges = switched_on
        desk.at(NOON)
        due(model, desk)
        assert due(model, desk.at(NOON + 2 * HOUR)) is switched_on


def test_changed_securities_call_for_a_rebalance_unless_switched_off(desk):
    changes = SecurityChanges(desk.securities.values()).for_users()
    for switched_on in (True, False):
        model = EqualWeightingPortfolioConstructionModel(timedelta(days=1))
        model.rebalance_on_security_changes = switched_on
        due(model, desk)
        model.on_securities_changed(desk, changes)
        assert due(model, desk) is switched_on
        assert not due(model, desk)


def test_removed_securities_end_their_insights(desk):
    (insight,) = desk.take(an_insight(desk, "SPY", hours=9))
    model = EqualWeightingPortfolioConstructionModel()
    desk.at(NOON + HOUR)
    model.on_securities_changed(desk, SecurityChanges((), [desk.securities[insight.symbol]]))
    assert insight.is_expired(desk.utc_time)


def test_a_function_may_say_not_yet_or_now(desk):
    answers = iter([None, NOON, NOON + HOUR])
    model = EqualWeightingPortfolioConstructionModel(lambda utc: next(answers))
    assert not due(model, desk)
    assert due(model, desk)
    assert not due(model, desk)


def test_users_functions_get_an_aware_utc_time_and_may_answer_with_one():
    seen = []

    def tomorrow(utc):
        seen.append(utc)
        return utc + timedelta(days=1)

    assert rebalancing_function(tomorrow)(NOON) == NOON + timedelta(days=1)
    assert seen == [NOON.replace(tzinfo=UTC)]


def test_a_date_rule_gives_its_dates_one_after_another():
    days = [datetime(2021, 3, day) for day in (4, 8)]
    rule = SimpleNamespace(get_dates=lambda start, end: [day for day in days if start <= day <= end])
    function = rebalancing_function(rule)
    assert [function(NOON + timedelta(days=n)) for n in (0, 0, 2, 6)] == [
        days[0],
        days[0],
        days[1],
        datetime(2050, 12, 31),
    ]


def test_either_spelling_of_an_override_is_called(desk):
    class Mine(PortfolioConstructionModel):
        def DetermineTargetPercent(self, active_insights):
            return dict.fromkeys(active_insights, 0.1)

        def should_create_target_for_insight(self, insight):
            return insight.symbol.value == "SPY"

    model = Mine()
    model.algorithm = desk
    desk.take(an_insight(desk, "SPY"), an_insight(desk, "IBM"))
    assert list(model.determine_target_percent(model.get_target_insights()).values()) == [0.1]
    assert not model.ShouldCreateTargetForInsight(an_insight(desk, "IBM"))


def test_a_model_without_percents_says_what_is_missing(desk):
    with pytest.raises(AlgorithmError, match="determine_target_percent"):
        PortfolioConstructionModel().determine_target_percent([])


def test_unknown_arguments_are_refused():
    with pytest.raises(ArgumentError, match="rebalnce"):
        EqualWeightingPortfolioConstructionModel(rebalnce=None)


def test_magnitudes_outside_the_settings_are_left_out_with_an_error(desk):
    desk.settings.max_absolute_portfolio_target_percentage = 0.5
    kept = an_insight(desk, "SPY", magnitude=0.4)
    wild = an_insight(desk, "IBM", magnitude=-0.6)
    assert PortfolioConstructionModel.filter_invalid_insight_magnitude(desk, [kept, wild]) == [kept]
    assert "-0.6" in desk.said[0]


def test_a_projection_onto_the_simplex_sums_to_one_without_negatives():
    weights = MeanReversionPortfolioConstructionModel.simplex_projection([0.9, 0.6, -0.4])
    assert weights == pytest.approx([0.65, 0.35, 0.0])
    assert np.isclose(sum(weights), 1)
    with pytest.raises(ArgumentError):
        MeanReversionPortfolioConstructionModel.simplex_projection([1.0], total=0)
