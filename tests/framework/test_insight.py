from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from minilean.enums import InsightDirection, InsightScoreType, InsightType, Resolution
from minilean.errors import ArgumentError, InvalidOperation
from minilean.framework.insight import Insight
from minilean.securities.exchange_hours import SecurityExchangeHours
from minilean.securities.time_zones import TimeZones
from tests.framework.desk import NOON, Desk
from tests.securities.builders import an_equity, stock_hours

UP = InsightDirection.UP


def closing(insight, generated=NOON, hours=None):
    """The close time of an insight in naive UTC."""
    insight._generated_time_utc = generated
    insight.set_period_and_close_time(hours or stock_hours())
    return insight._close_time_utc


def an_insight(*period, **options):
    return Insight.price(an_equity(), *period, UP, **options)


def test_an_hour_counts_open_minutes_only():
    quarter_past_three = datetime(2021, 3, 3, 20, 15)
    assert closing(an_insight(timedelta(hours=1)), quarter_past_three) == datetime(2021, 3, 4, 14, 45)


def test_a_period_of_hours_bridges_a_weekend():
    friday_at_three = datetime(2021, 3, 5, 20)
    assert closing(an_insight(timedelta(hours=2)), friday_at_three) == datetime(2021, 3, 8, 15, 30)


def test_a_day_ends_at_the_same_time_of_the_next_open_day():
    friday = datetime(2021, 3, 5, 17)
    assert closing(an_insight(timedelta(days=1)), friday) == datetime(2021, 3, 8, 17)


def test_days_are_open_days_and_summer_time_moves_utc():
    assert closing(an_insight(timedelta(days=7))) == datetime(2021, 3, 12, 17)
    assert closing(an_insight(timedelta(days=8))) == datetime(2021, 3, 15, 16)


def test_a_part_of_a_day_is_that_part_of_a_session():
    assert closing(an_insight(timedelta(days=1, hours=12))) == datetime(2021, 3, 4, 20, 15)


def test_holidays_do_not_count():
    hours = stock_hours(holiday_dates=[datetime(2021, 3, 4)])
    assert closing(an_insight(timedelta(days=1)), hours=hours) == datetime(2021, 3, 5, 17)


def test_a_bar_that_reaches_over_the_open_counts():
    odd_second = datetime(2021, 3, 4, 14, 29, 30)
    assert closing(an_insight(Resolution.MINUTE, 1), odd_second) == datetime(2021, 3, 4, 14, 30, 30)


def test_bars_of_an_hour_are_sixty_minutes():
    assert closing(an_insight(Resolution.HOUR, 6)) == datetime(2021, 3, 4, 16, 30)


def test_a_close_time_outside_the_session_moves_to_the_next_open():
    evening = datetime(2021, 3, 3, 19)
    assert closing(an_insight(evening)) == datetime(2021, 3, 4, 14, 30)


def test_a_close_time_in_the_past_is_refused():
    with pytest.raises(ArgumentError, match="must not be in the past"):
        closing(an_insight(datetime(2021, 3, 2, 12)))


def test_a_function_of_the_local_time_gives_the_close():
    in_an_hour = closing(an_insight(lambda local: local + timedelta(hours=1)))
    assert in_an_hour == datetime(2021, 3, 3, 18)


def test_the_end_of_time_never_comes():
    insight = an_insight(datetime(2050, 12, 31))
    assert closing(insight) == datetime(2050, 12, 31)
    assert insight.is_active(datetime(2049, 1, 1))


def test_a_market_that_never_closes_needs_no_calendar():
    always = SecurityExchangeHours.always_open(TimeZones.UTC)
    assert closing(an_insight(timedelta(hours=30)), hours=always) == NOON + timedelta(hours=30)


def test_stepping_in_strides_gives_what_stepping_bar_by_bar_gives():
    hours = stock_hours(holiday_dates=[datetime(2021, 3, 5)])
    current = datetime(2021, 3, 3, 15, 59, 10)
    utc = datetime(2021, 3, 3, 20, 59, 10)
    for minutes in range(1, 900):
        while True:
            after = current + timedelta(minutes=1)
            counts = hours.is_open(current, after, False)
            current = after
            if counts:
                break
        local = current.replace(tzinfo=TimeZones.NEW_YORK).astimezone(UTC).replace(tzinfo=None)
        if minutes % 37 == 0:
            assert closing(an_insight(Resolution.MINUTE, minutes), utc, hours) == local


