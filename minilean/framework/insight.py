"""Insight: a prediction about one security."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import datetime, timedelta
from decimal import Decimal
from typing import TYPE_CHECKING, Any
from uuid import UUID

from minilean.enums import InsightDirection, InsightType, Resolution
from minilean.errors import ArgumentError, InvalidOperation
from minilean.framework import insight_period
from minilean.framework.clock import END_OF_TIME, END_OF_TIME_SPAN, aware, naive
from minilean.framework.insight_score import InsightScore
from minilean.interop.decimals import ZERO
from minilean.interop.names import dotnet, exact
from minilean.interop.overrides import PascalFields
from minilean.interop.text import double_text, time_span_text
from minilean.securities.symbol import as_symbol

if TYPE_CHECKING:
    from minilean.framework.insight_period import PeriodRule
    from minilean.securities.exchange_hours import SecurityExchangeHours
    from minilean.securities.symbol import Symbol

_UNSET = datetime(1, 1, 1)
_SECOND = timedelta(seconds=1)
_NO_TIME = timedelta()
Expiry = Callable[[datetime], datetime]


def _new_id() -> UUID:
    from uuid import uuid4

    return uuid4()


def _optional(number: float | Decimal | None) -> float | None:
    return None if number is None else float(number)


def _seen_by_users(field: str) -> Any:
    def read(self: Insight) -> datetime:
        """In UTC, with its zone once it is set."""
        time: datetime = getattr(self, field)
        return time if time in (_UNSET, END_OF_TIME) else aware(time)

    def write(self: Insight, time: datetime) -> None:
        setattr(self, field, naive(time))

    return property(read, write)


@dotnet
class Insight(PascalFields):
    """A direction of a symbol for a period (Common/Algorithm/Framework/Alphas/Insight.cs).

    ``_generated_time_utc`` and ``_close_time_utc`` are naive UTC; magnitude, confidence and weight are fractions or
    None. ``Insight(symbol, period, type, direction, ...)``; the period may be a function of the local time, and a
    generated time may come first.
    """

    _generated_time_utc: datetime
    _close_time_utc: datetime
    generated_time_utc = _seen_by_users("_generated_time_utc")
    close_time_utc = _seen_by_users("_close_time_utc")
    reference_value = exact("_reference_value")
    reference_value_final = exact("_reference_value_final")
    estimated_value = exact("_estimated_value")

    def __init__(self, *arguments: Any, **named: Any) -> None:
        if arguments and isinstance(arguments[0], datetime):
            named["generated_time_utc"], arguments = arguments[0], arguments[1:]
        fields = _by_name(arguments, named)
        generated = fields.pop("generated_time_utc", None)
        period = fields.pop("period")
        rule = insight_period.by_function(period) if callable(period) else insight_period.of_time_span(period)
        self._qc_set(rule, **fields)
        if not callable(period):
            self.period = period
        if generated is not None:
            self._generated_time_utc = naive(generated)
            self._close_time_utc = self._generated_time_utc + period

    def _qc_set(
        self,
        rule: PeriodRule,
        *,
        symbol: Symbol,
        type: InsightType,
        direction: InsightDirection,
        magnitude: float | None = None,
        confidence: float | None = None,
        source_model: str | None = None,
        weight: float | None = None,
        tag: str = "",
    ) -> None:
        self._rule = rule
        self._id: UUID | None = None
        self.group_id: UUID | None = None
        self.symbol = as_symbol(symbol)
        self.type = InsightType(type)
        self.direction = InsightDirection(direction)
        self.period = _NO_TIME
        self.magnitude = _optional(magnitude)
        self.confidence = _optional(confidence)
        self.weight = _optional(weight)
        self.source_model = source_model
        self.tag = tag
        self.score = InsightScore()
        self._generated_time_utc = self._close_time_utc = _UNSET
        self._reference_value = self._reference_value_final = self._estimated_value = ZERO

    @property
    def id(self) -> UUID:
        """An identifier of its own."""
        if self._id is None:
            self._id = _new_id()
        return self._id

    def is_expired(self, utc_time: datetime) -> bool:
        """Whether it closed before a UTC time."""
        return self._close_time_utc < naive(utc_time)

    def is_active(self, utc_time: datetime) -> bool:
        """Whether it has not closed before a UTC time."""
        return self._close_time_utc >= naive(utc_time)

    def expire(self, utc_time: datetime) -> None:
        """Closes it a second before a UTC time, unless it closed already."""
        now = naive(utc_time)
        if self._close_time_utc >= now:
            self._close_time_utc = now - _SECOND
            self.period = self._close_time_utc - self._generated_time_utc

    def cancel(self, utc_time: datetime) -> None:
        """The same as expire."""
        self.expire(utc_time)

    def set_period_and_close_time(self, exchange_hours: SecurityExchangeHours) -> None:
        """Computes when it closes; raises InvalidOperation when it has no generated time yet."""
        if self._generated_time_utc == _UNSET:
            message = "The insight's 'GeneratedTimeUtc' property must be set before calling SetPeriodAndCloseTime."
            raise InvalidOperation(message)
        self.period, self._close_time_utc = self._rule(self._generated_time_utc, exchange_hours)

    def clone(self) -> Insight:
        """A copy with the same identifier."""
        twin = Insight(
            self.symbol, self.period, self.type, self.direction, self.magnitude, self.confidence,
            weight=self.weight, tag=self.tag,
        )  # fmt: skip
        for field in ("_generated_time_utc", "_close_time_utc", "score", "_estimated_value", "_reference_value",
                      "_reference_value_final", "source_model", "group_id"):  # fmt: skip
            setattr(twin, field, getattr(self, field))
        twin._id = self.id
        return twin

    @staticmethod
    def price(symbol: Symbol, *arguments: Any, **named: Any) -> Insight:
        """A prediction of the price: ``price(symbol, period, direction, magnitude, confidence, source, weight, tag)``.

        The period is a timedelta, a resolution followed by a bar count, a local close time, or a function of the local
        time. Raises ArgumentError for periods under a second and bar counts under one.
        """
        spec, rest = _period_of(list(arguments), named)
        fields = dict(zip(_AFTER_PERIOD, rest, strict=False)) | named
        insight = Insight.__new__(Insight)
        insight._qc_set(_rule_of(spec), symbol=symbol, type=InsightType.PRICE, **fields)
        if isinstance(spec, timedelta) and spec != END_OF_TIME_SPAN:
            insight.period = spec
        return insight

    @staticmethod
    def group(*insights: Insight | Iterable[Insight]) -> list[Insight]:
        """Gives insights a common group id; raises InvalidOperation when one belongs to a group already."""
        members = flattened(insights)
        group_id = _new_id()
        for insight in members:
            if insight.group_id is not None:
                message = (
                    f"Unable to set group id on insight {insight} because it has already been assigned to a group."
                )
                raise InvalidOperation(message)
            insight.group_id = group_id
        return members

    @staticmethod
    def compute_close_time(
        exchange_hours: SecurityExchangeHours, generated_time_utc: datetime, *period: Any
    ) -> datetime:
        """The close time of a timedelta, or of a resolution and a bar count, in UTC."""
        generated = naive(generated_time_utc)
        if isinstance(period[0], timedelta):
            return insight_period.close_time_of_period(exchange_hours, generated, period[0])
        return insight_period.close_time_of_bars(exchange_hours, generated, period[0], period[1])

    def __str__(self) -> str:
        text = f"{self.id.hex}: {self.symbol} {self.type.dotnet_name} {self.direction.dotnet_name}"
        text += f" within {time_span_text(self.period)}"
        if self.magnitude is not None:
            text += f" by {double_text(self.magnitude)}%"
        if self.confidence is not None:
            text += f" with {_percent(self.confidence)}% confidence"
        if self.weight is not None:
            text += f" and {_percent(self.weight)}% weight"
        return f"{text}: {self.tag}" if self.tag else text

    def short_to_string(self) -> str:
        """A short form for logs."""
        text = f"{self.symbol.value} {self.type.dotnet_name} {self.direction.dotnet_name} {time_span_text(self.period)}"
        if self.magnitude is not None:
            text += f" M:{double_text(self.magnitude)}%"
        if self.confidence is not None:
            text += f" C:{_percent(self.confidence)}%"
        if self.weight is not None:
            text += f" W:{_percent(self.weight)}%"
        return f"{text}. {self.tag}" if self.tag else text


_FIELDS = ("symbol", "period", "type", "direction", "magnitude", "confidence", "source_model", "weight", "tag")
_AFTER_PERIOD = _FIELDS[3:]
_TAG_POSITION = 4


def flattened(insights: Iterable[Insight | Iterable[Insight]]) -> list[Insight]:
    """Insights one by one, given so or in lists."""
    members: list[Insight] = []
    for item in insights:
        if isinstance(item, Insight):
            members.append(item)
        else:
            members.extend(item)
    return members


def _by_name(arguments: tuple[Any, ...], named: dict[str, Any]) -> dict[str, Any]:
    if len(arguments) == _TAG_POSITION + 1 and isinstance(arguments[_TAG_POSITION], str):
        named["tag"], arguments = arguments[_TAG_POSITION], arguments[:_TAG_POSITION]
    fields = dict(zip(_FIELDS, arguments, strict=False)) | named
    if "expiry_func" in fields:
        fields["period"] = fields.pop("expiry_func")
    return fields


def _period_of(arguments: list[Any], named: dict[str, Any]) -> tuple[Any, list[Any]]:
    """Takes what gives the period out of the arguments: a timedelta, (resolution, count), a time or a function."""
    for name in ("period", "close_time_local", "expiry_func"):
        if name in named:
            return named.pop(name), arguments
    resolution = named.pop("resolution") if "resolution" in named else arguments.pop(0)
    if not isinstance(resolution, Resolution):
        return resolution, arguments
    return (resolution, named.pop("bar_count") if "bar_count" in named else arguments.pop(0)), arguments


def _rule_of(spec: Any) -> PeriodRule:
    if isinstance(spec, tuple):
        if spec[1] < 1:
            raise ArgumentError(insight_period.NO_BARS)
        return insight_period.of_bars(*spec)
    if isinstance(spec, datetime):
        local = naive(spec)
        return insight_period.forever if local == END_OF_TIME else insight_period.until(local)
    if isinstance(spec, timedelta):
        if spec < _SECOND:
            raise ArgumentError(insight_period.SHORT_PERIOD)
        return insight_period.forever if spec == END_OF_TIME_SPAN else insight_period.of_time_span(spec)
    if callable(spec):
        return insight_period.by_function(spec)
    message = f"an insight's period cannot be {spec!r}"
    raise ArgumentError(message)


def _percent(fraction: float) -> str:
    return double_text(round(100 * fraction, 1))
