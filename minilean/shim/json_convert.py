"""Newtonsoft's JsonConvert, as far as users compare what it writes."""

from __future__ import annotations

from typing import Any

from minilean.errors import NotInMiniLean
from minilean.interop.names import dotnet
from minilean.securities.exchange_hours import SecurityExchangeHours

_ADVICE = "use Python's json"


@dotnet
class JsonConvert:
    """Writes LEAN's objects as JSON, of which minilean knows when two texts are the same and nothing else."""

    @staticmethod
    def serialize_object(value: Any) -> SerializedHours:
        """The JSON of exchange hours, to be compared; raises NotInMiniLean for other objects."""
        if not isinstance(value, SecurityExchangeHours):
            raise NotInMiniLean(f"JsonConvert.serialize_object of {type(value).__name__}", _ADVICE)
        return SerializedHours(value)


class SerializedHours:
    """The JSON of exchange hours; equal to that of hours with the same days, holidays and zone."""

    def __init__(self, hours: SecurityExchangeHours) -> None:
        days = hours.market_hours
        self._parts = (
            hours.time_zone.key,
            frozenset(hours.holidays),
            frozenset(hours.bank_holidays),
            tuple((day, tuple((part.state, part.start, part.end) for part in days[day].segments)) for day in days),
            tuple(hours.early_closes.items()),
            tuple(hours.late_opens.items()),
        )

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, SerializedHours):
            raise _refusal()
        return self._parts == other._parts

    def __hash__(self) -> int:
        return hash(self._parts)

    def __str__(self) -> str:
        raise _refusal()


def _refusal() -> NotInMiniLean:
    return NotInMiniLean("the text of JsonConvert.serialize_object", _ADVICE)
