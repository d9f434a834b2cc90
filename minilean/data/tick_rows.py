"""One day of ticks as lines of a file: a tick is made when its moment comes (Common/Data/Market/Tick.cs)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from typing import TYPE_CHECKING

from minilean.data.ticks import Tick
from minilean.enums import SecurityType, TickType
from minilean.interop.decimal96 import divide, multiply
from minilean.interop.decimals import ONE, ZERO

if TYPE_CHECKING:
    from minilean.data.subscription_config import SubscriptionDataConfig
    from minilean.securities.symbol import Symbol

_EQUITY_SCALE = 10000
_TWO = Decimal(2)
_SUSPICIOUS = "1"


@dataclass(frozen=True, slots=True)
class TickRows:
    """The ticks of a subscription on one day, with their times in the exchange's zone and in UTC.

    ``factor`` and ``dividends`` bring prices to their normalization; a factor of None leaves them as they are.
    """

    config: SubscriptionDataConfig
    lines: list[str]
    end_times: list[datetime]
    end_times_utc: list[datetime]
    factor: Decimal | None
    dividends: Decimal

    def raw(self, position: int, row: int) -> Decimal:
        """The price as the file has it."""
        return self._parsed(row)._value

    def tick(self, symbol: Symbol, row: int) -> Tick:
        """The tick in a row."""
        tick = self._parsed(row)
        tick.symbol = symbol
        if self.factor is not None:
            _normalize(tick, self.factor, self.dividends)
        return tick

    def _parsed(self, row: int) -> Tick:
        config = self.config
        fields = self.lines[row].split(",")
        tick = Tick(self.end_times[row])
        kind = config.security_type
        if kind in (SecurityType.FOREX, SecurityType.CFD):
            _take_quote(tick, fields[1], "0", fields[2], "0")
            return tick
        scale = _EQUITY_SCALE if kind == SecurityType.EQUITY else 1
        if config.tick_type == TickType.QUOTE:
            _take_quote(tick, fields[1], fields[2], fields[3], fields[4], scale)
            rest = fields[5:]
        else:
            tick._value, tick._quantity = _price(fields[1], scale), Decimal(fields[2])
            rest = fields[3:]
        if kind == SecurityType.EQUITY:
            _take_origin(tick, rest)
        else:
            tick.exchange = config.market
            tick.suspicious = rest[:1] == [_SUSPICIOUS]
        return tick


def tick_form(config: SubscriptionDataConfig) -> tuple[int, int]:
    """How many numbers a tick's line has behind the time, and how many fields of other kinds behind them."""
    if config.security_type in (SecurityType.FOREX, SecurityType.CFD):
        return 2, 0
    numbers = 4 if config.tick_type == TickType.QUOTE else 2
    return numbers, 3 if config.security_type == SecurityType.EQUITY else 0


def _price(text: str, scale: int) -> Decimal:
    return Decimal(text) if scale == 1 else divide(Decimal(text), scale)


def _take_quote(tick: Tick, bid: str, bid_size: str, ask: str, ask_size: str, scale: int = 1) -> None:
    tick.tick_type = TickType.QUOTE
    tick._bid_price, tick._bid_size = _price(bid, scale), Decimal(bid_size)
    tick._ask_price, tick._ask_size = _price(ask, scale), Decimal(ask_size)
    tick._value = tick._bid_price + tick._ask_price
    if tick._bid_price and tick._ask_price:
        tick._value = divide(tick._value, _TWO)


def _take_origin(tick: Tick, fields: list[str]) -> None:
    tick.exchange, tick.sale_condition = fields[0], fields[1]
    tick.suspicious = fields[2] == _SUSPICIOUS


def _normalize(tick: Tick, factor: Decimal, dividends: Decimal) -> None:
    """Prices by the factor, sizes by its inverse rounded to whole units (Extensions.Scale)."""
    if tick.tick_type == TickType.TRADE:
        tick._value = multiply(tick._value, factor) + dividends
        tick._quantity = _resized(tick._quantity, factor)
        return
    tick._bid_price = multiply(tick._bid_price, factor) + dividends if tick._bid_price else ZERO
    tick._ask_price = multiply(tick._ask_price, factor) + dividends if tick._ask_price else ZERO
    tick._bid_size = _resized(tick._bid_size, factor)
    tick._ask_size = _resized(tick._ask_size, factor)
    tick._value = tick._bid_price or tick._ask_price
    if tick._bid_price and tick._ask_price:
        tick._value = divide(tick._bid_price + tick._ask_price, _TWO)


def _resized(size: Decimal, factor: Decimal) -> Decimal:
    return multiply(size, divide(ONE, factor)).to_integral_value() if factor else size
