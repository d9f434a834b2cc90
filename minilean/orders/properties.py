"""Order properties: time in force, and what some brokerages take besides (Common/Orders/*OrderProperties.cs)."""

from __future__ import annotations

import copy
from typing import TYPE_CHECKING, Any, ClassVar, Self

from minilean.interop.enumerations import DotNetEnum
from minilean.interop.names import dotnet, to_pascal
from minilean.orders.time_in_force import TimeInForce

if TYPE_CHECKING:
    from minilean.orders.order import Order


@dotnet
class OrderProperties:
    """What every order carries: its time in force and, if any, the exchange it should go to."""

    __slots__ = ("exchange", "time_in_force")

    defaults: ClassVar[dict[str, Any]] = {}
    """The fields a class adds in LEAN's order, with the values they start with."""

    exchange: Any
    time_in_force: TimeInForce

    def __init__(self, exchange: object = None) -> None:
        self.time_in_force = TimeInForce.GOOD_TIL_CANCELED
        self.exchange = exchange
        for field, value in self.defaults.items():
            setattr(self, field, value)

    def clone(self) -> Self:
        """A copy of its own."""
        return copy.copy(self)

    def declared(self) -> list[tuple[str, Any]]:
        """The brokerage's own fields under their C# names, in LEAN's order."""
        return [(to_pascal(field), getattr(self, field)) for field in self.defaults]


@dotnet
class AlpacaOrderProperties(OrderProperties):
    """Alpaca's."""

    __slots__ = ("outside_regular_trading_hours",)
    defaults: ClassVar[dict[str, Any]] = {"outside_regular_trading_hours": False}
    outside_regular_trading_hours: bool


@dotnet
class BinanceOrderProperties(OrderProperties):
    """Binance's."""

    __slots__ = ("post_only",)
    defaults: ClassVar[dict[str, Any]] = {"post_only": False}
    post_only: bool


@dotnet
class BitfinexOrderProperties(OrderProperties):
    """Bitfinex's."""

    __slots__ = ("hidden", "post_only")
    defaults: ClassVar[dict[str, Any]] = {"post_only": False, "hidden": False}
    post_only: bool
    hidden: bool


@dotnet
class BybitOrderProperties(OrderProperties):
    """Bybit's."""

    __slots__ = ("post_only", "reduce_only")
    defaults: ClassVar[dict[str, Any]] = {"post_only": False, "reduce_only": None}
    post_only: bool
    reduce_only: bool | None


@dotnet
class CharlesSchwabOrderProperties(OrderProperties):
    """Charles Schwab's."""

    __slots__ = ("extended_regular_trading_hours",)
    defaults: ClassVar[dict[str, Any]] = {"extended_regular_trading_hours": False}
    extended_regular_trading_hours: bool


@dotnet
class CoinbaseOrderProperties(OrderProperties):
    """Coinbase's."""

    __slots__ = ("post_only", "self_trade_prevention_id")
    defaults: ClassVar[dict[str, Any]] = {"post_only": False, "self_trade_prevention_id": False}
    post_only: bool
    self_trade_prevention_id: bool


@dotnet
class GDAXOrderProperties(CoinbaseOrderProperties):
    """Coinbase's under its old name."""

    __slots__ = ()


@dotnet
class FTXOrderProperties(OrderProperties):
    """FTX's."""

    __slots__ = ("post_only", "reduce_only")
    defaults: ClassVar[dict[str, Any]] = {"post_only": False, "reduce_only": False}
    post_only: bool
    reduce_only: bool


class _IndiaProductType(DotNetEnum):
    """How long an Indian position is meant to be kept."""

    MIS = 0
    CNC = 1
    NRML = 2


@dotnet
class IndiaOrderProperties(OrderProperties):
    """Those of India's brokerages."""

    __slots__ = ("product_type",)
    defaults: ClassVar[dict[str, Any]] = {"product_type": None}
    IndiaProductType = _IndiaProductType
    product_type: str | None

    def __init__(self, exchange: object = None, product_type: _IndiaProductType | None = None) -> None:
        super().__init__(exchange)
        if product_type is not None:
            self.product_type = product_type.name


