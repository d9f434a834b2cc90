"""Lead and lag: which of two prices moves first, from ticks that come at odd times and from hour bars.

After Hayashi and Yoshida (2005) and Hoffmann, Rosenbaum and Yoshida (2013) for ticks; after Lo and MacKinlay (1990) for
the regression of a follower's next return on a leader's last one beside its own.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from signals.rolling import Floats, RollingRows
from signals.volatility import DailyVolatility

CLIP = 4.0  # usual moves beyond which a return weighs no more
LEAST_SAMPLES = 20  # sessions before a usual move is known


@dataclass(frozen=True, slots=True, kw_only=True)
class Ticks:
    """Log prices and when they were seen, in ascending order; both of the same length."""

    times: Floats
    prices: Floats


@dataclass(frozen=True, slots=True, kw_only=True)
class CrossCorrelation:
    """Hayashi and Yoshida's correlation by how long the follower is shifted back, in the unit of the times."""

    shifts: Floats
    correlations: Floats

    @property
    def lag(self) -> float:
        """The shift at which the two move together most; positive where the first leads."""
        return float(self.shifts[np.abs(self.correlations).argmax()])

    @property
    def ratio(self) -> float:
        """Squared correlations at positive shifts over those at negative ones: above one the first leads."""
        squares = self.correlations**2
        behind = float(squares[self.shifts < 0].sum())
        return float(squares[self.shifts > 0].sum()) / behind if behind > 0 else math.inf


def contrast(leader: Ticks, follower: Ticks, shift: float) -> float:
    """The sum of products of moves whose intervals overlap once the follower is shifted back, as a correlation."""
    begins, ends = follower.times[:-1] - shift, follower.times[1:] - shift
    last = len(leader.times) - 1
    first = np.minimum(np.searchsorted(leader.times[1:], begins, side="right"), last)
    past = np.minimum(np.searchsorted(leader.times[:-1], ends, side="left"), last)
    moves = np.diff(follower.prices)
    together = np.where(past > first, leader.prices[past] - leader.prices[first], 0.0)
    size = math.sqrt(float((np.diff(leader.prices) ** 2).sum()) * float((moves**2).sum()))
    return float(together @ moves) / size if size > 0 else 0.0


def cross_correlation(leader: Ticks, follower: Ticks, shifts: Sequence[float]) -> CrossCorrelation:
    """The contrast at each of some shifts."""
    values = [contrast(leader, follower, shift) for shift in shifts]
    return CrossCorrelation(shifts=np.asarray(shifts, dtype=float), correlations=np.asarray(values))


class UsualMoves:
    """How much a security moves in each bar of its session; the recent sessions weigh more."""

    def __init__(self, *, center_of_mass: float = 30) -> None:
        self._center_of_mass = center_of_mass
        self._bars: dict[int, DailyVolatility] = {}

    def remember(self, bar: int, move: float) -> None:
        """Adds the move of bar 1, 2, ... of a session."""
        self._bars.setdefault(bar, DailyVolatility(center_of_mass=self._center_of_mass)).update(move)

    def size(self, bar: int) -> float:
        """The root mean square of that bar's moves; zero before there are twenty."""
        usual = self._bars.get(bar)
        return usual.value if usual is not None and usual.samples >= LEAST_SAMPLES else 0.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Moves:
    """A bar of two securities: moves in usual ones, the follower's also as a fraction.

    `continues` where the bar before it was the last one taken, of the same session; `next_size` is the follower's usual
    move in the bar to come, zero where the session ends.
    """

    leader: float
    follower: float
    follower_move: float
    continues: bool
    next_size: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Skill:
    """The correlation of forecasts with what came, and how many of them there were."""

    correlation: float
    samples: int

    @property
    def t(self) -> float:
        """Student's t of the correlation."""
        left = 1 - self.correlation**2
        return self.correlation * math.sqrt((self.samples - 2) / left) if self.samples > 2 and left > 0 else 0.0


class WalkForwardLead:
    """Forecasts a follower's next bar from its own last move and the leader's: y' = c + a y + b x.

    The line is fitted on the last `window` bars every `refit` bars; forecasts are judged on as many bars after they
    were made.
    """

    def __init__(self, *, window: int, refit: int) -> None:
        self._bars = RollingRows(capacity=window, width=3)  # leader, follower, the follower's next
        self._judged = RollingRows(capacity=window, width=2)  # a forecast and what came
        self._refit = refit
        self._since_fit = refit
        self._line: Floats | None = None
        self.forecast: float | None = None

    def take(self, moves: Moves) -> None:
        """Takes a bar that has ended; `forecast` is then of the next one, as a fraction of the price."""
        leader, follower = (max(-CLIP, min(CLIP, value)) for value in (moves.leader, moves.follower))
        if moves.continues:
            self._judge(follower, moves.follower_move)
        self._since_fit += 1
        if self._bars.is_full and self._since_fit >= self._refit:
            self._fit()
        self.forecast = None
        if self._line is not None and moves.next_size > 0:
            constant, own, lead = self._line
            self.forecast = float(constant + own * follower + lead * leader) * moves.next_size
        self._bars.add((leader, follower, math.nan))

    @property
    def lead(self) -> float | None:
        """b: how many of its usual moves the follower makes after one of the leader's."""
        return None if self._line is None else float(self._line[2])

    @property
    def skill(self) -> Skill | None:
        """How good the last `window` forecasts, made out of sample, turned out; none before there are as many."""
        if not self._judged.is_full:
            return None
        forecasts, outcomes = self._judged.values.T
        return Skill(correlation=_correlation(forecasts, outcomes), samples=len(forecasts))

    def _judge(self, follower: float, move: float) -> None:
        bars = self._bars.values
        if len(bars):
            bars[-1, 2] = follower
        if self.forecast is not None:
            self._judged.add((self.forecast, move))

    def _fit(self) -> None:
        """Least squares over the bars that have a next one."""
        bars = self._bars.values
        known = bars[~np.isnan(bars[:, 2])]
        if len(known) < 3:
            return
        given = np.column_stack([np.ones(len(known)), known[:, 1], known[:, 0]])
        self._line = np.linalg.lstsq(given, known[:, 2], rcond=None)[0]
        self._since_fit = 0


def _correlation(first: Floats, second: Floats) -> float:
    from_first, from_second = first - first.mean(), second - second.mean()
    size = math.sqrt(float(from_first @ from_first) * float(from_second @ from_second))
    return float(from_first @ from_second) / size if size > 0 else 0.0
