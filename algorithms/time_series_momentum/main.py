"""Time series momentum: each asset on the side of its last year, sized by its volatility, once a month."""

from __future__ import annotations

from datetime import date

from AlgorithmImports import *

from signals.trend import Trend
from trading.decision import When
from trading.instrument import Instrument
from trading.interest_rate import RisklessAccount
from trading.session import SessionCount
from trading.strategy import Strategy

SESSIONS_A_YEAR = 252
DAYS_TO_SESSIONS = 1.5  # calendar days for a session, holidays and all
NONE = "none"
DEFAULTS = {"stocks": "SPY,AAPL,AIG,BAC,IBM", "daily_stocks": "EEM,IWM,QQQ,USO", "currencies": "EURUSD,NZDUSD"}
LEAST_CURRENCY = 35_000  # units; Interactive Brokers refuses less of the New Zealand dollar, and less still of others
FIRST_SESSION = date(1998, 1, 2)  # sessions are counted from here
SINCE = {  # before these days the first two tickers were others', and QQQ had a name without prices
    "EEM": date(2003, 4, 14),
    "USO": date(2006, 4, 10),
    "QQQ": date(2011, 3, 23),
}


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
        self._riskless = RisklessAccount(self) if read.flag("excess_return", "no") else None
        self._trends: dict[Instrument, Trend] = {}
        for kind, tickers in DEFAULTS.items():
            for ticker in read.words(kind, tickers):
                if ticker != NONE:
                    self._trends[self._follow(kind, ticker)] = Trend(lookbacks=lookbacks)
        if not self._trends:
            raise ValueError("there is nothing to trade: stocks, daily_stocks and currencies are all none")
        self._primary = self.instruments[0]
        self.set_benchmark(self._primary.symbol)
        self._calendar = SessionCount(self._primary.security.exchange.hours, since=FIRST_SESSION)
        self._month = -1
        self._is_due = False
        self.start_from_days(int((max(lookbacks) + 60) * DAYS_TO_SESSIONS))

    def on_data(self, data: Slice) -> None:
        """Takes a change of the riskless rate before the bars."""
        if self._riskless is not None:
            self._riskless.take(data)
        super().on_data(data)

    def on_bars(self, instruments: list[Instrument]) -> None:
        """Takes the closes; every 21st session of the first asset decides on all of them."""
        is_over = self._primary in instruments and self._primary.at_close
        if is_over and self._riskless is not None:
            self._riskless.grow(self._primary.moment.replace(tzinfo=None))
        for instrument in instruments:
            if instrument.at_close and instrument.is_traded:
                self._trends[instrument].update(instrument.close / self._unit(instrument))
        month = (self._calendar.at(self._primary.moment.date()) + 1) // self._period if is_over else self._month
        self._is_due |= month != self._month
        self._month = month
        if self._is_due and self._primary in instruments and (self._primary.has_auctions or not is_over):
            self._is_due = False  # a currency's market is shut at its close: it is traded a bar later
            self._rebalance()

    def on_rescaled(self, instrument: Instrument, factor: float) -> None:
        """Keeps the closes in today's prices."""
        self._trends[instrument].rescale(factor)

    def state(self) -> tuple[object, ...]:
        """The sides of all assets and where in the month it is."""
        return (self._month, self._is_due, [trend.side() for trend in self._trends.values()])

    def _follow(self, kind: str, ticker: str) -> Instrument:
        if kind == "currencies":
            currency = self.add_forex(ticker, Resolution.HOUR, Market.OANDA, fill_forward=False)
            return self.follow(Instrument(currency, center_of_mass=60, least_order=LEAST_CURRENCY))
        is_daily = kind == "daily_stocks"
        resolution = Resolution.DAILY if is_daily else Resolution.HOUR
        stock = self.add_stock(ticker, resolution, fill_forward=False)
        return self.follow(Instrument(stock, center_of_mass=60, is_daily=is_daily, since=SINCE.get(ticker)))

    def _rebalance(self) -> None:
        known = {
            instrument: side
            for instrument, trend in self._trends.items()
            if (side := trend.side()) is not None and not instrument.is_stale(instrument.security.local_time)
        }
        for instrument, side in known.items():
            held_long = self._is_long_only and not instrument.is_quoted
            share = (max(0.0, side) if held_long else side) / len(known)
            self.trade(instrument, share, {"side": side, "assets": float(len(known))}, when=When.OPEN)

    def _unit(self, instrument: Instrument) -> float:
        """What closes are counted in: the riskless account; currencies, whose other rate is not known, as they are."""
        return 1.0 if self._riskless is None or instrument.is_quoted else self._riskless.value
