"""Last prices, sessions, universes by name and users' margin call models."""

from __future__ import annotations

from decimal import Decimal

from minilean.data.bars import TradeBar
from tests.algorithm.running import run, said


def test_last_known_prices_of_several_securities_come_by_symbol(tmp_path):
    lines = said(
        run(
            tmp_path,
            """
            ibm = self.add_equity("IBM", Resolution.DAILY)
            known = self.get_last_known_prices([self.spy, ibm])
            single = list(self.get_last_known_prices(ibm))
            names = sorted(symbol.value for symbol in known.keys())
            self.log(f"{names} {known[ibm.symbol][-1].close == single[-1].close}")
            """,
        )
    )
    assert lines[0] == "['IBM', 'SPY'] True"


def test_a_session_ends_with_its_day(tmp_path):
    lines = said(
        run(
            tmp_path,
            "self.securities[self.spy].session.size = 3",
            """
            def on_data(self, data):
                session = self.securities[self.spy].session
                self.log(f"{self.time:%d %H} {session.close == data[self.spy].close} {session.samples}")
            """,
        )
    )
    assert [line for line in lines if line[0] in "01"][:2] == ["07 16 True 1", "08 16 True 2"]


def test_the_arguments_of_a_universe_may_be_named(tmp_path):
    lines = said(
        run(
            tmp_path,
            """
            self.universe_settings.resolution = Resolution.DAILY
            self.add_universe(name="mine", resolution=Resolution.DAILY, py_selector=lambda time: ["IBM"])
            """,
            "def on_securities_changed(self, changes):\n    self.log(str(changes))",
        )
    )
    assert any("IBM R735QTJ8XC9X" in line for line in lines)


def test_a_margin_call_model_of_the_users_own_is_asked(tmp_path):
    lines = said(
        run(
            tmp_path,
            "self.portfolio.margin_call_model = Mine(self)",
            "def on_margin_call_warning(self):\n    self.log('warned')",
            before="""
            class Mine:
                def __init__(self, algorithm):
                    self.algorithm = algorithm

                def GetMarginCallOrders(self, issue_margin_call_warning):
                    self.algorithm.log("asked")
                    return [], True

                def ExecuteMarginCall(self, orders):
                    return []
            """,
        )
    )
    assert lines[:2] == ["asked", "warned"]


def test_public_prices_are_the_doubles_dotnet_makes():
    price = Decimal("0.123456789012345678901")
    bar = TradeBar(open=price, high=price, low=price, close=price)
    assert bar.close == bar.value == 123456789012345678901 / 1e21


def test_tags_have_limits(tmp_path):
    lines = said(
        run(tmp_path, "for number in range(102):\n    self.add_tag(str(number))\nself.log(str(len(self.tags)))")
    )
    assert lines[:2] == ["Warning: AddTag(100): Unable to add tag. Tags are limited to a maximum of 100.", "100"]


def test_a_share_knows_the_exchange_its_map_file_names(tmp_path):
    session = run(tmp_path, "self.log(str(self.securities[self.spy].primary_exchange))")
    assert said(session)[0] == "ARCA"
