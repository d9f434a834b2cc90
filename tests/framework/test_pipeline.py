from __future__ import annotations

from datetime import timedelta
from types import SimpleNamespace

import pytest

from minilean.enums import InsightDirection, InsightType
from minilean.errors import AlgorithmError, ArgumentError
from minilean.framework.alpha.base import AlphaModel
from minilean.framework.alpha.composite import CompositeAlphaModel
from minilean.framework.alpha.constant import ConstantAlphaModel
from minilean.framework.execution.base import ExecutionModel
from minilean.framework.insight import Insight
from minilean.framework.pipeline import Framework
from minilean.framework.portfolio.base import PortfolioConstructionModel
from minilean.framework.portfolio_target import PortfolioTarget
from minilean.framework.risk.base import RiskManagementModel
from minilean.framework.security_changes import SecurityChanges
from minilean.framework.universe.composite import CompositeUniverseSelectionModel
from minilean.framework.universe.selection_model import NullUniverseSelectionModel, UniverseSelectionModel
from tests.framework.desk import NOON, Desk

UP = InsightDirection.UP
HOUR = timedelta(hours=1)
DATA = SimpleNamespace(has_data=True)


class Alpha(AlphaModel):
    """Predicts that everything rises for an hour."""

    def Update(self, algorithm, data):
        return [Insight.price(symbol, HOUR, UP) for symbol in algorithm.securities]


class Ten(PortfolioConstructionModel):
    """Ten of everything insights speak of."""

    def create_targets(self, algorithm, insights):
        return [PortfolioTarget(insight.symbol, 10) for insight in insights]


class NoMoreThanOne(RiskManagementModel):
    def manage_risk(self, algorithm, targets):
        return [PortfolioTarget(target.symbol, 1) for target in targets if target.symbol.value == "SPY"]


class Recorder(ExecutionModel):
    def __init__(self):
        super().__init__()
        self.seen = []

    def Execute(self, algorithm, targets):
        self.seen.append({target.symbol.value: target.quantity for target in targets})

    def on_securities_changed(self, algorithm, changes):
        self.changes = changes


@pytest.fixture
def desk():
    desk = Desk()
    desk.add("SPY")
    desk.add("IBM")
    desk.universes = []
    desk.add_universe = desk.universes.append
    return desk


@pytest.fixture
def framework(desk):
    framework = Framework(desk)
    desk.insights = framework.insights
    framework.set_alpha(Alpha())
    framework.set_portfolio_construction(Ten())
    framework.set_risk_management(NoMoreThanOne())
    framework.set_execution(Recorder())
    return framework


def test_insights_become_targets_that_risk_overrides_before_execution(desk, framework):
    framework.on_framework_data(DATA)
    assert framework.execution.seen == [{"SPY": 1, "IBM": 10}]
    assert {s.symbol.value: s.holdings.target.quantity for s in desk.securities.values()} == {"SPY": 1, "IBM": 10}


def test_insights_get_their_time_close_reference_and_source(desk, framework):
    framework.alpha.name = "rising"
    batches = []
    framework.insights_generated += lambda algorithm, batch: batches.append(batch)
    framework.on_framework_data(DATA)
    insight = batches[0].insights[0]
    assert (insight._generated_time_utc, insight._close_time_utc) == (NOON, NOON + HOUR)
    assert (insight.reference_value, insight.source_model) == (100, "rising")
    assert framework.insights.total_count == 2


def test_a_slice_without_data_asks_no_model(framework):
    framework.on_framework_data(SimpleNamespace(has_data=False))
    assert not framework.execution.seen


def test_models_work_without_insights_too(desk, framework):
    framework.set_alpha(CompositeAlphaModel(Quiet()))
    framework.on_framework_data(DATA)
    assert framework.execution.seen == [{}]


class Quiet:
    """A model without a base class."""

    def update(self, algorithm, data):
        return None

    def on_securities_changed(self, algorithm, changes):
        self.heard = changes


def test_emitted_insights_are_processed_at_once_but_not_while_warming_up(desk, framework):
    symbol = next(iter(desk.securities))
    desk.is_warming_up = True
    framework.emit_insights(Insight.price(symbol, HOUR, UP))
    framework.emit_insights(Insight.price(symbol, HOUR, UP))
    assert desk.said == ["Warning: insights emitted during algorithm warmup are ignored."]
    desk.is_warming_up = False
    framework.emit_insights([Insight.price(symbol, HOUR, UP)])
    assert framework.execution.seen == [{"SPY": 1}]


