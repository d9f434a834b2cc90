"""Security identifiers: a first ticker and one number that packs market, type, date and option terms."""

from __future__ import annotations

import functools
import zlib
from datetime import datetime, timedelta
from decimal import Decimal
from typing import TYPE_CHECKING

from minilean.enums import OptionRight, OptionStyle, SecurityType
from minilean.errors import ArgumentError, InvalidOperation
from minilean.interop.names import dotnet
from minilean.securities.market import Market
from minilean.securities.naming import names

if TYPE_CHECKING:
    from minilean.data.map_file import MapFileProvider

DEFAULT_DATE = datetime(1899, 12, 30)
"""Day zero of OLE automation dates: an identifier without a date of its own."""

_OPTIONS = (SecurityType.OPTION, SecurityType.FUTURE_OPTION, SecurityType.INDEX_OPTION)
_UNDATED = (SecurityType.FOREX, SecurityType.CFD, SecurityType.CRYPTO, SecurityType.COMMODITY)
_NUMBER_MASK = (1 << 64) - 1
_DIGITS = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ"
# The decimal fields of the number: {right:1}{days:5}{style:1}{strike:6}{strike scale:2}{market:3}{type:2}
_TYPE = (1, 100)
_MARKET = (100, 1_000)
_STRIKE_SCALE = (100_000, 100)
_STRIKE = (10_000_000, 1_000_000)
_STYLE = (10_000_000_000_000, 10)
_DAYS = (100_000_000_000_000, 100_000)
_RIGHT = (10_000_000_000_000_000_000, 10)
_STRIKE_DECIMALS = 6
_NEGATIVE_STRIKE = 1 << 19
_LARGEST_STRIKE = 475_711


