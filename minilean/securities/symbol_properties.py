"""What the market fixes for a symbol: quote currency, lot size, tick size, multiplier."""

from __future__ import annotations

from decimal import Decimal

from minilean.errors import ArgumentError
from minilean.interop.decimals import ONE, Number, text, to_decimal
from minilean.interop.names import dotnet, exact

_DEFAULT_TICK = Decimal("0.01")


@dotnet
class SymbolProperties:
    """Sizes in units of the security, prices in its quote currency (Common/Securities/SymbolProperties.cs)."""

    contract_multiplier: float = exact("_contract_multiplier")
    minimum_price_variation: float = exact("_minimum_price_variation")
    lot_size: float = exact("_lot_size")
    price_magnifier: float = exact("_price_magnifier")
    strike_multiplier: float = exact("_strike_multiplier")

    def __init__(
        self,
        description: str,
        quote_currency: str,
        contract_multiplier: Number,
        minimum_price_variation: Number,
        lot_size: Number,
        market_ticker: str,
        minimum_order_size: Number | None = None,
        price_magnifier: Number = 1,
        strike_multiplier: Number = 1,
    ) -> None:
        """Raises ArgumentError for a size or a factor that is not positive."""
        for name, value in (
            ("LotSize", lot_size), ("PriceMagnifier", price_magnifier), ("StrikeMultiplier", strike_multiplier),
        ):  # fmt: skip
            if value <= 0:
                message = f"`SymbolProperties` `{name}` can not be less than or equal to 0"
                raise ArgumentError(message)
        self._description = description
        self._quote_currency = quote_currency
        self._contract_multiplier = to_decimal(contract_multiplier)
        self._minimum_price_variation = to_decimal(minimum_price_variation)
        self._lot_size = to_decimal(lot_size)
        self._market_ticker = market_ticker
        self._minimum_order_size = None if minimum_order_size is None else to_decimal(minimum_order_size)
        self._price_magnifier = to_decimal(price_magnifier)
        self._strike_multiplier = to_decimal(strike_multiplier)

    @property
    def description(self) -> str:
        """What the market calls it."""
        return self._description

    @property
    def quote_currency(self) -> str:
        """The currency prices are in."""
        return self._quote_currency

    @property
    def market_ticker(self) -> str:
        """The exchange's own name for it."""
        return self._market_ticker

    @property
    def minimum_order_size(self) -> float | None:
        """The smallest order; for some markets a value in quote currency."""
        return None if self._minimum_order_size is None else float(self._minimum_order_size)

    @staticmethod
    def get_default(quote_currency: str) -> SymbolProperties:
        """What holds for a symbol no database knows."""
        return SymbolProperties("", quote_currency.upper(), ONE, _DEFAULT_TICK, ONE, "")

    def __str__(self) -> str:
        ticker = f",{self._market_ticker}" if self._market_ticker else ","
        smallest = "," if self._minimum_order_size is None else f",{text(self._minimum_order_size)}"
        magnifier = "," if self._price_magnifier == ONE else f",{text(self._price_magnifier)}"
        sizes = ",".join(map(text, (self._contract_multiplier, self._minimum_price_variation, self._lot_size)))
        return f"{self._description},{self._quote_currency},{sizes}{ticker}{smallest}{magnifier}"
