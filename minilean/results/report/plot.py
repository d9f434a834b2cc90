"""Draws charts as SVG: lines, areas, bars, dots and bands over time."""

from __future__ import annotations

import json
from dataclasses import dataclass, replace
from enum import StrEnum
from html import escape
from typing import TYPE_CHECKING

from minilean.results.report.axes import date_ticks, number_ticks, tick_labels
from minilean.results.report.figures import thinned

if TYPE_CHECKING:
    from collections.abc import Sequence

    from minilean.results.report.source import Points

_WIDTH, _HALF_WIDTH = 960, 500
_LEFT, _RIGHT, _TOP, _BOTTOM = 62, 14, 10, 24
_MOST_POINTS = 800
_COLORS = 6
_AIR = 0.06
_WIDEST_BAR = 14.0
_AROUND = 1800.0
"""Seconds shown before and after the only point of a chart."""


class Style(StrEnum):
    """How a layer is drawn."""

    LINE = "line"
    AREA = "area"
    BARS = "bars"
    DOTS = "dots"
    STEPS = "steps"


@dataclass(frozen=True, slots=True)
class Layer:
    """A series in a chart.

    The color counts from 0 or names a role of the style sheet; ranges are times with a low and a high.
    """

    name: str
    points: Points
    style: Style = Style.LINE
    color: int | str = 0
    ranges: Sequence[tuple[float, float, float]] = ()

    @property
    def css(self) -> str:
        """The class that gives the layer its color."""
        return f"c{self.color % _COLORS}" if isinstance(self.color, int) else self.color


@dataclass(frozen=True, slots=True)
class Frame:
    """The rectangle of a chart and what its edges stand for."""

    start: float
    end: float
    low: float
    high: float
    height: int
    width: int = _WIDTH

    def x(self, time: float) -> float:
        """The place of a time."""
        return _LEFT + (time - self.start) / ((self.end - self.start) or 1) * (self.width - _LEFT - _RIGHT)

    def y(self, value: float) -> float:
        """The place of a value."""
        space = self.height - _TOP - _BOTTOM
        return self.height - _BOTTOM - (value - self.low) / ((self.high - self.low) or 1) * space


def chart(
    title: str,
    layers: Sequence[Layer],
    *,
    unit: str = "",
    height: int = 240,
    note: str = "",
    span: tuple[float, float] | None = None,
    from_zero: bool = False,
    half: bool = False,
) -> str:
    """A figure with title, legend, axes and the layers; empty without a point. Two half ones fit side by side."""
    layers = [replace(each, points=thinned(each.points, _MOST_POINTS)) for each in layers if each.points]
    if not layers:
        return ""
    width = _HALF_WIDTH if half else _WIDTH
    frame = _frame(layers, (width, height), span, from_zero=from_zero)
    body = "".join([_grid(frame, unit), *(_drawn(layer, frame) for layer in layers)])
    subtitle = f"<small>{escape(note)}</small>" if note else ""
    return (
        f'<figure class="chart"><figcaption><h3>{escape(title)}{subtitle}</h3>{_legend(layers)}</figcaption>'
        f'<div class="plot"><svg viewBox="0 0 {width} {height}" role="img" aria-label="{escape(title)}">{body}'
        f'<line class="cursor" y1="{_TOP}" y2="{height - _BOTTOM}" hidden></line></svg><div class="tip" hidden></div>'
        f"</div>{_hover_data(layers, frame, unit)}</figure>"
    )


def _frame(
    layers: Sequence[Layer], size: tuple[int, int], span: tuple[float, float] | None, *, from_zero: bool
) -> Frame:
    times = [time for layer in layers for time, _ in layer.points]
    values = [value for layer in layers for _, value in layer.points]
    values += [edge for layer in layers for _, *edges in layer.ranges for edge in edges]
    if from_zero or any(layer.style in {Style.BARS, Style.AREA, Style.STEPS} for layer in layers):
        values.append(0.0)
    low, high = min(values), max(values)
    air = (high - low) * _AIR or abs(high) * _AIR or 1.0
    start, end = span or (min(times), max(times))
    if start == end:
        start, end = start - _AROUND, end + _AROUND
    return Frame(start, end, low - air if low else low, high + air if high else high, size[1], size[0])


