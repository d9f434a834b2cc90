"""Overnight drift of SPY: bought in the closing auction, sold in the next opening one."""

from __future__ import annotations

from AlgorithmImports import *

from trading.decision import When
from trading.instrument import Instrument
from trading.strategy import Strategy

WARM_UP_BARS = 420  # 60 sessions of seven hour bars


class OvernightDrift(Strategy):
    """Holds only while the market is closed."""

    def initialize(self) -> None:
        """Reads the parameters and subscribes to hour bars."""
        self.set_start_date(1998, 1, 2)
        self.set_end_date(2021, 3, 31)
        self.set_cash(100_000)
        self.set_brokerage_model(BrokerageName.INTERACTIVE_BROKERS_BROKERAGE, AccountType.MARGIN)
        read = self.prepare(target_daily_vol=0.01, max_weight=1, is_flat_overnight=False)
        self._after = read.choice("after", "any_day", ("any_day", "down_day", "up_day"))
        stock = self.add_stock(read.words("ticker", "SPY")[0])
        self.set_benchmark(stock.symbol)
        self.follow(Instrument(stock, doubts_opens=True))
        self.start_from(WARM_UP_BARS)

    def on_bars(self, instruments: list[Instrument]) -> None:
        """Orders for the close an hour before it, and for the next open at the close."""
        instrument = instruments[0]
        move = instrument.day_move
        if move is None:
            return
        if instrument.at_last_decision and instrument.is_whole and self._likes(move):
            self.trade(instrument, 1, {"move": move}, when=When.CLOSE)
            self.show_signal({"Move": move})
        elif instrument.at_close and instrument.target:
            self.trade(instrument, 0, {"move": move}, when=When.OPEN)

    def _likes(self, move: float) -> bool:
        """Whether a night after such a day is held."""
        return {"any_day": True, "down_day": move < 0, "up_day": move > 0}[self._after]
