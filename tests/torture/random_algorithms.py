"""Writes algorithms that trade at random; the same seed writes the same one."""

from __future__ import annotations

from random import Random

_SOURCE = '''\
from AlgorithmImports import *
from random import Random


class RandomTrader(QCAlgorithm):
    """Random trader {seed}."""

    def initialize(self):
        self.set_start_date({start})
        self.set_end_date({end})
        self.set_cash({cash})
        self.first_cash = self.portfolio.cash_book["USD"]._amount
        self.set_brokerage_model(BrokerageName.{broker}, AccountType.{account})
        self.chance = Random({seed})
        self.tickets = []
        self.books = []
        self.traded = [self.add_equity(ticker, Resolution.{resolution}).symbol for ticker in {equities}]
        self.traded += [self.add_forex(ticker, Resolution.HOUR, Market.OANDA).symbol for ticker in {pairs}]
        self.orders = [{orders}]

    def on_data(self, data):
        self.note()
        for symbol in self.traded:
            price = self.securities[symbol].price
            if price and (not self.tickets or self.chance.random() < {activity}):
                self.trade(symbol, price)
        for ticket in self.transactions.get_open_order_tickets():
            self.change(ticket)
        if self.chance.random() < {panic}:
            self.liquidate(self.chance.choice(self.traded))
        self.note()

    def on_order_event(self, event):
        self.note()

    def on_end_of_algorithm(self):
        self.note()

    def note(self):
        portfolio = self.portfolio
        self.books.append((
            portfolio._total_portfolio_value,
            [(cash._amount, cash._conversion_rate) for cash in portfolio.cash_book.values()],
            [(cash._amount, cash._conversion_rate) for cash in portfolio.unsettled_cash_book.values()],
            [(security.type, security.holdings._quantity, security._price) for security in self.securities.values()],
        ))

    def trade(self, symbol, price):
        is_pair = symbol.security_type == SecurityType.FOREX
        quantity = self.chance.choice((-1, 1)) * self.chance.randint(1, 20) * (1000 if is_pair else 10)
        near = round(price * self.chance.uniform(0.97, 1.03), 5 if is_pair else 2)
        far = round(price * self.chance.uniform(0.97, 1.03), 5 if is_pair else 2)
        self.tickets.append(self.chance.choice(self.orders)(symbol, quantity, near, far))

    def change(self, ticket):
        dice = self.chance.random()
        if dice < {cancelling}:
            ticket.cancel("changed its mind")
        elif dice < {cancelling} + {updating}:
            fields = UpdateOrderFields()
            fields.quantity = ticket.quantity + self.chance.choice((-10, 10)) * self.chance.randint(1, 5)
            fields.tag = f"update {{self.chance.randint(1, 9)}}"
            ticket.update(fields)
'''
_ORDERS = (
    "lambda symbol, quantity, near, far: self.market_order(symbol, quantity)",
    "lambda symbol, quantity, near, far: self.market_order(symbol, quantity, True)",
    "lambda symbol, quantity, near, far: self.market_on_open_order(symbol, quantity)",
    "lambda symbol, quantity, near, far: self.market_on_close_order(symbol, quantity)",
    "lambda symbol, quantity, near, far: self.limit_order(symbol, quantity, near)",
    "lambda symbol, quantity, near, far: self.stop_market_order(symbol, quantity, near)",
    "lambda symbol, quantity, near, far: self.stop_limit_order(symbol, quantity, near, far)",
    "lambda symbol, quantity, near, far: self.limit_if_touched_order(symbol, quantity, near, far)",
    "lambda symbol, quantity, near, far: self.trailing_stop_order(symbol, quantity, 0.02, True)",
)
_EQUITIES = ("SPY", "IBM", "AIG", "BAC", "AAPL")
_PAIRS = ("EURUSD", "NZDUSD")
_BROKERS = ("DEFAULT", "INTERACTIVE_BROKERS_BROKERAGE")


def random_algorithm(seed: int) -> str:
    """The source of an algorithm with kinds of orders, symbols, an account and a pace of its own."""
    chance = Random(seed)  # noqa: S311 - tests repeat
    year, month = chance.choice(((2012, 3), (2013, 1), (2013, 6), (2014, 1)))
    last = month + chance.randint(0, 2)
    account = chance.choice(("MARGIN", "MARGIN", "CASH"))
    return _SOURCE.format(
        seed=seed,
        start=f"{year}, {month}, {chance.randint(1, 20)}",
        end=f"{year}, {last}, {chance.randint(21, 28)}",
        cash=chance.choice((5000, 100000, 1000000)),
        broker=chance.choice(_BROKERS),
        account=account,
        resolution=chance.choice(("HOUR", "HOUR", "DAILY")),
        equities=chance.sample(_EQUITIES, chance.randint(1, 4)),
        pairs=chance.sample(_PAIRS, chance.randint(0, 1)) if account == "MARGIN" else [],
        orders=", ".join(chance.sample(_ORDERS, chance.randint(2, len(_ORDERS)))),
        activity=chance.choice((0.05, 0.2, 0.5)),
        panic=chance.choice((0, 0.02, 0.1)),
        cancelling=chance.choice((0, 0.05, 0.2)),
        updating=chance.choice((0, 0.05, 0.3)),
    )
