"""Orders' world in small: a security with real hours and cache, and an algorithm as the processor sees it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from decimal import Decimal
from types import SimpleNamespace
from typing import TYPE_CHECKING, Any
from zoneinfo import ZoneInfo

from minilean.brokerages.default import DefaultBrokerageModel
from minilean.data.bars import Bar, QuoteBar, TradeBar
from minilean.data.zones import zone_clock
from minilean.enums import DataNormalizationMode, DayOfWeek, MarketHoursState, OrderType, Resolution, SecurityType
from minilean.orders.fee.constant import ConstantFeeModel
from minilean.orders.fill.equity import EquityFillModel
from minilean.orders.fill.fill_model import ImmediateFillModel
from minilean.orders.order_request import SubmitOrderRequest
from minilean.orders.processor import OrderProcessor
from minilean.orders.slippage.slippage_model import NullSlippageModel
from minilean.orders.transactions import SecurityTransactionManager
from minilean.securities.exchange_hours import SecurityExchangeHours
from minilean.securities.local_market_hours import LocalMarketHours, MarketHoursSegment
from minilean.securities.price_variation import SecurityPriceVariationModel
from minilean.securities.symbol import Symbol
from minilean.securities.symbol_properties import SymbolProperties

if TYPE_CHECKING:
    from minilean.orders.event import OrderEvent

NEW_YORK = ZoneInfo("America/New_York")
UTC = ZoneInfo("UTC")
MONDAY_TEN = datetime(2013, 10, 7, 10)


def new_york_hours() -> SecurityExchangeHours:
    session = MarketHoursSegment(MarketHoursState.MARKET, timedelta(hours=9.5), timedelta(hours=16))
    weekdays = [day for day in DayOfWeek if day not in (DayOfWeek.SATURDAY, DayOfWeek.SUNDAY)]
    return SecurityExchangeHours(NEW_YORK, [], {day: LocalMarketHours(day, [session]) for day in weekdays}, {}, {})


class Cache:
    def __init__(self) -> None:
        self.by_type: dict[type, list[Any]] = {}
        self.last: Any = None

    def add(self, data: Any) -> None:
        self.by_type[type(data)] = [data]
        self.last = data

    def get_data(self, kind: type | None = None) -> Any:
        return self.last if kind is None else (self.by_type.get(kind) or [None])[-1]

    def get_all(self, kind: type) -> list[Any]:
        return self.by_type.get(kind, [])


@dataclass
class Asset:
    """A security as the orders room sees it."""

    symbol: Symbol
    hours: SecurityExchangeHours
    clock: Clock
    resolution: Resolution = Resolution.HOUR
    types: tuple[type, ...] = (TradeBar,)
    cache: Cache = field(default_factory=Cache)
    fee_model: Any = field(default_factory=lambda: ConstantFeeModel(0))
    slippage_model: Any = NullSlippageModel.INSTANCE
    price_variation_model: Any = field(default_factory=SecurityPriceVariationModel)
    shortable: int | None = None

    def __post_init__(self) -> None:
        equity = self.symbol.security_type is SecurityType.EQUITY
        self.fill_model: Any = EquityFillModel() if equity else ImmediateFillModel()
        self.type = self.symbol.security_type
        self.symbol_properties = SymbolProperties("", "USD", 1, Decimal("0.01"), 1, "")
        self.quote_currency = SimpleNamespace(symbol="USD", _conversion_rate=Decimal(1))
        self.base_currency = SimpleNamespace(symbol=self.symbol.value[:3])
        self.holdings = SimpleNamespace(_quantity=Decimal(0))
        self.shortable_provider = SimpleNamespace(shortable_quantity=lambda symbol, time: self.shortable)
        self._price = self._bid_price = self._ask_price = self._open = self._high = self._low = self._close = Decimal(0)

    @property
    def exchange(self) -> Any:
        hours = self.hours

        def open_during(start: datetime, end: datetime, extended: bool) -> bool:
            return hours.is_open(start, end, extended)

        return SimpleNamespace(
            hours=hours,
            time_zone=hours.time_zone,
            exchange_open=hours.is_open(self.local_time, False),
            date_time_is_open=lambda time: hours.is_open(time, False),
            is_open_during_bar=open_during,
        )

    @property
    def local_time(self) -> datetime:
        return zone_clock(self.hours.time_zone).from_utc(self.clock.utc)

    def get_last_data(self) -> Any:
        return self.cache.last

    def sees(self, data: Any) -> Any:
        self.cache.add(data)
        self._price = self._close = data._close
        self._bid_price = data.bid._close if isinstance(data, QuoteBar) and data.bid else data._close
        self._ask_price = data.ask._close if isinstance(data, QuoteBar) and data.ask else data._close
        return data


@dataclass
class Clock:
    utc: datetime


class Desk:
    """An algorithm with one or more assets and a processor."""

    def __init__(self, *assets: Asset, clock: Clock, resolution: Resolution = Resolution.HOUR) -> None:
        self.clock = clock
        self.by_symbol = {asset.symbol: asset for asset in assets}
        self.errors: list[str] = []
        self.debugs: list[str] = []
        self.events: list[OrderEvent] = []
        self.fills: list[OrderEvent] = []
        self.trades: list[tuple[OrderEvent, Decimal]] = []
        self.is_warming_up = False
        self.buying_power = SimpleNamespace(is_sufficient=True, reason="")
        self.brokerage_model: Any = DefaultBrokerageModel()
        self.settings = SimpleNamespace(stale_price_time_span=timedelta(hours=1))
        self.portfolio = SimpleNamespace(
            has_sufficient_buying_power_for_order=lambda orders: self.buying_power,
            cash_book=SimpleNamespace(_to_account_currency=lambda amount, currency: amount),
        )
        self.subscription_manager = SimpleNamespace(subscription_data_config_service=self)
        self.on_event: Callable[[OrderEvent], None] = lambda event: None
        self.transactions = SecurityTransactionManager(self)
        self.processor = OrderProcessor(
            self,
            process_fills=self._process_fills,
            process_fill=lambda event, rate, fee, multiplier: self.trades.append((event, fee)),
            on_order_event=self._on_order_event,
        )
        self.transactions.set_order_processor(self.processor)

    @property
    def securities(self) -> Any:
        return self

    def __getitem__(self, symbol: Symbol) -> Asset:
        return self.by_symbol[symbol]

    def try_get_value(self, symbol: Symbol) -> tuple[bool, Asset | None]:
        return symbol in self.by_symbol, self.by_symbol.get(symbol)

    def get_subscription_data_configs(self, symbol: Symbol, include_internal_configs: bool = False) -> list[Any]:
        asset = self.by_symbol[symbol]
        return [
            SimpleNamespace(
                type=kind,
                is_internal_feed=False,
                resolution=asset.resolution,
                extended_market_hours=False,
                data_normalization_mode=DataNormalizationMode.ADJUSTED,
            )
            for kind in asset.types
        ]

    @property
    def _qc_utc_time(self) -> datetime:
        return self.clock.utc

    def error(self, message: str) -> None:
        self.errors.append(message)

    def debug(self, message: str) -> None:
        self.debugs.append(message)

    def _process_fills(self, fills: list[OrderEvent]) -> None:
        self.fills += fills
        for fill in fills:
            self.by_symbol[fill.symbol].holdings._quantity += fill._fill_quantity

    def _on_order_event(self, event: OrderEvent) -> None:
        self.events.append(event)
        self.on_event(event)

    def submit(self, asset: Asset, order_type: OrderType, quantity: object, **prices: Any) -> Any:
        options = {key: prices.pop(key) for key in ("properties", "asynchronous") if key in prices}
        tag = prices.pop("tag", "")
        names = ("stop", "limit", "trigger", "trailing", "as_percentage")
        ordered = [prices.get(name, False if name == "as_percentage" else Decimal(0)) for name in names]
        request = SubmitOrderRequest(
            order_type, asset.type, asset.symbol, quantity, *ordered, self.clock.utc, tag, **options
        )
        return self.transactions.add_order(request)

    def moves_to(self, local: datetime, *data: Any, zone: ZoneInfo = NEW_YORK) -> None:
        """Time passes, data arrive, and the processor looks for fills."""
        self.clock.utc = zone_clock(zone).to_utc(local)
        for point in data:
            self.by_symbol[point.symbol].sees(point)
        self.processor.process_synchronous_events()

    def statuses(self) -> list[tuple[int, str]]:
        return [(event.order_id, event.status.dotnet_name) for event in self.events]


def stock(local: datetime = MONDAY_TEN, **options: Any) -> tuple[Desk, Asset]:
    clock = Clock(zone_clock(NEW_YORK).to_utc(local))
    asset = Asset(Symbol.create("SPY", SecurityType.EQUITY, "usa"), new_york_hours(), clock, **options)
    return Desk(asset, clock=clock), asset


def coin(local: datetime = MONDAY_TEN, **options: Any) -> tuple[Desk, Asset]:
    clock = Clock(local)
    symbol = Symbol.create("BTCUSD", SecurityType.CRYPTO, "coinbase")
    asset = Asset(symbol, SecurityExchangeHours.always_open(UTC), clock, **options)
    return Desk(asset, clock=clock), asset


def hour_bar(asset: Asset, end: datetime, prices: str, volume: int = 1000, span: float = 1) -> TradeBar:
    """A bar that ends at a time; prices are "open high low close"."""
    period = timedelta(hours=span)
    return TradeBar(end - period, asset.symbol, *(Decimal(price) for price in prices.split()), volume, period)


def quotes(asset: Asset, end: datetime, bid: str, ask: str, span: float = 1) -> QuoteBar:
    period = timedelta(hours=span)
    sides = [Bar(*(Decimal(price) for price in side.split())) for side in (bid, ask)]
    return QuoteBar(end - period, asset.symbol, sides[0], 10, sides[1], 10, period)
