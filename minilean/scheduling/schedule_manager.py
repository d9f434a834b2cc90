"""The algorithm's schedule: makes events of rules and hands them to whoever fires them."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Any, Protocol
from zoneinfo import ZoneInfo

from minilean.errors import ArgumentError
from minilean.interop.names import dotnet
from minilean.scheduling.date_rules import DateRules
from minilean.scheduling.fluent import FluentScheduledEventBuilder
from minilean.scheduling.scheduled_event import Callback, ScheduledEvent
from minilean.scheduling.time_rules import TimeRules

if TYPE_CHECKING:
    from minilean.scheduling.rules import IDateRule
    from minilean.securities.market_hours_database import MarketHoursDatabase

_END_OF_TIME = datetime(2050, 12, 31)
_ON = ("name", "date_rule", "time_rule", "callback")


class IEventSchedule(Protocol):
    """Whoever fires scheduled events."""

    def add(self, scheduled_event: ScheduledEvent) -> None:
        """Takes an event."""
        ...

    def remove(self, scheduled_event: ScheduledEvent) -> None:
        """Lets go of an event."""
        ...


@dotnet
class ScheduleManager:
    """What users reach as ``self.schedule`` (Common/Scheduling/ScheduleManager.cs)."""

    def __init__(
        self,
        algorithm: Any,
        securities: Any,
        time_zone: ZoneInfo,
        market_hours_database: MarketHoursDatabase,
    ) -> None:
        self._securities = securities
        self._date_rules = DateRules(algorithm, securities, time_zone, market_hours_database)
        self._time_rules = TimeRules(algorithm, securities, time_zone, market_hours_database)
        self._event_schedule: IEventSchedule | None = None
        self._waiting: list[ScheduledEvent] = []

    @property
    def date_rules(self) -> DateRules:
        """Rules that choose dates."""
        return self._date_rules

    @property
    def time_rules(self) -> TimeRules:
        """Rules that choose times."""
        return self._time_rules

    def set_event_schedule(self, event_schedule: IEventSchedule) -> None:
        """Hands over the events made so far, and all later ones."""
        self._event_schedule = event_schedule
        for event in self._waiting:
            event_schedule.add(event)

    def add(self, scheduled_event: ScheduledEvent) -> None:
        """Adds an event."""
        if self._event_schedule is not None:
            self._event_schedule.add(scheduled_event)
        else:
            self._waiting.append(scheduled_event)

    def remove(self, scheduled_event: ScheduledEvent) -> None:
        """Removes an event."""
        if self._event_schedule is not None:
            self._event_schedule.remove(scheduled_event)
        else:
            self._waiting = [event for event in self._waiting if event is not scheduled_event]

    def on(self, *arguments: Any, **named: Any) -> ScheduledEvent:
        """``on([name,] date_rule, time_rule, callback)``: calls back, without arguments, when both rules say so.

        Raises ArgumentError when one of the three is missing.
        """
        names = _ON if arguments and isinstance(arguments[0], str) else _ON[1:]
        given = dict(zip(names, arguments, strict=False)) | named
        callback = given.get("callback") or given.get("action")
        if callback is None or "date_rule" not in given or "time_rule" not in given:
            message = "schedule.on takes a date rule, a time rule and a function, and a name before them if you like"
            raise ArgumentError(message)
        rules = given["date_rule"], given["time_rule"]
        return self._on(given.get("name") or _name_of(*rules), *rules, lambda _name, _time: callback())

    def _on(self, name: str, date_rule: Any, time_rule: Any, callback: Callback) -> ScheduledEvent:
        """Makes an event whose callback gets its name and its UTC time."""
        times = time_rule.create_utc_event_times(self._dates(date_rule))
        event = ScheduledEvent(name, times, callback)
        self.add(event)
        return event

    def event(self, name: str | None = None) -> FluentScheduledEventBuilder:
        """Starts a sentence: ``event().every_day().at(10, 0).run(f)``."""
        return FluentScheduledEventBuilder(self, self._securities, name)

    def training_now(self, training_code: Callable[[], Any]) -> ScheduledEvent:
        """Calls the function at the next opportunity."""
        now = self._date_rules._utc_now()
        name = f"Training: Now: {now:%Y-%m-%dT%H:%M:%S.%f}0Z"
        return self._on(name, self._date_rules.today, self._time_rules.now, lambda _name, _time: training_code())

    def training(self, date_rule: Any, time_rule: Any, training_code: Callable[[], Any]) -> ScheduledEvent:
        """The same as ``on`` without a name."""
        return self._on(_name_of(date_rule, time_rule), date_rule, time_rule, lambda _name, _time: training_code())

    def _dates(self, date_rule: IDateRule) -> Iterator[datetime]:
        """The rule's dates from the day before the current UTC date; the rule is asked when the first is needed."""
        now = self._date_rules._utc_now()
        yield from date_rule.get_dates(datetime(now.year, now.month, now.day) - timedelta(days=1), _END_OF_TIME)


def _name_of(date_rule: Any, time_rule: Any) -> str:
    return f"{date_rule.name}: {time_rule.name}"
