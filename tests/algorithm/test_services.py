"""The smaller services of an algorithm behave as LEAN's do in a back test."""

from __future__ import annotations

import http.server
import threading
from datetime import datetime

import pytest

from minilean.algorithm.trading_calendar import TradingCalendar
from minilean.enums import TradingDayType
from minilean.errors import AlgorithmError
from tests.algorithm.running import run, said


def test_nothing_is_sent_and_the_algorithm_can_tell(tmp_path):
    lines = said(run(tmp_path, 'self.log(str([self.notify.email("a", "b", "c"), self.notify.sms("1", "b")]))'))
    assert "[False, False]" in lines


def test_a_broadcast_is_refused_once(tmp_path):
    lines = said(run(tmp_path, 'self.log(str([self.broadcast_command({"a": 1}), self.broadcast_command({"a": 1})]))'))
    assert lines.count("Warning: sending broadcast commands is disabled in backtesting") == 1
    assert "[None, None]" in lines


def test_a_link_carries_the_members_of_a_command(tmp_path):
    command = """
    class Trade(Command):
        target = []
        quantity = 0

        def run(self, algorithm):
            return True
    """
    lines = said(
        run(
            tmp_path,
            """
            self.add_command(Trade)
            self.project_id = 7
            command = Trade()
            command.target = ["BAC", "A B"]
            command.quantity = 10
            self.log(self.link(command))
            self.log(self.link({"symbol": "SPY", "parameters": {"quantity": 1.5}}))
            """,
            before=command,
        )
    )
    assert lines[0].endswith(
        "&projectId=7&command%5bquantity%5d=10&command%5btarget%5d%5b0%5d=BAC&command%5btarget%5d%5b1%5d=A+B"
        "&command%5b%24type%5d=Trade"
    )
    assert lines[1].endswith("&projectId=7&command%5bsymbol%5d=SPY&command%5bparameters%5d%5bquantity%5d=1.5")


def test_commands_reach_on_command(tmp_path):
    methods = """
    def on_data(self, data):
        self.log(self.run_command('{"action": "go"}').to_json())

    def on_command(self, data):
        self.log(data.action)
        return True
    """
    lines = said(run(tmp_path, methods=methods))
    assert lines[:2] == ["go", '{"CommandName":"CallbackCommand","Success":true,"Type":"CommandResult","Channel":""}']


def test_training_runs_at_once_and_by_rules(tmp_path):
    lines = said(
        run(
            tmp_path,
            """
            self.train(lambda: self.log("now"))
            self.train(self.date_rules.every_day(self.spy), self.time_rules.at(10, 0), lambda: self.log("ten"))
            """,
        )
    )
    assert lines.count("now") == 1
    assert lines.count("ten") == 2


def test_a_page_is_downloaded_with_headers_and_credentials(tmp_path):
    seen = []

    class Page(http.server.BaseHTTPRequestHandler):
        def do_GET(self):
            seen.append((self.headers["X-Key"], self.headers["Authorization"]))
            self.send_response(200)
            self.end_headers()
            self.wfile.write("añb".encode())

        def log_message(self, *_):
            pass

    with http.server.HTTPServer(("127.0.0.1", 0), Page) as server:
        thread = threading.Thread(target=server.handle_request)
        thread.start()
        address = f"http://127.0.0.1:{server.server_port}/"
        lines = said(run(tmp_path, f'self.log(self.download("{address}", {{"X-Key": "k"}}, "me", "secret"))'))
        thread.join()
    assert lines[0] == "añb"
    assert seen == [("k", "Basic bWU6c2VjcmV0")]


def test_identifiers_are_found_both_ways(tmp_path):
    lines = said(
        run(
            tmp_path,
            """
            apple = self.isin("US0378331005")
            self.log(f"{apple.id} {self.cusip(apple)} {self.composite_figi(apple)} {self.sedol(apple)}")
            self.log(f"{self.cik(apple)} {self.cik(320193)[0].value} {self.cusip(self.spy)} {self.cusip('nobody')}")
            """,
        )
    )
    assert lines[:2] == ["AAPL R735QTJ8XC9X 03783310 BBG000B9XRY4 2046251", "320193 AAPL None None"]


