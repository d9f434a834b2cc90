"""Buys SPY once with everything and holds it, in minute bars (the oracle is ../buyhold.py)."""

from AlgorithmImports import *


class BuyAndHoldMinute(QCAlgorithm):
    def initialize(self) -> None:
        self.set_start_date(2013, 10, 7)
        self.set_end_date(2013, 10, 11)
        self.set_cash(100_000)
        self.spy = self.add_equity("SPY", Resolution.MINUTE).symbol

    def on_data(self, data: Slice) -> None:
        if not self.portfolio.invested:
            self.set_holdings(self.spy, 1)
