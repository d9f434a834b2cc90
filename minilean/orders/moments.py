"""UTC moments: naive inside, with their time zone for users, as .NET's UTC times reach Python."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any


def naive_utc(moment: datetime) -> datetime:
    """A moment of any zone as a naive UTC time; naive ones are UTC."""
    return moment if moment.tzinfo is None else moment.astimezone(UTC).replace(tzinfo=None)


def utc_moment(field: str) -> Any:
    """A public aware property over the naive UTC time stored in ``field``; None stays None."""

    def read(self: object) -> datetime | None:
        moment: datetime | None = getattr(self, field)
        return None if moment is None else moment.replace(tzinfo=UTC)

    def write(self: object, moment: datetime | None) -> None:
        setattr(self, field, None if moment is None else naive_utc(moment))

    return property(read, write)