def test_a_symbol_knows_what_industries_call_it(tmp_path):
    lines = said(
        run(
            tmp_path,
            """
            apple = self.add_equity("AAPL").symbol
            self.log(f"{apple.cusip} {apple.composite_figi} {apple.sedol} {apple.isin} {apple.cik} {self.spy.cusip}")
            """,
        )
    )
    assert lines[-1] == "03783310 BBG000B9XRY4 2046251 US0378331005 320193 None"


def test_everything_can_be_sold_short_where_nobody_sets_a_limit(tmp_path):
    lines = said(run(tmp_path, "self.log(str([self.shortable(self.spy, 5), self.shortable_quantity(self.spy)]))"))
    assert "[True, 0]" in lines


def test_the_lines_of_a_step_can_be_read_back(tmp_path):
    lines = said(
        run(tmp_path, 'self.log("a")\nself.debug("b")\nself.log(str([self.log_messages, self.DebugMessages]))')
    )
    assert "[['a'], ['b']]" in lines


@pytest.mark.parametrize(
    ("year", "month", "day", "holiday"),
    [(2013, 7, 4, True), (2015, 7, 3, True), (2021, 12, 31, True), (2013, 11, 28, True), (2013, 11, 21, False)],
)
def test_federal_holidays_move_off_weekends(tmp_path, year, month, day, holiday):
    calendar = TradingCalendar(run(tmp_path).algorithm)
    assert calendar.get_trading_day(datetime(year, month, day)).public_holiday is holiday


def test_the_calendar_knows_business_days(tmp_path):
    calendar: TradingCalendar = run(tmp_path).algorithm.trading_calendar
    days = calendar.get_days_by_type(TradingDayType.BUSINESS_DAY, datetime(2013, 7, 1), datetime(2013, 7, 7))
    assert [day.date.day for day in days] == [1, 2, 3, 5]
    assert calendar.get_trading_day(datetime(2013, 7, 6)).weekend


@pytest.mark.parametrize(
    ("call", "sentence"),
    [
        ("self.set_cash(1)", r"self.set_cash\(\): Cannot change cash available after algorithm initialized."),
        ("self.set_time_zone('UTC')", r"self.set_time_zone\(\): Cannot change time zone after algorithm running."),
        ("self.set_name('x')", "Cannot set algorithm name after it is initialized."),
    ],
)
def test_what_belongs_into_initialize_is_refused_later(tmp_path, call, sentence):
    session = run(tmp_path, methods=f"def on_data(self, data):\n    {call}\n")
    with pytest.raises(AlgorithmError, match=sentence):
        raise session.algorithm.run_time_error


def test_an_error_in_initialize_is_told_as_lean_does(tmp_path):
    with pytest.raises(
        AlgorithmError, match="During the algorithm initialization, the following exception has occurred"
    ):
        run(tmp_path, "1 / 0")


def test_a_change_of_the_account_currency_is_said(tmp_path):
    lines = said(run(tmp_path, first='self.set_account_currency("EUR", 1000)'))
    assert lines[0] == "Changing account currency from USD to EUR, with a starting cash of 1000..."


def test_debug_mode_logs_what_the_framework_does(tmp_path):
    lines = said(
        run(
            tmp_path,
            """
            self.debug_mode = True
            self.add_alpha(ConstantAlphaModel(InsightType.PRICE, InsightDirection.UP, timedelta(1)))
            self.set_portfolio_construction(EqualWeightingPortfolioConstructionModel())
            """,
        )
    )
    assert any(": PORTFOLIO: " in line for line in lines)


def test_histories_that_begin_before_the_files_are_told_of_once(tmp_path):
    lines = said(
        run(tmp_path, "for _ in range(2):\n    self.history(self.spy, datetime(1990, 1, 1), datetime(1990, 2, 1))")
    )
    warnings = [line for line in lines if "when performing history requests" in line]
    assert len(warnings) == 2
    assert warnings[1].endswith("if it is before the first known date for the symbol.")
