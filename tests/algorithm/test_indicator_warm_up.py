"""Indicators are warmed up with as many bars as they need."""

from __future__ import annotations

from tests.algorithm.running import run, said


def _lines(folder, *statements):
    methods = "def on_data(self, data):\n" + "".join(
        f"    {line}\n" for line in ("if self.time.day > 7: return", *statements)
    )
    return said(run(folder, methods=methods))


def test_a_span_of_a_day_takes_as_many_daily_bars(tmp_path):
    lines = _lines(
        tmp_path,
        "average = SimpleMovingAverage(5)",
        "self.warm_up_indicator(self.spy, average, timedelta(days=1))",
        "closes = [bar.close for bar in self.history[TradeBar](self.spy, 5, Resolution.DAILY)]",
        "self.log(str(average.samples))",
        "self.log(str(round(average.current.value - sum(closes) / 5, 9)))",
    )
    assert lines[:2] == ["5", "0.0"]


def test_a_span_of_two_days_takes_twice_as_many(tmp_path):
    lines = _lines(
        tmp_path,
        "average = SimpleMovingAverage(3)",
        "highs = []",
        "self.warm_up_indicator(self.spy, average, timedelta(days=2), lambda bar: highs.append(bar.high) or bar.high)",
        "bars = list(self.history[TradeBar](self.spy, 6, Resolution.DAILY))",
        "self.log(str(set(highs) <= {bar.high for bar in bars} and max(highs) == max(bar.high for bar in bars)))",
    )
    assert lines[0] == "True"


def test_a_security_without_a_subscription_has_a_history_too(tmp_path):
    lines = _lines(
        tmp_path,
        'symbol = Symbol.create("AAPL", SecurityType.EQUITY, Market.USA)',
        "average = SimpleMovingAverage(3)",
        "self.warm_up_indicator(symbol, average, timedelta(days=1))",
        "self.log(str(average.samples))",
    )
    assert lines[0] == "3"


def test_a_warm_up_at_a_resolution_forgets_what_was_before(tmp_path):
    lines = _lines(
        tmp_path,
        "average = SimpleMovingAverage(5)",
        "for _ in range(2):",
        "    self.warm_up_indicator(self.spy, average, Resolution.DAILY)",
        "self.log(str(average.samples))",
    )
    assert lines[0] == "5"
