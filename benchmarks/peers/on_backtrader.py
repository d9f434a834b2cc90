"""The strategy in backtrader."""

from __future__ import annotations

import sys
import time

import backtrader as bt
import pandas as pd

from peers.bars import tell


class SmaCross(bt.Strategy):
    def __init__(self) -> None:
        self.fast = bt.indicators.SimpleMovingAverage(self.data.close, period=20)
        self.slow = bt.indicators.SimpleMovingAverage(self.data.close, period=100)
        self.side = 0
        self.changes = 0

    def next(self) -> None:
        side = 1 if self.fast[0] > self.slow[0] else -1
        if side != self.side:
            self.side = side
            self.changes += 1
            self.order_target_percent(target=0.9 * side)


frame = pd.read_csv(sys.argv[1], index_col="time", parse_dates=True)
engine = bt.Cerebro(stdstats=False)
engine.adddata(bt.feeds.PandasData(dataname=frame, timeframe=bt.TimeFrame.Minutes, compression=60))
engine.addstrategy(SmaCross)
engine.broker.setcash(100_000)
begun = time.perf_counter()
(strategy,) = engine.run()
tell(begun, len(frame), strategy.changes)
