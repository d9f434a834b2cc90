from __future__ import annotations

from decimal import Decimal

import pytest

from minilean.enums import InsightDirection
from minilean.errors import ArgumentError
from minilean.framework.order_sizing import OrderSizing, adjust_by_lot_size
from minilean.framework.portfolio_target import PortfolioTarget
from minilean.framework.portfolio_target_collection import PortfolioTargetCollection
from minilean.framework.risk.base import RiskManagementModel
from minilean.framework.risk.composite import CompositeRiskManagementModel
from minilean.framework.risk.maximum_drawdown_percent_per_security import MaximumDrawdownPercentPerSecurity
from minilean.framework.risk.maximum_drawdown_percent_portfolio import MaximumDrawdownPercentPortfolio
from minilean.framework.risk.maximum_unrealized_profit_percent_per_security import (
    MaximumUnrealizedProfitPercentPerSecurity,
)
from minilean.framework.risk.null import NullRiskManagementModel
from minilean.framework.risk.trailing_stop import TrailingStopRiskManagementModel
from tests.framework.desk import Desk


@pytest.fixture
def desk():
    return Desk()


def symbols(targets):
    return [target.symbol.value for target in targets]


def test_a_security_past_its_drawdown_is_flattened_and_its_insights_end(desk):
    desk.add("SPY").holds(10, unrealized_profit_percent="-0.0401")
    desk.add("IBM").holds(10, unrealized_profit_percent="-0.04")
    desk.add("AIG").holds(0, unrealized_profit_percent="-0.5")
    (target,) = MaximumDrawdownPercentPerSecurity(0.04).manage_risk(desk, [])
    assert (target.symbol.value, target.quantity) == ("SPY", 0)


def test_profits_past_the_limit_are_taken(desk):
    desk.add("SPY").holds(-10, unrealized_profit_percent="0.051")
    desk.add("IBM").holds(10, unrealized_profit_percent="0.05")
    assert symbols(MaximumUnrealizedProfitPercentPerSecurity().manage_risk(desk, [])) == ["SPY"]


def test_a_trailing_stop_follows_the_best_value_of_a_long_position(desk):
    security = desk.add("SPY").holds(10, absolute_holdings_cost="1000", absolute_holdings_value="1200")
    model = TrailingStopRiskManagementModel(0.05)
    assert not model.manage_risk(desk, [])
    security.holds(10, absolute_holdings_value="1140")
    assert not model.manage_risk(desk, [])
    security.holds(10, absolute_holdings_value="1139")
    assert symbols(model.manage_risk(desk, [])) == ["SPY"]


def test_a_trailing_stop_of_a_short_position_follows_the_lowest_value(desk):
    security = desk.add("SPY").holds(-10, absolute_holdings_cost="1000", absolute_holdings_value="900")
    model = TrailingStopRiskManagementModel(0.05)
    assert not model.manage_risk(desk, [])
    security.holds(-10, absolute_holdings_value="946")
    assert symbols(model.manage_risk(desk, [])) == ["SPY"]


def test_turning_the_position_starts_the_trail_anew(desk):
    security = desk.add("SPY").holds(10, absolute_holdings_cost="1000", absolute_holdings_value="2000")
    model = TrailingStopRiskManagementModel(0.05)
    model.manage_risk(desk, [])
    security.holds(-10, absolute_holdings_cost="1000", absolute_holdings_value="1010")
    assert not model.manage_risk(desk, [])


def test_a_portfolio_below_its_limit_turns_targets_flat_and_starts_anew(desk):
    target = PortfolioTarget(desk.add("SPY").symbol, 5)
    model = MaximumDrawdownPercentPortfolio(0.05)
    assert not model.manage_risk(desk, [target])
    desk.portfolio._total_portfolio_value = Decimal(94_999)
    assert not model.manage_risk(desk, [])
    (flat,) = model.manage_risk(desk, [target])
    assert (flat.symbol, flat.quantity) == (target.symbol, 0)
    assert not model.manage_risk(desk, [target])


