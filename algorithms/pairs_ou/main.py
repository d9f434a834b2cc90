"""Pairs after Avellaneda and Lee: a spread that reverts is sold when dear and bought when cheap, where there is one."""

from __future__ import annotations

from collections.abc import Mapping
from itertools import combinations

from AlgorithmImports import *

from signals.kalman import HedgeRatio
from signals.pair_spread import SpreadRule, Thresholds
from trading.costs import trade_cost
from trading.instrument import Instrument
from trading.pair import Pair, PairBook
from trading.strategy import Strategy

SESSIONS_TO_START = 570  # two years of closes and a window of hours
SLOWEST_SESSIONS = 30  # 1 / kappa, above which nothing is opened
SURPRISES_HALF_LIFE = 500  # bars, of the Kalman filter's


class PairsOU(Strategy):
    """Judges each pair once a month, and opens the spreads of those only that pass every condition."""

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
        bars_a_session = 24 if is_forex else 7
        self._slowest = SLOWEST_SESSIONS * bars_a_session
        self._window = read.whole("window", 60, 20, 120) * bars_a_session
        self._has_gates = read.flag("gates", "yes")
        self._gross = read.number("pair_gross", 0.5, 0.1, 1)
        self._most_pairs = read.whole("max_pairs", 5, 1, 10)
        window = read.number("s_open", 1.25, 1, 2.5), read.number("s_close", 0.5, 0, 0.75)
        kalman = read.number("kalman_open", 2, 1, 4), read.number("kalman_close", 0, 0, 1)
        self._drift = read.number("kalman_drift", 1e-6, 1e-8, 1e-4)
        self._is_kalman = read.choice("hedge", "window", ("window", "kalman")) == "kalman"
        opens, closes = kalman if self._is_kalman else window
        stops, half_lives = read.number("stop_score", 4, 0, 10), read.number("time_stop", 3, 0, 10)
        self._thresholds = Thresholds(opens=opens, closes=closes, stops=stops, half_lives=half_lives)
        self._month = ""
        self._legs: dict[str, Instrument] = {}
        for ticker in read.words("tickers", "SPY,AAPL,AIG,BAC,IBM"):
            security = self.add_forex(ticker, Resolution.HOUR, Market.OANDA) if is_forex else self.add_stock(ticker)
            self._legs[ticker] = self.follow(Instrument(security))
        self.set_benchmark(next(iter(self._legs.values())).symbol)
        self._book = PairBook([self._pair(name) for name in self._linked(read.words("linked", "none"))])
        self.start_from(SESSIONS_TO_START * bars_a_session)

    def on_bars(self, instruments: list[Instrument]) -> None:
        """Steps every spread of which both legs were traded, and sends what is to change."""
        self._look_at_pairs(f"{instruments[0].end_time:%Y-%m}")
        changed = self._book.begin(instruments)
        for pair in self._book.traded(instruments):
            pair.take()
            if pair.decide(may_open=self._may_open(pair), slowest=self._slowest, gross=self._gross):
                changed |= self._book.change(pair)
                self.show_signal({str(pair): pair.view.score if pair.view else 0.0})
        self._send(changed)
        self._send(self._book.take_given_up())
        self._book.end_day(instruments)

    def state(self) -> tuple[object, ...]:
        """What is known and held of each pair."""
        return tuple(pair.state() for pair in self._book.pairs)

    def on_order_event(self, order_event: OrderEvent) -> None:
        """Gives a spread up when one of its legs is refused."""
        super().on_order_event(order_event)
        if order_event.status == OrderStatus.INVALID:
            self._book.give_up_new(self._legs[order_event.symbol.value])

    def on_splits(self, splits: Splits) -> None:
        """Opens nothing around a split."""
        super().on_splits(splits)
        self._book.hush({leg for leg in self._legs.values() if splits.get(leg.symbol) is not None})

    def on_dividends(self, dividends: Dividends) -> None:
        """Opens nothing just after a dividend."""
        super().on_dividends(dividends)
        self._book.hush({leg for leg in self._legs.values() if dividends.get(leg.symbol) is not None})

    def flatten(self, instrument: Instrument, reason: str) -> None:
        """Leaves a position, and gives up every spread it is a leg of."""
        super().flatten(instrument, reason)
        self._book.give_up_all(instrument)

    def _linked(self, names: tuple[str, ...]) -> tuple[str, ...]:
        """The pairs with an economic link; the others are never looked at."""
        if names == ("all",):
            return tuple("/".join(two) for two in combinations(self._legs, 2))
        return () if names == ("none",) else names

    def _pair(self, name: str) -> Pair:
        first, _, second = name.partition("/")
        if first == second or first not in self._legs or second not in self._legs:
            raise ValueError(f"parameter linked: {name!r} is no pair of {', '.join(self._legs)}")
        ratio = HedgeRatio(drift=self._drift, half_life=SURPRISES_HALF_LIFE) if self._is_kalman else None
        rule = SpreadRule(self._thresholds)
        return Pair(self._legs[first], self._legs[second], window=self._window, rule=rule, ratio=ratio)

    def _look_at_pairs(self, month: str) -> None:
        """Says once a month why each pair may not be traded."""
        if month == self._month or not self._has_gates:
            return
        self._month = month
        between = self._thresholds.opens - self._thresholds.closes
        for pair in self._book.pairs:
            costs = trade_cost(pair.first.security), trade_cost(pair.second.security)
            pair.judge(scores_between=between, costs=costs)
            self.note({"pair": str(pair), "month": month, "objection": pair.objection})

    def _may_open(self, pair: Pair) -> bool:
        has_objection = self._has_gates and pair.objection
        return not (has_objection or pair.quiet_days or self.is_only_watching) and self._book.held < self._most_pairs

    def _send(self, legs: Mapping[Instrument, Mapping[str, float | str | None]]) -> None:
        """The dearer leg first; a spread just opened whose leg cannot be had in full is given up."""
        for leg in sorted(legs, key=lambda leg: trade_cost(leg.security), reverse=True):
            if self.trade(leg, self._book.weight(leg), legs[leg]).reason:
                self._book.give_up_new(leg)
