"""The history of a universe is what it selected from."""

from __future__ import annotations

from tests.algorithm.running import run, said

WEATHER = """
class Weather(PythonData):
    def get_source(self, config, date, is_live):
        return SubscriptionDataSource("PLACE", SubscriptionTransportMedium.LOCAL_FILE)

    def reader(self, config, line, date, is_live):
        day, value = line.split(",")
        point = Weather()
        point.symbol = config.symbol
        point.time = datetime.strptime(day, "%Y%m%d")
        point.end_time = point.time + timedelta(1)
        point.value = float(value)
        return point
"""
ASKING = """
universe = self.add_universe(Weather, "weather", Resolution.DAILY, lambda data: [])
"""


def _run(folder, line):
    rows = "".join(f"201310{day:02d},{day}\n" for day in range(1, 8))
    (folder / "weather.csv").write_text(rows)
    before = WEATHER.replace("PLACE", str(folder / "weather.csv"))
    return said(run(folder, ASKING + line, before=before))[0]


def test_a_universe_stands_for_its_symbol_and_kind_of_data(tmp_path):
    assert _run(tmp_path, "self.log(str(list(self.history(universe, 3)['value'])))") == "[4.0, 5.0, 6.0]"


def test_points_of_the_kind_come_by_the_universes_symbol(tmp_path):
    line = "self.log(str([x.value for x in self.history[Weather](universe.symbol, timedelta(2), Resolution.DAILY)]))"
    assert _run(tmp_path, line) == "[5.0, 6.0]"
