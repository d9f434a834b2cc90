"""The forms in which users may hand arguments to an algorithm's methods."""

from __future__ import annotations

from tests.algorithm.running import run, said


def test_a_trailing_stop_may_start_from_a_price_given_first(tmp_path):
    lines = said(
        run(
            tmp_path,
            "self.stop = None",
            """
            def on_data(self, data):
                if self.stop is None:
                    self.stop = self.trailing_stop_order(
                        self.spy, 10, 140.5, trailing_amount=0.01, trailing_as_percentage=True
                    )
                    second = self.trailing_stop_order(self.spy, 10, 141.25, 2, False)
                    third = self.trailing_stop_order(self.spy, 10, 2, False)
                    prices = [ticket.get(OrderField.STOP_PRICE) for ticket in (self.stop, second, third)]
                    self.log(f"{prices[:2]} {prices[2] == self.securities[self.spy].price + 2}")
            """,
        )
    )
    assert "[140.5, 141.25] True" in lines


def test_targets_take_the_place_of_symbol_and_percentage(tmp_path):
    lines = said(
        run(
            tmp_path,
            methods="""
            def on_data(self, data):
                if not self.portfolio.invested:
                    target = PortfolioTarget(self.spy, 0.5)
                    tickets = self.set_holdings([target], False, False, "from a list")
                    tickets += self.set_holdings(targets=[PortfolioTarget(self.spy, 0.75)], tag="named")
                    tickets += self.set_holdings(symbol=self.spy, percentage=0.8)
                    self.log(str([ticket.tag for ticket in tickets]))
            """,
        )
    )
    assert "['from a list', 'named', '']" in lines


def test_a_security_added_by_its_symbol_takes_fill_forward_after_the_resolution(tmp_path):
    lines = said(
        run(
            tmp_path,
            """
            symbol = Symbol.create("IBM", SecurityType.EQUITY, Market.USA)
            security = self.add_security(symbol, Resolution.HOUR, False, 2, extended_market_hours=True)
            config = security.subscriptions[0]
            self.log(f"{config.fill_data_forward} {security.leverage} {config.extended_market_hours}")
            """,
        )
    )
    assert lines[0] == "False 2.0 True"


def test_a_slice_gives_data_of_a_type_in_brackets(tmp_path):
    lines = said(
        run(
            tmp_path,
            methods="""
            def on_data(self, data):
                self.log(str(data.get[TradeBar]()[self.spy] is data.get(TradeBar)[self.spy]))
            """,
        )
    )
    assert lines[0] == "True"


def test_money_is_given_by_either_name(tmp_path):
    lines = said(
        run(
            tmp_path,
            """
            self.set_cash(starting_cash=5000)
            self.set_cash(symbol="EUR", starting_cash=7, conversion_rate=2)
            self.log(f"{self.portfolio.cash_book['USD'].amount} {self.portfolio.cash_book['EUR'].amount}")
            """,
        )
    )
    assert lines[0] == "5000.0 7.0"