@dotnet
@functools.total_ordering
class SecurityIdentifier:
    """Constant over a security's life, whatever its ticker becomes (Common/SecurityIdentifier.cs).

    Its text is ``SPY R735QTJ8XC9X``: first ticker, the packed number in base 36, and the
    underlying's text behind ``|`` when there is one.
    """

    __slots__ = ("_hash", "_properties", "_symbol", "_text", "_underlying", "security_type")

    EMPTY: SecurityIdentifier
    NONE: SecurityIdentifier
    DEFAULT_DATE = DEFAULT_DATE

    def __init__(self, symbol: str, properties: int, underlying: SecurityIdentifier | None = None) -> None:
        if "|" in symbol or " " in symbol:
            message = "Symbol must not contain the characters '|' or ' '."
            raise ArgumentError(message)
        number = _field(properties, _TYPE)
        if number not in SecurityType._value2member_map_:
            message = "The provided properties do not match with a valid SecurityType"
            raise ArgumentError(message)
        self._symbol = symbol
        self._properties = properties
        self._underlying = underlying
        self.security_type = SecurityType(number)
        # a checksum, not hash(): the same in every process, so that runs repeat exactly
        self._hash = hash((zlib.crc32(symbol.encode()) * 397) ^ properties)
        text = f"{symbol} {encode_base36(properties) or '0'}"
        self._text: str = text if underlying is None else f"{text}|{underlying._text}"

    @property
    def symbol(self) -> str:
        """The first ticker, or the ticker where nothing is mapped."""
        return self._symbol

    @property
    def market(self) -> str:
        """The market's name, or its number when the name is unknown."""
        code = _field(self._properties, _MARKET)
        return Market.decode(code) or str(code)

    @property
    def date(self) -> datetime:
        """First trading date of an equity, expiry of a derivative; raises for undated kinds."""
        if self.security_type in _UNDATED:
            message = (
                "Date is only defined for SecurityType.Equity, SecurityType.Option, SecurityType.Future, "
                "SecurityType.FutureOption, SecurityType.IndexOption, and SecurityType.Base"
            )
            raise InvalidOperation(message)
        return DEFAULT_DATE + timedelta(days=_field(self._properties, _DAYS))

    @property
    def has_underlying(self) -> bool:
        """Whether this identifies a derivative with a known underlying."""
        return self._underlying is not None

    @property
    def underlying(self) -> SecurityIdentifier:
        """The underlying's identifier; raises when there is none."""
        if self._underlying is None:
            message = (
                "No underlying specified for this identifier. Check that HasUnderlying is true before "
                "accessing the Underlying property."
            )
            raise InvalidOperation(message)
        return self._underlying

    @property
    def _strike_price(self) -> Decimal:
        self._require_option("StrikePrice")
        packed = _field(self._properties, _STRIKE)
        sign = -1 if packed & _NEGATIVE_STRIKE else 1
        scale = _field(self._properties, _STRIKE_SCALE) - _STRIKE_DECIMALS
        strike = Decimal(sign * (packed & ~_NEGATIVE_STRIKE if sign < 0 else packed))
        return strike * 10**scale if scale >= 0 else strike.scaleb(scale)

    @property
    def strike_price(self) -> float:
        """The option's strike; raises for anything but options."""
        return float(self._strike_price)

    @property
    def option_right(self) -> OptionRight:
        """Call or put; raises for anything but options."""
        self._require_option("OptionRight")
        return OptionRight(_field(self._properties, _RIGHT))

    @property
    def option_style(self) -> OptionStyle:
        """American or European; raises for anything but options."""
        self._require_option("OptionStyle")
        return OptionStyle(_field(self._properties, _STYLE))

    def _require_option(self, name: str) -> None:
        if self.security_type not in _OPTIONS:
            message = (
                f"{name} is only defined for SecurityType.Option, SecurityType.FutureOption, "
                "and SecurityType.IndexOption"
            )
            raise InvalidOperation(message)

    @staticmethod
    def generate_equity(
        symbol: str,
        market: str,
        map_symbol: bool = True,
        map_file_provider: MapFileProvider | None = None,
        mapping_resolve_date: datetime | None = None,
    ) -> SecurityIdentifier:
        """The identifier of what the ticker means on a date (today unless given), from the map files."""
        first_date = DEFAULT_DATE
        provider = map_file_provider or names.map_files
        if map_symbol and provider is not None:
            resolver = provider.get(market, SecurityType.EQUITY)
            map_file = resolver.resolve_map_file(symbol, mapping_resolve_date or names.today)
            if map_file.rows:
                symbol, first_date = map_file.first_ticker, map_file.first_date
        return _generate(first_date, symbol.upper(), SecurityType.EQUITY, market)

    @staticmethod
    def generate_equity_at(date: datetime, symbol: str, market: str) -> SecurityIdentifier:
        """The identifier of a first ticker and date already known."""
        return _generate(date, symbol.upper(), SecurityType.EQUITY, market)

    @staticmethod
    def generate_base_symbol(data_type: type | None, symbol: str) -> str:
        """The ticker with the custom type's name behind a dot."""
        if data_type is None:
            return symbol
        names.custom_types[data_type.__name__] = data_type
        return f"{symbol.upper()}.{data_type.__name__}"

    @staticmethod
    def generate_base(
        data_type: type | None, symbol: str, market: str, map_symbol: bool = False, date: datetime | None = None
    ) -> SecurityIdentifier:
        """The identifier of custom data; letter case is kept."""
        first_date = date or DEFAULT_DATE
        if map_symbol:
            equity = SecurityIdentifier.generate_equity(symbol, market)
            symbol, first_date = equity.symbol, equity.date
        ticker = SecurityIdentifier.generate_base_symbol(data_type, symbol)
        return _generate(first_date, ticker, SecurityType.BASE, market)

    @staticmethod
    def generate_forex(symbol: str, market: str) -> SecurityIdentifier:
        """A currency pair."""
        return _generate(DEFAULT_DATE, symbol.upper(), SecurityType.FOREX, market)

    @staticmethod
    def generate_cfd(symbol: str, market: str) -> SecurityIdentifier:
        """A contract for difference."""
        return _generate(DEFAULT_DATE, symbol.upper(), SecurityType.CFD, market)

    @staticmethod
    def generate_crypto(symbol: str, market: str) -> SecurityIdentifier:
        """A crypto pair."""
        return _generate(DEFAULT_DATE, symbol.upper(), SecurityType.CRYPTO, market)

    @staticmethod
    def generate_crypto_future(expiry: datetime, symbol: str, market: str) -> SecurityIdentifier:
        """A crypto future; perpetual ones expire on the default date."""
        return _generate(expiry, symbol.upper(), SecurityType.CRYPTO_FUTURE, market)

    @staticmethod
    def generate_index(symbol: str, market: str) -> SecurityIdentifier:
        """An index."""
        return _generate(DEFAULT_DATE, symbol.upper(), SecurityType.INDEX, market)

    @staticmethod
    def generate_future(expiry: datetime, symbol: str, market: str) -> SecurityIdentifier:
        """A future; the default date stands for the continuous contract."""
        return _generate(expiry, symbol.upper(), SecurityType.FUTURE, market)

    @staticmethod
    def generate_option(
        expiry: datetime,
        underlying: SecurityIdentifier,
        market: str,
        strike: Decimal,
        option_right: OptionRight,
        option_style: OptionStyle,
        target_option: str | None = None,
    ) -> SecurityIdentifier:
        """An option; raises ArgumentError for an underlying or a strike that cannot have one."""
        kind = option_type_of(underlying.security_type)
        terms = _pack_strike(strike) + option_style * _STYLE[0] + option_right * _RIGHT[0]
        return _generate(expiry, (target_option or underlying.symbol).upper(), kind, market, terms, underlying)

    @staticmethod
    def generate_constituent_identifier(symbol: str, security_type: SecurityType, market: str) -> SecurityIdentifier:
        """The identifier of a universe; letter case is kept."""
        return _generate(DEFAULT_DATE, symbol, security_type, market)

    @staticmethod
    def try_get_custom_data_type(symbol: str) -> tuple[bool, str | None]:
        """Whether a ticker carries a custom type's name, and the name."""
        _, dot, name = symbol.rpartition(".")
        return (True, name) if dot and name else (False, None)

    @staticmethod
    def try_get_custom_data_type_instance(symbol: str) -> tuple[bool, type | None]:
        """Whether the ticker's custom type is known in this run, and the type."""
        found = names.custom_types.get(SecurityIdentifier.try_get_custom_data_type(symbol)[1] or "")
        return found is not None, found

    @staticmethod
    def parse(value: str | None) -> SecurityIdentifier:
        """Reads an identifier's text; raises ArgumentError when it is none."""
        found = _parse(value)
        if found is None:
            message = f"Error parsing SecurityIdentifier: '{value}'"
            raise ArgumentError(message)
        return found

    @staticmethod
    def try_parse(value: str | None) -> tuple[bool, SecurityIdentifier]:
        """Whether the text is an identifier, and the identifier (empty when not)."""
        found = _parse(value)
        return (True, found) if found is not None else (False, SecurityIdentifier.EMPTY)

    def to_string(self) -> str:
        """The identifier's text."""
        return self._text

    def compare_to(self, other: SecurityIdentifier) -> int:
        """Orders by text."""
        return (self._text > other._text) - (self._text < other._text)

    def __str__(self) -> str:
        return self._text

    def __repr__(self) -> str:
        return f"SecurityIdentifier({self._text!r})"

    def __hash__(self) -> int:
        return self._hash

    def __eq__(self, other: object) -> bool:
        return self is other or (isinstance(other, SecurityIdentifier) and self._text == other._text)

    def __lt__(self, other: SecurityIdentifier) -> bool:
        return self._text < other._text


