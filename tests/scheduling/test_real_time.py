"""The order in which scheduled events fire, and when."""

from __future__ import annotations

from datetime import datetime, timedelta
from types import SimpleNamespace

import pytest

from minilean.errors import ArgumentError, InvalidOperation, KeyNotFound
from minilean.scheduling.end_of_day import EndOfDayEvents
from minilean.scheduling.scheduled_event import NEVER, ScheduledEvent
from minilean.securities.time_zones import TimeZones
from tests.scheduling.builders import Desk, a_security
from tests.securities.builders import an_equity, stock_hours

NINE = datetime(2013, 10, 7, 13)
HOUR = timedelta(hours=1)


def a_desk(utc: datetime = NINE) -> Desk:
    desk = Desk(utc)
    desk.handler.start()
    return desk


def test_an_event_between_slices_fires_at_its_own_time_before_the_later_slice():
    desk = a_desk()
    desk.schedule.on("half past", desk.dates.today, desk.times.at(9, 30), desk.note("half past"))
    desk.step(NINE + HOUR)
    assert desk.fired == [("half past", NINE + HOUR / 2)]


def test_an_event_at_a_slices_time_waits_for_the_slice():
    desk = a_desk()
    desk.schedule.on("ten", desk.dates.today, desk.times.at(10, 0), desk.note("ten"))
    desk.handler.scan_past_events(NINE + HOUR)
    assert desk.fired == []
    desk.handler.set_time(NINE + HOUR)
    assert [name for name, _ in desk.fired] == ["ten"]


def test_events_of_one_time_fire_in_order_but_the_last_to_fire_stays_in_front_as_in_lean():
    desk = a_desk()
    for name in ("first", "second", "third"):
        desk.schedule.on(name, desk.dates.every_day(), desk.times.at(12, 0), desk.note(name))
    for day in range(3):
        desk.step(NINE + timedelta(days=day, hours=8))
    names = [name for name, _ in desk.fired]
    assert names[:3] == ["first", "second", "third"]
    assert names[3:6] == ["third", "first", "second"]
    assert names[6:] == ["second", "third", "first"]


def test_times_before_an_event_is_made_are_dropped_and_now_is_not():
    desk = a_desk()
    desk.schedule.on("past", desk.dates.today, desk.times.at(8, 59), desk.note("past"))
    desk.schedule.on("now", desk.dates.today, desk.times.at(9, 0), desk.note("now"))
    desk.step(NINE + HOUR)
    assert [name for name, _ in desk.fired] == ["now"]


def test_an_event_removed_or_disabled_fires_no_more():
    desk = a_desk()
    removed = desk.schedule.on("removed", desk.dates.every_day(), desk.times.noon, desk.note("removed"))
    disabled = desk.schedule.on("disabled", desk.dates.every_day(), desk.times.noon, desk.note("disabled"))
    desk.schedule.remove(removed)
    disabled.enabled = False
    desk.step(NINE + 24 * HOUR)
    assert desk.fired == []


def test_an_event_made_by_an_event_waits_for_the_next_look():
    desk = a_desk()

    def make() -> None:
        desk.schedule.on("made", desk.dates.today, desk.times.at(9, 45), desk.note("made"))

    desk.schedule.on("maker", desk.dates.today, desk.times.at(9, 30), make)
    desk.handler.scan_past_events(NINE + HOUR)
    assert desk.fired == []
    desk.handler.scan_past_events(NINE + HOUR)
    assert desk.fired == [("made", NINE + HOUR * 0.75)]


def test_what_a_callback_raises_leaves_its_event_named():
    desk = a_desk()
    desk.schedule.on("broken", desk.dates.today, desk.times.at(9, 30), lambda: 1 / 0)
    with pytest.raises(ZeroDivisionError):
        desk.step(NINE + HOUR)
    assert desk.handler.firing is not None
    assert str(desk.handler.firing) == "broken"


def test_an_event_of_given_times_tells_its_callback_name_and_time():
    desk = a_desk()
    told = []
    event = ScheduledEvent("mine", [NINE + HOUR, NINE + 2 * HOUR], lambda name, time: told.append((name, time)))
    event.event_fired += lambda name, time: told.append(("listener", time))
    desk.schedule.add(event)
    desk.step(NINE + 5 * HOUR)
    assert told == [
        ("mine", NINE + HOUR),
        ("listener", NINE + HOUR),
        ("mine", NINE + 2 * HOUR),
        ("listener", NINE + 2 * HOUR),
    ]
    assert event.next_event_utc_time == NEVER


