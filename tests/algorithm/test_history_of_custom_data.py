"""Histories of users' own data types for symbols that have other data."""

from __future__ import annotations

from tests.algorithm.running import run, said

_CLOSES = """
class Closes(PythonData):
    def get_source(self, config, date, is_live_mode):
        name = LeanData.generate_zip_file_name(config.symbol, date, config.resolution, config.tick_type)
        return SubscriptionDataSource(f"{Globals.data_folder}/equity/usa/daily/{name}")

    def reader(self, config, line, date, is_live_mode):
        fields = line.split(",")
        point = Closes()
        point.symbol = config.symbol
        point.time = datetime.strptime(fields[0], "%Y%m%d %H:%M")
        point.end_time = point.time + timedelta(days=1)
        point.value = float(fields[4])
        return point
"""


def test_a_type_takes_the_resolution_the_symbol_has(tmp_path):
    lines = said(run(tmp_path, "self.log(str(len(self.history(Closes, [self.spy], 14).index)))", before=_CLOSES))
    assert lines[0] == "14"


def test_an_exchange_set_by_the_user_decides_where_bars_begin(tmp_path):
    lines = said(
        run(
            tmp_path,
            """
            ibm = self.add_data(Closes, "IBM", Resolution.DAILY)
            always_open = len(self.history(Closes, "IBM", 14).index)
            ibm.exchange = EquityExchange()
            self.log(f"{always_open} {len(self.history(Closes, 'IBM', 14).index)}")
            """,
            before=_CLOSES,
        )
    )
    assert lines[0] == "10 14"