@dotnet
class InteractiveBrokersFixOrderProperties(OrderProperties):
    """Interactive Brokers' over FIX."""

    __slots__ = ("account",)
    defaults: ClassVar[dict[str, Any]] = {"account": None}
    account: str | None


@dotnet
class InteractiveBrokersOrderProperties(OrderProperties):
    """Interactive Brokers'."""

    __slots__ = ("account", "fa_group", "fa_method", "fa_percentage", "fa_profile", "outside_regular_trading_hours")
    defaults: ClassVar[dict[str, Any]] = {
        "account": None,
        "fa_group": None,
        "fa_method": None,
        "fa_percentage": 0,
        "fa_profile": None,
        "outside_regular_trading_hours": False,
    }
    account: str | None
    fa_group: str | None
    fa_method: str | None
    fa_percentage: int
    fa_profile: str | None
    outside_regular_trading_hours: bool


@dotnet
class PublicOrderProperties(OrderProperties):
    """Public's."""

    __slots__ = ("outside_regular_trading_hours", "use_margin")
    defaults: ClassVar[dict[str, Any]] = {"outside_regular_trading_hours": False, "use_margin": None}
    outside_regular_trading_hours: bool
    use_margin: bool | None


@dotnet
class RBIOrderProperties(OrderProperties):
    """RBI's."""

    __slots__ = ()


@dotnet
class TDAmeritradeOrderProperties(OrderProperties):
    """TD Ameritrade's."""

    __slots__ = ()


@dotnet
class TastytradeOrderProperties(OrderProperties):
    """Tastytrade's."""

    __slots__ = ()


@dotnet
class TradeStationOrderProperties(OrderProperties):
    """TradeStation's."""

    __slots__ = ("all_or_none", "outside_regular_trading_hours", "post_only")
    defaults: ClassVar[dict[str, Any]] = {
        "all_or_none": False,
        "outside_regular_trading_hours": False,
        "post_only": False,
    }
    all_or_none: bool
    outside_regular_trading_hours: bool
    post_only: bool


@dotnet
class TradierOrderProperties(OrderProperties):
    """Tradier's."""

    __slots__ = ("outside_regular_trading_hours",)
    defaults: ClassVar[dict[str, Any]] = {"outside_regular_trading_hours": False}
    outside_regular_trading_hours: bool


@dotnet
class WebullOrderProperties(OrderProperties):
    """Webull's."""

    __slots__ = ("outside_regular_trading_hours",)
    defaults: ClassVar[dict[str, Any]] = {"outside_regular_trading_hours": False}
    outside_regular_trading_hours: bool


@dotnet
class KrakenOrderProperties(OrderProperties):
    """Kraken's; the fee may be asked for in the base or in the quote currency, not in both."""

    __slots__ = ("_fee_in_base", "_fee_in_quote", "conditional_order", "no_market_price_protection", "post_only")
    defaults: ClassVar[dict[str, Any]] = {
        "post_only": False,
        "fee_in_base": False,
        "fee_in_quote": False,
        "no_market_price_protection": False,
        "conditional_order": None,
    }
    conditional_order: Order | None
    no_market_price_protection: bool
    post_only: bool

    def __init__(self, exchange: object = None) -> None:
        self._fee_in_base = self._fee_in_quote = False
        super().__init__(exchange)

    @property
    def fee_in_base(self) -> bool:
        """The fee is to be taken in the base currency."""
        return self._fee_in_base

    @fee_in_base.setter
    def fee_in_base(self, value: bool) -> None:
        if value:
            self._fee_in_base, self._fee_in_quote = True, False

    @property
    def fee_in_quote(self) -> bool:
        """The fee is to be taken in the quote currency."""
        return self._fee_in_quote

    @fee_in_quote.setter
    def fee_in_quote(self, value: bool) -> None:
        if value:
            self._fee_in_base, self._fee_in_quote = False, True