@pytest.mark.parametrize("period", [(timedelta(milliseconds=10),), (Resolution.MINUTE, 0)])
def test_periods_that_are_too_short_are_refused(period):
    with pytest.raises(ArgumentError):
        an_insight(*period)


def test_expiring_closes_a_second_ago_and_once():
    insight = an_insight(timedelta(hours=1))
    closing(insight)
    insight.expire(NOON + timedelta(minutes=5))
    assert insight._close_time_utc == NOON + timedelta(minutes=5, seconds=-1)
    assert insight.period == timedelta(minutes=5, seconds=-1)
    insight.cancel(NOON + timedelta(minutes=9))
    assert insight._close_time_utc == NOON + timedelta(minutes=5, seconds=-1)


def test_an_insight_is_active_up_to_and_at_its_close():
    insight = an_insight(timedelta(hours=1))
    close = closing(insight)
    assert insight.is_active(close)
    assert insight.is_expired(close + timedelta(microseconds=1))
    assert insight.is_expired((close + timedelta(seconds=1)).replace(tzinfo=UTC))


def test_users_see_utc_with_its_zone_and_both_spellings():
    insight = an_insight(timedelta(hours=1), magnitude=0.02)
    closing(insight)
    assert insight.generated_time_utc == NOON.replace(tzinfo=UTC)
    assert insight.CloseTimeUtc == insight.close_time_utc
    assert insight.Magnitude == 0.02
    assert insight.Symbol is insight.symbol


def test_the_constructor_takes_a_tag_in_the_fifth_place_or_all_by_name():
    symbol = an_equity()
    assert Insight(symbol, timedelta(1), InsightType.PRICE, UP, "note").tag == "note"
    insight = Insight(symbol, timedelta(1), InsightType.PRICE, UP, 0.1, 0.5, weight=0.3, source_model="mine")
    assert (insight.magnitude, insight.confidence, insight.weight, insight.source_model) == (0.1, 0.5, 0.3, "mine")


def test_a_generated_time_in_front_fixes_the_close():
    insight = Insight(NOON, an_equity(), timedelta(hours=40), InsightType.PRICE, UP)
    assert insight._close_time_utc == NOON + timedelta(hours=40)


def test_a_group_shares_an_id_and_takes_no_second_one():
    first, second = an_insight(timedelta(1)), an_insight(timedelta(1))
    assert Insight.group(first, second) == [first, second]
    assert first.group_id == second.group_id
    with pytest.raises(InvalidOperation, match="already been assigned"):
        Insight.group([first])


def test_a_clone_keeps_identity_and_times():
    insight = an_insight(timedelta(1), weight=0.5)
    closing(insight)
    twin = insight.clone()
    assert (twin.id, twin.weight, twin._close_time_utc) == (insight.id, 0.5, insight._close_time_utc)


def test_the_text_names_symbol_direction_and_numbers():
    Desk()
    insight = an_insight(timedelta(days=1), magnitude=0.015, confidence=0.4215, weight=0.5, tag="why")
    text = "SPY Price Up 1.00:00:00 M:0.015% C:42.1% W:50%. why"
    assert insight.short_to_string() == text
    assert str(insight).endswith("Price Up within 1.00:00:00 by 0.015% with 42.1% confidence and 50% weight: why")


def test_scores_stay_within_zero_and_one_and_become_final():
    score = an_insight(timedelta(1)).score
    score.set_score(InsightScoreType.DIRECTION, 1.7, NOON)
    score.set_score(InsightScoreType.MAGNITUDE, 0.25, NOON)
    score.finalize(NOON)
    score.set_score(InsightScoreType.DIRECTION, 0.1, NOON)
    assert (score.direction, score.get_score(InsightScoreType.MAGNITUDE), score.is_final_score) == (1.0, 0.25, True)
    assert str(score) == "Direction: 100 Magnitude: 25"
