"""What a date rule and a time rule are, and the ones made from functions."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from datetime import date, datetime
from typing import Protocol

from minilean.errors import ArgumentError
from minilean.interop.names import dotnet

DatesFunction = Callable[[datetime, datetime], Iterable[datetime]]
TimesFunction = Callable[[Iterable[datetime]], Iterable[datetime]]


class IDateRule(Protocol):
    """Chooses dates (Common/Scheduling/IDateRule.cs)."""

    @property
    def name(self) -> str:
        """What the rule is called in an event's name."""
        ...

    def get_dates(self, start: datetime, end: datetime) -> Iterable[datetime]:
        """The dates between two, both included, in order."""
        ...


class ITimeRule(Protocol):
    """Chooses moments on dates (Common/Scheduling/ITimeRule.cs)."""

    @property
    def name(self) -> str:
        """What the rule is called in an event's name."""
        ...

    def create_utc_event_times(self, dates: Iterable[datetime]) -> Iterable[datetime]:
        """The UTC times on the dates, in order."""
        ...


@dotnet
class FuncDateRule:
    """A date rule from a function of first and last date (Common/Scheduling/FuncDateRule.cs)."""

    def __init__(self, name: str, get_dates_function: DatesFunction) -> None:
        """Raises ArgumentError for what cannot be called."""
        if not callable(get_dates_function):
            message = "Python DateRule provided is not a function"
            raise ArgumentError(message)
        self._name = name
        self._function = get_dates_function

    @property
    def name(self) -> str:
        """The name given."""
        return self._name

    def get_dates(self, start: datetime, end: datetime) -> Iterable[datetime]:
        """What the function gives; plain dates become midnights."""
        return map(_moment, self._function(start, end))


@dotnet
class FuncTimeRule:
    """A time rule from a function of dates to UTC times (Common/Scheduling/FuncTimeRule.cs)."""

    def __init__(self, name: str, create_utc_event_times_function: TimesFunction) -> None:
        """Raises ArgumentError for what cannot be called."""
        if not callable(create_utc_event_times_function):
            message = "Python TimeRule provided is not a function"
            raise ArgumentError(message)
        self._name = name
        self._function = create_utc_event_times_function

    @property
    def name(self) -> str:
        """The name given."""
        return self._name

    def create_utc_event_times(self, dates: Iterable[datetime]) -> Iterable[datetime]:
        """What the function gives."""
        return map(_moment, self._function(dates))


@dotnet
class CompositeTimeRule:
    """The times of several rules, date by date, each once (Common/Scheduling/CompositeTimeRule.cs)."""

    def __init__(self, *time_rules: ITimeRule | Iterable[ITimeRule]) -> None:
        self._rules: list[ITimeRule] = []
        for rule in time_rules:
            self._rules.extend(rule if isinstance(rule, Iterable) else (rule,))

    @property
    def rules(self) -> list[ITimeRule]:
        """The rules joined."""
        return self._rules

    @property
    def name(self) -> str:
        """The rules' names, joined by commas."""
        return ",".join(rule.name for rule in self._rules)

    def create_utc_event_times(self, dates: Iterable[datetime]) -> Iterator[datetime]:
        """The times of each date in order."""
        for day in dates:
            yield from sorted({time for rule in self._rules for time in rule.create_utc_event_times([day])})


def _moment(value: datetime | date) -> datetime:
    if isinstance(value, datetime):
        return value
    return datetime(value.year, value.month, value.day)
