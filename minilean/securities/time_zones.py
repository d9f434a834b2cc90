"""Time zones under LEAN's names; each is loaded when first named."""

from __future__ import annotations

import functools
import io
import struct
from zoneinfo import ZoneInfo

from minilean.interop.names import to_snake


@functools.cache
def zone(name: str) -> ZoneInfo:
    """The zone of a tz database name or a fixed offset such as ``UTC-05``; market hours use both.

    Raises zoneinfo.ZoneInfoNotFoundError for other names.
    """
    if name.startswith(("UTC+", "UTC-")):
        hours, _, minutes = name[4:].partition(":")
        seconds = int(hours) * 3600 + int(minutes or 0) * 60
        return _fixed(name, -seconds if name[3] == "-" else seconds)
    return ZoneInfo(name)


def _fixed(name: str, offset_seconds: int) -> ZoneInfo:
    """A zone that prints the name LEAN gives it, from the smallest file of the tz format."""
    letters = name.encode() + b"\0"
    header = struct.pack(">4s16x6l", b"TZif", 0, 0, 0, 0, 1, len(letters))
    return ZoneInfo.from_file(io.BytesIO(header + struct.pack(">lbb", offset_seconds, 0, 0) + letters), key=name)


_CITIES = {
    "UTC": "UTC",
    "NEW_YORK": "America/New_York",
    "EASTERN_STANDARD": "UTC-05",
    "LONDON": "Europe/London",
    "HONG_KONG": "Asia/Hong_Kong",
    "TOKYO": "Asia/Tokyo",
    "ROME": "Europe/Rome",
    "SYDNEY": "Australia/Sydney",
    "VANCOUVER": "America/Vancouver",
    "TORONTO": "America/Toronto",
    "CHICAGO": "America/Chicago",
    "LOS_ANGELES": "America/Los_Angeles",
    "PHOENIX": "America/Phoenix",
    "AUCKLAND": "Pacific/Auckland",
    "MOSCOW": "Europe/Moscow",
    "MADRID": "Europe/Madrid",
    "BUENOS_AIRES": "America/Argentina/Buenos_Aires",
    "BRISBANE": "Australia/Brisbane",
    "SAO_PAULO": "America/Sao_Paulo",
    "CAIRO": "Africa/Cairo",
    "JOHANNESBURG": "Africa/Johannesburg",
    "ANCHORAGE": "America/Anchorage",
    "DENVER": "America/Denver",
    "DETROIT": "America/Detroit",
    "MEXICO_CITY": "America/Mexico_City",
    "JERUSALEM": "Asia/Jerusalem",
    "SHANGHAI": "Asia/Shanghai",
    "MELBOURNE": "Australia/Melbourne",
    "AMSTERDAM": "Europe/Amsterdam",
    "ATHENS": "Europe/Athens",
    "BERLIN": "Europe/Berlin",
    "BUCHAREST": "Europe/Bucharest",
    "DUBLIN": "Europe/Dublin",
    "HELSINKI": "Europe/Helsinki",
    "ISTANBUL": "Europe/Istanbul",
    "MINSK": "Europe/Minsk",
    "PARIS": "Europe/Paris",
    "ZURICH": "Europe/Zurich",
    "HONOLULU": "Pacific/Honolulu",
    "KOLKATA": "Asia/Kolkata",
}


class _LoadedWhenNamed(type):
    def __getattr__(cls, name: str) -> ZoneInfo:
        city = _CITIES.get(to_snake(name).upper())
        if city is None:
            raise AttributeError(name)
        return zone(city)


class TimeZones(metaclass=_LoadedWhenNamed):
    """The zones users name in code, as ``TimeZones.NEW_YORK`` or ``TimeZones.NewYork`` (Common/TimeZones.cs)."""
