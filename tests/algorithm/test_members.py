"""Members of the algorithm that few people use do what LEAN's do."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from minilean.enums import AlgorithmStatus
from tests.algorithm.running import run, said


@pytest.mark.parametrize(
    "call", ["self.a(ibm, self.spy, 2, 3)", "self.v(self.spy, 3)", "self.sum(self.spy, 2)", "self.identity(self.spy)"]
)
def test_an_indicator_of_a_short_name_is_fed(tmp_path, call):
    lines = said(
        run(
            tmp_path,
            f'ibm = self.add_equity("IBM", Resolution.DAILY).symbol\nself.subject = {call}',
            "def on_end_of_algorithm(self):\n    self.log(str(self.subject.samples > 0))",
        )
    )
    assert "True" in lines


def test_initializers_are_asked_in_the_order_they_were_added(tmp_path):
    lines = said(
        run(
            tmp_path,
            """
            self.set_security_initializer(lambda security: self.log("first"))
            self.add_security_initializer(lambda security: self.log("second"))
            self.log(type(self.security_initializer).__name__)
            self.add_equity("IBM", Resolution.DAILY)
            """,
        )
    )
    assert lines[:3] == ["CompositeSecurityInitializer", "first", "second"]


def test_a_series_is_added_to_a_chart_that_is_made_for_it(tmp_path):
    algorithm = run(tmp_path, 'self.add_series("Mood", "today", SeriesType.BAR, "%")').algorithm
    algorithm.plot("Mood", "today", 3)
    assert algorithm._qc_charts["Mood"].series["today"].unit == "%"


def test_models_that_nobody_set_are_those_that_do_nothing(tmp_path):
    algorithm = run(tmp_path).algorithm
    parts = (algorithm.alpha, algorithm.portfolio_construction, algorithm.execution, algorithm.risk_management)
    assert [type(part).__name__ for part in parts] == [
        "NullAlphaModel",
        "NullPortfolioConstructionModel",
        "ImmediateExecutionModel",
        "NullRiskManagementModel",
    ]
    assert type(algorithm.universe_selection).__name__ == "NullUniverseSelectionModel"


def test_consolidators_are_made_for_the_kind_of_data(tmp_path):
    lines = said(
        run(
            tmp_path,
            """
            self.log(type(self.create_consolidator(timedelta(days=1), TradeBar)).__name__)
            self.log(type(self.create_consolidator(timedelta(days=1), QuoteBar)).__name__)
            self.log(type(self.resolve_consolidator(self.spy, timedelta(days=2))).__name__)
            """,
        )
    )
    assert lines[:3] == ["TradeBarConsolidator", "QuoteBarConsolidator", "TradeBarConsolidator"]


def test_the_last_known_price_is_the_close_of_the_day_before(tmp_path):
    lines = said(
        run(tmp_path, 'bar = self.get_last_known_price(self.spy)\nself.log(f"{bar.end_time} {bar.close > 0}")')
    )
    assert lines[0] == "2013-10-04 16:00:00 True"


def test_a_back_test_is_not_live_and_can_be_named(tmp_path):
    algorithm = run(tmp_path, 'self.name = "Calm"\nself.error("a word")').algorithm
    assert (algorithm.live_mode, algorithm.name) == (False, "Calm")
    assert algorithm.status == AlgorithmStatus.COMPLETED


def test_nothing_of_a_live_broker_is_heard_in_a_back_test(tmp_path):
    session = run(
        tmp_path,
        methods="""
        def on_assignment_order_event(self, event):
            self.log("heard")

        def on_brokerage_message(self, event):
            self.log("heard")

        def on_brokerage_disconnect(self):
            self.log("heard")

        def on_brokerage_reconnect(self):
            self.log("heard")
        """,
    )
    assert "heard" not in said(session)
    assert session.algorithm.brokerage_message_handler is None


def test_what_was_added_takes_part_once_its_step_has_ended(tmp_path):
    lines = said(
        run(
            tmp_path,
            """
            self.log(str([universe.contains_member(self.spy) for universe in self.universe_manager.values()]))
            self.on_end_of_time_step()
            self.log(str(self.universe_manager.count))
            """,
            "def on_data(self, data):\n    self.log(str(self.active_securities.contains_key(self.spy)))",
        )
    )
    assert lines[:2] == ["[False]", "1"]
    assert lines[-1] == "True"


def test_an_order_is_a_market_order_and_a_request_can_be_sent_by_itself(tmp_path):
    lines = said(
        run(
            tmp_path,
            methods="""
            def on_data(self, data):
                ticket = self.order(self.spy, 3, tag="mine")
                self.log(f"{ticket.order_type.name} {ticket.quantity} {ticket.tag}")
                request = SubmitOrderRequest(
                    OrderType.LIMIT, SecurityType.EQUITY, self.spy, 2, 0, 1.5, self.utc_time, "by hand"
                )
                sent = self.submit_order_request(request)
                self.log(f"{sent.order_type.name} {sent.quantity} {sent.get(OrderField.LIMIT_PRICE)}")
            """,
        )
    )
    assert "MARKET_ON_OPEN 3.0 mine" in lines
    assert "LIMIT 2.0 1.5" in lines


def test_a_run_ends_with_the_error_that_was_set(tmp_path):
    session = run(tmp_path, methods='def on_data(self, data):\n    self.set_run_time_error(ValueError("enough"))')
    assert str(session.algorithm.run_time_error) == "enough"
    assert session.algorithm.status == AlgorithmStatus.RUNTIME_ERROR


def test_the_clock_can_be_moved_in_utc(tmp_path):
    algorithm = run(tmp_path).algorithm
    algorithm.set_date_time(datetime(2013, 10, 9, 16, 30))
    assert algorithm.utc_time == datetime(2013, 10, 9, 16, 30, tzinfo=UTC)
    assert algorithm.time == datetime(2013, 10, 9, 12, 30)
    assert algorithm.time_zone.key == "America/New_York"
    assert algorithm.time_keeper.utc_time == datetime(2013, 10, 9, 16, 30)


def test_a_warm_up_has_two_spellings_and_can_be_ended(tmp_path):
    lines = said(
        run(
            tmp_path,
            "self.set_warmup(3)\nself.bars = 0",
            """
            def on_data(self, data):
                self.bars += self.is_warming_up
                self.set_finished_warming_up()

            def on_end_of_algorithm(self):
                self.log(f"warmed by {self.bars}")
            """,
        )
    )
    assert "warmed by 1" in lines


def test_targets_are_sent_nowhere_in_a_back_test(tmp_path):
    lines = said(run(tmp_path, "self.signal_export.set_target_portfolio_from_portfolio()"))
    assert "Portfolio targets are only sent in live mode" in lines


def test_statistics_are_there_while_the_algorithm_runs(tmp_path):
    lines = said(
        run(
            tmp_path,
            methods='def on_end_of_algorithm(self):\n    self.log(self.statistics.summary["Start Equity"])',
        )
    )
    assert "100000" in lines


def test_properties_and_tickers_of_a_symbol_can_be_looked_up(tmp_path):
    algorithm = run(tmp_path).algorithm
    found = algorithm.symbol_properties_database.get_symbol_properties(
        "usa", algorithm.spy, algorithm.spy.security_type, "USD"
    )
    assert (found.lot_size, algorithm.ticker(algorithm.spy)) == (1.0, "SPY")


def test_ready_made_universes_are_at_hand(tmp_path):
    lines = said(run(tmp_path, "self.log(type(self.universe.etf(self.spy)).__name__)"))
    assert lines[0] == "ETFConstituentsUniverseFactory"
