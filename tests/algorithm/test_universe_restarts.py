"""What a change of the fill-forward interval does to universes that trigger themselves."""

from __future__ import annotations

from datetime import datetime

from minilean.interop.dates import TICK
from tests.algorithm.running import run, said

SELECTING = """
self.universe_settings.resolution = Resolution.DAILY
self.days = []
self.add_universe_selection(CustomUniverseSelectionModel("mine", self.pick))
"""
PICKING = """
def pick(self, date):
    self.days.append(date)
    return ["SPY"]

def on_end_of_algorithm(self):
    self.log("; ".join(str(day) for day in self.days))
"""


def test_a_universe_that_fills_forward_selects_again_a_tick_later_when_the_interval_changes(tmp_path):
    session = run(tmp_path, SELECTING, PICKING)
    assert said(session)[-1] == "2013-10-07 00:00:00; 2013-10-07 00:00:00; 2013-10-08 00:00:00"
    times = [candle.time for candle in session.results.charts["Strategy Equity"].series["Equity"].values]
    assert datetime(2013, 10, 8, 4) + TICK in times


def test_a_universe_that_does_not_fill_forward_goes_on(tmp_path):
    session = run(tmp_path, "self.universe_settings.fill_forward = False" + SELECTING, PICKING)
    assert said(session)[-1] == "2013-10-07 00:00:00; 2013-10-08 00:00:00"


def test_users_do_not_see_the_tick(tmp_path):
    methods = """
    def pick(self, date):
        self.days.append((self.time.microsecond, self.utc_time.microsecond))
        return ["SPY"]

    def on_end_of_algorithm(self):
        self.log(str(set(self.days)))
    """
    assert said(run(tmp_path, SELECTING, methods))[-1] == "{(0, 0)}"
