"""The strategy in vectorbt, which calls nobody for a bar: it works on whole columns."""

from __future__ import annotations

import sys
import time

import numpy as np
import pandas as pd
import vectorbt as vbt

from peers.bars import tell

frame = pd.read_csv(sys.argv[1], index_col="time", parse_dates=True)
begun = time.perf_counter()
close = frame["close"]
fast, slow = vbt.MA.run(close, 20).ma, vbt.MA.run(close, 100).ma
side = pd.Series(np.where(fast > slow, 1.0, -1.0), index=close.index).where(slow.notna())
changes = side.ne(side.shift()) & slow.notna()
portfolio = vbt.Portfolio.from_orders(
    close, size=(side * 0.9).where(changes), size_type="targetpercent", init_cash=100_000, freq="1h"
)
portfolio.total_return()
tell(begun, len(frame), int(changes.sum()))
