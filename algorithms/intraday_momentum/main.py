"""Intraday momentum on SPY: a large move goes on, out of the noise area, into the close, or after a gap."""

from __future__ import annotations

from AlgorithmImports import *

from signals.last_hour import LastHour
from signals.noise_area import NoiseArea, held_side
from signals.periodicity import SameHourReturns
from trading.instrument import Instrument
from trading.session import Anchor
from trading.strategy import Strategy

WARM_UP_BARS = 490  # 70 sessions of seven hour bars
LONDON_MORNING = Anchor(hour=8, zone="Europe/London")


class IntradayMomentum(Strategy):
    """Follows the day's move by one of three rules, and is flat overnight."""

    def initialize(self) -> None:
        """Reads the parameters and subscribes to hour bars."""
        self.set_start_date(1998, 1, 2)
        self.set_end_date(2021, 3, 31)
        self.set_cash(100_000)
        self.set_brokerage_model(BrokerageName.INTERACTIVE_BROKERS_BROKERAGE, AccountType.MARGIN)
        read = self.prepare(target_daily_vol=0.01, max_weight=2, is_flat_overnight=True)
        mode = read.choice("mode", "noise_area", ("noise_area", "last_hour", "gap"))
        self._decide = {"noise_area": self._noise_area, "last_hour": self._last_hour, "gap": self._after_gap}[mode]
        self._exit = read.choice("exit", "boundary", ("boundary", "hold"))
        self._last_entry = read.whole("last_entry", 15, 11, 15)
        self._gap = read.number("gap_threshold", 1, 0.5, 1.5)
        self._waits = read.flag("order_timer", "no")
        noise_window, multiplier = read.whole("noise_window", 14, 7, 60), read.number("noise_multiplier", 1, 0.75, 1.5)
        window, quantile = read.whole("window", 63, 21, 126), read.number("quantile", 0.5, 0, 0.75)
        kind = read.choice("security_type", "equity", ("equity", "forex", "crypto"))
        self._noise: dict[Instrument, NoiseArea] = {}
        self._moves: dict[Instrument, LastHour] = {}
        self._same_hour: dict[Instrument, SameHourReturns] = {}
        for ticker in read.words("tickers", "SPY"):
            instrument = self._follow(ticker, kind)
            self._noise[instrument] = NoiseArea(window=noise_window, multiplier=multiplier)
            self._moves[instrument] = LastHour(window=window, quantile=quantile)
            self._same_hour[instrument] = SameHourReturns(window=40)
        self.start_from(WARM_UP_BARS if kind == "equity" else 70 * 24)

    def on_bars(self, instruments: list[Instrument]) -> None:
        """Decides on the hour, and takes stock at the close."""
        for instrument in instruments:
            self._decide(instrument)
            if instrument.at_close:
                self._take_stock(instrument)

    def state(self) -> tuple[object, ...]:
        """The windows the rules look back on."""
        return tuple(
            (self._noise[instrument].usual_move(1), self._moves[instrument].threshold) for instrument in self._noise
        )

    def _follow(self, ticker: str, kind: str) -> Instrument:
        if kind == "forex":
            forex = self.add_forex(ticker, Resolution.HOUR, Market.OANDA)
            return self.follow(Instrument(forex, anchor=LONDON_MORNING))
        if kind == "crypto":
            return self.follow(Instrument(self.add_crypto(ticker, Resolution.HOUR, Market.BITFINEX)))
        stock = self.add_stock(ticker)
        self.set_benchmark(stock.symbol)
        return self.follow(Instrument(stock, doubts_opens=ticker == "SPY"))

    def _noise_area(self, instrument: Instrument) -> None:
        """On every hour before the close: outside the band on its side, inside it out of the market."""
        opened, yesterday = instrument.open, instrument.previous_close
        if opened is None or yesterday is None or instrument.at_close or not instrument.is_whole:
            return
        bounds = self._noise[instrument].bounds(instrument.bar, opened=opened, previous_close=yesterday)
        if bounds is None:
            return
        held = (instrument.target > 0) - (instrument.target < 0)
        has_time = not instrument.has_auctions or instrument.hour <= self._last_entry
        side = held_side(side=bounds.side(instrument.close), held=held, until=self._exit, may_enter=has_time)
        if side not in (0, held) and self._should_wait(instrument, side):
            side = 0
        self.trade(instrument, side, {"open": opened, "upper": bounds.upper, "lower": bounds.lower})
        if instrument.at_last_decision:
            self.show_signal({"Close": instrument.close, "Upper": bounds.upper, "Lower": bounds.lower})

    def _last_hour(self, instrument: Instrument) -> None:
        """An hour before the close: on the side of a day's move of more than its usual size."""
        moves, move = self._moves[instrument], instrument.day_move
        threshold = moves.threshold
        if move is None or threshold is None or not instrument.at_last_decision or instrument.is_early_close:
            return
        self.trade(instrument, moves.side(move) if instrument.is_whole else 0, {"move": move, "threshold": threshold})
        self.show_signal({"Move": move, "Threshold": threshold})

    def _after_gap(self, instrument: Instrument) -> None:
        """At the end of the first bar: on the side of an opening gap of more than its usual size."""
        overnight, gap = instrument.overnight, instrument.gap
        deviation = overnight.deviation
        if gap is None or not deviation or instrument.bar != 1 or not instrument.is_whole:
            return
        self.trade(instrument, overnight.side(gap, self._gap), {"gap": gap, "deviation": deviation})
        self.show_signal({"Gap": gap, "Deviation": deviation})

    def _should_wait(self, instrument: Instrument, side: int) -> bool:
        """Whether this stock usually comes the order's way in the next hour of the day."""
        can_wait = self._waits and not instrument.at_last_decision
        return can_wait and self._same_hour[instrument].should_wait(instrument.bar + 1, side)

    def _take_stock(self, instrument: Instrument) -> None:
        """Remembers a full session once it is over."""
        opened, closes, yesterday = instrument.open, instrument.closes, instrument.previous_close
        if opened is None or yesterday is None or not instrument.is_whole:
            return
        self._noise[instrument].remember(tuple(close / opened - 1 for close in closes))
        self._moves[instrument].remember(closes[-2] / yesterday - 1)
        for bar, (before, after) in enumerate(zip((yesterday, *closes), closes, strict=False), 1):
            self._same_hour[instrument].remember(bar, after / before - 1)
