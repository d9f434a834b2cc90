"""Tables by the hour, and the one of EURUSD as it was measured elsewhere."""

from __future__ import annotations

import json
import math
import zipfile
from collections.abc import Iterator
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as some

from signals.seasonality import table_of
from tests.command_line import ROOT
from tests.market_data import real_data


def hourly_returns() -> Iterator[tuple[int, float]]:
    """The hour at which a bar begins in New York, and its log return of mids where the bar before is an hour older."""
    before: tuple[datetime, float] | None = None
    with zipfile.ZipFile(real_data("forex/oanda/hour/eurusd.zip") / "forex/oanda/hour/eurusd.zip") as archive:
        lines = archive.read(archive.namelist()[0]).decode().splitlines()
    for line in lines:
        cells = line.split(",")
        start = datetime.strptime(cells[0], "%Y%m%d %H:%M").replace(tzinfo=ZoneInfo("UTC"))
        mid = (float(cells[4]) + float(cells[9])) / 2
        if before is not None and start - before[0] == timedelta(hours=1):
            yield start.astimezone(ZoneInfo("America/New_York")).hour, math.log(mid / before[1])
        before = (start, mid)


def test_the_hours_of_eurusd_are_the_references():
    reference = json.loads((ROOT / "research/reference/expected.json").read_text(encoding="utf-8"))
    table = table_of(hourly_returns())
    assert len(table) == 24
    for hour, figures in reference["eurusd_hour_of_day_ny_bar_start"].items():
        ours = table[int(hour)]
        assert 1e4 * ours.mean == pytest.approx(figures["mean_bp"], abs=0.02), hour
        assert ours.count == pytest.approx(figures["n"], abs=5), hour


def test_a_lone_value_has_no_t():
    assert table_of([("noon", 0.5)])["noon"].t == 0


def test_a_mean_over_its_error():
    figures = table_of([(9, 1.0), (9, 3.0), (10, 2.0)])[9]
    assert figures.count == 2
    assert figures.mean == 2
    assert figures.t == pytest.approx(2 / math.sqrt(2) * math.sqrt(2))


@given(some.lists(some.tuples(some.integers(0, 23), some.integers(-50, 50)), min_size=1), some.randoms())
def test_the_order_of_returns_does_not_matter_and_none_is_lost(returns, random):
    table = table_of(returns)
    assert sum(figures.count for figures in table.values()) == len(returns)
    dealt = list(returns)
    random.shuffle(dealt)
    for hour, figures in table_of(dealt).items():
        assert figures.mean == pytest.approx(table[hour].mean)
        assert figures.t == pytest.approx(table[hour].t)
