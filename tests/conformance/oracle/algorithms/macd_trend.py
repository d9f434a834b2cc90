"""Holds SPY while its daily MACD is above the signal line by a margin (the oracle is ../macd.py)."""

from AlgorithmImports import *

MARGIN = 0.0025
"""Distance of the two lines, as a part of the fast average, that is no noise."""


class MacdTrend(QCAlgorithm):
    def initialize(self) -> None:
        self.set_start_date(2004, 1, 1)
        self.set_end_date(2015, 1, 1)
        self.set_cash(100_000)
        self.spy = self.add_equity("SPY", Resolution.DAILY).symbol
        self.trend = self.macd(self.spy, 12, 26, 9, MovingAverageType.EXPONENTIAL, Resolution.DAILY)
        self.decided = datetime.min.date()

    def on_data(self, data: Slice) -> None:
        if not self.trend.is_ready or self.decided == self.time.date():
            return
        distance = (self.trend.current.value - self.trend.signal.current.value) / self.trend.fast.current.value
        held = self.portfolio[self.spy].quantity
        if held <= 0 and distance > MARGIN:
            self.set_holdings(self.spy, 1)
        elif held >= 0 and distance < -MARGIN:
            self.liquidate(self.spy)
        self.decided = self.time.date()
