"""EURUSD by the time of day: short in Europe's working hours, long in New York's."""

from __future__ import annotations

from collections import deque
from datetime import timedelta
from zoneinfo import ZoneInfo

from AlgorithmImports import *

from signals.time_of_day import LegClock, TimedLeg, leg_of
from trading.costs import TIGHT_SIDE, TightQuotes
from trading.guards import SpreadGuard
from trading.instrument import Instrument
from trading.strategy import Strategy

WARM_UP_BARS = 1_500  # 60 sessions of 24 hour bars and a little
BARS_A_GATE_DAY = 25  # so that the days of the gate are full in spite of holidays
DEFAULT_LEGS = "America/New_York 3-9 short, America/New_York 11-15 long"
PROVEN = ("EURUSD",)
PAUSE = range(16, 17)  # hours in New York: from the first to the day's roll spreads are three times as wide
LEAST_ORDER = 25_000  # units, where quotes are tight
EASTERN = ZoneInfo("America/New_York")


class FxTimeOfDay(Strategy):
    """Enters and leaves at the stroke of the legs' hours; there is no other signal."""

    def initialize(self) -> None:
        """Reads the parameters and subscribes to hour bars."""
        self.set_start_date(2007, 1, 1)
        self.set_end_date(2018, 12, 31)
        self.set_cash(100_000)
        self.set_brokerage_model(BrokerageName.OANDA_BROKERAGE, AccountType.MARGIN)
        read = self.prepare(target_daily_vol=0.005, max_weight=3, max_gross=3, is_flat_overnight=False)
        legs = tuple(leg_of(text) for text in read.words("legs", DEFAULT_LEGS))
        shortest = read.whole("min_leg_hours", 3, 1, 12)
        if min(leg.hours for leg in legs) < shortest:
            raise ValueError(f"parameter legs has one of less than {shortest} hours: its spread is paid for too little")
        self._gate_days = read.whole("leg_gate_days", 0, 0, 750)
        self._is_tight = read.choice("costs", "oanda", ("oanda", "tight")) == "tight"
        ticker = read.words("ticker", "EURUSD")[0]
        if ticker not in PROVEN and not read.flag("allow_unproven", "no"):
            raise ValueError(
                f"{ticker} did not pay under this rule: set allow_unproven to yes to trade it all the same"
            )
        if self._is_tight and ticker not in TIGHT_SIDE:
            raise ValueError(f"parameter costs is tight, but what that is for {ticker} is not known")
        self._clock = LegClock(legs)
        self._guard = SpreadGuard(ceiling=read.number("max_spread_bp", 1.5, 0.8, 3))
        self._results: dict[TimedLeg, deque[float]] = {leg: deque(maxlen=self._gate_days or 1) for leg in legs}
        self._leg: TimedLeg | None = None
        self._entry = 0.0
        security = self.add_forex(ticker, Resolution.HOUR, Market.OANDA)
        if self._is_tight:
            security.set_fill_model(TightQuotes())
        self.set_benchmark(security.symbol)
        self.follow(Instrument(security, least_order=LEAST_ORDER if self._is_tight else 0))
        self.start_from(WARM_UP_BARS + BARS_A_GATE_DAY * self._gate_days)

    def on_bars(self, instruments: list[Instrument]) -> None:
        """Moves the clock on and changes sides where it says so."""
        instrument = instruments[0]
        now = instrument.moment
        spread, hour = instrument.spread, now.astimezone(EASTERN).hour
        self._clock.advance(now, is_traded=instrument.is_traded)
        if hour in PAUSE:
            self._clock.drop()
        if self._clock.held is not self._leg:
            self._change(instrument, self._clock.held, spread, hour)
        self._guard.remember(hour, spread)

    def state(self) -> tuple[object, ...]:
        """The leg that is held and what the legs have earned."""
        return (self._leg, [list(results) for results in self._results.values()])

    def _change(self, instrument: Instrument, leg: TimedLeg | None, spread: float, hour: int) -> None:
        if self._leg is not None:
            gross = self._leg.side * (instrument.close / self._entry - 1)
            cost = 2 * TIGHT_SIDE[instrument.symbol.value] if self._is_tight else spread / 1e4
            self._results[self._leg].append(gross - cost)
        self._leg, self._entry = leg, instrument.close
        is_entered = leg is not None and self._can_leave(instrument, leg) and self._may_enter(leg, spread, hour)
        side = leg.side if leg is not None and is_entered else 0
        if side or instrument.target:
            self.trade(instrument, side, {"spread": spread, "mid": instrument.close})
            self.show_signal({"Side": side, "Spread": spread})

    def _can_leave(self, instrument: Instrument, leg: TimedLeg) -> bool:
        """Whether the market is open until the leg is over; on the eve of a holiday it may not be."""
        now = instrument.security.local_time
        ends, pause = now + timedelta(hours=leg.hours), now.replace(hour=PAUSE.start)
        until = min(ends, pause) if now < pause else ends
        return instrument.security.exchange.hours.get_next_market_close(now, False) >= until

    def _may_enter(self, leg: TimedLeg, spread: float, hour: int) -> bool:
        """Whether the spread is usual at this hour, and the leg has lately earned it."""
        if self.has_overlay and not self._guard.allows(hour, spread):
            return False
        results = self._results[leg]
        return not self._gate_days or (len(results) == self._gate_days and sum(results) > 0)
