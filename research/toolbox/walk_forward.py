"""Choosing again every year on the years before: what a grid of parameters would have earned somebody who chose."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import pandas as pd

from research.toolbox.performance import newey_west_t, sharpe_ratio

if TYPE_CHECKING:
    from research.toolbox.tracks import Track


@dataclass(frozen=True, slots=True, kw_only=True)
class WalkForward:
    """`picks` is the cell chosen for each year, `net` what the picks earned, `equal` what the whole grid did."""

    picks: pd.Series
    net: pd.Series[float]
    equal: pd.Series[float]
    days_a_year: int

    def figures(self) -> dict[str, float]:
        """Sharpe ratios of choosing and of not choosing, and the t of choosing."""
        return {
            "walkforward_sr": sharpe_ratio(self.net, self.days_a_year),
            "walkforward_t": newey_west_t(self.net),
            "equal_weight_grid_sr_from": sharpe_ratio(self.equal, self.days_a_year),
        }


def grid_returns(tracks: dict[object, Track]) -> pd.DataFrame:
    """Net returns, a column a cell, from the first day on which every cell has a record."""
    return pd.concat({cell: track.net for cell, track in tracks.items()}, axis=1, join="inner").sort_index()


def walk_forward(returns: pd.DataFrame, *, train_years: int, first_year: int, days_a_year: int = 252) -> WalkForward:
    """Each year from `first_year` on takes the cell with the best net ratio of the years before it."""
    years = returns.index.year
    picks, parts = {}, []
    for year in range(first_year, int(years.max()) + 1):
        before = returns[(years >= year - train_years) & (years < year)]
        place = int((before.mean() / before.std()).fillna(0.0).to_numpy().argmax())
        picks[year] = returns.columns[place]
        parts.append(returns.iloc[:, place][years == year])
    return WalkForward(
        picks=pd.Series(picks, name="cell").rename_axis("year"),
        net=pd.concat(parts),
        equal=returns[years >= first_year].mean(axis=1),
        days_a_year=days_a_year,
    )


def surface(tracks: dict[object, Track], split: str) -> pd.DataFrame:
    """The net ratio of each cell in sample, out of sample and of all; `split` is the first day out of sample."""
    day = pd.Timestamp(split)
    rows = {}
    for cell, track in tracks.items():
        net, year = track.net, track.days_a_year
        rows[cell] = (
            sharpe_ratio(net[net.index < day], year),
            sharpe_ratio(net[net.index >= day], year),
            sharpe_ratio(net, year),
        )
    return pd.DataFrame(rows, index=["IS", "OOS", "all"]).T
