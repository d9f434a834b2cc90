"""The strategy in nautilus_trader."""

from __future__ import annotations

import sys
import time
from decimal import Decimal

import pandas as pd
from nautilus_trader.backtest.engine import BacktestEngine, BacktestEngineConfig
from nautilus_trader.config import LoggingConfig
from nautilus_trader.indicators.average.sma import SimpleMovingAverage
from nautilus_trader.model.currencies import USD
from nautilus_trader.model.data import Bar, BarType
from nautilus_trader.model.enums import AccountType, OmsType, OrderSide
from nautilus_trader.model.identifiers import Venue
from nautilus_trader.model.objects import Money, Quantity
from nautilus_trader.persistence.wranglers import BarDataWrangler
from nautilus_trader.test_kit.providers import TestInstrumentProvider
from nautilus_trader.trading.strategy import Strategy

from peers.bars import tell


class SmaCross(Strategy):
    def __init__(self, bar_type: BarType) -> None:
        super().__init__()
        self.bar_type = bar_type
        self.fast, self.slow = SimpleMovingAverage(20), SimpleMovingAverage(100)
        self.side = self.held = self.changes = 0

    def on_start(self) -> None:
        self.register_indicator_for_bars(self.bar_type, self.fast)
        self.register_indicator_for_bars(self.bar_type, self.slow)
        self.subscribe_bars(self.bar_type)

    def on_bar(self, bar: Bar) -> None:
        if not self.slow.initialized:
            return
        side = 1 if self.fast.value > self.slow.value else -1
        if side == self.side:
            return
        self.side = side
        self.changes += 1
        worth = self.portfolio.account(bar.bar_type.instrument_id.venue).balance_total(USD).as_double()
        wanted = int(0.9 * side * worth / bar.close.as_double())
        order = self.order_factory.market(
            bar.bar_type.instrument_id,
            OrderSide.BUY if wanted > self.held else OrderSide.SELL,
            Quantity.from_int(abs(wanted - self.held)),
        )
        self.held = wanted
        self.submit_order(order)


instrument = TestInstrumentProvider.equity("SPY", "XNAS")
bar_type = BarType.from_str(f"{instrument.id}-1-HOUR-LAST-EXTERNAL")
frame = pd.read_csv(sys.argv[1], index_col="time", parse_dates=True)
frame.index = frame.index.tz_localize("America/New_York").tz_convert("UTC")
bars = BarDataWrangler(bar_type, instrument).process(frame.round(2))
engine = BacktestEngine(BacktestEngineConfig(logging=LoggingConfig(bypass_logging=True)))
engine.add_venue(
    Venue("XNAS"), OmsType.NETTING, AccountType.MARGIN, [Money(100_000, USD)], base_currency=USD,
    default_leverage=Decimal(2),
)  # fmt: skip
engine.add_instrument(instrument)
engine.add_data(bars)
strategy = SmaCross(bar_type)
engine.add_strategy(strategy)
begun = time.perf_counter()
engine.run()
tell(begun, len(bars), strategy.changes)
