"""Events as sentences: ``schedule.event("name").every_day("SPY").at(10, 0).run(function)``."""

from __future__ import annotations

import inspect
from collections.abc import Callable
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Any

from minilean.data.zones import zone_clock
from minilean.enums import DayOfWeek
from minilean.errors import InvalidOperation, KeyNotFound
from minilean.interop.names import dotnet
from minilean.scheduling.rules import CompositeTimeRule, IDateRule, ITimeRule

if TYPE_CHECKING:
    from minilean.scheduling.schedule_manager import ScheduleManager
    from minilean.scheduling.scheduled_event import Callback, ScheduledEvent

Predicate = Callable[[datetime], bool]


@dotnet
class FluentScheduledEventBuilder:
    """Collects a date rule, time rules and conditions (Common/Scheduling/FluentScheduledEventBuilder.cs)."""

    def __init__(self, schedule: ScheduleManager, securities: Any, name: str | None = None) -> None:
        self._schedule = schedule
        self._securities = securities
        self._name = name
        self._date_rule: IDateRule | None = None
        self._time_rules: list[ITimeRule] = []
        self._predicates: list[Predicate] = []

    def on(self, *dates: Any) -> FluentScheduledEventBuilder:
        """On dates."""
        self._date_rule = self._schedule.date_rules.on(*dates)
        return self

    def every(self, *days_or_interval: Any) -> FluentScheduledEventBuilder:
        """On weekdays; after a date rule, again and again with an interval between."""
        if isinstance(days_or_interval[0], timedelta):
            return self._at(self._schedule.time_rules.every(days_or_interval[0]))
        self._date_rule = self._schedule.date_rules.every(*(DayOfWeek(day) for day in days_or_interval))
        return self

    def every_day(self, symbol: Any = None) -> FluentScheduledEventBuilder:
        """On every day, or every day the symbol trades."""
        self._date_rule = self._schedule.date_rules.every_day(symbol)
        return self

    def month_start(self, symbol: Any = None) -> FluentScheduledEventBuilder:
        """On the first day of each month, or its first trading day."""
        self._date_rule = self._schedule.date_rules.month_start(symbol)
        return self

    def at(self, *arguments: Any, **named: Any) -> FluentScheduledEventBuilder:
        """At a time of day."""
        return self._at(self._schedule.time_rules.at(*arguments, **named))

    def after_market_open(
        self, symbol: Any, minutes_after_open: float = 0, extended_market_open: bool = False
    ) -> FluentScheduledEventBuilder:
        """Minutes after the open."""
        rules = self._schedule.time_rules
        return self._at(rules.after_market_open(symbol, minutes_after_open, extended_market_open))

    def before_market_close(
        self, symbol: Any, minute_before_close: float = 0, extended_market_close: bool = False
    ) -> FluentScheduledEventBuilder:
        """Minutes before the close."""
        rules = self._schedule.time_rules
        return self._at(rules.before_market_close(symbol, minute_before_close, extended_market_close))

    def where(self, predicate: Predicate) -> FluentScheduledEventBuilder:
        """Only at UTC times for which the function is true."""
        self._predicates.append(predicate)
        return self

    def during_market_hours(self, symbol: Any, extended_market: bool = False) -> FluentScheduledEventBuilder:
        """Only while the symbol's exchange is open; raises KeyNotFound for a symbol the algorithm does not hold."""
        security = self._securities.get(symbol)
        if security is None:
            message = f"{symbol} not found in portfolio. Request this data when initializing the algorithm."
            raise KeyNotFound(message)
        exchange = security.exchange
        clock = zone_clock(exchange.time_zone)
        return self.where(lambda time: exchange.hours.is_open(clock.from_utc(time), extended_market))

    def run(self, callback: Callable[..., Any]) -> ScheduledEvent:
        """Adds the event; the function may take nothing, the UTC time, or the name and the UTC time."""
        if self._date_rule is None or not self._time_rules:
            message = "a scheduled event needs a date rule and a time rule before it can run"
            raise InvalidOperation(message)
        rule = self._time_rules[0] if len(self._time_rules) == 1 else CompositeTimeRule(self._time_rules)
        name = self._name or f"{self._date_rule.name}: {rule.name}"
        return self._schedule._on(name, self._date_rule, _Filtered(rule, self._predicates), _with_arguments(callback))

    def _at(self, rule: ITimeRule) -> FluentScheduledEventBuilder:
        self._time_rules.append(rule)
        return self


class _Filtered:
    """A time rule's times for which all conditions hold."""

    def __init__(self, rule: ITimeRule, predicates: list[Predicate]) -> None:
        self.name = rule.name
        self._rule = rule
        self._predicates = predicates

    def create_utc_event_times(self, dates: Any) -> Any:
        times = self._rule.create_utc_event_times(dates)
        return (time for time in times if all(predicate(time) for predicate in self._predicates))


def _with_arguments(callback: Callable[..., Any]) -> Callback:
    """A callback of name and time that passes on as many as the function takes."""
    count = len(inspect.signature(callback).parameters)
    if count == 0:
        return lambda _name, _time: callback()
    if count == 1:
        return lambda _name, time: callback(time)
    return callback