def _grid(frame: Frame, unit: str) -> str:
    parts = []
    ticks = number_ticks(frame.low, frame.high, max(3, frame.height // 38))
    for tick, label in zip(ticks, tick_labels(ticks, unit), strict=True):
        y = frame.y(tick)
        zero = " zero" if tick == 0 else ""
        parts.append(
            f'<line class="grid{zero}" x1="{_LEFT}" x2="{frame.width - _RIGHT}" y1="{y:.1f}" y2="{y:.1f}"></line>'
            f'<text class="tick" x="{_LEFT - 8}" y="{y + 4:.1f}" text-anchor="end">{escape(label)}</text>'
        )
    for time, label in date_ticks(frame.start, frame.end, frame.width // 110):
        x = frame.x(time)
        if _LEFT <= x <= frame.width - _RIGHT:
            parts.append(
                f'<text class="tick" x="{x:.1f}" y="{frame.height - 6}" text-anchor="middle">{escape(label)}</text>'
            )
    return "".join(parts)


def _drawn(layer: Layer, frame: Frame) -> str:
    if layer.style == Style.BARS:
        return _bars(layer, frame)
    if layer.style == Style.DOTS or len(layer.points) == 1:
        dots = (f"M{frame.x(time):.1f} {frame.y(value):.1f}h0" for time, value in layer.points)
        return f'<path class="dots {layer.css}" d="{"".join(dots)}"></path>'
    stepped = layer.style == Style.STEPS
    line = _path(layer.points, frame, stepped=stepped)
    if layer.style == Style.LINE:
        wicks = "".join(
            f"M{frame.x(time):.1f} {frame.y(low):.1f}V{frame.y(high):.1f}" for time, low, high in layer.ranges
        )
        behind = f'<path class="wicks {layer.css}" d="{wicks}"></path>' if wicks else ""
        return f'{behind}<path class="line {layer.css}" d="{line}"></path>'
    base = frame.y(0.0)
    first, last = frame.x(layer.points[0][0]), frame.x(layer.points[-1][0])
    area = f"{line}L{last:.1f} {base:.1f}L{first:.1f} {base:.1f}Z"
    return f'<path class="area {layer.css}" d="{area}"></path><path class="line {layer.css}" d="{line}"></path>'


def _path(points: Points, frame: Frame, *, stepped: bool) -> str:
    parts = []
    for index, (time, value) in enumerate(points):
        x, y = frame.x(time), frame.y(value)
        if not index:
            parts.append(f"M{x:.1f} {y:.1f}")
        else:
            parts.append(f"H{x:.1f}V{y:.1f}" if stepped else f"L{x:.1f} {y:.1f}")
    return "".join(parts)


def _bars(layer: Layer, frame: Frame) -> str:
    width = max(1.0, (frame.width - _LEFT - _RIGHT) / max(len(layer.points), 1) * 0.7)
    base = frame.y(0.0)
    up: list[str] = []
    down: list[str] = []
    for time, value in layer.points:
        if value:
            bar = f"M{frame.x(time):.1f} {base:.1f}V{frame.y(value):.1f}"
            (up if value > 0 else down).append(bar)
    signed = layer.css == "signed"
    paths = (("good", up), ("bad", down)) if signed else ((layer.css, up + down),)
    return "".join(
        f'<path class="bars {css}" stroke-width="{min(width, _WIDEST_BAR):.1f}" d="{"".join(drawn)}"></path>'
        for css, drawn in paths
        if drawn
    )


def _legend(layers: Sequence[Layer]) -> str:
    if len(layers) < 2:
        return ""
    items = "".join(f'<li class="{layer.css}">{escape(layer.name)}</li>' for layer in layers)
    return f'<ul class="legend">{items}</ul>'


def _hover_data(layers: Sequence[Layer], frame: Frame, unit: str) -> str:
    data = {
        "time": [round(frame.start), round(frame.end)],
        "edge": [_LEFT, frame.width - _RIGHT, frame.width],
        "unit": unit,
        "series": [
            {"name": layer.name, "css": layer.css, "points": [[round(t), float(f"{v:.7g}")] for t, v in layer.points]}
            for layer in layers
        ],
    }
    text = json.dumps(data, separators=(",", ":"), ensure_ascii=False).replace("<", "\\u003c")
    return f'<script type="application/json">{text}</script>'
