"""A leader and its follower: what the one's last move says of the other's next, and whether that is worth a trade."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime, timedelta

from signals.lead_lag import Moves, UsualMoves, WalkForwardLead
from trading.costs import trade_cost
from trading.decision import Features
from trading.instrument import Instrument

REFIT = 100  # bars
LEAST_CORRELATION, LEAST_T = 0.02, 2.0  # of the last window's forecasts with what came
HOUR = timedelta(hours=1)


class Lead:
    """Forecasts a follower's next hour bar within the session of both; `window` is in bars."""

    def __init__(self, leader: Instrument, follower: Instrument, *, window: int) -> None:
        self.leader = leader
        self.follower = follower
        self._line = WalkForwardLead(window=window, refit=REFIT)
        self._last: datetime | None = None

    def __str__(self) -> str:
        return f"{self.leader.symbol.value}>{self.follower.symbol.value}"

    def take(self, usual: Mapping[Instrument, UsualMoves]) -> None:
        """Takes a bar of both; one whose session was not traded in all along is left out."""
        leader, follower = self._sized(self.leader, usual), self._sized(self.follower, usual)
        now = self.follower.end_time
        if leader is None or follower is None or now is None:
            return
        is_first = 1 in (self.leader.bar, self.follower.bar)
        is_last = self.leader.at_close or self.follower.at_close
        moves = Moves(
            leader=leader,
            follower=follower,
            follower_move=self.follower.bar_move or 0.0,
            continues=not is_first and self._last is not None and now - self._last == HOUR,
            next_size=0.0 if is_last else usual[self.follower].size(self.follower.bar + 1),
        )
        self._line.take(moves)
        self._last = now

    @property
    def forecast(self) -> float | None:
        """Of the follower's next bar, as a fraction; none where the last bar allows none."""
        return self._line.forecast if self._last == self.follower.end_time else None

    def signal(self, *, costs: float, must_show_skill: bool) -> float:
        """The forecast, where it is more than `costs` round trips and the last ones were right more often than not."""
        forecast = self.forecast
        if forecast is None or not abs(forecast) > costs * 2 * trade_cost(self.follower.security):
            return 0.0
        if must_show_skill:
            skill = self._line.skill
            if skill is None or not (skill.correlation > LEAST_CORRELATION and skill.t > LEAST_T):
                return 0.0
        return forecast

    def facts(self) -> Features:
        """What is known of the lead: its strength in usual moves, and how good its forecasts were."""
        skill = self._line.skill
        return {
            "lead": str(self),
            "strength": self._line.lead,
            "ic": None if skill is None else skill.correlation,
            "t": None if skill is None else skill.t,
        }

    def state(self) -> tuple[object, ...]:
        """What the next forecast depends on."""
        return (str(self), self._line.lead, self._line.forecast, self._line.skill)

    def _sized(self, instrument: Instrument, usual: Mapping[Instrument, UsualMoves]) -> float | None:
        """The last move in usual ones of that bar."""
        size, move = usual[instrument].size(instrument.bar), instrument.bar_move
        return None if not instrument.is_whole or not size or move is None else move / size