def test_an_event_of_one_time_fires_once():
    desk = a_desk()
    fired = []
    desk.schedule.add(ScheduledEvent("once", NINE, lambda _name, time: fired.append(time)))
    desk.step(NINE)
    desk.step(NINE + HOUR)
    assert fired == [NINE]


def test_an_event_needs_two_rules_and_a_function():
    desk = a_desk()
    with pytest.raises(ArgumentError, match="a date rule, a time rule and a function"):
        desk.schedule.on(desk.dates.today, desk.times.noon)
    event = desk.schedule.on(date_rule=desk.dates.today, time_rule=desk.times.noon, callback=desk.note("named"))
    assert event.name == "TodayOnly: Noon"


def test_an_event_may_be_said_as_a_sentence():
    desk = a_desk()
    told = []
    sentence = desk.schedule.event("mine").every_day("SPY").at(10, 0).at(11, 0)
    sentence.where(lambda time: time.day != 8).run(lambda time: told.append(time))  # noqa: PLW0108 - one argument counts
    for day in range(3):
        desk.step(NINE + timedelta(days=day, hours=8))
    assert [f"{time:%d %H}" for time in told] == ["07 14", "07 15", "09 14", "09 15"]


def test_a_sentence_may_keep_to_market_hours():
    desk = a_desk()
    sentence = desk.schedule.Event().EveryDay().Every(2 * HOUR).DuringMarketHours(desk.spy)
    sentence.Run(desk.note("open"))
    desk.step(NINE + 24 * HOUR)
    assert [time.hour for _, time in desk.fired] == [14, 16, 18]
    with pytest.raises(KeyNotFound):
        desk.schedule.event().every_day().every(HOUR).during_market_hours(an_equity("IBM"))
    with pytest.raises(InvalidOperation):
        desk.schedule.event().every_day().run(desk.note("never"))


def test_training_happens_at_the_next_opportunity():
    desk = a_desk()
    desk.schedule.training_now(desk.note("trained"))
    desk.step(NINE)
    assert desk.fired == [("trained", NINE)]
    assert desk.schedule.training(desk.dates.every_day(), desk.times.midnight, desk.note("daily")).name == (
        "EveryDay: Midnight"
    )


def an_algorithm(desk: Desk) -> SimpleNamespace:
    return SimpleNamespace(
        utc_time=desk.utc_time,
        time=desk.utc_time - 4 * HOUR,
        end_date=datetime(2013, 10, 9),
        time_zone=TimeZones.NEW_YORK,
        securities=desk,
        debug=desk.debug,
        on_end_of_day=lambda *symbol: desk.fired.append((str(*symbol), desk.utc_time)),
    )


def test_a_securitys_day_ends_ten_minutes_before_its_close():
    desk = a_desk()
    events = EndOfDayEvents(desk.handler, an_algorithm(desk), for_algorithm=False, for_securities=True)
    events.start()
    ibm = a_security(an_equity("IBM"), stock_hours(early_closes={datetime(2013, 10, 8): timedelta(hours=13)}))
    desk.handler.on_securities_changed(SimpleNamespace(_added=[ibm], _removed=[]))
    desk.step(NINE + 28 * HOUR)
    assert desk.fired == [("IBM", datetime(2013, 10, 7, 19, 50)), ("IBM", datetime(2013, 10, 8, 16, 50))]
    desk.handler.on_securities_changed(SimpleNamespace(_added=[], _removed=[ibm]))
    desk.step(NINE + 72 * HOUR)
    assert len(desk.fired) == 2


def test_the_algorithms_day_ends_two_minutes_before_its_midnight_on_trading_days():
    desk = Desk(datetime(2013, 10, 6, 4))
    events = EndOfDayEvents(desk.handler, an_algorithm(desk), for_algorithm=True, for_securities=False)
    events.start()
    desk.handler.start()
    desk.step(datetime(2013, 10, 9, 4))
    assert [time for _, time in desk.fired] == [datetime(2013, 10, 8, 3, 58), datetime(2013, 10, 9, 3, 58)]
    assert "will be deprecated" in desk.messages[0]
    desk.handler.on_securities_changed(SimpleNamespace(_added=[], _removed=[]))
    assert len(desk.messages) == 2
