"""Intraday momentum on SPY: a large move up to the last hour goes on into the close."""

from __future__ import annotations

from datetime import datetime

from AlgorithmImports import *

from signals.last_hour import LastHour
from signals.volatility import DailyVolatility
from trading.costs import HalfSpread
from trading.session import TradingSession, session_of
from trading.strategy import Strategy

WARM_UP_BARS = 490  # 70 sessions of seven hour bars


class IntradayMomentum(Strategy):
    """At 15:00 follows the day's move into the close, if it is larger than its usual size."""

    def initialize(self) -> None:
        """Reads the parameters and subscribes to hour bars."""
        self.set_start_date(1998, 1, 2)
        self.set_end_date(2021, 3, 31)
        self.set_cash(100_000)
        self.set_brokerage_model(BrokerageName.INTERACTIVE_BROKERS_BROKERAGE, AccountType.MARGIN)
        self.choice("mode", "last_hour", ("last_hour",))
        self.read_sizing(target_daily_vol=0.01, cap=2)
        self.read_logging()
        self._signal = LastHour(
            window=int(self.number("window", 63, 21, 126)), quantile=self.number("quantile", 0.5, 0, 0.75)
        )
        self._volatility = DailyVolatility(center_of_mass=30)
        self._security = self.add_equity("SPY", Resolution.HOUR)
        self._security.set_slippage_model(HalfSpread())
        self.set_benchmark(self._security.symbol)
        self._session: TradingSession | None = None
        self._bars_seen = 0
        self._move: float | None = None
        self._previous_close: float | None = None
        self.set_warm_up(WARM_UP_BARS, Resolution.HOUR)

    def on_data(self, data: Slice) -> None:
        """Decides an hour before the close and takes stock at the close."""
        bar = data.bars.get(self._security.symbol)
        if bar is None:
            return
        session = self._session
        if session is None or bar.end_time > session.close:
            session = self._begin(bar.end_time)
        if not bar.is_fill_forward:
            self._bars_seen += 1
        if bar.end_time == session.last_decision and not session.is_early_close:
            self._decide(session, bar)
        elif bar.end_time == session.close:
            self._end(session, bar)

    def on_order_event(self, order_event: OrderEvent) -> None:
        """Writes down what a fill was worth."""
        if order_event.status == OrderStatus.FILLED:
            self.write_down(
                id=order_event.ticket.tag,
                fill_price=order_event.fill_price,
                quantity=order_event.fill_quantity,
                fee=order_event.order_fee.value.amount,
            )

    def _begin(self, end_time: datetime) -> TradingSession:
        session = self._session = session_of(self._security, end_time)
        self._bars_seen = 0
        self._move = None
        if self.portfolio.invested:
            self.liquidate(tag="left from the day before")
        return session

    def _decide(self, session: TradingSession, bar: TradeBar) -> None:
        if self._previous_close is None:
            return
        self._move = bar.close / self._previous_close - 1
        is_whole = self._bars_seen == session.bar_index(bar.end_time)
        side = self._signal.side(self._move) if is_whole else 0
        threshold = self._signal.threshold
        if self.is_warming_up or threshold is None:
            return
        decision = f"last_hour/{self._security.symbol.value}/{bar.end_time:%Y-%m-%d %H:%M}"
        quantity = self.quantity_for(self._security, side, self._volatility.value)
        self.write_down(
            id=decision, close=bar.close, move=self._move, threshold=threshold, signal=side, quantity=quantity
        )
        self.plot("Signal", "Move", self._move)
        self.plot("Signal", "Threshold", threshold)
        if quantity:
            self.market_order(self._security.symbol, quantity, tag=decision)
            self.market_on_close_order(self._security.symbol, -quantity, tag=decision)

    def _end(self, session: TradingSession, bar: TradeBar) -> None:
        if self._previous_close is not None:
            self._volatility.update(bar.close / self._previous_close - 1)
        if self._move is not None and self._bars_seen == session.bars:
            self._signal.remember(self._move)
        self._previous_close = bar.close
