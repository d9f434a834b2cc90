"""The helper methods of algorithms."""

from __future__ import annotations

from datetime import timedelta

import pytest

from minilean.enums import MovingAverageType, Resolution, SwissArmyKnifeTool
from minilean.errors import ArgumentError
from minilean.indicators import ExponentialMovingAverage, ValueAtRisk, Variance
from minilean.indicators.catalogue import Built, build, signatures
from tests.indicators.builders import IBM, SPY, HourlyHost, wavy_bars

BARS = sorted([*wavy_bars(400), *wavy_bars(400, IBM)], key=lambda bar: bar.end_time)
WHOLE = {"fast_period": 6, "slow_period": 12, "ma_order": 1, "ar_order": 1, "diff_order": 1, "full_period": 20}
EARLY = {"mosc", "msi"}
"""LEAN gives these a warm-up longer than they need."""


def built(helper, *arguments, **by_name) -> Built:
    return build(HourlyHost(), helper, arguments, by_name)


@pytest.mark.parametrize(
    ("helper", "arguments", "name"),
    [
        ("sma", (SPY, 20), "SMA(20,SPY_hr)"),
        ("sma", (SPY, 20, Resolution.DAILY), "SMA(20,SPY_day)"),
        ("ema", (SPY, 20, 0.25), "EMA(20,SPY_hr)"),
        ("bb", (SPY, 20, 2.0), "BB(20,2.0,SPY_hr)"),
        ("rsi", (SPY, 14, MovingAverageType.SIMPLE), "RSI(14,Simple,SPY_hr)"),
        ("identity", (SPY,), "close(SPY_hr)"),
        ("identity", (SPY, timedelta(hours=2)), "SPY 0(close,02:00:00)"),
        ("b", (SPY, IBM, 30), "B(30,hr)"),
        ("adr", ([SPY, IBM],), "A/D Ratio(hr)"),
        ("sr", (SPY, 30, 0.01), "SR(30,0.01,SPY_hr)"),
        ("sarext", (SPY,), "SAREXT(0.0,0.0,0.02,0.02,0.2,0.02,0.02,0.2,SPY_hr)"),
        ("sortino", (SPY, 30, 0.0), "SORTINO(30,0,SPY_hr)"),
        ("vwap", (SPY,), "VWAP(SPY_hr)"),
        ("aroon", (SPY, 14), "AROON(14,14,SPY_hr)"),
    ],
)
def test_a_helpers_indicator_is_named_after_its_settings_symbol_and_resolution(helper, arguments, name):
    assert built(helper, *arguments).indicator.name == name


def test_a_third_argument_of_an_exponential_average_may_be_a_factor_or_a_resolution():
    assert isinstance(built("ema", SPY, 20, Resolution.HOUR).indicator, ExponentialMovingAverage)
    assert built("ema", SPY, 20, Resolution.HOUR).resolution == Resolution.HOUR
    assert built("ema", SPY, 20, 0.5).resolution is None


def test_arguments_may_be_named():
    made = built("macd", SPY, fast_period=5, slow_period=10, signal_period=3, resolution=Resolution.DAILY)
    assert (made.indicator.name, made.resolution) == ("MACD(5,10,3,SPY_day)", Resolution.DAILY)


def test_the_number_of_arguments_tells_variance_from_value_at_risk():
    assert isinstance(built("var", SPY, 20).indicator, Variance)
    assert isinstance(built("var", SPY, 20, 0.95).indicator, ValueAtRisk)


def test_extremes_take_highs_and_lows_of_trade_bars_unless_told():
    assert built("max", SPY, 5).trade_field == "_high"
    assert built("min", SPY, 5).trade_field == "_low"
    assert built("max", SPY, 5, None, lambda bar: bar.close).trade_field is None


def test_arguments_that_fit_no_signature_are_refused():
    with pytest.raises(ArgumentError, match="No method matches given arguments for sma"):
        built("sma", SPY, "twenty")


def plausible(helper, signature):
    """Arguments for every required parameter."""
    symbols = {("symbols",): [[SPY, IBM]], ("target_symbol", "reference_symbol"): [SPY, IBM]}
    first = symbols.get(signature.symbols, [SPY, IBM] if "target" in signature.symbols else [SPY])
    whole = iter(range(7, 200, 3))
    values = {"m": MovingAverageType.SIMPLE, "b": True, "w": SwissArmyKnifeTool.GAUSS, "r": Resolution.DAILY}
    given = {}
    for argument in signature.arguments:
        if argument.default is None or not _is_required(argument):
            continue
        if argument.kind == "":
            given[argument.name] = WHOLE.get(argument.name) or next(whole)
        elif argument.kind in {"n", "d"}:
            given[argument.name] = 0.9 if "confidence" in argument.name else 0.1
        else:
            given[argument.name] = values[argument.kind]
    return first, given


def _is_required(argument):
    return type(argument.default) is object


EVERY = [(helper, place) for helper, overloads in signatures().items() for place in range(len(overloads))]


@pytest.mark.parametrize(("helper", "place"), EVERY, ids=str)
def test_every_helper_is_ready_after_its_warm_up_and_again_after_a_reset(helper, place):
    first, given = plausible(helper, signatures()[helper][place])
    if helper == "frama":
        given["period"] = 8
    made = built(helper, *first, **given)
    assert made.indicator.takes in {"value", "bar", "trade bar", "data"}
    for _ in range(2):
        needed = _bars_until_ready(made)
        if hasattr(made.indicator, "warm_up_period") and helper not in EARLY:
            assert needed == made.indicator.warm_up_period
        made.indicator.reset()
        assert (made.indicator.samples, made.indicator.current.value) == (0, 0.0)


def _bars_until_ready(made):
    bars = 0
    for bar in BARS:
        if bar.symbol in made.symbols:
            bars += bar.symbol == made.symbols[0]
            made.indicator._qc_feed_data(bar)
            if made.indicator.is_ready:
                return bars
    pytest.fail("never ready")
