"""A strategy that decides nothing and logs what it knows at every bar, to look at sessions from outside."""

from __future__ import annotations

import json

from AlgorithmImports import *

from trading.instrument import Instrument
from trading.strategy import Strategy


class Probe(Strategy):
    """Follows one security: parameters `kind`, `ticker` and `prices` (adjusted or raw)."""

    def initialize(self) -> None:
        self.set_start_date(2018, 1, 2)
        self.set_end_date(2018, 1, 5)
        read = self.prepare(target_daily_vol=0, max_weight=1, is_flat_overnight=False)
        ticker = read.words("ticker", "SPY")[0]
        kind = read.choice("kind", "equity", ("equity", "forex", "crypto"))
        if kind == "forex":
            security = self.add_forex(ticker, Resolution.HOUR, Market.OANDA)
        elif kind == "crypto":
            security = self.add_crypto(ticker, Resolution.HOUR, Market.BITFINEX)
        else:
            security = self.add_equity(ticker, Resolution.HOUR)
        if read.choice("prices", "adjusted", ("adjusted", "raw")) == "raw":
            security.set_data_normalization_mode(DataNormalizationMode.RAW)
        self.follow(Instrument(security, doubts_opens=ticker == "SPY"))
        self.start_from(read.whole("bars", 7, 7, 1000))

    def on_bars(self, instruments: list[Instrument]) -> None:
        known = instruments[0]
        if self.is_only_watching or known.session is None:
            return
        fact = {
            "end": str(known.end_time),
            "opens": str(known.session.open),
            "closes": str(known.session.close),
            "bar": known.bar,
            "of": known.session.bars,
            "seen": known.bars_seen,
            "whole": known.is_whole,
            "early": known.is_early_close,
            "last": known.at_last_decision,
            "at_close": known.at_close,
            "open": known.open,
            "close": known.close,
            "yesterday": known.previous_close,
            "move": known.day_move,
        }
        self.log(json.dumps(fact))
