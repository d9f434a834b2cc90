"""Lines of price files as bars, for users' data that are kept in LEAN's own form.

Follows Common/Data/Market/TradeBar.cs and QuoteBar.cs.
"""

from __future__ import annotations

from datetime import datetime, timedelta
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from minilean.algorithm.run_context import RUN
from minilean.data.base_data import BaseData
from minilean.data.data_source import SubscriptionDataSource
from minilean.data.price_files import price_file
from minilean.data.zones import convert
from minilean.enums import FileFormat, Resolution, SecurityType, SubscriptionTransportMedium
from minilean.interop.decimals import ONE, ZERO

if TYPE_CHECKING:
    from minilean.data.bars import Bar, QuoteBar, TradeBar
    from minilean.data.subscription_config import SubscriptionDataConfig

_TEN_THOUSANDTH = Decimal("0.0001")
_TRADE_FIELDS, _QUOTE_FIELDS = 6, 11
_ASK = 6


class PriceLines(BaseData):
    """What bars of LEAN's own have in common when they are asked where their files are."""

    __slots__ = ()

    def get_source(self, config: SubscriptionDataConfig, date: datetime, is_live_mode: bool) -> SubscriptionDataSource:
        """The file of the data folder; below an hour that of the date."""
        path = price_file(
            RUN.get().data_folder,
            config.security_type,
            config.market,
            config.resolution,
            config.symbol.value,
            config.tick_type,
            date,
        )
        return SubscriptionDataSource(str(path), SubscriptionTransportMedium.LOCAL_FILE, FileFormat.CSV)


class TradeBarLines(PriceLines):
    """Reads lines of trades; every parser takes the subscription, the line and the date of its file."""

    __slots__ = ()

    def reader(self, config: SubscriptionDataConfig, line: str, date: datetime, is_live_mode: bool) -> Any:
        """The bar of a line; None for none."""
        if not line:
            return None
        if config.security_type == SecurityType.EQUITY:
            return self.parse_equity(config, line, date)
        if config.security_type in (SecurityType.FOREX, SecurityType.CFD):
            return self.parse_forex(config, line, date)
        return self.parse_crypto(config, line, date)

    @staticmethod
    def parse_equity(config: SubscriptionDataConfig, line: str, date: datetime) -> TradeBar:
        """A line of an equity: prices in ten-thousandths of a dollar."""
        return _trade_bar(config, line, date, _TEN_THOUSANDTH)

    @staticmethod
    def parse_crypto(config: SubscriptionDataConfig, line: str, date: datetime) -> TradeBar:
        """A line of prices as they are, with a volume."""
        return _trade_bar(config, line, date, ONE)

    parse_index = parse_crypto

    @staticmethod
    def parse_forex(config: SubscriptionDataConfig, line: str, date: datetime) -> TradeBar:
        """A line of prices as they are, without a volume."""
        return _trade_bar(config, line, date, ONE, has_volume=False)

    parse_cfd = parse_forex


class QuoteBarLines(PriceLines):
    """Reads lines of quotes."""

    __slots__ = ()

    def reader(self, config: SubscriptionDataConfig, line: str, date: datetime, is_live_mode: bool) -> QuoteBar:
        """The bar of a line."""
        if config.security_type == SecurityType.EQUITY:
            return self.parse_equity(config, line, date)
        return self.parse_forex(config, line, date)

    def parse_equity(self, config: SubscriptionDataConfig, line: str, date: datetime) -> QuoteBar:
        """A line of an equity: prices in ten-thousandths of a dollar."""
        return _quote_bar(config, line, date, _TEN_THOUSANDTH)

    def parse_forex(self, config: SubscriptionDataConfig, line: str, date: datetime) -> QuoteBar:
        """A line of prices as they are."""
        return _quote_bar(config, line, date, ONE)

    parse_cfd = parse_forex


def _trade_bar(
    config: SubscriptionDataConfig, line: str, date: datetime, factor: Decimal, *, has_volume: bool = True
) -> TradeBar:
    from minilean.data.bars import TradeBar

    fields = _fields(line, _TRADE_FIELDS)
    opened, high, low, close = (_number(field) * factor for field in fields[1:5])
    volume = _number(fields[5]) if has_volume else ZERO
    time = _time(config, fields[0], date)
    return TradeBar(time, config.symbol, opened, high, low, close, volume, config.increment)


def _quote_bar(config: SubscriptionDataConfig, line: str, date: datetime, factor: Decimal) -> QuoteBar:
    from minilean.data.bars import QuoteBar

    fields = _fields(line, _QUOTE_FIELDS)
    return QuoteBar(
        _time(config, fields[0], date),
        config.symbol,
        _side(fields[1:5], factor),
        _number(fields[5]),
        _side(fields[_ASK : _ASK + 4], factor),
        _number(fields[10]),
        config.increment,
    )


def _side(fields: list[str], factor: Decimal) -> Bar | None:
    from minilean.data.bars import Bar

    return Bar(*(_number(field) * factor for field in fields)) if any(fields) else None


def _fields(line: str, count: int) -> list[str]:
    fields = line.split(",")
    return fields + [""] * (count - len(fields))


def _number(text: str) -> Decimal:
    return Decimal(text.strip()) if text.strip() else ZERO


def _time(config: SubscriptionDataConfig, text: str, date: datetime) -> datetime:
    if config.resolution >= Resolution.HOUR:
        time = datetime.strptime(text, "%Y%m%d %H:%M")
    else:
        time = datetime(date.year, date.month, date.day) + timedelta(milliseconds=float(text))
    return convert(time, config.data_time_zone, config.exchange_time_zone)
