"""What a daily record shows: additive statistics with Newey-West errors, by period, year and cost, and resampled."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from research.toolbox.evidence import moments, probabilistic_sharpe_ratio

if TYPE_CHECKING:
    from research.toolbox.tracks import Track

Floats = NDArray[np.float64]
EQUITY_PERIODS = {
    "all 1998-2021": (None, None),
    "IS 1998-2009": (None, "2009"),
    "OOS 2010-2021": ("2010", None),
}
FX_PERIODS = {
    "all 2007-2018": (None, None),
    "IS 2007-2012": (None, "2012"),
    "OOS 2013-2018": ("2013", None),
}
Periods = dict[str, tuple[str | None, str | None]]


def sharpe_ratio(returns: pd.Series[float], days_a_year: int = 252) -> float:
    """A year's, from daily returns and without a risk-free rate; zero where nothing moves."""
    deviation = float(returns.std())
    return float(returns.mean()) / deviation * math.sqrt(days_a_year) if deviation > 0 else 0.0


def newey_west_lags(samples: int) -> int:
    """The usual number of lags: 4 (n / 100)^(2/9), rounded down."""
    return int(4 * (samples / 100) ** (2 / 9))


def newey_west_t(returns: pd.Series[float], lags: int | None = None) -> float:
    """The t of the mean with Newey and West's errors (1987), Bartlett's weights; zero where nothing moves."""
    values = returns.to_numpy(dtype=float)
    count = len(values)
    if not count:
        return 0.0
    errors = values - values.mean()
    variance = float(errors @ errors) / count
    lags = newey_west_lags(count) if lags is None else lags
    for lag in range(1, lags + 1):
        variance += 2 * (1 - lag / (lags + 1)) * float(errors[lag:] @ errors[:-lag]) / count
    return float(values.mean()) / math.sqrt(variance / count) if variance > 0 else 0.0


def max_drawdown(returns: pd.Series[float]) -> float:
    """The deepest fall of the sum of returns below its highest point so far, as a positive fraction."""
    wealth = np.concatenate([[0.0], returns.to_numpy(dtype=float).cumsum()])
    return float((np.maximum.accumulate(wealth) - wealth).max())


def figures(track: Track) -> dict[str, float]:
    """The statistics of a record, under the names of the reference's tables."""
    gross, net, year = track.gross, track.net, track.days_a_year
    moved = gross[gross != 0]
    traded = float(track.turnover.sum())
    skewness, kurtosis = moments(net)
    return {
        "n": len(net),
        "gross_ann_pct": 100 * year * float(gross.mean()),
        "net_ann_pct": 100 * year * float(net.mean()),
        "vol_ann_pct": 100 * math.sqrt(year) * float(gross.std()),
        "sharpe_gross": sharpe_ratio(gross, year),
        "sharpe_net": sharpe_ratio(net, year),
        "t_gross": newey_west_t(gross),
        "t_net": newey_west_t(net),
        "mean_bp_gross": 1e4 * float(gross.mean()),
        "cost_bp": 1e4 * float(track.cost.mean()),
        "maxdd_net_pct": 100 * max_drawdown(net),
        "hit": float((moved > 0).mean()) if len(moved) else math.nan,
        "turnover_x_yr": traded / len(net) * year,
        "breakeven_bp_side": 1e4 * float(gross.sum()) / traded if traded else math.nan,
        "psr0_net": probabilistic_sharpe_ratio(
            sharpe_ratio(net, 1), samples=len(net), skewness=skewness, kurtosis=kurtosis
        ),
    }


def by_period(track: Track, periods: Periods) -> pd.DataFrame:
    """A row of figures for each period, a first and a last date; periods without a day are left out."""
    parts = {name: track.between(first, last) for name, (first, last) in periods.items()}
    rows = {name: figures(part) for name, part in parts.items() if len(part.gross)}
    return pd.DataFrame(rows).T.rename_axis("period")


