"""Lead and lag by the hour: a follower is traded for one bar on a leader's last move, where that pays for the trade."""

from __future__ import annotations

from AlgorithmImports import *

from signals.lead_lag import UsualMoves
from trading.instrument import Instrument
from trading.lead import Lead
from trading.strategy import Strategy

WARM_UP_BARS = 4_700  # a window to fit on, one of forecasts to judge by, and twenty sessions before both
DEFAULT_LEADS = "SPY>AAPL,SPY>AIG,SPY>BAC,SPY>IBM,EURUSD>NZDUSD,SPY>NZDUSD"


class LeadLag(Strategy):
    """Follows a forecast for one bar if it is twice the cost of doing so and such forecasts have been right."""

    def initialize(self) -> None:
        """Reads the parameters and subscribes to hour bars."""
        self.set_start_date(1998, 1, 2)
        self.set_end_date(2021, 3, 31)
        self.set_cash(100_000)
        self.set_brokerage_model(BrokerageName.INTERACTIVE_BROKERS_BROKERAGE, AccountType.MARGIN)
        read = self.prepare(target_daily_vol=0.01, max_weight=1, is_flat_overnight=True)
        self._costs_to_beat = read.number("cost_multiple", 2, 0, 4)
        self._may_trade = read.flag("allow_unproven", "no")  # no lead at hand has paid for its trades
        self._must_show_skill = read.flag("skill_gate", "yes")
        window = read.whole("window", 2000, 500, 5000)
        self._currencies = read.words("currencies", "EURUSD,NZDUSD")
        self._followed: dict[str, Instrument] = {}
        self._leads = [self._lead(name, window) for name in read.words("leads", DEFAULT_LEADS)]
        self._followers = list(dict.fromkeys(lead.follower for lead in self._leads))
        self._usual = {instrument: UsualMoves() for instrument in self._followed.values()}
        self._month = ""
        self.set_benchmark(next(iter(self._followed.values())).symbol)
        self.start_from(WARM_UP_BARS)

    def on_bars(self, instruments: list[Instrument]) -> None:
        """Forecasts the next bar of every follower and trades those whose forecast is worth it."""
        for lead in self._leads:
            if lead.leader in instruments and lead.follower in instruments:
                lead.take(self._usual)
        for follower in self._followers:
            if follower in instruments and self._may_trade:
                self._follow_the_leader(follower)
        for instrument in instruments:
            if instrument.is_whole and instrument.bar_move is not None:
                self._usual[instrument].remember(instrument.bar, instrument.bar_move)
        self._take_stock(f"{instruments[0].end_time:%Y-%m}")

    def state(self) -> tuple[object, ...]:
        """The lines fitted and how good they were."""
        return tuple(lead.state() for lead in self._leads)

    def _lead(self, name: str, window: int) -> Lead:
        leader, arrow, follower = name.partition(">")
        if not (leader and arrow and follower) or leader == follower:
            raise ValueError(f"parameter leads has {name!r}: write a leader, > and another follower, as in SPY>AIG")
        return Lead(self._instrument(leader), self._instrument(follower), window=window)

    def _instrument(self, ticker: str) -> Instrument:
        if ticker not in self._followed:
            is_currency = ticker in self._currencies
            security = self.add_forex(ticker, Resolution.HOUR, Market.OANDA) if is_currency else self.add_stock(ticker)
            self._followed[ticker] = self.follow(Instrument(security, doubts_opens=ticker == "SPY"))
        return self._followed[ticker]

    def _follow_the_leader(self, follower: Instrument) -> None:
        """One bar on the side of what its leaders together say of it; out where none says enough."""
        leads = [lead for lead in self._leads if lead.follower is follower]
        signals = {
            str(lead): lead.signal(costs=self._costs_to_beat, must_show_skill=self._must_show_skill) for lead in leads
        }
        forecast = sum(signals.values())
        side = (forecast > 0) - (forecast < 0)
        if side or follower.target:
            self.trade(follower, side, {"forecast": forecast, **signals})
            self.show_signal({follower.symbol.value: 1e4 * forecast})

    def _take_stock(self, month: str) -> None:
        """Writes down once a month how strong each lead is and how good its forecasts were."""
        if month != self._month:
            self._month = month
            for lead in self._leads:
                self.note({"month": month, **lead.facts()})
