"""The history of an indicator has what the indicator would have said."""

from __future__ import annotations

from tests.algorithm.running import run, said


def _lines(folder, *statements):
    methods = "def on_data(self, data):\n" + "".join(
        f"    {line}\n" for line in ("if self.time.day > 7: return", *statements)
    )
    return said(run(folder, methods=methods))


def test_as_many_values_come_as_bars_were_asked_for(tmp_path):
    lines = _lines(
        tmp_path,
        'bands = BollingerBands("BB", 20, 2, MovingAverageType.SIMPLE)',
        "history = self.indicator_history(bands, self.spy, 50)",
        "self.log(f\"{history.count} {len(history.current)} {len(history['upper_band'])} {history['nothing']}\")",
        "self.log(str(bands.is_ready and history.current[-1].value == bands.current.value))",
    )
    assert lines[:2] == ["50 50 50 None", "True"]


def test_a_moment_has_all_parts_in_any_spelling(tmp_path):
    lines = _lines(
        tmp_path,
        'bands = BollingerBands("BB", 20, 2, MovingAverageType.SIMPLE)',
        "moment = list(self.indicator_history(bands, self.spy, 5))[-1]",
        'self.log(str(moment.upper_band.value == moment["UpperBand"].value == bands.upper_band.current.value))',
        "self.log(str(moment))",
    )
    assert lines[0] == "True"
    assert lines[1].startswith("10/07/2013 16:00:00 bandwidth: ")


def test_the_frame_has_a_column_for_each_part_and_setting(tmp_path):
    lines = _lines(
        tmp_path,
        "frame = self.indicator_history(RelativeStrengthIndex(14), [self.spy], timedelta(30)).data_frame",
        'self.log(" ".join(frame.columns))',
        "self.log(str(frame.index[-1]))",
    )
    assert lines[:2] == ["averagegain averageloss current movingaveragetype", "2013-10-07 16:00:00"]


def test_a_span_starts_with_a_warm_indicator(tmp_path):
    lines = _lines(
        tmp_path,
        "average, begin, end = SimpleMovingAverage(10), datetime(2013, 9, 3), datetime(2013, 9, 7)",
        "history = self.indicator_history(average, self.spy, begin, end)",
        'self.log(" ".join(f"{point.end_time:%d}" for point in history.current))',
    )
    assert lines[0] == "03 04 05 06"


def test_a_selector_chooses_what_the_indicator_takes(tmp_path):
    lines = _lines(
        tmp_path,
        "highs = self.indicator_history(Maximum(1), self.spy, 3, Resolution.DAILY, Field.HIGH)",
        "bars = self.history[TradeBar](self.spy, 3)",
        "self.log(str([point.value for point in highs.current] == [bar.high for bar in bars]))",
    )
    assert lines[0] == "True"


def test_slices_of_ones_own_can_be_used(tmp_path):
    lines = _lines(
        tmp_path,
        "slices = list(self.history(5))",
        "self.log(str(self.indicator_history(SimpleMovingAverage(3), slices).count))",
    )
    assert lines[0] == "3"


def test_an_indicator_of_the_users_own_can_be_used(tmp_path):
    lines = said(
        run(
            tmp_path,
            before="""
            class Range(PythonIndicator):
                def __init__(self):
                    super().__init__()
                    self.name, self.value, self.warm_up_period = "Range", 0, 1

                def update(self, bar):
                    self.value = bar.high - bar.low
                    return True
            """,
            methods="""
            def on_data(self, data):
                self.log(str(self.indicator_history(Range(), self.spy, 4).count))
            """,
        )
    )
    assert lines[0] == "4"
