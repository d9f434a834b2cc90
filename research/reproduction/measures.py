"""Figures of a run beside the reference's, period by period, and whether they agree."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING

import pandas as pd

from research.reproduction.rows import ALL, IN_SAMPLE, OUT_OF_SAMPLE, Figures, Row
from research.toolbox.performance import sharpe_ratio

if TYPE_CHECKING:
    from research.reproduction.runs import Days

GROSS_TOLERANCE, NET_TOLERANCE, TURNOVER_TOLERANCE = 0.08, 0.10, 0.05
NULL_ERRORS = 2.0  # a null's net Sharpe ratio stays below so many of its standard errors
DAYS_A_YEAR = 252


@dataclass(frozen=True, slots=True, kw_only=True)
class Comparison:
    """One period of one row; `verdict` is empty where nothing was to be judged."""

    row: Row
    period: str
    ours: Figures
    theirs: Figures | None
    trades: int
    verdict: str

    @property
    def fails(self) -> bool:
        return self.verdict.startswith("differs")


def compare(row: Row, days: Days, trading_days: pd.DatetimeIndex | None) -> list[Comparison]:
    """Each period of a row; `trading_days` are the days returns are counted on, weekdays where none are given."""
    references = row.reference.figures() if row.reference else {ALL: row.expected}
    split = pd.Timestamp(row.split)
    index = days.net.index if trading_days is None else days.net.index.intersection(trading_days)
    parts = {ALL: index, IN_SAMPLE: index[index < split], OUT_OF_SAMPLE: index[index >= split]}
    compared = []
    for period, part in parts.items():
        if part.empty:
            continue
        ours, theirs = _figures(days, part), references.get(period)
        verdict = _null_verdict(ours, len(part)) if row.is_null else _verdict(row, period, ours, theirs)
        compared.append(
            Comparison(row=row, period=period, ours=ours, theirs=theirs, trades=days.trades, verdict=verdict)
        )
    return compared


def _figures(days: Days, part: pd.DatetimeIndex) -> Figures:
    turnover = float(days.turnover.reindex(part).sum())
    gross = days.gross.reindex(part)
    return Figures(
        gross=sharpe_ratio(gross),
        net=sharpe_ratio(days.net.reindex(part)),
        turnover=turnover / len(part) * DAYS_A_YEAR,
        break_even=1e4 * float(gross.sum()) / turnover if turnover else None,
    )


def _null_verdict(ours: Figures, days: int) -> str:
    errors = ours.net * math.sqrt(days / DAYS_A_YEAR)
    return f"a null, t {errors:.1f}" if errors < NULL_ERRORS else f"differs: a null that pays, t {errors:.1f}"


def _verdict(row: Row, period: str, ours: Figures, theirs: Figures | None) -> str:
    if theirs is None:
        return "trades and pays" if row.made_up and ours.net > 0 else ""
    misses = [
        name
        for name, own, other, tolerance in (
            ("gross", ours.gross, theirs.gross, GROSS_TOLERANCE),
            ("net", ours.net, theirs.net, NET_TOLERANCE),
            ("turnover", ours.turnover, theirs.turnover, TURNOVER_TOLERANCE * (theirs.turnover or 0)),
        )
        if own is not None and other is not None and abs(own - other) > tolerance
    ]
    if not misses:
        return "agrees"
    if period in row.judged:
        return f"differs in {', '.join(misses)}"
    return f"explained: {', '.join(misses)}"
