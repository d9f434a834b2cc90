"""The riskless rate as data of its own: LEAN's `alternative/interest-rate`, the Fed's primary credit rate."""

from __future__ import annotations

from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

from AlgorithmImports import *

FILE = ("alternative", "interest-rate", "usa", "interest-rate.csv")
PERCENT = 100.0


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
