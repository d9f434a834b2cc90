"""An algorithm as small as the framework needs it, for tests to move."""

from __future__ import annotations

from datetime import UTC, datetime
from decimal import Decimal
from types import SimpleNamespace
from typing import TYPE_CHECKING

from minilean.algorithm.settings import AlgorithmSettings
from minilean.enums import SecurityType
from minilean.framework.insight_manager import InsightManager
from minilean.securities.symbol_cache import SymbolCache
from tests.securities.builders import an_equity, stock_hours

if TYPE_CHECKING:
    from minilean.framework.insight import Insight
    from minilean.securities.symbol import Symbol

NOON = datetime(2021, 3, 3, 17)
"""A Wednesday in New York, 12:00 there, as naive UTC."""


class FakeSecurity:
    """A tradable equity with a price and holdings."""

    def __init__(self, symbol: Symbol, price: str = "100") -> None:
        self.symbol = symbol
        self.type = SecurityType.EQUITY
        self._price = Decimal(price)
        self.has_data = self.is_tradable = True
        self.is_delisted = False
        self.symbol_properties = SimpleNamespace(_lot_size=Decimal(1))
        self.holdings = SimpleNamespace(
            _quantity=Decimal(0),
            _unrealized_profit_percent=Decimal(0),
            _absolute_holdings_value=Decimal(0),
            _absolute_holdings_cost=Decimal(0),
            is_long=True,
            target=None,
        )

    @property
    def invested(self) -> bool:
        return bool(self.holdings._quantity)

    def holds(self, quantity: int, **values: str) -> FakeSecurity:
        """Sets the holdings and exact numbers of them, named without the underscore."""
        self.holdings._quantity = Decimal(quantity)
        self.holdings.is_long = quantity > 0
        for name, value in values.items():
            setattr(self.holdings, f"_{name}", Decimal(value))
        return self


class Desk:
    """Time, securities, insights and messages of an algorithm; ``waiting`` is the open quantity of orders by symbol."""

    def __init__(self, utc: datetime = NOON) -> None:
        SymbolCache.start_run(None)
        self._qc_utc_time = utc
        self.securities: dict[Symbol, FakeSecurity] = {}
        self.settings = AlgorithmSettings()
        self.is_warming_up = False
        self.live_mode = self.debug_mode = False
        self._qc = SimpleNamespace(once=lambda _: True)
        self.said: list[str] = []
        self.error = self.debug = self.said.append
        self.run_time_errors: list[BaseException] = []
        self.set_run_time_error = self.run_time_errors.append
        self.insights = InsightManager(self)
        self.waiting: dict[Symbol, Decimal] = {}
        self.portfolio = SimpleNamespace(_total_portfolio_value=Decimal(100_000))
        self.transactions = SimpleNamespace(get_projected_holdings=self._projected)
        hours = SimpleNamespace(exchange_hours=stock_hours())
        self.market_hours_database = SimpleNamespace(get_entry=lambda *_: hours)

    def _projected(self, security: FakeSecurity) -> SimpleNamespace:
        waiting = self.waiting.get(security.symbol, Decimal(0))
        return SimpleNamespace(_projected_quantity=security.holdings._quantity + waiting)

    @property
    def utc_time(self) -> datetime:
        return self._qc_utc_time.replace(tzinfo=UTC)

    @property
    def time(self) -> datetime:
        return self._qc_utc_time

    def add(self, ticker: str, price: str = "100") -> FakeSecurity:
        """A security of the desk."""
        security = FakeSecurity(an_equity(ticker), price)
        self.securities[security.symbol] = security
        return security

    def at(self, utc: datetime) -> Desk:
        """Moves the clock."""
        self._qc_utc_time = utc
        return self

    def take(self, *insights: Insight) -> list[Insight]:
        """Insights generated now."""
        for insight in insights:
            insight._generated_time_utc = self._qc_utc_time
            insight.set_period_and_close_time(stock_hours())
        self.insights.add_range(insights)
        return list(insights)
