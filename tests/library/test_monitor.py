"""Costs of fills and the edge that is left."""

from __future__ import annotations

import math

import pytest

from trading.monitor import Costs, Edge


def test_slippage_is_paid_by_buyer_and_seller_alike():
    costs = Costs()
    assert costs.add(quantity=10, fill_price=100.1, expected_price=100, fee=1) == pytest.approx(10)
    assert costs.add(quantity=-10, fill_price=99.9, expected_price=100, fee=1) == pytest.approx(10)
    assert costs.slippage == pytest.approx(2)
    assert costs.total == pytest.approx(4)
    assert costs.turnover == 2000


def test_fills_are_dear_when_a_full_window_slips_by_twice_the_model():
    costs = Costs(window=2)
    costs.add(quantity=10, fill_price=100.1, expected_price=100, fee=0)
    assert not costs.is_dear(4)
    costs.add(quantity=10, fill_price=100.1, expected_price=100, fee=0)
    assert costs.is_dear(4)
    assert not costs.is_dear(6)


def test_an_edge_is_net_of_costs_and_fails_by_two_and_a_half_errors():
    edge = Edge(window=4)
    for gross in (1.0, -1.0, 1.0, -1.0):
        assert not edge.has_failed(100)
        edge.add(gross=gross, cost=0.5)
    assert edge.gross == 0
    assert edge.cost == 0.5
    assert edge.standard_error == pytest.approx(math.sqrt(4 / 3 / 4))
    assert edge.has_failed(5)
    assert not edge.has_failed(0.5)


def test_one_session_has_no_error_yet():
    edge = Edge()
    edge.add(gross=1, cost=0)
    assert edge.standard_error == math.inf
