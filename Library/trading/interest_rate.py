"""The riskless rate as data of its own: LEAN's `alternative/interest-rate`, the Fed's primary credit rate."""

from __future__ import annotations

from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

from AlgorithmImports import *

FILE = ("alternative", "interest-rate", "usa", "interest-rate.csv")
PERCENT = 100.0
SESSIONS_A_YEAR = 252
LONGEST_PAUSE = timedelta(days=3_650)  # between two changes; the longest yet was of six years


class InterestRate(PythonData):
    """One change of the rate: `value` is a fraction a year, known from the day after it was set."""

    def get_source(self, config: SubscriptionDataConfig, date: datetime, is_live_mode: bool) -> SubscriptionDataSource:
        """The one file of LEAN's data folder."""
        path = Path(Globals.data_folder).joinpath(*FILE)
        return SubscriptionDataSource(str(path), SubscriptionTransportMedium.LOCAL_FILE, FileFormat.CSV)

    def reader(self, config: SubscriptionDataConfig, line: str, date: datetime, is_live_mode: bool) -> Any:
        """A line of a date and a rate in percent; others are passed over."""
        cells = line.split(",")
        if len(cells) != 2 or not cells[0][:1].isdigit():
            return None
        change = InterestRate()
        change.symbol = config.symbol
        change.time = datetime.strptime(cells[0], "%Y-%m-%d")
        change.end_time = change.time + timedelta(days=1)
        change.value = float(cells[1]) / PERCENT
        return change


class RisklessAccount:
    """What a dollar at the rate is worth, from one on; before the first rate of the file it earns nothing."""

    def __init__(self, algorithm: QCAlgorithm) -> None:
        self._algorithm = algorithm
        self._symbol = algorithm.add_data(InterestRate, "RATE", Resolution.DAILY).symbol
        self._changes: dict[datetime, float] = {}
        self._is_seeded = False
        self.value = 1.0

    def take(self, data: Slice) -> None:
        """Takes a change of the rate; at first also those of the years before, as years pass without one."""
        if not self._is_seeded:
            self._is_seeded = True
            before = self._algorithm.history(InterestRate, self._symbol, LONGEST_PAUSE, Resolution.DAILY)
            if not before.empty:
                self._changes.update({known_from: rate for (_, known_from), rate in before["value"].items()})
        for change in data.get(InterestRate).values():
            self._changes[change.end_time] = change.value

    def grow(self, now: datetime) -> None:
        """Adds a session's interest at the rate in force then."""
        known = [known_from for known_from in self._changes if known_from <= now]
        if known:
            self.value *= 1 + self._changes[max(known)] / SESSIONS_A_YEAR
