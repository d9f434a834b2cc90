"""How figures look in the notebooks and in docs/research: one style, and files that change only with their content."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING, Any

import matplotlib as mpl
import numpy as np
import pandas as pd
from cycler import cycler
from matplotlib import pyplot as plt

from research.toolbox.performance import Floats, sharpe_ratio

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

    from research.toolbox.tracks import Track

FIGURES = Path(__file__).resolve().parents[2] / "docs" / "research"
BLUE, ORANGE, GREEN, RED, GREY = "#2f5d8a", "#d9822b", "#4b8b5e", "#b5403f", "#8a8f98"
COLOURS = (BLUE, ORANGE, GREEN, RED, GREY, "#7a5c9e")
STYLE: dict[Any, Any] = {
    "figure.figsize": (8.0, 4.0),
    "figure.constrained_layout.use": True,
    "savefig.facecolor": "white",
    "axes.prop_cycle": cycler(color=COLOURS),
    "axes.spines.top": False,
    "axes.spines.right": False,
    "axes.grid": True,
    "axes.axisbelow": True,
    "axes.titlesize": 11,
    "axes.titlelocation": "left",
    "grid.color": "#e4e7ea",
    "font.size": 10,
    "legend.frameon": False,
    "legend.fontsize": 9,
    "svg.fonttype": "path",
    "svg.hashsalt": "research",
}


def figure(
    rows: int = 1, columns: int = 1, *, size: tuple[float, float] | None = None, **axes: Any
) -> tuple[Figure, Any]:
    """An empty figure in the house's style, with its axes: one, or an array of them."""
    mpl.rcParams.update(STYLE)
    return plt.subplots(rows, columns, figsize=size or (8.0, 4.0 * rows), **axes)


def export(drawn: Figure, name: str) -> Path:
    """Writes a figure as docs/research/NAME.svg, the same bytes for the same figure.

    RESEARCH_FIGURES names another folder.
    """
    folder = Path(os.environ.get("RESEARCH_FIGURES") or FIGURES)
    folder.mkdir(parents=True, exist_ok=True)
    file = folder / f"{name}.svg"
    with mpl.rc_context({"svg.hashsalt": name}):
        drawn.savefig(file, format="svg", metadata={"Date": None, "Creator": None})
    return file


def cumulative(axes: Axes, series: dict[str, pd.Series[float]], *, split: str | None = None) -> None:
    """Sums of daily returns in percent; a dashed line where the sample was split."""
    for name, returns in series.items():
        axes.plot(returns.index, 100 * returns.cumsum().to_numpy(), label=name, linewidth=1.2)
    axes.axhline(0, color="black", linewidth=0.6)
    if split:
        axes.axvline(pd.Timestamp(split), color=GREY, linestyle="--", linewidth=1)
        axes.annotate(
            "out of sample", (pd.Timestamp(split), 1), xycoords=("data", "axes fraction"), xytext=(4, -10),
            textcoords="offset points", color=GREY, fontsize=9,
        )  # fmt: skip
    axes.set_ylabel("sum of returns, %")
    axes.legend(loc="upper left")


def yearly(axes: Axes, table: pd.DataFrame) -> None:
    """Bars of each year's gross and net returns, of a table by year."""
    years = table.index.to_numpy()
    axes.bar(years - 0.2, table["gross_pct"], width=0.4, color=GREY, label="gross")
    axes.bar(years + 0.2, table["net_pct"], width=0.4, color=BLUE, label="net of costs")
    axes.axhline(0, color="black", linewidth=0.6)
    axes.set_ylabel("return of the year, %")
    axes.set_xlabel("year")
    axes.legend()


def heat_map(axes: Axes, table: pd.DataFrame, *, limit: float, label: str) -> None:
    """A grid of ratios, blue above zero and red below, with its numbers; rows and columns are the parameters."""
    values = table.to_numpy(dtype=float)
    axes.imshow(values, cmap="RdBu", vmin=-limit, vmax=limit, aspect="auto")
    axes.grid(visible=False)
    axes.set_xticks(range(len(table.columns)), [f"{value}" for value in table.columns])
    axes.set_yticks(range(len(table.index)), [f"{value}" for value in table.index])
    axes.set_xlabel(str(table.columns.name or ""))
    axes.set_ylabel(str(table.index.name or ""))
    axes.set_title(label)
    for (row, column), value in np.ndenumerate(values):
        colour = "white" if abs(value) > 0.65 * limit else "black"
        axes.text(column, row, f"{value:.2f}", ha="center", va="center", color=colour, fontsize=9)


def cost_lines(axes: Axes, tracks: dict[str, Track], times: Floats) -> None:
    """Net Sharpe ratio by the factor on costs, and where it crosses zero."""
    for name, track in tracks.items():
        axes.plot(times, [sharpe_ratio(track.at_cost(each).net, track.days_a_year) for each in times], label=name)
    axes.axhline(0, color="black", linewidth=0.6)
    axes.axvline(1, color=GREY, linestyle="--", linewidth=1)
    axes.set_xlabel("costs as modelled, times")
    axes.set_ylabel("net Sharpe ratio a year")
    axes.legend()


def bars_with_errors(axes: Axes, means: pd.Series[float], errors: pd.Series[float], *, label: str) -> None:
    """Means as bars with two standard errors each way."""
    places = np.arange(len(means))
    axes.bar(places, means.to_numpy(), color=BLUE, width=0.7)
    axes.errorbar(places, means.to_numpy(), yerr=2 * errors.to_numpy(), fmt="none", ecolor="black", elinewidth=1)
    axes.set_xticks(places, [str(name) for name in means.index])
    axes.axhline(0, color="black", linewidth=0.6)
    axes.set_ylabel(label)
