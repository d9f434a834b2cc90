"""What a strategy may lose before it is stopped: verdicts on new risk, never on a reduction of it."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Limits:
    """Fractions of equity, and counts."""

    daily_loss: float = 0.02
    soft_drawdown: float = 0.10
    hard_drawdown: float = 0.20
    rejects: int = 3
    changes_a_session: int = 12


@dataclass(frozen=True, slots=True, kw_only=True)
class Verdict:
    """How much of a wanted position may be opened: 1 all, 0 none; the reason is empty when all."""

    scale: float = 1.0
    reason: str = ""


ALLOWED = Verdict()


class RiskState:
    """Follows equity against the limits: a daily stop, a drawdown brake, refused orders, changes of position."""

    def __init__(self, limits: Limits) -> None:
        self._limits = limits
        self._session_equity = 0.0
        self._peak = 0.0
        self._drawdown = 0.0
        self._stopped_today = False
        self.is_latched = False
        self.rejects = 0
        self._changes = 0

    def begin_session(self, equity: float) -> None:
        """A new session forgets the daily stop and the changes, not the drawdown and the latch."""
        self._session_equity = equity
        self._stopped_today = False
        self._changes = 0

    def mark(self, equity: float) -> bool:
        """Takes the equity at a bar's close; True when everything has to be flattened now."""
        self._peak = max(self._peak, equity)
        self._drawdown = 1 - equity / self._peak if self._peak > 0 else 0.0
        stopped = self._session_equity > 0 and equity <= self._session_equity * (1 - self._limits.daily_loss)
        latched = self._drawdown >= self._limits.hard_drawdown
        is_news = (stopped and not self._stopped_today) or (latched and not self.is_latched)
        self._stopped_today = self._stopped_today or stopped
        self.is_latched = self.is_latched or latched
        return is_news

    def latch(self) -> None:
        """Stops for good, until `reset`."""
        self.is_latched = True

    def reset(self, equity: float) -> None:
        """An operator's word that trading may go on: the peak begins anew."""
        self.is_latched = False
        self.rejects = 0
        self._peak = equity
        self._drawdown = 0.0

    def count_reject(self) -> None:
        """An order was refused."""
        self.rejects += 1

    def count_change(self) -> None:
        """A position was changed."""
        self._changes += 1

    def verdict(self) -> Verdict:
        """Whether new risk may be taken."""
        limits = self._limits
        if self.is_latched:
            return Verdict(scale=0.0, reason="stopped until an operator resets it")
        if self.rejects >= limits.rejects:
            return Verdict(scale=0.0, reason=f"{self.rejects} orders refused")
        if self._stopped_today:
            return Verdict(scale=0.0, reason=f"lost more than {limits.daily_loss:.0%} today")
        if self._changes >= limits.changes_a_session:
            return Verdict(scale=0.0, reason=f"{self._changes} changes of position today")
        if self._drawdown >= limits.soft_drawdown:
            return Verdict(scale=0.5, reason=f"drawdown of {self._drawdown:.0%}: half the size")
        return ALLOWED
