"""One security followed bar by bar: its session, its open and closes, and how much it moves in a day."""

from __future__ import annotations

import math
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from AlgorithmImports import *

from signals.opening_gap import OvernightMoves, sound_open
from signals.volatility import DailyVolatility
from trading.session import Anchor, TradingSession, session_of

OVERNIGHT_WINDOW = 60  # sessions


class Instrument:
    """What a strategy knows of a security; every figure is of bars that have ended, none of what comes."""

    def __init__(
        self,
        security: Security,
        *,
        center_of_mass: float = 30,
        anchor: Anchor | None = None,
        doubts_opens: bool = False,
        is_daily: bool = False,
        least_order: float = 0.0,
        since: date | None = None,
    ) -> None:
        self.security = security
        self.symbol = security.symbol
        self.is_quoted = security.type in (SecurityType.FOREX, SecurityType.CFD)  # its bars are of bids and asks
        self.session: TradingSession | None = None
        self.end_time: datetime | None = None
        self.open: float | None = None
        self.gap: float | None = None
        self.close = 0.0
        self.previous_close: float | None = None
        self.bars_seen = 0
        self.closes: tuple[float, ...] = ()
        self.volatility = DailyVolatility(center_of_mass=center_of_mass)
        self.overnight = OvernightMoves(window=OVERNIGHT_WINDOW)
        self.least_order = least_order  # units; a broker refuses less
        self.target = 0.0
        self.is_traded = False  # whether anything was traded in the last bar
        self.spread = 0.0  # of the last quotes, in basis points; zero where bars are of trades
        self._scale = 1.0  # what splits and dividends have made of prices since the first bar
        self._anchor = anchor
        self._doubts_opens = doubts_opens
        self._is_daily = is_daily
        self._since = since  # bars before are of something else under the same ticker

    def take(self, bar: TradeBar | QuoteBar) -> bool:
        """Takes a bar; False for one that was taken already, as after a reconnect, or of before `since`."""
        end_time = bar.end_time
        if self._since is not None and end_time.date() < self._since:
            return False
        if self.end_time is not None and end_time <= self.end_time:
            return False
        if self.session is None or end_time > self.session.close:
            self._begin(end_time)
        self.end_time = end_time
        self.close = bar.close
        self.closes = (*self.closes, bar.close)
        if isinstance(bar, QuoteBar):
            self.spread = (bar.ask.close - bar.bid.close) / bar.close * 1e4
        self.is_traded = not bar.is_fill_forward
        if self.is_traded:
            self.bars_seen += 1
            if self.bars_seen == 1 == self.bar:
                self._take_open(bar.open)
        if self.at_close:
            self._end()
        return True

    @property
    def bar(self) -> int:
        """The number of the bar that has just ended, the first of a session being 1."""
        return self.session.bar_index(self.end_time) if self.session and self.end_time else 0

    @property
    def is_whole(self) -> bool:
        """Whether every bar of the session up to now was traded in, and it is no half day."""
        return self.session is not None and not self.is_early_close and self.bars_seen == self.bar

    @property
    def moment(self) -> datetime:
        """When the last bar ended, with the exchange's time zone; raises ValueError before the first."""
        if self.end_time is None:
            raise ValueError(f"{self.symbol} has had no bar yet")
        return self.end_time.replace(tzinfo=ZoneInfo(str(self.security.exchange.time_zone)))

    @property
    def unit_value(self) -> float:
        """What one unit is worth in the account's currency."""
        return self.close * self.security.quote_currency.conversion_rate if self.is_quoted else self.close

    @property
    def hour(self) -> int:
        """The hour at which the last bar ended, in the exchange's time."""
        return self.end_time.hour if self.end_time else 0

    @property
    def is_early_close(self) -> bool:
        """Whether the session ends before its usual time."""
        return self.session is not None and self.session.is_early_close

    @property
    def has_auctions(self) -> bool:
        """Whether orders can be sent for the open and the close."""
        return self.session is not None and self.session.has_auctions

    @property
    def at_last_decision(self) -> bool:
        """Whether this is the last bar's end at which an order reaches the closing auction."""
        return self.session is not None and self.end_time == self.session.last_decision

    @property
    def at_open(self) -> bool:
        """Whether the session's first bar has just ended; a daily bar is always the first."""
        return self._is_daily or self.bar == 1

    @property
    def at_close(self) -> bool:
        """Whether the session's last bar has just ended; a daily bar is always the last."""
        return self._is_daily or (self.session is not None and self.end_time == self.session.close)

    @property
    def day_move(self) -> float | None:
        """The last close over the previous session's, minus one; at the close itself, the session's return."""
        return self.close / self.previous_close - 1 if self.previous_close else None

    @property
    def bar_move(self) -> float | None:
        """The last close over the one before it in this session, in its first bar over the open, minus one."""
        before = self.closes[-2] if len(self.closes) > 1 else self.open
        return self.close / before - 1 if before else None

    @property
    def log_price(self) -> float:
        """The logarithm of the last close in the prices of the first bar: no split or dividend makes it jump."""
        return math.log(self.close / self._scale)

    def is_stale(self, now: datetime) -> bool:
        """Whether an hour has passed without a bar, or four days without a daily one; `now` in the exchange's time."""
        longest = timedelta(days=4) if self._is_daily else timedelta(hours=1)
        return self.end_time is None or now - self.end_time > longest

    def rescale(self, factor: float) -> None:
        """Multiplies the prices kept, so that those before a split or a dividend compare with those after it."""
        self._scale *= factor
        self.close *= factor
        self.closes = tuple(close * factor for close in self.closes)
        self.open = None if self.open is None else self.open * factor
        self.previous_close = None if self.previous_close is None else self.previous_close * factor

    def state(self) -> tuple[object, ...]:
        """What decisions depend on, to compare two ways of having come here."""
        return (
            str(self.symbol),
            str(self.end_time),
            self.bars_seen,
            self.open,
            self.close,
            self.previous_close,
            self.volatility.value,
            self.overnight.deviation,
        )

    def _begin(self, end_time: datetime) -> None:
        if self.session is not None:
            self.previous_close = self.close
        self.session = session_of(self.security, end_time, self._anchor)
        self.bars_seen = 0
        self.open = None
        if self.gap is not None:
            self.overnight.remember(self.gap)
        self.gap = None
        self.closes = ()

    def _take_open(self, opened: float) -> None:
        self.open = opened
        if self.previous_close is None:
            return
        if self._doubts_opens:
            self.open = sound_open(
                opened=opened,
                previous_close=self.previous_close,
                first_close=self.close,
                deviation=self.overnight.deviation,
            )
        self.gap = self.open / self.previous_close - 1

    def _end(self) -> None:
        move = self.day_move
        if move is not None:
            self.volatility.update(move)
