"""No rule lives on knowing its own bar: carried out a bar late it stays, given other days' decisions it only costs."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest

from research.toolbox.market import MarketData
from research.toolbox.performance import sharpe_ratio
from research.toolbox.sessions import sessions
from research.toolbox.strategies import currency_hours, intraday, reversal
from tests.market_data import real_data

SHUFFLES = 40


@pytest.fixture(scope="module")
def spy() -> pd.DataFrame:
    return sessions(MarketData(real_data()).equity_bars("spy"), doubts_opens=True)


def shuffled_means(positions: pd.Series, moves: pd.Series) -> tuple[float, float, float]:
    """Gross bp a day as decided, of decisions dealt to other days, and of what their mean side earns."""
    both = pd.DataFrame({"position": positions, "move": moves}).dropna()
    random = np.random.default_rng(7)
    dealt = [1e4 * float((random.permutation(both["position"]) * both["move"]).mean()) for _ in range(SHUFFLES)]
    own = 1e4 * float((both["position"] * both["move"]).mean())
    return own, float(np.mean(dealt)), 1e4 * float(both["position"].mean() * both["move"].mean())


def test_the_noise_area_a_bar_late_is_the_references(spy):
    late = intraday.noise_area(spy, delay=1)
    assert sharpe_ratio(late.net) == pytest.approx(0.50, abs=0.01)
    assert sharpe_ratio(late.gross) == pytest.approx(0.93, abs=0.01)


def test_the_noise_area_with_other_days_decisions_earns_nothing(spy):
    positions = intraday.noise_positions(intraday.noise_band(spy))
    closes = spy.loc[positions.index, [f"c{hour}" for hour in range(10, 17)]].to_numpy()
    moves = closes[:, 1:] / closes[:, :-1] - 1
    own = 1e4 * float((positions.to_numpy() * moves).sum(axis=1).mean())
    random = np.random.default_rng(7)
    dealt = [
        1e4 * float((positions.to_numpy()[random.permutation(len(moves))] * moves).sum(axis=1).mean())
        for _ in range(SHUFFLES)
    ]
    assert own == pytest.approx(2.63, abs=0.05)
    assert np.mean(dealt) == pytest.approx(0, abs=0.3)
    assert max(dealt) < own


@pytest.mark.parametrize("rule", ["last_hour", "gap"])
def test_a_move_followed_on_other_days_earns_nothing(spy, rule):
    if rule == "last_hour":
        side, moves = intraday.last_hour_decisions(spy)["side"], spy["c16"] / spy["c15"] - 1
    else:
        side, moves = intraday.gap_decisions(spy)["side"], spy["c16"] / spy["c10"] - 1
    own, dealt, drift = shuffled_means(side, moves)
    assert own > 2
    assert dealt == pytest.approx(drift, abs=0.3)


def test_dips_bought_on_other_days_earn_the_markets_drift(spy):
    decided = reversal.dip_decisions(spy)
    position = decided["position"].dropna()
    moves = (spy["close"].shift(-1) / spy["close"] - 1).reindex(position.index)
    own, dealt, drift = shuffled_means(position, moves)
    assert own > 3 * drift
    assert dealt == pytest.approx(drift, abs=0.25)


def test_dips_bought_at_the_next_open_earn_nearly_as_much_as_at_the_close(spy):
    at_close, at_open = (
        sharpe_ratio(reversal.rsi_dip(spy, execution=execution).net) for execution in ("close", "next_open")
    )
    assert at_close == pytest.approx(0.69, abs=0.01)
    assert at_open == pytest.approx(0.67, abs=0.01)


def test_hours_of_the_day_dealt_anew_earn_nothing():
    quotes = MarketData(real_data()).quote_bars("eurusd")
    moves = currency_hours.hour_returns(quotes).fillna(0.0).to_numpy()
    starts = quotes.index - pd.Timedelta(hours=1)
    held = sum(leg.side * currency_hours.is_held(leg, starts) for leg in currency_hours.NEW_YORK_LEGS)
    hours = starts.hour.to_numpy()
    by_hour = {hour: held[hours == hour].mean() for hour in range(24)}
    random = np.random.default_rng(7)
    own = float((held * moves).sum())
    dealt = []
    for _ in range(SHUFFLES):
        other = dict(zip(range(24), random.permutation(list(by_hour.values())), strict=True))
        dealt.append(float((np.vectorize(other.get)(hours) * moves).sum()))
    assert own > 0.9
    assert abs(np.mean(dealt)) < 0.2
    assert sum(value > own for value in dealt) <= 1
