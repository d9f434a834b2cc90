"""Pairs after Avellaneda and Lee: a spread that reverts is sold when dear and bought when cheap, where there is one."""

from __future__ import annotations

from itertools import combinations

from AlgorithmImports import *

from signals.kalman import HedgeRatio
from signals.pair_spread import PairConditions, SpreadRule, Thresholds
from trading.costs import trade_cost
from trading.decision import Features
from trading.instrument import Instrument
from trading.pair import Pair
from trading.parameters import Parameters
from trading.strategy import Strategy

SESSIONS_TO_START = 570  # two years of closes and a window of hours
QUIET_SESSIONS = 3  # the day of a dividend or a split and the two after it


class PairsOU(Strategy):
    """Judges each pair once a month and opens the spreads of those only that pass every condition."""

    def initialize(self) -> None:
        """Reads the parameters and subscribes to hour bars."""
        self.set_start_date(1998, 1, 2)
        self.set_end_date(2021, 3, 31)
        self.set_cash(100_000)
        read = self.prepare(target_daily_vol=0, max_weight=1, is_flat_overnight=False)
        read.number("target_daily_vol", 0, 0, 0)  # legs sized by their own volatility would undo the hedge
        is_forex = read.choice("security_type", "equity", ("equity", "forex")) == "forex"
        broker = BrokerageName.OANDA_BROKERAGE if is_forex else BrokerageName.INTERACTIVE_BROKERS_BROKERAGE
        self.set_brokerage_model(broker, AccountType.MARGIN)
        self._has_gates = read.flag("gates", "yes")
        self._gross = read.number("pair_gross", 0.5, 0.1, 1)
        self._most_pairs = read.whole("max_pairs", 5, 1, 10)
        self._conditions = PairConditions(
            p_value=read.number("p_value", 0.05, 0.001, 0.2),
            p_value_before=read.number("p_value_before", 0.10, 0.001, 0.5),
            longest_half_life=read.number("longest_half_life", 30, 5, 60),
            edge_over_cost=read.number("edge_over_cost", 3, 1, 10),
        )
        self._quiet: dict[Instrument, int] = {}
        self._opened: list[Pair] = []
        self._month = ""
        self._legs = {ticker: self._leg(ticker, is_forex=is_forex) for ticker in read.words("tickers", "SPY,AAPL,AIG,BAC,IBM")}
        bars_a_session = 24 if is_forex else 7
        self._slowest = read.number("slowest_reversion", 30, 5, 60) * bars_a_session
        self._pairs = self._linked_pairs(read, bars_a_session)
        self.start_from(SESSIONS_TO_START * bars_a_session)

    def on_bars(self, instruments: list[Instrument]) -> None:
        """Steps every spread of which both legs were traded, and sends what is to change."""
        self._judge_monthly(instruments[0])
        self._opened = []
        changed: dict[Instrument, Features] = {leg: {} for leg in instruments if leg.target and not self._weight(leg)}
        for pair in self._pairs:
            if not all(leg in instruments and leg.is_traded for leg in pair.legs):
                continue
            pair.take()
            if pair.decide(may_open=self._may_open(pair), slowest=self._slowest, gross=self._gross):
                changed |= dict.fromkeys(pair.legs, pair.features())
                self._opened += [pair] if pair.rule.side else []
        self._send(changed)
        self._send({leg: pair.features() for pair in self._opened if not pair.rule.side for leg in pair.legs})
        self._end_day(instruments)

    def state(self) -> tuple[object, ...]:
        """What is known and held of each pair."""
        return tuple(pair.state() for pair in self._pairs)

    def on_order_event(self, order_event: OrderEvent) -> None:
        """Gives up a spread of which a leg is refused."""
        super().on_order_event(order_event)
        if order_event.status == OrderStatus.INVALID:
            self._give_up(self._legs[order_event.symbol.value], self._opened)

    def on_splits(self, splits: Splits) -> None:
        """Opens nothing around a split."""
        super().on_splits(splits)
        self._quiet |= {leg: QUIET_SESSIONS for leg in self._legs.values() if splits.get(leg.symbol) is not None}

    def on_dividends(self, dividends: Dividends) -> None:
        """Opens nothing just after a dividend."""
        super().on_dividends(dividends)
        self._quiet |= {leg: QUIET_SESSIONS for leg in self._legs.values() if dividends.get(leg.symbol) is not None}

    def flatten(self, instrument: Instrument, reason: str) -> None:
        """Leaves a position, and gives up every spread it is a leg of."""
        super().flatten(instrument, reason)
        self._give_up(instrument, self._pairs)

    def _leg(self, ticker: str, *, is_forex: bool) -> Instrument:
        security = self.add_forex(ticker, Resolution.HOUR, Market.OANDA) if is_forex else self.add_stock(ticker)
        return self.follow(Instrument(security))

    def _linked_pairs(self, read: Parameters, bars_a_session: int) -> list[Pair]:
        """The pairs with an economic link; all others are never looked at."""
        names = read.words("linked", "AIG/BAC")
        if names == ("all",):
            names = tuple("/".join(two) for two in combinations(self._legs, 2))
        strange = [name for name in names if name.count("/") != 1 or not set(name.split("/")) <= self._legs.keys()]
        if strange:
            raise ValueError(f"parameter linked: {strange[0]} is no pair of {', '.join(self._legs)}")
        is_kalman = read.choice("hedge", "window", ("window", "kalman")) == "kalman"
        window = (opens, closes) = read.number("s_open", 1.25, 1, 2.5), read.number("s_close", 0.5, 0, 0.75)
        return []

    def _judge_monthly(self, instrument: Instrument) -> None:
        month = f"{instrument.end_time:%Y-%m}"
