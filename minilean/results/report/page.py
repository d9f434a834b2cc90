"""Puts a report's page together."""

from __future__ import annotations

from datetime import UTC, datetime
from html import escape
from importlib.resources import files
from string import Template
from typing import TYPE_CHECKING

from minilean.enums import SeriesType
from minilean.results.report import tables
from minilean.results.report.figures import averaged, monthly_returns, rebased, rolling_figures
from minilean.results.report.plot import Layer, Style, chart
from minilean.results.report.reading import seconds_of

if TYPE_CHECKING:
    from collections.abc import Iterable

    from minilean.results.report.source import Points, ReportData, ReportSeries

_TILES = (
    ("Net Profit", "Net profit"),
    ("Compounding Annual Return", "Yearly return"),
    ("Sharpe Ratio", "Sharpe ratio"),
    ("Sortino Ratio", "Sortino ratio"),
    ("Drawdown", "Largest drawdown"),
    ("Probabilistic Sharpe Ratio", "Probabilistic Sharpe"),
    ("End Equity", "Final equity"),
    ("Total Orders", "Orders"),
    ("Win Rate", "Trades won"),
    ("Total Fees", "Fees"),
    ("Beta", "Beta"),
    ("Portfolio Turnover", "Daily turnover"),
)
_STYLES = {
    SeriesType.LINE: Style.LINE,
    SeriesType.SCATTER: Style.DOTS,
    SeriesType.BAR: Style.BARS,
    SeriesType.FLAG: Style.DOTS,
    SeriesType.STACKED_AREA: Style.AREA,
}
_MOST_STEPS = 260
Span = tuple[float, float]


def report_page(data: ReportData) -> str:
    """The whole page about one back test."""
    span = (data.equity[0][0], data.equity[-1][0]) if data.equity else None
    sections = [
        header(data.name, _period(span), _notes(data)),
        tables.tiles(data, _TILES),
        _equity(data, span),
        chart("Drawdown", [Layer("Drawdown", data.drawdown, Style.AREA, "fall")], unit="%", height=150, span=span),
        tables.months(monthly_returns(data.equity)),
        _rolling(data, span),
        _usage(data, span),
        *_own_charts(data.own_charts, span),
        _trade_profits(data, span),
        tables.trades(data.trades, data.currency),
        tables.orders(data.orders),
        "<h2>All figures</h2>",
        f'<div class="card">{tables.figures(data.statistics)}</div>',
        _also("Runtime statistics", data.runtime),
        _also("Parameters", data.parameters),
        f"<footer>Made by minilean from {escape(data.file)}. Times are UTC.</footer>",
    ]
    return wrapped(f"{data.name}: back test", sections)


def wrapped(title: str, sections: Iterable[str]) -> str:
    """Sections as a page of its own with style and script."""
    folder = files("minilean.results.report")
    template = Template((folder / "page.html").read_text(encoding="utf-8"))
    style = (folder / "style.css").read_text(encoding="utf-8")
    body = "\n".join(section for section in sections if section)
    return template.substitute(title=escape(title), style=style, body=body)


def header(title: str, subtitle: str, notes: Iterable[tuple[str, str]]) -> str:
    """Title, subtitle, and banners of a kind and a text each."""
    banners = "".join(f'<p class="banner {kind}">{escape(text)}</p>' for kind, text in notes if text)
    return f"<header><h1>{escape(title)}</h1><p>{escape(subtitle)}</p></header>{banners}"


def _period(span: Span | None) -> str:
    if span is None:
        return "The result holds no equity curve."
    first, last = (datetime.fromtimestamp(each, UTC) for each in span)
    return f"{first:%-d %B %Y} to {last:%-d %B %Y}"


def _notes(data: ReportData) -> list[tuple[str, str]]:
    return [("", data.note), ("bad", data.error)]


def _equity(data: ReportData, span: Span | None) -> str:
    start = data.equity[0][1] if data.equity else 0.0
    layers = [Layer("Portfolio", data.equity), Layer("Benchmark, same start", rebased(data.benchmark, start), color=5)]
    return chart("Equity", layers, unit=data.currency, height=320, span=span)


def _rolling(data: ReportData, span: Span | None) -> str:
    rolling = rolling_figures(data)
    if rolling is None:
        return ""
    note, half = f"over {rolling.days} days", bool(rolling.sharpe and rolling.beta)
    sharpe, beta = [Layer("Sharpe ratio", rolling.sharpe)], [Layer("Beta", rolling.beta, color=2)]
    return _beside(
        [
            chart("Rolling Sharpe ratio", sharpe, note=note, span=span, from_zero=True, half=half),
            chart("Rolling beta", beta, note=note, span=span, from_zero=True, half=half),
        ]
    )


def _usage(data: ReportData, span: Span | None) -> str:
    exposure = [
        Layer(series.name.replace(" Ratio", ""), _percent(series.points), Style.STEPS, index)
        for index, series in enumerate(_used(data.exposure))
    ]
    turnover = [Layer("Turnover", _percent(data.turnover), Style.STEPS, 3)]
    half = bool(exposure and data.turnover)
    return _beside(
        [
            chart("Exposure", exposure, unit="%", note="of equity", span=span, half=half),
            chart("Turnover", turnover, unit="%", note="of equity a day", span=span, half=half),
        ]
    )


def _used(series: list[ReportSeries]) -> list[ReportSeries]:
    used = (each for each in series if any(value for _, value in each.points))
    return sorted(used, key=lambda each: each.name)


def _percent(points: Points) -> Points:
    """Fractions as percent, averaged over stretches of a long run, in which days cannot be told apart."""
    return [(time, value * 100) for time, value in averaged(points, _MOST_STEPS)]


def _own_charts(charts: dict[str, list[ReportSeries]], span: Span | None) -> list[str]:
    drawn = []
    for name, series in charts.items():
        for index, unit in sorted({(each.index, each.unit) for each in series}):
            pane = [each for each in series if (each.index, each.unit) == (index, unit)]
            layers = [_layer(each, color) for color, each in enumerate(pane)]
            drawn.append(chart(name, layers, unit=unit, note=", ".join(each.name for each in pane), span=span))
    return ["<h2>The algorithm's own charts</h2>", *drawn] if drawn else []


def _layer(series: ReportSeries, color: int) -> Layer:
    style = next((style for kind, style in _STYLES.items() if kind == series.kind), Style.LINE)
    return Layer(series.name, series.points, style, color, series.ranges)


def _trade_profits(data: ReportData, span: Span | None) -> str:
    exits = ((seconds_of(trade.exited), trade.profit) for trade in data.trades if trade.exited)
    points = [(time, profit) for time, profit in exits if time is not None]
    note = "at its exit"
    layers = [Layer("Profit", points, Style.BARS, "signed")]
    return chart("Profit of each trade", layers, unit=data.currency, note=note, span=span)


def _beside(charts: list[str]) -> str:
    drawn = [each for each in charts if each]
    return f'<div class="pairs">{"".join(drawn)}</div>' if len(drawn) > 1 else "".join(drawn)


def _also(title: str, values: dict[str, str]) -> str:
    return f"<details><summary>{escape(title)}</summary>{tables.figures(values)}</details>" if values else ""
