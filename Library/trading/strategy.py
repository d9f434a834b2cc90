"""The class every strategy inherits: bars in, decisions out, within its limits and written down."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Iterable, Mapping
from datetime import timedelta

from AlgorithmImports import *

from trading.costs import HalfSpread
from trading.decision import Decision, Features, When, decision_id
from trading.instrument import Instrument
from trading.limits import ALLOWED, Limits, RiskState, Verdict
from trading.monitor import Costs, Edge
from trading.parameters import Parameters
from trading.sizing import is_worth_trading, volatility_weight, whole_lots

SESSIONS_A_POINT = 5  # of the slow charts
LATCH = "risk-latch"


class Strategy(QCAlgorithm):
    """Follows instruments, sizes what `on_bars` decides, keeps it within limits and logs every decision and fill.

    A strategy calls `prepare`, `follow` and `start_from` in `initialize` and overrides `on_bars`.
    """

    def prepare(
        self,
        *,
        target_daily_vol: float,
        max_weight: float,
        is_flat_overnight: bool,
        max_gross: float = 2,
        min_trade_pct: float = 2,
    ) -> Parameters:
        """Reads what all strategies have in common, with the strategy's own defaults; raises ValueError."""
        read = Parameters(self)
        self._target_daily_vol = read.number("target_daily_vol", target_daily_vol, 0, 0.02)
        self._max_weight = read.number("max_weight", max_weight, 0.1, 4)
        self._equity_fraction = read.number("equity_fraction", 0.95, 0.1, 1)
        self._max_gross = read.number("max_gross", max_gross, 0.1, 4)
        self._least_trade = read.number("min_trade_pct", min_trade_pct, 0, 20) / 100
        self.has_overlay = read.flag("risk_overlay", "yes")
        self._limits = Limits(
            daily_loss=read.number("max_daily_loss_pct", 2, 0.1, 100) / 100,
            soft_drawdown=read.number("soft_drawdown_pct", 10, 0.1, 100) / 100,
            hard_drawdown=read.number("hard_drawdown_pct", 20, 0.1, 100) / 100,
        )
        self._expected_edge = read.number("expected_edge_bp", 0, 0, 100)
        self._expected_slippage = read.number("expected_slippage_bp", 0, 0, 100)
        self._resets_risk = read.flag("reset_risk", "no")
        self._writes_down = read.flag("log_decisions", "no") or self.live_mode
        self._charts = read.flag("charts", "yes")
        self._are_prices_raw = read.choice("prices", "raw", ("raw", "adjusted")) == "raw"
        self._start = read.choice("start_from", "warm_up", ("warm_up", "history"))
        self._is_flat_overnight = is_flat_overnight
        self._risk = RiskState(self._limits)
        self._costs = Costs()
        self._edge = Edge()
        self.instruments: list[Instrument] = []
        self._is_replaying = False
        self._sessions = 0
        self._has_traded = False
        self._session_equity = 0.0
        self._session_costs = 0.0
        self._last_decision = ""
        return read

    def add_stock(
        self, ticker: str, resolution: Resolution = Resolution.HOUR, *, fill_forward: bool = True
    ) -> Security:
        """Subscribes to the bars of a stock, at prices of the day or adjusted ones as parameter `prices` says."""
        stock = self.add_equity(ticker, resolution, fill_forward=fill_forward)
        if self._are_prices_raw:
            stock.set_data_normalization_mode(DataNormalizationMode.RAW)
        stock.set_slippage_model(HalfSpread())
        return stock

    def follow(self, instrument: Instrument) -> Instrument:
        """Takes the security's bars from now on."""
        self.instruments.append(instrument)
        return instrument

    def start_from(self, bars: int) -> None:
        """Brings the state up to date from hour bars, warming up or replaying history; no orders are sent."""
        self._start_from(
            lambda: self.set_warm_up(bars, Resolution.HOUR),
            lambda prices: self.history(bars, Resolution.HOUR, data_normalization_mode=prices),
        )

    def start_from_days(self, days: int) -> None:
        """The same from calendar days, for instruments with bars of different lengths."""
        span = timedelta(days=days)
        self._start_from(
            lambda: self.set_warm_up(span), lambda prices: self.history(span, data_normalization_mode=prices)
        )

    def _start_from(
        self, warm_up: Callable[[], None], history: Callable[[DataNormalizationMode], Iterable[Slice]]
    ) -> None:
        if self.live_mode and self.object_store.contains_key(self._latch_key()):
            if self._resets_risk:
                self.object_store.delete(self._latch_key())
            else:
                self._risk.latch()
        self._history_to_start = history
        if self._start == "warm_up":
            warm_up()

    def on_warmup_finished(self) -> None:
        """Replays history where that was asked for: the dates of the run stand by now."""
        if self._start == "history":
            # history carries no splits and dividends: it comes in the prices of today instead
            prices = DataNormalizationMode.SCALED_RAW if self._are_prices_raw else DataNormalizationMode.ADJUSTED
            self._is_replaying = True
            for data in self._history_to_start(prices):
                self.on_data(data)
            self._is_replaying = False

    def on_bars(self, instruments: list[Instrument]) -> None:
        """Decides; called once a moment with the instruments that have a new bar."""
        raise NotImplementedError

    def state(self) -> tuple[object, ...]:
        """What decisions depend on beyond the instruments; a strategy with state of its own says it here."""
        return ()

    def state_hash(self) -> str:
        """Sixteen digits that are the same when decisions will be."""
        parts = [*(instrument.state() for instrument in self.instruments), self.state()]
        return hashlib.sha256(repr(parts).encode()).hexdigest()[:16]

    @property
    def is_only_watching(self) -> bool:
        """Whether orders are held back: while warming up or replaying history."""
        return self._is_replaying or self.is_warming_up

    def on_data(self, data: Slice) -> None:
        """Hands each instrument its bar, then decides."""
        taken = [instrument for instrument in self.instruments if self._hand(instrument, data)]
        if not taken:
            return
        primary = self.instruments[0]
        if primary in taken and primary.at_open and not self.is_only_watching:
            self._begin_session()
            if not self._sessions and self._writes_down:
                self.log(json.dumps({"state": self.state_hash()}))
        if self.has_overlay and not self.is_only_watching and self._risk.mark(self.portfolio.total_portfolio_value):
            self._stop(self._risk.verdict().reason)
        self.on_bars(taken)
        for instrument in taken:
            self._close_out(instrument)
        if primary in taken and primary.at_close and not self.is_only_watching:
            self._end_session()

    def trade(self, instrument: Instrument, signal: float, features: Features, *, when: When = When.NOW) -> Decision:
        """Goes for the position that the signal, between -1 and 1, asks for, and writes down how it was decided."""
        verdict = self._verdict(instrument)
        weight = signal * volatility_weight(
            target=self._target_daily_vol, volatility=instrument.volatility.value, cap=self._max_weight
        )
        wanted, verdict = self._within(instrument, weight, verdict)
        change = wanted - instrument.target
        equity = self.portfolio.total_portfolio_value
        is_small = 0 < abs(change) < instrument.least_order
        if is_small or not is_worth_trading(
            change=change * instrument.unit_value, equity=equity, least=self._least_trade, goes_flat=wanted == 0
        ):
            change = 0.0
        decision = Decision(
            id=decision_id(type(self).__name__, instrument.symbol.value, instrument.end_time or self.time),
            close=instrument.close,
            features=features,
            signal=signal,
            weight=weight,
            quantity=0.0 if self.is_only_watching else change,
            reason=verdict.reason,
        )
        if not self.is_only_watching:
            self._carry_out(instrument, decision, when)
        return decision

    def note(self, fact: Mapping[str, object]) -> None:
        """Writes down what no decision says, where decisions are written down."""
        if self._writes_down and not self.is_only_watching:
            self.log(json.dumps(fact))

    def show_signal(self, values: Mapping[str, float]) -> None:
        """Plots what a decision looked at, by series."""
        if self._charts and not self.is_only_watching:
            for name, value in values.items():
                self.plot("Signal", name, value)

    def flatten(self, instrument: Instrument, reason: str) -> None:
        """Leaves the position at once; orders that are out are cancelled."""
        if instrument.security.holdings.quantity or instrument.target:
            self.liquidate(instrument.symbol, tag=reason)
        instrument.target = 0.0

    def on_order_event(self, order_event: OrderEvent) -> None:
        """Writes down what a fill was worth, and counts refusals."""
        if order_event.status == OrderStatus.INVALID:
            self._risk.count_reject()
            self._adopt(order_event.symbol)
        if not order_event.fill_quantity:
            return
        security = self.securities[order_event.symbol]
        is_at_open = order_event.ticket.order_type == OrderType.MARKET_ON_OPEN
        expected = security.open if is_at_open else security.price
        rate = security.quote_currency.conversion_rate
        fee = order_event.order_fee.value.amount
        slippage = self._costs.add(
            quantity=order_event.fill_quantity,
            fill_price=order_event.fill_price * rate,
            expected_price=expected * rate,
            fee=fee,
        )
        self._has_traded = True
        if self._writes_down:
            fact = {
                "id": order_event.ticket.tag,
                "ticker": order_event.symbol.value,
                "expected_price": expected,
                "fill_price": order_event.fill_price,
                "quantity": order_event.fill_quantity,
                "slippage_bp": slippage,
                "fee": fee,
            }
            self.log(json.dumps(fact))

    def on_splits(self, splits: Splits) -> None:
        """Keeps raw prices comparable across a split; adjusted ones are so already."""
        for instrument in self._raw_instruments():
            split = splits.get(instrument.symbol)
            if split is not None and split.type == SplitType.SPLIT_OCCURRED:
                self._rescale(instrument, split.split_factor)

    def on_dividends(self, dividends: Dividends) -> None:
        """Keeps raw prices comparable across a dividend."""
        for instrument in self._raw_instruments():
            dividend = dividends.get(instrument.symbol)
            if dividend is not None and instrument.close:
                self._rescale(instrument, 1 - dividend.distribution / instrument.close)

    def on_rescaled(self, instrument: Instrument, factor: float) -> None:
        """Multiplies the prices a strategy keeps of an instrument; one that keeps none has nothing to do."""

    def on_end_of_algorithm(self) -> None:
        """Leaves the last figures in the result."""
        self._show()

    def _hand(self, instrument: Instrument, data: Slice) -> bool:
        bars = data.quote_bars if instrument.is_quoted else data.bars
        bar = bars.get(instrument.symbol)
        return bar is not None and instrument.take(bar)

    def _verdict(self, instrument: Instrument) -> Verdict:
        if not self.has_overlay:
            return ALLOWED
        if instrument.is_stale(instrument.security.local_time):
            return Verdict(scale=0.0, reason="no bar for more than an hour")
        return self._risk.verdict()

    def _within(self, instrument: Instrument, weight: float, verdict: Verdict) -> tuple[float, Verdict]:
        """The position allowed, and the reason where it is not the one wanted; less risk is always allowed."""
        equity = self.portfolio.total_portfolio_value
        lot = instrument.security.symbol_properties.lot_size
        value = weight * self._equity_fraction * equity
        wanted = whole_lots(value=value, price=instrument.unit_value, lot=lot)
        held = instrument.target
        if abs(wanted) <= abs(held) and wanted * held >= 0:
            return wanted, verdict
        others = sum(abs(other.target) * other.unit_value for other in self.instruments if other is not instrument)
        room = max(0.0, self._max_gross * equity - others)
        if abs(value) > room:
            verdict = Verdict(scale=min(verdict.scale, room / abs(value)), reason=verdict.reason or "no room in gross")
        if wanted < 0 and not self.shortable(instrument.symbol, int(abs(wanted - max(held, 0)))):
            verdict = Verdict(scale=0.0, reason="no shares to borrow")
        if verdict.scale == 1:
            return wanted, verdict
        scaled = whole_lots(value=value * verdict.scale, price=instrument.unit_value, lot=lot)
        kept = held if wanted * held > 0 else 0.0
        return (max(scaled, kept, key=abs), verdict)

    def _carry_out(self, instrument: Instrument, decision: Decision, when: When) -> None:
        self._last_decision = decision.id
        if self._writes_down:
            self.log(decision.line())
        if not decision.quantity:
            return
        self._risk.count_change()
        instrument.target += decision.quantity
        if when is When.NOW or not instrument.has_auctions:
            self.market_order(instrument.symbol, decision.quantity, tag=decision.id)
        elif when is When.CLOSE:
            self.market_on_close_order(instrument.symbol, decision.quantity, tag=decision.id)
        else:
            self.market_on_open_order(instrument.symbol, decision.quantity, tag=decision.id)

    def _close_out(self, instrument: Instrument) -> None:
        """Leaves a position that is not to be held overnight: by the closing auction where there is one."""
        if not self._is_flat_overnight or not instrument.target:
            return
        if instrument.has_auctions and instrument.at_last_decision:
            self.market_on_close_order(instrument.symbol, -instrument.target, tag=self._last_decision)
            instrument.target = 0.0
        elif not instrument.has_auctions and instrument.at_close:
            self.flatten(instrument, "the day is over")

    def _begin_session(self) -> None:
        self._session_equity = self.portfolio.total_portfolio_value
        self._session_costs = self._costs.total
        self._has_traded = False
        self._risk.begin_session(self._session_equity)
        for instrument in self.instruments:
            held = instrument.security.holdings.quantity
            if held and self._is_flat_overnight:
                self.flatten(instrument, "left from the day before")
            elif held != instrument.target and not list(self.transactions.get_open_orders(instrument.symbol)):
                self._adopt(instrument.symbol)

    def _end_session(self) -> None:
        if self._has_traded and self._session_equity > 0:
            net = self.portfolio.total_portfolio_value - self._session_equity
            cost = self._costs.total - self._session_costs
            scale = 1e4 / self._session_equity
            self._edge.add(gross=(net + cost) * scale, cost=cost * scale)
        if self.live_mode:
            self._judge()
        self._sessions += 1
        if self.live_mode or self._sessions % SESSIONS_A_POINT == 0:
            self._show()

    def _judge(self) -> None:
        """Halts a live run whose edge is gone or whose fills are twice as dear as modelled."""
        if self._expected_edge and self._edge.has_failed(self._expected_edge):
            self._risk.latch()
            self._stop("the edge is gone")
        elif self._expected_slippage and self._costs.is_dear(self._expected_slippage):
            self._risk.latch()
            self._stop("slippage is twice the model's")

    def _stop(self, reason: str) -> None:
        for instrument in self.instruments:
            self.flatten(instrument, reason)
        self.log(json.dumps({"stopped": reason}))
        if self.live_mode and self._risk.is_latched:
            self.object_store.save(self._latch_key(), reason)

    def _adopt(self, symbol: Symbol) -> None:
        """Takes the position there is for the one wanted, and says so."""
        for instrument in self.instruments:
            if instrument.symbol == symbol:
                instrument.target = instrument.security.holdings.quantity
                self.log(json.dumps({"adopted": instrument.symbol.value, "quantity": instrument.target}))

    def _rescale(self, instrument: Instrument, factor: float) -> None:
        instrument.rescale(factor)
        self.on_rescaled(instrument, factor)

    def _raw_instruments(self) -> list[Instrument]:
        return [
            instrument
            for instrument in self.instruments
            if self.live_mode or instrument.security.data_normalization_mode == DataNormalizationMode.RAW
        ]

    def _latch_key(self) -> str:
        return f"{type(self).__name__}/{LATCH}"

    def _show(self) -> None:
        equity = self.portfolio.total_portfolio_value
        net = (
            sum(instrument.security.holdings.holdings_value for instrument in self.instruments) / equity
            if equity
            else 0.0
        )
        gross = self.portfolio.total_holdings_value / equity if equity else 0.0
        if self._charts:
            self.plot("Weights", "Gross", gross)
            self.plot("Weights", "Net", net)
            self.plot("Costs", "Fees", self._costs.fees)
            self.plot("Costs", "Slippage", self._costs.slippage)
            if self._edge.samples > 1:
                self.plot("Edge", "Gross, bp", self._edge.gross)
                self.plot("Edge", "Plus two errors", self._edge.gross + 2 * self._edge.standard_error)
                self.plot("Edge", "Minus two errors", self._edge.gross - 2 * self._edge.standard_error)
                self.plot("Edge", "Cost, bp", self._edge.cost)
        self.set_runtime_statistic("Net exposure", f"{net:.2f}")
        self.set_runtime_statistic("Daily volatility", f"{self.instruments[0].volatility.value:.2%}")
        self.set_runtime_statistic("Today", f"{equity - self._session_equity:.2f}")
        self.set_runtime_statistic("Last decision", self._last_decision)
        self.set_runtime_statistic("Slippage", f"{self._costs.slippage:.2f}")
