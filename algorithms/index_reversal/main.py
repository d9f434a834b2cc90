"""Index reversal on SPY: buys a short dip in a long rise, or fades the last five days."""

from __future__ import annotations

from AlgorithmImports import *

from signals.reversal import Average, Fade, RelativeStrength
from trading.decision import When
from trading.instrument import Instrument
from trading.strategy import Strategy

WARM_UP_BARS = 1_890  # 270 sessions of seven hour bars: the longest trend and a few early closes


class IndexReversal(Strategy):
    """Decides at each close and trades at the next open."""

    def initialize(self) -> None:
        """Reads the parameters and subscribes to hour bars."""
        self.set_start_date(1998, 1, 2)
        self.set_end_date(2021, 3, 31)
        self.set_cash(100_000)
        self.set_brokerage_model(BrokerageName.INTERACTIVE_BROKERS_BROKERAGE, AccountType.MARGIN)
        read = self.prepare(target_daily_vol=0, max_weight=1, is_flat_overnight=False)
        self._mode = read.choice("mode", "rsi2", ("rsi2", "z5"))
        self._low = read.number("low", 10, 5, 25)
        self._longest_hold = read.whole("time_stop", 15, 1, 60)
        self._stop_loss = read.number("stop_loss_pct", 0, 0, 20) / 100
        self._strength = RelativeStrength(period=2)
        self._trend = Average(window=read.whole("trend", 200, 100, 250))
        self._exit = Average(window=read.whole("exit", 5, 3, 10))
        self._fade = Fade(days=5, window=60)
        self._sessions_held = 0
        self._entry_close = 0.0
        stock = self.add_stock(read.words("ticker", "SPY")[0])
        self.set_benchmark(stock.symbol)
        self.follow(Instrument(stock, doubts_opens=True))
        self.start_from(WARM_UP_BARS)

    def on_bars(self, instruments: list[Instrument]) -> None:
        """Takes the close of a session and decides on the next open."""
        instrument = instruments[0]
        if not instrument.at_close:
            return
        for signal in (self._strength, self._trend, self._exit, self._fade):
            signal.update(instrument.close)
        if self._mode == "rsi2":
            self._buy_the_dip(instrument)
        else:
            self._fade_the_week(instrument)

    def on_rescaled(self, instrument: Instrument, factor: float) -> None:
        """Keeps the windows in today's prices."""
        for signal in (self._strength, self._trend, self._exit, self._fade):
            signal.rescale(factor)
        self._entry_close *= factor

    def state(self) -> tuple[object, ...]:
        """The windows the rules look back on."""
        return (self._strength.value, self._trend.value, self._exit.value, self._fade.score, self._sessions_held)

    def _buy_the_dip(self, instrument: Instrument) -> None:
        """In when the RSI of two days is low above the long average; out above the short one."""
        strength, trend, mean = self._strength.value, self._trend.value, self._exit.value
        if strength is None or trend is None or mean is None:
            return
        self._sessions_held = self._sessions_held + 1 if instrument.target else 0
        is_long = instrument.target > 0
        close = instrument.close
        if is_long and (close > mean or self._has_waited(close)):
            is_long = False
        elif not is_long and strength < self._low and close > trend:
            is_long = True
            self._entry_close = close
        self.trade(instrument, int(is_long), {"rsi": strength, "trend": trend, "exit": mean}, when=When.OPEN)
        self.show_signal({"RSI": strength, "Low": self._low})

    def _has_waited(self, close: float) -> bool:
        """Whether the rebound is overdue, or the loss on closes is more than was asked for."""
        is_stopped = self._stop_loss > 0 and close < self._entry_close * (1 - self._stop_loss)
        return is_stopped or self._sessions_held >= self._longest_hold

    def _fade_the_week(self, instrument: Instrument) -> None:
        """Against the move of the last five days, in proportion to its size in deviations."""
        score, weight = self._fade.score, self._fade.weight
        if score is None or weight is None:
            return
        self.trade(instrument, weight, {"score": score}, when=When.OPEN)
        self.show_signal({"Score": score})
