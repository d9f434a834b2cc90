"""Dates as .NET takes them: a DateTime, of which a bare date is the midnight."""

from __future__ import annotations

from datetime import date, datetime, time


def to_date_time(moment: date) -> datetime:
    """What pythonnet makes of a date or a datetime where LEAN asks for a DateTime."""
    return moment if isinstance(moment, datetime) else datetime.combine(moment, time())
