"""Names that other tests do not use do what LEAN's documentation says."""

from __future__ import annotations

import pytest

from tests.algorithm.running import run, said

_ALONE = (
    "self.adxr(self.spy, 5)",
    "self.aps(self.spy)",
    "self.arima(self.spy, 1, 1, 1, 20)",
    "self.asi(self.spy, 20)",
    "self.cks(self.spy, 5, 1, 5)",
    "self.filtered_identity(self.spy, None, lambda bar: True)",
    "self.he(self.spy, 30)",
    "self.ht(self.spy, 7, 0.635, 0.338)",
    "self.mama(self.spy)",
    "self.pphl(self.spy, 3, 3)",
    "self.rdv(self.spy)",
    "self.sarext(self.spy)",
    "self.si(self.spy, 20)",
    "self.sm(self.spy)",
    "self.swiss(self.spy, 20, 0.1, SwissArmyKnifeTool.GAUSS)",
    "self.t3(self.spy, 5)",
    "self.t_3(self.spy, 5)",
    "self.T3(self.spy, 5)",
    "self.tds(self.spy)",
    "self.tp(self.spy)",
    "self.vp(self.spy)",
    "self.wto(self.spy, 5, 5, 4)",
    "self.zz(self.spy)",
)
_TOGETHER = (
    "self.addiff(both)",
    "self.adr(both)",
    "self.advr(both)",
    "self.mosc(both)",
    "self.msi(both)",
    "self.nhnl(both, 3)",
    "self.nhnlv(both, 3)",
    "self.trin(both)",
)


@pytest.mark.parametrize("call", [*_ALONE, *_TOGETHER])
def test_an_indicator_is_fed_every_day(tmp_path, call):
    lines = said(
        run(
            tmp_path,
            f'both = [self.spy, self.add_equity("IBM", Resolution.DAILY).symbol]\nself.subject = {call}',
            "def on_end_of_algorithm(self):\n    self.log(str(self.subject.samples > 0))",
        )
    )
    assert "True" in lines


def test_an_unregistered_indicator_hears_nothing(tmp_path):
    lines = said(
        run(
            tmp_path,
            """
            self.first, self.second = self.sma(self.spy, 3), self.sma(self.spy, 4)
            self.unregister_indicator(self.first)
            self.deregister_indicator(self.second)
            """,
            "def on_end_of_algorithm(self):\n    self.log(f'{self.first.samples} {self.second.samples}')",
        )
    )
    assert "0 0" in lines


def test_an_indicator_is_named_after_its_subscription(tmp_path):
    lines = said(run(tmp_path, 'self.log(self.create_indicator_name(self.spy, "SMA(14)", Resolution.HOUR))'))
    assert lines[0] == "SMA(14,SPY_hr)"


def test_a_run_knows_where_it_is(tmp_path):
    algorithm = run(tmp_path).algorithm
    shown = (algorithm.algorithm_mode.name, algorithm.deployment_target.name, algorithm.brokerage_name.name)
    assert shown == ("BACKTESTING", "LOCAL_PLATFORM", "DEFAULT")
    assert algorithm.algorithm_id == ""
    assert algorithm.deployment_details == {}
    assert algorithm.end_date.day == 8
    assert algorithm.get_locked()
    assert algorithm.get_parameters() == {}
    assert (algorithm.MAX_TAGS_COUNT, algorithm.MAX_NAME_AND_TAGS_LENGTH) == (100, 200)
    assert (algorithm.MaxTagsCount, algorithm.MaxNameAndTagsLength) == (100, 200)
    assert algorithm.error_messages == algorithm.debug_messages == []


def test_runtime_statistics_can_be_read_back(tmp_path):
    algorithm = run(tmp_path, 'self.set_runtime_statistic("Mood", "good")').algorithm
    assert algorithm.runtime_statistics["Mood"] == "good"


def test_parameters_and_tags_are_replaced_as_a_whole(tmp_path):
    algorithm = run(tmp_path, 'self.set_parameters({"a": 1})\nself.set_tags(["x", "x", " "])').algorithm
    assert algorithm.get_parameters() == {"a": "1"}
    assert algorithm.tags == ["x"]


@pytest.mark.parametrize("call", ["self.set_quit(True)", "self.set_status(AlgorithmStatus.STOPPED)"])
def test_a_run_can_be_ended(tmp_path, call):
    lines = said(run(tmp_path, methods=f"def on_data(self, data):\n    self.log('step')\n    {call}\n"))
    assert lines.count("step") == 1


def test_a_maximum_of_orders_is_lifted_when_the_run_begins_as_a_local_lean_lifts_it(tmp_path):
    methods = """
    def on_data(self, data):
        for _ in range(3):
            self.buy(self.spy, 1)
        self.sell(self.spy, 1)
    """
    algorithm = run(tmp_path, "self.set_maximum_orders(1)", methods).algorithm
    assert algorithm.transactions.orders_count > 3


def test_the_former_name_of_automatic_warm_up_works(tmp_path):
    lines = said(
        run(
            tmp_path,
            "self.enable_automatic_indicator_warm_up = True\nself.log(str(self.sma(self.spy, 5).is_ready))",
        )
    )
    assert lines[0] == "True"


def test_a_handler_of_brokerage_messages_is_kept(tmp_path):
    algorithm = run(tmp_path, "self.handler = object()\nself.set_brokerage_message_handler(self.handler)").algorithm
    assert algorithm.brokerage_message_handler is algorithm.handler


def test_a_second_security_initializer_replaces_the_first_with_a_warning(tmp_path):
    lines = said(
        run(
            tmp_path, "for _ in range(2):\n    self.set_security_initializer(lambda security: security.set_leverage(3))"
        )
    )
    assert lines[0].startswith("Warning: SetSecurityInitializer() has already been called")


def test_a_trade_builder_of_the_users_own_is_used(tmp_path):
    algorithm = run(
        tmp_path,
        """
        self.mine = TradeBuilder(FillGroupingMethod.FLAT_TO_FLAT, FillMatchingMethod.FIFO)
        self.set_trade_builder(self.mine)
        """,
    ).algorithm
    assert algorithm.trade_builder is algorithm.mine


def test_combos_are_sent_as_groups(tmp_path):
    methods = """
    def on_data(self, data):
        if self.transactions.orders_count:
            return
        price = self.securities[self.spy].price
        legs = [Leg.create(self.spy, 1), Leg.create(self.ibm, -1)]
        limits = [Leg.create(self.spy, 1, price), Leg.create(self.ibm, -1, 1)]
        sent = [
            self.combo_market_order(legs, 2), self.combo_limit_order(legs, 2, -1000),
            self.combo_leg_limit_order(limits, 2),
        ]
        self.log(str([len(tickets) for tickets in sent]))
    """
    lines = said(run(tmp_path, 'self.ibm = self.add_equity("IBM", Resolution.DAILY).symbol', methods))
    assert "[2, 2, 2]" in lines