def is_option(security_type: SecurityType) -> bool:
    """Whether the kind is one of the three kinds of options."""
    return security_type in _OPTIONS


def option_type_of(underlying: SecurityType) -> SecurityType:
    """The kind of option written on a kind of underlying; raises ArgumentError when there is none."""
    kinds = {
        SecurityType.EQUITY: SecurityType.OPTION,
        SecurityType.FUTURE: SecurityType.FUTURE_OPTION,
        SecurityType.INDEX: SecurityType.INDEX_OPTION,
    }
    if underlying not in kinds:
        message = f"No option type exists for underlying SecurityType: {underlying.dotnet_name}"
        raise ArgumentError(message)
    return kinds[underlying]


_64_BITS = 2**64 - 1


def encode_base36(number: int) -> str:
    """The number in digits and capital letters; nothing for zero."""
    letters = ""
    number &= _64_BITS  # .NET takes it for unsigned: a date before 1900 wraps around
    while number:
        number, digit = divmod(number, 36)
        letters = _DIGITS[digit] + letters
    return letters


def decode_base36(text: str) -> int:
    """What .NET reads from any text: characters are not checked and the number wraps at 64 bits."""
    number = 0
    for character in text:
        code = ord(character)
        number = number * 36 + ((code - 48 if code <= 57 else code - 55) & 0xFFFFFFFF)
    return number & _NUMBER_MASK


def _field(properties: int, place: tuple[int, int]) -> int:
    offset, width = place
    return properties // offset % width


def _generate(
    date: datetime,
    symbol: str,
    security_type: SecurityType,
    market: str,
    terms: int = 0,
    underlying: SecurityIdentifier | None = None,
) -> SecurityIdentifier:
    days = (date - DEFAULT_DATE).days * _DAYS[0]
    number = terms + days + _market_number(market) * _MARKET[0] + security_type
    return SecurityIdentifier(symbol, number, underlying)


def _market_number(market: str) -> int:
    code = Market.encode(market.lower())
    if code is None:
        message = (
            f"The specified market wasn't found in the markets lookup. Requested: {market.lower()}. "
            "You can add markets by calling QuantConnect.Market.Add(string,int)"
        )
        raise ArgumentError(message)
    return code


def _pack_strike(strike: Decimal) -> int:
    if not strike:
        return 0
    scaled = strike * 10**_STRIKE_DECIMALS
    scale = 0
    while scaled % 10 == 0:
        scaled /= 10
        scale += 1
    if abs(scaled) >= _LARGEST_STRIKE:
        message = f"The specified strike price's precision is too high: {strike}"
        raise ArgumentError(message)
    packed = int(abs(scaled)) | (_NEGATIVE_STRIKE if strike < 0 else 0)
    return packed * _STRIKE[0] + scale * _STRIKE_SCALE[0]


def _parse(value: str | None) -> SecurityIdentifier | None:
    if value is None:
        return SecurityIdentifier.EMPTY
    if value in names.identifiers:
        return names.identifiers[value]
    found = SecurityIdentifier.EMPTY if not value.strip() or value == " 0" else _parse_chain(value)
    names.identifiers[value] = found
    return found


def _parse_chain(value: str) -> SecurityIdentifier | None:
    """Reads ``derivative|underlying`` from the right; None when a part is no identifier."""
    found: SecurityIdentifier | None = None
    for text in reversed(value.split("|")):
        parts = text.split()
        if len(parts) != 2:
            return None
        try:
            found = SecurityIdentifier(parts[0], decode_base36(parts[1]), found)
            _market_number(found.market)
        except ArgumentError:
            return None
    return found


SecurityIdentifier.EMPTY = SecurityIdentifier("", 0)
SecurityIdentifier.NONE = SecurityIdentifier("NONE", 0)
