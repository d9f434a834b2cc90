"""The equity of a summary is thinned as LEAN thins it."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path
from typing import Any

from minilean.results.exact_json import read_exact_json
from minilean.results.points import Candlestick
from minilean.results.result_json import point_text
from minilean.results.series_sampler import summary_candles

SAMPLES = Path(__file__).parents[1] / "conformance" / "samples" / "backtest"


def equity(file: str) -> list[list[str]]:
    series: Any = read_exact_json(SAMPLES / file)["charts"]["Strategy Equity"]["series"]["Equity"]
    return list(series["values"])


def test_a_recorded_summary_is_thinned_from_its_result() -> None:
    candles = [Candlestick(int(time), *map(Decimal, values)) for time, *values in equity("1497653067.json")]
    expected = [f"[{','.join(point)}]" for point in equity("1497653067-summary.json")]
    assert [point_text(candle) for candle in summary_candles(candles)] == expected


def test_a_short_run_is_not_thinned() -> None:
    candles = [Candlestick(day * 86400, 1, 1, 1, 1) for day in range(150)]
    assert summary_candles(candles) is candles
