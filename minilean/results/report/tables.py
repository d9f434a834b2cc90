"""The tables of a report: figures, months, trades, orders."""

from __future__ import annotations

import re
from html import escape
from typing import TYPE_CHECKING

from minilean.enums import OrderStatus, OrderType
from minilean.results.report.axes import shown
from minilean.results.report.figures import compounded

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from minilean.results.report.source import OrderRow, ReportData, TradeRow

_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
_STRONG = 8.0
"""Percent in a month at which a cell has its full color."""
_MOST_ROWS = 500
_JUDGED = {"Net profit", "Yearly return", "Sharpe ratio", "Sortino ratio"}
_NUMBERS = {"Quantity", "at", "Price", "Profit", "Fees"}
_WHOLE = re.compile(r"(?<![\d.])\d{4,}")


def figures(statistics: dict[str, str]) -> str:
    """All figures by name."""
    rows = "".join(
        f"<div><dt>{escape(name)}</dt><dd>{escape(value) or '-'}</dd></div>" for name, value in statistics.items()
    )
    return f'<dl class="figures">{rows}</dl>'


def tiles(data: ReportData, names: Iterable[tuple[str, str]]) -> str:
    """The figures that matter most, large; names are pairs of a statistic and its label."""
    statistics = dict(data.statistics)
    if "End Equity" in statistics:
        statistics["End Equity"] = data.currency + statistics["End Equity"]
    found = ((label, _grouped(statistics[name])) for name, label in names if name in statistics)
    body = "".join(
        f'<div class="tile"><span>{escape(label)}</span>'
        f'<strong class="{_tone(label, value)}">{escape(value)}</strong></div>'
        for label, value in found
    )
    return f'<div class="tiles">{body}</div>'


def months(returns: dict[int, dict[int, float]]) -> str:
    """Returns by month as a map of colors, with each year's return."""
    if not returns:
        return ""
    head = "".join(f"<th>{month}</th>" for month in _MONTHS)
    rows = []
    for year in sorted(returns):
        cells = "".join(_cell(returns[year].get(month)) for month in range(1, 13))
        rows.append(f"<tr><th>{year}</th>{cells}{_cell(compounded(list(returns[year].values())), total=True)}</tr>")
    return (
        f'<figure><figcaption><h3>Returns by month<small>percent</small></h3></figcaption><div class="scroll">'
        f'<table class="months"><thead><tr><th></th>{head}<th>Year</th></tr></thead><tbody>{"".join(rows)}</tbody>'
        "</table></div></figure>"
    )


def trades(rows: Sequence[TradeRow], currency: str) -> str:
    """Closed trades, the last ones first."""
    lines = [
        (
            escape(trade.symbol),
            '<span class="side">Long</span>' if trade.is_long else '<span class="side short">Short</span>',
            _number(trade.quantity),
            _time(trade.entered),
            _number(trade.entry_price),
            _time(trade.exited),
            _number(trade.exit_price),
            f'<span class="{"good" if trade.profit > 0 else "bad"}">{_money(trade.profit, currency)}</span>',
            _money(trade.fees, currency),
        )
        for trade in reversed(rows[-_MOST_ROWS:])
    ]
    head = ("Symbol", "Side", "Quantity", "Entered (UTC)", "at", "Left (UTC)", "at", "Profit", "Fees")
    return _table(f"Trades ({len(rows):,})", head, lines, len(rows))


def orders(rows: Sequence[OrderRow]) -> str:
    """Orders, the last ones first."""
    lines = [
        (
            escape(order.number),
            _time(order.time),
            escape(order.symbol),
            _name(OrderType, order.kind),
            _number(order.quantity),
            _number(order.price) if order.price else "-",
            _name(OrderStatus, order.status),
            escape(order.tag),
        )
        for order in reversed(rows[-_MOST_ROWS:])
    ]
    head = ("Id", "Created (UTC)", "Symbol", "Type", "Quantity", "Price", "Status", "Tag")
    return _table(f"Orders ({len(rows):,})", head, lines, len(rows))


def side_by_side(first: dict[str, str], second: dict[str, str], names: tuple[str, str]) -> str:
    """Two results' figures in columns, the differing ones marked."""
    keys = [*first, *(name for name in second if name not in first)]
    body = "".join(
        f'<tr class="{"same" if first.get(key) == second.get(key) else "differs"}"><th>{escape(key)}</th>'
        f"<td>{escape(first.get(key, '-'))}</td><td>{escape(second.get(key, '-'))}</td></tr>"
        for key in keys
    )
    head = "".join(f"<th>{escape(name)}</th>" for name in names)
    return f'<table class="pair"><thead><tr><th></th>{head}</tr></thead><tbody>{body}</tbody></table>'


def order_in_words(order: OrderRow) -> str:
    """An order on one line, its numbers with every digit they have."""
    size = f"{_name(OrderType, order.kind)} {order.quantity!r}{f' at {order.price!r}' if order.price else ''}"
    parts = (order.time, order.symbol, size, _name(OrderStatus, order.status), order.tag)
    return "  ".join(part for part in parts if part)


def _table(title: str, head: Sequence[str], lines: Sequence[Sequence[str]], total: int) -> str:
    if not lines:
        return ""
    kinds = ["" if name in _NUMBERS else ' class="text"' for name in head]
    columns = "".join(f"<th{kind}>{escape(name)}</th>" for name, kind in zip(head, kinds, strict=True))
    body = "".join(
        "<tr>" + "".join(f"<td{kind}>{cell}</td>" for cell, kind in zip(line, kinds, strict=True)) + "</tr>"
        for line in lines
    )
    note = f"<p class='more'>The last {len(lines):,} of {total:,}.</p>" if total > len(lines) else ""
    return (
        f"<details open><summary>{escape(title)}</summary>{note}<div class='scroll tall'><table class='rows'>"
        f"<thead><tr>{columns}</tr></thead><tbody>{body}</tbody></table></div></details>"
    )


def _cell(percent: float | None, *, total: bool = False) -> str:
    if percent is None:
        return "<td></td>"
    percent = round(percent, 1) or 0.0  # never "-0.0"
    tone = "good" if percent > 0 else "bad" if percent < 0 else ""
    weight = 0.0 if total else min(abs(percent) / _STRONG, 1.0)
    kind = "total " if total else "heat "
    return f'<td class="{kind}{tone}" style="--w:{weight:.2f}">{percent:.1f}</td>'


def _tone(label: str, value: str) -> str:
    if label not in _JUDGED or not any(digit in value for digit in "123456789"):
        return ""
    return "bad" if value.startswith("-") else "good"


def _time(text: str) -> str:
    return escape(text[:16].replace("T", " "))


def _number(value: float) -> str:
    """With five decimals at most, or the digits that count of what is smaller than one."""
    return f"{value:,.6g}" if abs(value) < 1 else f"{value:,.5f}".rstrip("0").rstrip(".")


def _grouped(text: str) -> str:
    """A figure with its thousands apart."""
    return _WHOLE.sub(lambda match: f"{int(match.group()):,}", text)


def _money(value: float, currency: str) -> str:
    if abs(value) >= 1e6:
        return escape(shown(value, currency))
    return f"{'-' if value < 0 else ''}{escape(currency)}{abs(value):,.2f}"


def _name(kind: type[OrderType | OrderStatus], number: int) -> str:
    return " ".join(kind(number).name.split("_")).capitalize() if number in set(kind) else str(number)
