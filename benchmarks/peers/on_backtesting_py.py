"""The strategy in backtesting.py."""

from __future__ import annotations

import sys
import time

import pandas as pd
from backtesting import Backtest, Strategy

from peers.bars import tell


def mean(values: pd.Series, period: int) -> pd.Series:
    return pd.Series(values).rolling(period).mean()


class SmaCross(Strategy):
    side = 0
    trades = 0

    def init(self) -> None:
        self.fast = self.I(mean, self.data.Close, 20)
        self.slow = self.I(mean, self.data.Close, 100)

    def next(self) -> None:
        side = 1 if self.fast[-1] > self.slow[-1] else -1
        if side != self.side:
            self.side = side
            SmaCross.trades += 1
            self.position.close()
            (self.buy if side > 0 else self.sell)(size=0.9)


frame = pd.read_csv(sys.argv[1], index_col="time", parse_dates=True)
frame.columns = [name.title() for name in frame.columns]
test = Backtest(frame, SmaCross, cash=100_000, exclusive_orders=True, finalize_trades=True)
begun = time.perf_counter()
test.run()
tell(begun, len(frame), SmaCross.trades)
