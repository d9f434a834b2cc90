"""The page about two back tests."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING

from minilean.results.report import tables
from minilean.results.report.page import header, wrapped
from minilean.results.report.plot import Layer, Style, chart

if TYPE_CHECKING:
    from minilean.results.report.source import ReportData


def comparison_page(first: ReportData, second: ReportData, difference: str) -> str:
    """Both equity curves and drawdowns, all figures in columns, and the first order that differs."""
    names = _names(first, second)
    times = [time for data in (first, second) for time, _ in data.equity]
    span = (min(times), max(times)) if times else None
    notes = [("", note) for note in dict.fromkeys((first.note, second.note))]
    equity = [Layer(names[0], first.equity), Layer(names[1], second.equity, color=1)]
    falls = [Layer(names[0], first.drawdown), Layer(names[1], second.drawdown, color=1)]
    unit = first.currency if first.currency == second.currency else ""
    sections = [
        header("Two back tests", f"{names[0]} and {names[1]}", notes),
        chart("Equity", equity, unit=unit, height=320, span=span),
        chart("Difference of equity", [_gap(first, second)], unit=unit, height=150, span=span),
        chart("Drawdown", falls, unit="%", height=170, span=span),
        f'<div class="card scroll">{tables.side_by_side(first.statistics, second.statistics, names)}</div>',
        f'<div class="card"><pre>{escape(difference or "All orders are equal.")}</pre></div>',
    ]
    return wrapped("Two back tests", sections)


def _names(first: ReportData, second: ReportData) -> tuple[str, str]:
    if first.name != second.name:
        return first.name, second.name
    if first.file != second.file:
        return f"{first.name} ({first.file})", f"{second.name} ({second.file})"
    return f"{first.name}, first", f"{second.name}, second"


def _gap(first: ReportData, second: ReportData) -> Layer:
    """How much more the second has, at the times both were sampled."""
    own = dict(first.equity)
    points = [(time, value - own[time]) for time, value in second.equity if time in own]
    return Layer("Second less first", points if any(gap for _, gap in points) else [], Style.AREA, 3)
