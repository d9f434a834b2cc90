"""An account in small: real cash, holdings and models, prices by hand."""

from __future__ import annotations

from datetime import datetime, timedelta
from decimal import Decimal
from types import SimpleNamespace
from typing import TYPE_CHECKING, Any
from zoneinfo import ZoneInfo

from minilean.algorithm.settings import AlgorithmSettings
from minilean.data.bars import Bar, QuoteBar, TradeBar
from minilean.enums import DayOfWeek, MarketHoursState, OrderDirection, OrderStatus, SecurityType
from minilean.orders.event import OrderEvent
from minilean.orders.fee.constant import ConstantFeeModel
from minilean.orders.fee.order_fee import OrderFee
from minilean.orders.order import MarketOrder
from minilean.securities.cash import Cash, CashAmount
from minilean.securities.exchange_hours import SecurityExchangeHours
from minilean.securities.kinds import create_by_type
from minilean.securities.local_market_hours import LocalMarketHours, MarketHoursSegment
from minilean.securities.portfolio import SecurityPortfolioManager
from minilean.securities.security_manager import SecurityManager
from minilean.securities.settlement import scan_settlement
from minilean.securities.symbol import Symbol
from minilean.securities.symbol_cache import SymbolCache
from minilean.securities.symbol_properties import SymbolProperties
from minilean.securities.symbol_properties_database import SymbolPropertiesDatabase
from minilean.securities.time_keeper import TimeKeeper

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from minilean.securities.security import Security

UTC = ZoneInfo("UTC")
MONDAY = datetime(2013, 10, 7, 14)
"""Ten o'clock in New York."""


def hours(zone: str = "UTC", opens: float = 0, closes: float = 24, *, weekends: bool = True) -> SecurityExchangeHours:
    session = MarketHoursSegment(MarketHoursState.MARKET, timedelta(hours=opens), timedelta(hours=closes))
    days = [day for day in DayOfWeek if weekends or day not in (DayOfWeek.SATURDAY, DayOfWeek.SUNDAY)]
    return SecurityExchangeHours(ZoneInfo(zone), [], {day: LocalMarketHours(day, [session]) for day in days}, {}, {})


def know_pairs(folder: Path, *rows: str) -> None:
    """Makes the rows the symbol properties of the run in progress."""
    path = folder / "symbol-properties" / "symbol-properties-database.csv"
    path.parent.mkdir(parents=True)
    head = "market,symbol,type,description,quote_currency,contract_multiplier,minimum_price_variation,lot_size"
    path.write_text("\n".join([f"{head},market_ticker,minimum_order_size,price_magnifier", *rows]) + "\n")
    SymbolCache.start_run(None, symbol_properties=SymbolPropertiesDatabase(folder))


class Transactions:
    """Tickets and open orders as the accounts room sees them; sent orders are kept and filled by ``on_order``."""

    def __init__(self) -> None:
        self.tickets: dict[int, Any] = {}
        self.open_orders: list[Any] = []
        self.records: list[tuple[datetime, Decimal, bool]] = []
        self.sent: list[Any] = []
        self.on_order: Callable[[Any], None] = lambda request: None

    def get_order_ticket(self, order_id: int) -> Any:
        return self.tickets.get(order_id)

    def get_open_orders(self, filter: Callable[[Any], bool]) -> list[Any]:
        return [order for order in self.open_orders if filter(order)]

    def add_transaction_record(self, time: datetime, profit: Decimal, is_win: bool) -> None:
        self.records.append((time, profit, is_win))

    def add_order(self, request: Any) -> Any:
        self.sent.append(request)
        self.on_order(request)
        return SimpleNamespace(status=OrderStatus.FILLED, symbol=request.symbol)


