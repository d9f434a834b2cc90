"""Logs what a dollar at the riskless rate is worth at every close, to look at it from outside."""

from __future__ import annotations

import json

from AlgorithmImports import *

from trading.interest_rate import RisklessAccount


class RateProbe(QCAlgorithm):
    """Holds nothing."""

    def initialize(self) -> None:
        self.set_start_date(2013, 6, 3)
        self.set_end_date(2013, 6, 7)
        self.add_equity("SPY", Resolution.DAILY)
        self._account = RisklessAccount(self)

    def on_data(self, data: Slice) -> None:
        self._account.take(data)
        if data.bars.contains_key("SPY"):
            self._account.grow(self.time)
            self.log(json.dumps({"value": self._account.value}))
