"""Time series momentum: each asset on the side of its last year, sized by its volatility, once a month."""

from __future__ import annotations

from datetime import date

from AlgorithmImports import *

from signals.trend import Trend
from trading.decision import When
from trading.instrument import Instrument
from trading.interest_rate import InterestRate
from trading.strategy import Strategy

SESSIONS_A_YEAR = 252
DAYS_TO_SESSIONS = 1.5  # calendar days for a session, holidays and all
NONE = "none"
DEFAULTS = {"stocks": "SPY,AAPL,AIG,BAC,IBM", "daily_stocks": "EEM,IWM,USO", "currencies": "EURUSD,NZDUSD"}
LEAST_CURRENCY = 35_000  # units; Interactive Brokers refuses less of the New Zealand dollar, and less still of others
OTHER_COMPANIES = {"EEM": date(2003, 4, 14), "USO": date(2006, 4, 10)}  # before these days the tickers were others'


class TimeSeriesMomentum(Strategy):
    """Follows the trend of stocks, funds and currencies; hour bars where there are any, daily ones elsewhere."""

    def initialize(self) -> None:
        """Reads the parameters and subscribes to the assets."""
        self.set_start_date(1998, 1, 2)
        self.set_end_date(2021, 3, 31)
        self.set_cash(1_000_000)
        self.set_brokerage_model(BrokerageName.INTERACTIVE_BROKERS_BROKERAGE, AccountType.MARGIN)
        yearly = 0.10
        daily = yearly / SESSIONS_A_YEAR**0.5
        read = self.prepare(target_daily_vol=daily, max_weight=2, is_flat_overnight=False, min_trade_pct=0.1)
        lookback = read.whole("lookback", 252, 63, 378)
        lookbacks = (63, 126, 252) if read.flag("ensemble", "no") else (lookback,)
        self._period = read.whole("rebalance_sessions", 21, 5, 63)
        self._is_long_only = read.flag("long_only", "yes")
        self._wants_excess = read.flag("excess_return", "no")
        self._rate = 0.0
        self._trends: dict[Instrument, Trend] = {}
        for kind, tickers in DEFAULTS.items():
            for ticker in read.words(kind, tickers):
                if ticker != NONE:
                    self._trends[self._follow(kind, ticker)] = Trend(lookbacks=lookbacks)
        if not self._trends:
            raise ValueError("there is nothing to trade: stocks, daily_stocks and currencies are all none")
        self._primary = self.instruments[0]
        self.set_benchmark(self._primary.symbol)
        if self._wants_excess:
            self.add_data(InterestRate, "RATE", Resolution.DAILY)
        self._sessions_seen = 0
        self.start_from_days(int((max(lookbacks) + 60) * DAYS_TO_SESSIONS))

    def on_data(self, data: Slice) -> None:
        """Takes a change of the riskless rate before the bars."""
        for change in data.get(InterestRate).values():
            self._rate = change.value
        super().on_data(data)

    def on_bars(self, instruments: list[Instrument]) -> None:
        """Takes the closes; every 21st session of the first asset decides on all of them."""
        for instrument in instruments:
            if instrument.at_close and instrument.is_traded and self._is_itself(instrument):
                self._trends[instrument].update(instrument.close)
        if self._primary in instruments and self._primary.at_close:
            self._sessions_seen += 1
            if self._sessions_seen % self._period == 0:
                self._rebalance()

    def on_rescaled(self, instrument: Instrument, factor: float) -> None:
        """Keeps the closes in today's prices."""
        self._trends[instrument].rescale(factor)

    def state(self) -> tuple[object, ...]:
        """The sides of all assets and where in the month it is."""
        return (self._sessions_seen % self._period, [trend.side() for trend in self._trends.values()])

    def _follow(self, kind: str, ticker: str) -> Instrument:
        if kind == "currencies":
            currency = self.add_forex(ticker, Resolution.HOUR, Market.OANDA, fill_forward=False)
            return self.follow(Instrument(currency, center_of_mass=60, least_order=LEAST_CURRENCY))
        is_daily = kind == "daily_stocks"
        resolution = Resolution.DAILY if is_daily else Resolution.HOUR
        stock = self.add_stock(ticker, resolution, fill_forward=False)
        return self.follow(Instrument(stock, center_of_mass=60, is_daily=is_daily))

    def _rebalance(self) -> None:
        hurdle = self._rate / SESSIONS_A_YEAR if self._wants_excess else 0.0
        sides = {instrument: trend.side(hurdle) for instrument, trend in self._trends.items()}
        known = {instrument: side for instrument, side in sides.items() if side is not None}
        for instrument, side in known.items():
            held_long = self._is_long_only and not instrument.is_quoted
            share = (max(0.0, side) if held_long else side) / len(known)
            self.trade(instrument, share, {"side": side, "assets": float(len(known))}, when=When.OPEN)

    def _is_itself(self, instrument: Instrument) -> bool:
        """Whether the ticker stands for today's fund by now."""
        since = OTHER_COMPANIES.get(instrument.symbol.value)
        return since is None or instrument.moment.date() >= since
