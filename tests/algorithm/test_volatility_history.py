"""Volatility models read the past after splits and dividends, and when users ask."""

from __future__ import annotations

from tests.algorithm.running import run, said

COUNTING = """
self.seen = []
self.model = IndicatorVolatilityModel(
    SimpleMovingAverage(3), lambda security, data, indicator: self.seen.append((str(data.end_time), data.close))
)
"""


def test_users_give_a_model_so_many_bars_before_today(tmp_path):
    methods = """
    def on_end_of_algorithm(self):
        spy = self.securities[self.spy]
        VolatilityModelExtensions.warm_up(self.model, self, spy, Resolution.DAILY, 2)
        bars = self.history[TradeBar](self.spy, 2, Resolution.DAILY)
        self.log(str(self.seen[-2:] == [(str(bar.end_time), bar.close) for bar in bars]))
    """
    assert said(run(tmp_path, COUNTING, methods))[-1] == "True"


def test_raw_prices_are_scaled_to_those_of_now(tmp_path):
    methods = """
    def on_end_of_algorithm(self):
        spy = self.securities[self.spy]
        VolatilityModelExtensions.warm_up(self.model, self, spy, Resolution.DAILY, 20, DataNormalizationMode.RAW)
        wish = dict(data_normalization_mode=DataNormalizationMode.SCALED_RAW)
        bars = list(self.history[TradeBar](self.spy, 20, Resolution.DAILY, **wish))
        self.log(str([close for _, close in self.seen][-20:] == [bar.close for bar in bars]))
    """
    assert said(run(tmp_path, COUNTING, methods))[-1] == "True"


def test_a_dividend_of_a_raw_price_warms_the_model_up_again(tmp_path):
    raw = """
    self.set_start_date(2013, 9, 18)
    self.set_end_date(2013, 9, 23)
    self.securities[self.spy].set_data_normalization_mode(DataNormalizationMode.RAW)
    self.model = StandardDeviationOfReturnsVolatilityModel(5)
    self.securities[self.spy].set_volatility_model(self.model)
    """
    methods = """
    def on_dividends(self, dividends):
        self.log(f"{len(self.model._qc_window)} returns")
    """
    assert "5 returns" in said(run(tmp_path, raw, methods))


def test_a_users_model_must_say_what_it_needs(tmp_path):
    raw = """
    self.set_start_date(2013, 9, 18)
    self.set_end_date(2013, 9, 23)
    self.securities[self.spy].set_data_normalization_mode(DataNormalizationMode.RAW)
    self.securities[self.spy].set_volatility_model(Mine())
    """
    before = """
    class Mine:
        volatility = 0
        def update(self, security, data):
            pass
        def get_history_requirements(self, security, utc_time):
            return None
    """
    error = run(tmp_path, raw, "def on_data(self, data): pass", before).algorithm.run_time_error
    assert "Value cannot be null" in str(error)
