"""What a sweep leaves to read: a table as CSV, and a page with the winner and heat maps of the target."""

from __future__ import annotations

import csv
import io
import itertools
from decimal import Decimal
from html import escape
from pathlib import Path
from typing import TYPE_CHECKING

from minilean.data.whole_file import write_whole
from minilean.optimization.parameters import in_words, plain, texts

if TYPE_CHECKING:
    from collections.abc import Sequence

    from minilean.optimization.sweep import Evidence, Finished, Objective, Sweep

_CELL, _LEFT, _TOP = 54, 86, 40
_GOOD, _BAD, _MIDDLE = (38, 130, 90), (190, 66, 62), (246, 244, 238)


def write_table(file: Path, finished: Sequence[Finished]) -> None:
    """Every trial with its parameters, statistics and error, as CSV. Raises OSError."""
    names = [name for name, _ in finished[0].trial] if finished else []
    figures = list(dict.fromkeys(key for each in finished for key in each.result.statistics))
    table = io.StringIO(newline="")
    writer = csv.writer(table, lineterminator="\n")
    writer.writerow([*names, "Allowed", *figures, "Error"])
    for each in finished:
        statistics = [each.result.statistics.get(figure, "") for figure in figures]
        writer.writerow([*texts(each.trial).values(), each.is_allowed, *statistics, each.result.error])
    write_whole(file, [table.getvalue()])


def page(title: str, note: str, sweep: Sweep, evidence: Evidence | None) -> str:
    """One self-contained HTML page; the note is what to know of the data."""
    objective, finished, target = sweep.objective, sweep.finished, sweep.objective.target.name
    noted = [f"<p><b>{escape(note)}</b></p>"] if note else []
    body = [f"<h1>{escape(title)}</h1>", *noted, _winner(target, sweep.best, evidence)]
    names = [name for name, _ in finished[0].trial] if finished else []
    pairs = list(itertools.combinations(names, 2)) or [(name, name) for name in names]
    body += [_heat_map(target, across, down, objective, finished) for across, down in pairs]
    failed = [each for each in finished if each.result.error]
    if failed:
        rows = "".join(f"<li>{escape(in_words(each.trial))}: {escape(each.result.error)}</li>" for each in failed)
        body.append(f"<h2>Failed runs</h2><ul>{rows}</ul>")
    return (
        f'<!doctype html><html lang="en"><meta charset="utf-8"><title>{escape(title)}</title><style>'
        "body{font:15px/1.5 system-ui,sans-serif;margin:2rem auto;padding:0 1.5rem;max-width:70rem}"
        "body{color:#222;background:#fff}"
        "svg text{font:12px system-ui,sans-serif}svg{max-width:100%;height:auto}</style>"
        + "\n".join(body)
        + "</html>\n"
    )


def _winner(target: str, winner: Finished | None, evidence: Evidence | None) -> str:
    if winner is None:
        return "<p>No run ended within the constraints.</p>"
    lines = [f"<p>Best {escape(target)}: <b>{winner.value}</b> with {escape(in_words(winner.trial))}.</p>"]
    if evidence is not None:
        lines.append(
            f"<p>Over {evidence.trials} runs: deflated Sharpe ratio {share(evidence.deflated_sharpe_ratio)}, "
            f"probability of overfitting {share(evidence.probability_of_overfitting)}.</p>"
        )
    return "\n".join(lines)


def share(number: float) -> str:
    """A probability in percent; "unknown" where it cannot be told."""
    return "unknown" if number != number else f"{number:.1%}"  # noqa: PLR0124 - NaN is no equal of itself


def _heat_map(target: str, across: str, down: str, objective: Objective, finished: Sequence[Finished]) -> str:
    """The best target of each pair of values, whatever the other parameters; grey where no run was allowed."""
    best: dict[tuple[Decimal, Decimal], Decimal] = {}
    for each in finished:
        if each.value is None or not each.is_allowed:
            continue
        values = dict(each.trial)
        key = values[across], values[down] if down != across else Decimal(0)
        if key not in best or objective.target.is_better(each.value, best[key]):
            best[key] = each.value
    columns = sorted({dict(each.trial)[across] for each in finished})
    rows = [Decimal(0)] if across == down else sorted({dict(each.trial)[down] for each in finished})
    low, high = (min(best.values()), max(best.values())) if best else (Decimal(0), Decimal(0))
    cells = []
    for row, bottom in enumerate(rows):
        label = "" if across == down else plain(bottom)
        cells.append(f'<text x="{_LEFT - 8}" y="{_TOP + row * _CELL + 32}" text-anchor="end">{label}</text>')
        cells += [_cell(best.get((left, bottom)), column, row, (low, high)) for column, left in enumerate(columns)]
    heads = [
        f'<text x="{_LEFT + column * _CELL + _CELL / 2}" y="{_TOP - 8}" text-anchor="middle">{plain(left)}</text>'
        for column, left in enumerate(columns)
    ]
    width, height = _LEFT + len(columns) * _CELL + 4, _TOP + len(rows) * _CELL + 4
    beside = "" if across == down else f", {escape(down)} downwards"
    return (
        f"<h2>{escape(target)}</h2><p>{escape(across)} across{beside}</p>"
        f'<svg viewBox="0 0 {width} {height}" width="{width}" role="img">{"".join(heads + cells)}</svg>'
    )


def _cell(value: Decimal | None, column: int, row: int, span: tuple[Decimal, Decimal]) -> str:
    x, y = _LEFT + column * _CELL, _TOP + row * _CELL
    color = "#ddd" if value is None else _color(value, span)
    text = "" if value is None else f"{value:.3g}"
    return (
        f'<rect x="{x}" y="{y}" width="{_CELL - 2}" height="{_CELL - 2}" fill="{color}"/>'
        f'<text x="{x + _CELL / 2 - 1}" y="{y + 31}" text-anchor="middle">{text}</text>'
    )


def _color(value: Decimal, span: tuple[Decimal, Decimal]) -> str:
    low, high = span
    place = float((value - low) / (high - low)) if high > low else 0.5
    end, weight = (_GOOD, place * 2 - 1) if place >= 0.5 else (_BAD, 1 - place * 2)
    mixed = (round(middle + (far - middle) * weight * 0.75) for middle, far in zip(_MIDDLE, end, strict=True))
    return "rgb({}, {}, {})".format(*mixed)
