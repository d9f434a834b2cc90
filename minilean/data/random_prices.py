"""Random bars of one security: a seeded geometric random walk, cut into sessions and bars."""

from __future__ import annotations

import zlib
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

_STEPS_A_BAR = 6
_YEARLY_VOLATILITY = 0.2
_SESSIONS_A_YEAR = 252
_SHARE_OF_THE_NIGHT = 0.3  # of a day's variance
_CENT = 100  # LEAN writes equity prices in ten-thousandths

Integers = npt.NDArray[np.int64]


@dataclass(frozen=True, slots=True, kw_only=True)
class Bars:
    """Columns of bars, a row each: prices in ten-thousandths of a dollar, volumes in shares."""

    opens: Integers
    highs: Integers
    lows: Integers
    closes: Integers
    volumes: Integers

    def grouped(self, starts: list[int]) -> Bars:
        """Longer bars, each from one of the given rows up to the next."""
        ends = [*(start - 1 for start in starts[1:]), len(self.opens) - 1]
        return Bars(
            opens=self.opens[starts],
            highs=np.maximum.reduceat(self.highs, starts),
            lows=np.minimum.reduceat(self.lows, starts),
            closes=self.closes[ends],
            volumes=np.add.reduceat(self.volumes, starts),
        )


def random_bars(ticker: str, seed: int, bars_a_session: list[int]) -> Bars:
    """The bars of every session, the same for the same ticker, seed and sessions."""
    random = np.random.default_rng([seed, zlib.crc32(ticker.encode())])
    rows = sum(bars_a_session)
    daily_variance = _YEARLY_VOLATILITY**2 / _SESSIONS_A_YEAR
    step = np.sqrt(daily_variance * (1 - _SHARE_OF_THE_NIGHT) / (max(bars_a_session) * _STEPS_A_BAR))
    moves = random.normal(-(step**2) / 2, step, size=(rows, _STEPS_A_BAR))
    first_rows = np.concatenate([[0], np.cumsum(bars_a_session)[:-1]]).astype(np.int64)
    nights = np.zeros(rows)
    nights[first_rows] = random.normal(0, np.sqrt(daily_variance * _SHARE_OF_THE_NIGHT), size=len(first_rows))
    within = np.cumsum(moves, axis=1)
    before = np.cumsum(nights + np.concatenate([[0.0], within[:-1, -1]]))
    start = np.log(random.uniform(20, 200))
    path = np.concatenate([before[:, None], before[:, None] + within], axis=1) + start
    prices = np.maximum(np.rint(np.exp(path) * 100), 1).astype(np.int64) * _CENT
    return Bars(
        opens=prices[:, 0],
        highs=prices.max(axis=1),
        lows=prices.min(axis=1),
        closes=prices[:, -1],
        volumes=(random.lognormal(0, 0.5, size=rows) * 5_000_000 / max(bars_a_session)).astype(np.int64) + 100,
    )