def test_insights_of_delisted_securities_are_discarded(desk, framework):
    desk.securities[next(iter(desk.securities))].is_delisted = True
    framework.on_framework_data(DATA)
    assert framework.execution.seen == [{"IBM": 10}]
    assert "delisted" in desk.said[0]


def test_a_volatility_insight_refers_to_volatility(desk, framework):
    symbol = next(iter(desk.securities))
    desk.securities[symbol].volatility_model = SimpleNamespace(_volatility=desk.securities[symbol]._price / 4)
    insight = Insight(symbol, HOUR, InsightType.VOLATILITY, UP)
    framework.emit_insights(insight)
    assert insight.reference_value == 25


def test_all_models_hear_of_changed_securities(desk, framework):
    quiet = Quiet()
    framework.add_alpha(quiet)
    changes = SecurityChanges(desk.securities.values())
    framework.on_framework_securities_changed(changes)
    assert quiet.heard is changes
    assert framework.execution.changes is changes


def test_models_are_added_to_those_there_are(framework):
    framework.add_alpha(Alpha())
    framework.add_alpha(Alpha())
    assert isinstance(framework.alpha, CompositeAlphaModel)
    framework.add_universe_selection(NullUniverseSelectionModel())
    framework.add_universe_selection(NullUniverseSelectionModel())
    assert type(framework.universe_selection) is NullUniverseSelectionModel
    framework.add_risk_management(NoMoreThanOne())
    framework.on_framework_data(DATA)
    assert framework.execution.seen[0]["IBM"] == 10


def test_the_settings_reach_the_construction_model(desk, framework):
    desk.settings.rebalance_portfolio_on_insight_changes = False
    framework.post_initialize()
    assert framework.portfolio_construction.rebalance_on_insight_changes is False
    assert framework.portfolio_construction.rebalance_on_security_changes is True


def test_universes_are_created_at_the_start_and_when_due(desk, framework):
    first, second = (SimpleNamespace(configuration=SimpleNamespace(symbol=name)) for name in "ab")
    first.dispose = lambda: setattr(first, "dispose_requested", True)
    first.dispose_requested = False

    class Selection(UniverseSelectionModel):
        universes = (first,)
        due = NOON + HOUR

        def get_next_refresh_time_utc(self):
            return self.due

        def create_universes(self, algorithm):
            return self.universes

    framework.set_universe_selection(Selection())
    framework.post_initialize()
    desk.universe_manager = {"a": first}
    framework.on_framework_data(SimpleNamespace(has_data=False))
    assert desk.universes == [first]
    Selection.universes = (second,)
    desk.at(NOON + HOUR)
    framework.on_framework_data(SimpleNamespace(has_data=False))
    assert desk.universes == [first, second]
    assert first.dispose_requested


def test_a_composite_selection_asks_models_that_are_due_or_never_refresh(desk):
    class Named(UniverseSelectionModel):
        def __init__(self, name, due):
            self.name, self.due = name, due

        def get_next_refresh_time_utc(self):
            return self.due

        def create_universes(self, algorithm):
            return [self.name]

    never = NullUniverseSelectionModel().get_next_refresh_time_utc()
    model = CompositeUniverseSelectionModel(Named("later", NOON + HOUR), Named("never", never))
    assert list(model.create_universes(desk)) == ["later", "never"]
    assert list(model.create_universes(desk)) == ["never"]
    assert model.get_next_refresh_time_utc() == NOON + HOUR


def test_a_constant_alpha_repeats_when_its_period_has_passed(desk):
    model = ConstantAlphaModel(InsightType.PRICE, UP, HOUR, 0.025, None)
    spy, ibm = desk.securities.values()
    ibm._price *= 0
    model.on_securities_changed(desk, SecurityChanges([spy, ibm]))
    assert [insight.symbol.value for insight in model.update(desk, DATA)] == ["SPY"]
    assert not list(model.update(desk.at(NOON + HOUR / 2), DATA))
    assert len(list(model.update(desk.at(NOON + HOUR), DATA))) == 1
    assert model.name == "ConstantAlphaModel(Price,Up,01:00:00,0.025)"


def test_models_that_lack_methods_are_refused_by_name(framework):
    with pytest.raises(ArgumentError, match=r"IAlphaModel\.Update must be implemented"):
        framework.set_alpha(object())
    with pytest.raises(ArgumentError, match=r"IExecutionModel\.Execute must be implemented"):
        framework.set_execution(object())
    with pytest.raises(AlgorithmError, match="update"):
        AlphaModel().update(None, None)