class Account:
    """A portfolio with securities added and filled in one line each."""

    def __init__(self, cash: str = "100000", utc: datetime = MONDAY, currency: str = "USD") -> None:
        self.keeper = TimeKeeper(utc)
        self.settings = AlgorithmSettings()
        self.transactions: Any = Transactions()
        self.securities = SecurityManager(self.keeper)
        self.trace: list[str] = []
        self.portfolio = SecurityPortfolioManager(
            self.securities, self.transactions, self.settings, trace=self.trace.append
        )
        if currency != "USD":
            self.portfolio.set_account_currency(currency)
        self.portfolio.set_cash(Decimal(cash))
        self.orders = self.bars = 0
        self.errors: list[str] = []
        self.debugs: list[str] = []

    def moves_to(self, utc: datetime) -> None:
        """Time passes, and money that has waited settles."""
        self.keeper.set_utc_date_time(utc)
        for security in self.securities.values():
            scan_settlement(self.portfolio, security, utc)
        self.portfolio.invalidate_total_portfolio_value()

    def error(self, message: str) -> None:
        self.errors.append(message)

    def debug(self, message: str) -> None:
        self.debugs.append(message)

    def currency(self, symbol: str, amount: str = "0", rate: str = "1") -> Cash:
        book = self.portfolio.cash_book
        if symbol not in book:
            book.add(symbol, Decimal(amount), Decimal(rate))
        return book[symbol]

    def add(
        self,
        ticker: str,
        kind: SecurityType = SecurityType.EQUITY,
        *,
        quote: str = "USD",
        base: str | None = None,
        price: str = "0",
        fee: str = "0",
        lot: str = "1",
        multiplier: str = "1",
        leverage: str | None = None,
        market: str = "usa",
        open_hours: SecurityExchangeHours | None = None,
    ) -> Security:
        symbol = Symbol.create(ticker, kind, market)
        properties = SymbolProperties("", quote, Decimal(multiplier), Decimal("0.01"), Decimal(lot), "")
        quote_cash = self.portfolio.cash_book.get(quote) or self.currency(quote)
        base_cash = self.currency(base) if base is not None else None
        book = self.portfolio.cash_book
        security = create_by_type(symbol, open_hours or hours(), quote_cash, base_cash, properties, book)
        security.set_fee_model(ConstantFeeModel(Decimal(fee), quote))
        self.securities.add(security)
        if leverage is not None:
            security.set_leverage(Decimal(leverage))
        if Decimal(price):
            self.trades_at(security, price)
        return security

    def _next_minute(self) -> datetime:
        self.bars += 1
        return MONDAY + timedelta(minutes=self.bars)

    def trades_at(self, security: Security, price: str) -> None:
        bar = TradeBar(self._next_minute(), security.symbol, *[Decimal(price)] * 4, Decimal(100))
        security.update([bar], TradeBar)
        self.portfolio.invalidate_total_portfolio_value()

    def quotes_at(self, security: Security, bid: str, ask: str) -> None:
        sides = Bar(*[Decimal(bid)] * 4), Decimal(1), Bar(*[Decimal(ask)] * 4), Decimal(1)
        security.update([QuoteBar(self._next_minute(), security.symbol, *sides)], QuoteBar)
        self.portfolio.invalidate_total_portfolio_value()

    def order(self, security: Security, quantity: str, order: Any = None) -> Any:
        """An order with an unfilled ticket."""
        self.orders += 1
        made = order or MarketOrder(security.symbol, Decimal(quantity), self.keeper.utc_time)
        made.id = self.orders
        self.transactions.tickets[made.id] = SimpleNamespace(_quantity_filled=Decimal(0))
        return made

    def check(self, security: Security, quantity: str, order: Any = None) -> Any:
        return self.portfolio.has_sufficient_buying_power_for_order([self.order(security, quantity, order)])

    def fill(
        self, security: Security, quantity: str, price: str, fee: str = "0", fee_currency: str | None = None
    ) -> None:
        exactly = Decimal(quantity)
        currency = fee_currency or security.quote_currency.symbol
        event = OrderEvent(
            1,
            security.symbol,
            self.keeper.utc_time,
            OrderStatus.FILLED,
            OrderDirection.BUY if exactly > 0 else OrderDirection.SELL,
            Decimal(price),
            exactly,
            OrderFee(CashAmount(Decimal(fee), currency)),
        )
        self.portfolio.process_fills([event])