def test_a_trailing_portfolio_drawdown_counts_from_the_high(desk):
    target = PortfolioTarget(desk.add("SPY").symbol, 5)
    fixed, trailing = MaximumDrawdownPercentPortfolio(0.05), MaximumDrawdownPercentPortfolio(0.05, True)
    for value in (100_000, 120_000):
        desk.portfolio._total_portfolio_value = Decimal(value)
        assert not fixed.manage_risk(desk, [target])
        assert not trailing.manage_risk(desk, [target])
    desk.portfolio._total_portfolio_value = Decimal(113_000)
    assert not fixed.manage_risk(desk, [target])
    assert trailing.manage_risk(desk, [target])


def test_several_models_see_the_targets_of_those_before(desk):
    spy, ibm = desk.add("SPY").symbol, desk.add("IBM").symbol

    class Halve(RiskManagementModel):
        def ManageRisk(self, algorithm, targets):
            return [PortfolioTarget(target.symbol, target._quantity / 2) for target in targets]

    class OnlySpy:
        def manage_risk(self, algorithm, targets):
            return [PortfolioTarget(target.symbol, 1) for target in targets if target.symbol == spy]

        def on_securities_changed(self, algorithm, changes):
            self.heard = changes

    composite = CompositeRiskManagementModel(Halve(), OnlySpy())
    composite.add_risk_management(NullRiskManagementModel())
    composite.on_securities_changed(desk, "changes")
    result = composite.manage_risk(desk, [PortfolioTarget(spy, 8), PortfolioTarget(ibm, 8)])
    assert {target.symbol: target.quantity for target in result} == {spy: 1, ibm: 4}


def test_a_composite_of_nothing_or_of_a_model_without_methods_is_refused():
    with pytest.raises(ArgumentError, match="at least 1"):
        CompositeRiskManagementModel([])
    with pytest.raises(ArgumentError, match="ManageRisk must be implemented"):
        CompositeRiskManagementModel(object())


def test_reducing_and_large_orders_come_first(desk):
    small = PortfolioTarget(desk.add("SPY", "10").symbol, 5)
    large = PortfolioTarget(desk.add("IBM", "10").symbol, -50)
    reducing = PortfolioTarget(desk.add("AIG", "1").holds(10).symbol, 8)
    done = PortfolioTarget(desk.add("BAC").holds(3).symbol, 3)
    targets = PortfolioTargetCollection()
    targets.add_range([small, large, reducing, done])
    assert targets.order_by_margin_impact(desk) == [reducing, large, small]
    desk.is_warming_up = True
    assert targets.order_by_margin_impact(desk) == []


def test_open_orders_count_as_held(desk):
    target = PortfolioTarget(desk.add("SPY").symbol, 5)
    desk.waiting[target.symbol] = Decimal(5)
    targets = PortfolioTargetCollection()
    targets.add(target)
    assert targets.order_by_margin_impact(desk) == []


def test_fulfilled_targets_leave_the_collection(desk):
    met = PortfolioTarget(desk.add("SPY").holds(5).symbol, 5)
    open_target = PortfolioTarget(desk.add("IBM").symbol, 5)
    targets = PortfolioTargetCollection()
    targets.add_range([met, open_target])
    targets.clear_fulfilled(desk)
    assert list(targets) == [open_target]
    assert targets.contains_key(open_target.symbol)
    assert not targets.remove(PortfolioTarget(open_target.symbol, 5))
    assert targets.remove(open_target)
    assert targets.is_empty


@pytest.mark.parametrize(
    ("quantity", "expected"), [("7.9", "7"), ("-7.9", "-7"), ("6.9999999", "7"), ("-6.9999999", "-7"), ("0", "0")]
)
def test_lots_are_whole_unless_a_millionth_is_missing(desk, quantity, expected):
    assert adjust_by_lot_size(desk.add("SPY"), Decimal(quantity)) == Decimal(expected)


def test_order_sizes_respect_volume_and_value(desk):
    security = desk.add("SPY", "50")
    security._volume = Decimal(1000)
    security.symbol_properties._contract_multiplier = Decimal(1)
    security.quote_currency = type("Cash", (), {"_conversion_rate": Decimal(1)})
    assert OrderSizing.get_order_size_for_percent_volume(security, 0.01, -500) == -10
    assert OrderSizing.get_order_size_for_maximum_value(security, 1020, 500) == 20
    security._price = Decimal(0)
    assert OrderSizing.get_order_size_for_maximum_value(security, 1020, 500) == 0


def test_a_direction_serves_as_quantity(desk):
    assert PortfolioTarget(desk.add("SPY").symbol, InsightDirection.DOWN).quantity == -1
