"""What users write themselves: models without a constructor, benchmarks, indicators, calendars, properties of data."""

from __future__ import annotations

from tests.algorithm.running import run, said


def test_a_brokerage_model_need_not_call_its_bases_constructor(tmp_path):
    before = """
    class Cautious(DefaultBrokerageModel):
        def __init__(self, least):
            self.least = least
    """
    lines = said(
        run(tmp_path, "self.set_brokerage_model(Cautious(5)); self.log(str(self.brokerage_model.least))", before=before)
    )
    assert "5" in lines


def test_a_benchmark_may_be_any_object_that_evaluates(tmp_path):
    before = """
    class Flat:
        def evaluate(self, time):
            return 7

    class Model(DefaultBrokerageModel):
        def get_benchmark(self, securities):
            return Flat()
    """
    session = run(tmp_path, first="self.set_brokerage_model(Model())", before=before)
    session.results.finish(session.algorithm.end_date)
    values = session.results.charts["Benchmark"].series["Benchmark"].values
    assert {int(point.y) for point in values} == {7}


def test_an_indicator_that_updates_itself_tells_its_listeners(tmp_path):
    before = """
    class Range(PythonIndicator):
        def __init__(self):
            self.name, self.value = "Range", 0

        def update(self, bar):
            self.value = bar.high - bar.low
            self.on_updated(IndicatorDataPoint(bar.end_time, self.value))
            return True
    """
    lines = said(
        run(
            tmp_path,
            """
            self.range = Range()
            self.range.updated += lambda sender, point: self.log(f"heard {abs(point.value - self.range.value) < 1e-9}")
            """,
            "def on_data(self, data):\n    self.range.update(data.bars[self.spy])",
            before=before,
        )
    )
    assert lines[0] == "heard True"


def test_a_calendar_may_begin_with_a_date(tmp_path):
    lines = said(
        run(
            tmp_path,
            """
            monthly = TradeBarConsolidator(lambda time: CalendarInfo(time.date().replace(day=1), timedelta(31)))
            self.subscription_manager.add_consolidator(self.spy, monthly)
            self.log(str(CalendarInfo(datetime(2013, 10, 1).date(), timedelta(31)).end))
            """,
        )
    )
    assert lines[0] == "2013-11-01 00:00:00"


def test_data_of_a_user_may_have_properties_and_hours_of_their_own(tmp_path):
    before = """
    class Coin(PythonData):
        def get_source(self, config, date, is_live_mode):
            return SubscriptionDataSource("", SubscriptionTransportMedium.LOCAL_FILE)
    """
    lines = said(
        run(
            tmp_path,
            """
            properties = SymbolProperties("Coin", "USD", 1, 0.01, 0.1, "COIN")
            hours = SecurityExchangeHours.always_open(TimeZones.NEW_YORK)
            coin = self.add_data(Coin, "COIN", properties, hours, leverage=3, fill_forward=False)
            key = self.market_hours_database.get_database_symbol_key(coin.symbol)
            self.log(f"{coin.symbol_properties.lot_size} {coin.leverage} {key} {coin.subscriptions[0].resolution}")
            """,
            before=before,
        )
    )
    assert lines[0].startswith("0.1 3.0 COIN.Coin")


def test_corporate_events_have_a_history(tmp_path):
    lines = said(
        run(
            tmp_path,
            """
            paid = self.history(Dividend, self.spy, datetime(2013, 1, 1), datetime(2013, 10, 1))
            listed = [event.distribution for event in self.history[Dividend](self.spy, timedelta(365))]
            self.log(f"{list(paid.distribution)} {len(listed)}")
            """,
        )
    )
    assert lines[0] == "[0.7, 0.84, 0.84] 4"


def test_a_slice_gives_its_values_by_leans_getter(tmp_path):
    lines = said(
        run(tmp_path, methods="def on_data(self, data):\n    self.log(str(data.get_values() == data.values()))")
    )
    assert lines[0] == "True"


def test_no_symbol_is_in_no_collection(tmp_path):
    lines = said(
        run(
            tmp_path,
            methods="""
            def on_data(self, data):
                places = (self.securities, self.portfolio, data, data.bars)
                self.log(str([place.contains_key(None) for place in places]))
                self.log(str([place.get(None) for place in places]))
            """,
        )
    )
    assert lines[:2] == ["[False, False, False, False]", "[None, None, None, None]"]


def test_a_chart_may_be_named_by_a_symbol(tmp_path):
    session = run(tmp_path, methods="def on_data(self, data):\n    self.plot(self.spy, 'Price', 5)")
    assert "SPY" in session.algorithm._qc_charts
