"""Time of day: a currency falls in its own working hours and rises in the other's.

After Ranaldo (2009) and Breedon and Ranaldo (2013). A leg is a side held between two hours on the clocks of a place, on
its weekdays; which hour that is elsewhere changes with each place's daylight saving.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

HOLIDAYS = ((1, 1), (12, 25))  # month and day
SATURDAY = 5
SIDES = {"long": 1, "short": -1}


@dataclass(frozen=True, slots=True, kw_only=True)
class TimedLeg:
    """`side` is 1 or -1; hours are those at whose stroke a position is entered and left, on the same day."""

    zone: str
    enter: int
    leave: int
    side: int

    @property
    def hours(self) -> int:
        """How long it is held."""
        return self.leave - self.enter

    def enters_at(self, now: datetime) -> bool:
        """Whether it begins at this moment, given with a time zone; never on a weekend or a holiday."""
        local = now.astimezone(ZoneInfo(self.zone))
        is_working = local.weekday() < SATURDAY and (local.month, local.day) not in HOLIDAYS
        return is_working and local.hour == self.enter and not local.minute

    def leaves_at(self, now: datetime) -> bool:
        """Whether this moment is outside its hours: it is never held on past them, whatever bar is missing."""
        local = now.astimezone(ZoneInfo(self.zone))
        return not self.enter <= local.hour < self.leave


def leg_of(text: str) -> TimedLeg:
    """Reads a leg such as `America/New_York 3-9 short`. Raises ValueError with what is wrong."""
    try:
        zone, hours, side = text.split()
        enter, leave = (int(hour) for hour in hours.split("-"))
        leg = TimedLeg(zone=zone, enter=enter, leave=leave, side=SIDES[side])
        ZoneInfo(zone)
    except (ValueError, KeyError, ZoneInfoNotFoundError):
        raise ValueError(
            f"{text!r} is no leg: write a zone, two hours and a side, as America/New_York 3-9 short"
        ) from None
    if not 0 <= enter < leave <= 23:
        raise ValueError(f"{text!r} is no leg: its hours must be between 0 and 23, the second after the first")
    return leg


class LegClock:
    """Which leg is held now; one that begins replaces the one before, and none is entered late."""

    def __init__(self, legs: tuple[TimedLeg, ...]) -> None:
        self._legs = legs
        self.held: TimedLeg | None = None

    def advance(self, now: datetime, *, is_traded: bool) -> TimedLeg | None:
        """The leg to hold after a bar that ended now, given with a time zone; `is_traded` says if it has prices."""
        if self.held is not None and self.held.leaves_at(now):
            self.held = None
        for leg in self._legs:
            if is_traded and leg.enters_at(now):
                self.held = leg
        return self.held

    def drop(self) -> None:
        """Gives up the leg that is held until one begins anew."""
        self.held = None