def by_year(track: Track) -> pd.DataFrame:
    """Gross and net returns of each year in percent, and the net Sharpe ratio."""
    net, gross = track.net, track.gross
    years = net.index.year
    return pd.DataFrame(
        {
            "gross_pct": 100 * gross.groupby(years).sum(),
            "net_pct": 100 * net.groupby(years).sum(),
            "sharpe_net": net.groupby(years).apply(sharpe_ratio, days_a_year=track.days_a_year),
        }
    ).rename_axis("year")


def by_cost(track: Track, times: tuple[float, ...] = (0, 0.5, 1, 1.5, 2, 3)) -> pd.Series[float]:
    """The net Sharpe ratio with costs multiplied."""
    ratios = {each: sharpe_ratio(track.at_cost(each).net, track.days_a_year) for each in times}
    return pd.Series(ratios, name=track.name).rename_axis("cost multiplied by")


def without_best_days(track: Track, days: int = 10, *, also_worst: bool = False) -> float:
    """The net Sharpe ratio without the best days, and without as many of the worst."""
    ordered = track.net.sort_values()
    kept = ordered.iloc[days if also_worst else 0 : len(ordered) - days]
    return sharpe_ratio(kept, track.days_a_year)


def without_year(track: Track, year: int) -> float:
    """The net Sharpe ratio of all other years."""
    net = track.net
    return sharpe_ratio(net[net.index.year != year], track.days_a_year)


def market_line(net: pd.Series[float], market: pd.Series[float], days_a_year: int = 252) -> dict[str, float]:
    """Beta to a market's daily returns, alpha in percent a year and its Newey-West t."""
    line = regression(net, market)
    return {
        "beta_spy": line["slope"],
        "alpha_ann_pct": 100 * days_a_year * line["constant"],
        "t_alpha": line["t_constant"],
        "r2_pct": line["r2_pct"],
    }


def regression(wanted: pd.Series[float], given: pd.Series[float]) -> dict[str, float]:
    """Least squares of one series on another over the days of both, with Newey-West t and R2 in percent."""
    both = pd.concat([wanted, given], axis=1, join="inner").dropna().to_numpy(dtype=float)
    inputs, outputs = np.column_stack([np.ones(len(both)), both[:, 1]]), both[:, 0]
    inverse = np.linalg.inv(inputs.T @ inputs)
    slopes = inverse @ (inputs.T @ outputs)
    residuals = outputs - inputs @ slopes
    errors = np.sqrt(np.diag(inverse @ _long_run(inputs * residuals[:, None]) @ inverse))
    around = outputs - outputs.mean()
    return {
        "n": len(both),
        "constant": float(slopes[0]),
        "t_constant": float(slopes[0] / errors[0]),
        "slope": float(slopes[1]),
        "t": float(slopes[1] / errors[1]),
        "r2_pct": 100 * (1 - float(residuals @ residuals) / float(around @ around)),
    }


def _long_run(scores: Floats) -> Floats:
    """The sum of the scores' squares and of their weighted products with those of the days before."""
    lags = newey_west_lags(len(scores))
    total: Floats = scores.T @ scores
    for lag in range(1, lags + 1):
        across = scores[lag:].T @ scores[:-lag]
        total = total + (1 - lag / (lags + 1)) * (across + across.T)
    return total


def bootstrapped(track: Track, *, seed: int, times: int = 2000, block: int = 20) -> Floats:
    """Net Sharpe ratios of the record's days drawn again in circular blocks, as Politis and Romano (1992) do."""
    net = track.net.to_numpy(dtype=float)
    count = len(net)
    starts = np.random.default_rng(seed).integers(0, count, size=(times, math.ceil(count / block)))
    drawn = np.empty(times)
    steps = np.arange(block)
    for row, own in enumerate(starts):
        sample = net[(own[:, None] + steps).ravel()[:count] % count]
        drawn[row] = sample.mean() / sample.std(ddof=1)
    return drawn * math.sqrt(track.days_a_year)
