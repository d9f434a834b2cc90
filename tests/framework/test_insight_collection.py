from __future__ import annotations

from datetime import timedelta

import pytest

from minilean.enums import InsightDirection
from minilean.errors import KeyNotFound
from minilean.framework.insight import Insight
from tests.framework.desk import NOON, Desk

HOUR = timedelta(hours=1)


@pytest.fixture
def desk():
    desk = Desk()
    for ticker in ("SPY", "IBM", "AIG"):
        desk.add(ticker)
    return desk


def an_insight(desk, ticker, hours=1):
    symbol = next(symbol for symbol in desk.securities if symbol.value == ticker)
    return Insight.price(symbol, hours * HOUR, InsightDirection.UP)


def test_insights_are_counted_by_symbol_and_in_all(desk):
    insights = desk.take(an_insight(desk, "SPY"), an_insight(desk, "IBM"), an_insight(desk, "SPY"))
    manager = desk.insights
    assert (manager.count, manager.total_count, len(manager)) == (3, 3, 3)
    assert manager[insights[0].symbol] == [insights[0], insights[2]]
    assert manager.try_get_value(insights[1].symbol) == (True, [insights[1]])
    assert insights[1] in manager


def test_the_place_of_a_removed_symbol_goes_to_the_next_one_as_in_dotnet(desk):
    spy, ibm = desk.take(an_insight(desk, "SPY"), an_insight(desk, "IBM"))
    desk.insights.remove(spy)
    (aig,) = desk.take(an_insight(desk, "AIG"))
    assert list(desk.insights) == [aig, ibm]


def test_expired_insights_are_removed_and_returned(desk):
    short, long = desk.take(an_insight(desk, "SPY", 1), an_insight(desk, "IBM", 3))
    later = NOON + 2 * HOUR
    assert desk.insights.get_active_insights(later) == [long]
    assert not desk.insights.has_active_insights(short.symbol, later)
    assert desk.insights.remove_expired_insights(later) == [short]
    assert desk.insights.get_next_expiry_time() == long._close_time_utc
    assert desk.insights.get_insights() == [short, long]
    assert not desk.insights.contains_key(short.symbol)


def test_a_symbol_without_insights_is_a_missing_key(desk):
    assert desk.insights.get_next_expiry_time() is None
    with pytest.raises(KeyNotFound):
        desk.insights[next(iter(desk.securities))]


def test_cancelling_symbols_or_insights_closes_them_now(desk):
    spy, ibm = desk.take(an_insight(desk, "SPY"), an_insight(desk, "IBM"))
    desk.at(NOON + HOUR / 2)
    desk.insights.cancel([spy.symbol])
    desk.insights.expire([ibm])
    assert {spy._close_time_utc, ibm._close_time_utc} == {NOON + HOUR / 2 - timedelta(seconds=1)}
    desk.insights.cancel(None)


def test_insights_can_be_forgotten_by_a_filter(desk):
    spy, ibm = desk.take(an_insight(desk, "SPY"), an_insight(desk, "IBM"))
    desk.insights.remove_insights(lambda insight: insight is spy)
    assert desk.insights.get_insights(lambda insight: True) == [ibm]
    assert list(desk.insights) == [ibm]


def test_a_score_function_in_either_spelling_sees_the_manager(desk):
    class Scorer:
        def Score(self, manager, utc_time):
            self.seen = (manager, utc_time)

    scorer = Scorer()
    desk.insights.set_insight_score_function(scorer)
    desk.insights.step(NOON)
    assert scorer.seen == (desk.insights, NOON)
