"""Symbols: a security identifier together with the ticker it has now."""

from __future__ import annotations

from datetime import datetime
from decimal import Decimal
from typing import Any

from minilean.enums import OptionRight, OptionStyle, SecurityType
from minilean.errors import ArgumentError, InvalidOperation, KeyNotFound, NotInMiniLean
from minilean.interop.containers import DotNetDictionary, Value
from minilean.interop.names import dotnet
from minilean.securities.identifier import DEFAULT_DATE, SecurityIdentifier, is_option
from minilean.securities.market import Market
from minilean.securities.naming import names
from minilean.securities.security_definitions import Standard

_DATED = (SecurityType.BASE, SecurityType.EQUITY, SecurityType.FUTURE)


@dotnet
class Symbol:
    """What users and the engine name a security by (Common/Symbol.cs).

    Equal symbols have equal identifiers; the ticker in ``value`` may differ after a rename.
    Text compares as a symbol does: through the tickers added in this run.
    """

    __slots__ = ("_hash", "_underlying", "id", "security_type", "value")

    EMPTY: Symbol
    NONE: Symbol

    def __init__(self, sid: SecurityIdentifier, value: str, underlying: Symbol | None = None) -> None:
        """Without an underlying given, derivatives take theirs and their ticker from the identifier."""
        self.id = sid
        self.security_type = sid.security_type
        self._hash = sid._hash
        if underlying is None and sid.has_underlying:
            self._underlying: Symbol | None = Symbol(sid.underlying, sid.underlying.symbol)
            self.value = _alias(sid, self._underlying) or value.upper()
        else:
            self._underlying = underlying
            alias = _alias(sid, None) if sid.security_type is SecurityType.FUTURE else None
            self.value = alias if alias is not None and underlying is None else value.upper()

    @property
    def ID(self) -> SecurityIdentifier:  # noqa: N802 - LEAN's spelling
        """The identifier."""
        return self.id

    @property
    def underlying(self) -> Symbol:
        """The security this one is derived from, None when there is none."""
        return self._underlying  # type: ignore[return-value]  # typed as LEAN's stubs do

    @property
    def has_underlying(self) -> bool:
        """Whether there is an underlying."""
        return self._underlying is not None

    @property
    def canonical(self) -> Symbol:
        """The symbol that stands for all contracts; raises InvalidOperation for kinds without contracts."""
        if self.is_canonical():
            return self
        if is_option(self.security_type):
            return Symbol.create_canonical_option(self.underlying, self.id.market)
        if self.security_type is SecurityType.FUTURE:
            return Symbol.create(self.id.symbol, SecurityType.FUTURE, self.id.market)
        message = "Canonical is only defined for SecurityType.Option, SecurityType.Future, SecurityType.FutureOption"
        raise InvalidOperation(message)

    def is_canonical(self) -> bool:
        """Whether the symbol stands for all contracts of a future or an option."""
        kind = self.security_type
        has_contracts = kind is SecurityType.FUTURE or (is_option(kind) and self.id.has_underlying)
        return has_contracts and self.id.date == DEFAULT_DATE

    def has_canonical(self) -> bool:
        """Whether the symbol is one contract of many."""
        return not self.is_canonical() and (is_option(self.security_type) or self.security_type is SecurityType.FUTURE)

    def has_underlying_symbol(self, symbol: Symbol) -> bool:
        """Whether the symbol is among the underlyings."""
        current = self._underlying
        while current is not None:
            if current == symbol:
                return True
            current = current._underlying
        return False

    @property
    def cusip(self) -> str | None:
        """The CUSIP; None where it is unknown, as with the other standards."""
        return self._qc_definition(Standard.CUSIP)

    @property
    def composite_figi(self) -> str | None:
        """The composite FIGI."""
        return self._qc_definition(Standard.COMPOSITE_FIGI)

    @property
    def sedol(self) -> str | None:
        """The SEDOL."""
        return self._qc_definition(Standard.SEDOL)

    @property
    def isin(self) -> str | None:
        """The ISIN."""
        return self._qc_definition(Standard.ISIN)

    @property
    def cik(self) -> int | None:
        """The CIK."""
        found = self._qc_definition(Standard.CIK)
        return None if found is None else int(found)

    def _qc_definition(self, standard: Standard) -> str | None:
        return None if names.definitions is None else names.definitions.find(str(self.id), standard)

    def requires_mapping(self) -> bool:
        """Whether the ticker may change over time (Extensions.RequiresMapping)."""
        if self.security_type is SecurityType.BASE:
            return self._underlying is not None and self._underlying.requires_mapping()
        if self.security_type is SecurityType.FUTURE:
            return self.is_canonical()
        return self.security_type in (SecurityType.EQUITY, SecurityType.OPTION)

    def update_mapped_symbol(self, mapped_symbol: str, contract_depth_offset: int = 0) -> Symbol:
        """The same identifier under another ticker; custom data renames its underlying too."""
        if self.security_type is SecurityType.FUTURE:
            feature = "a continuous future's change of contract"
            raise NotInMiniLean(feature)
        underlying = self._underlying and self._underlying.update_mapped_symbol(mapped_symbol)
        if self.security_type is not SecurityType.BASE and not self.requires_mapping():
            return Symbol(self.id, self.value, underlying)
        if self.security_type is SecurityType.OPTION:
            mapped_symbol = self.value if self.is_canonical() else _option_ticker(mapped_symbol, self.id)
        return Symbol(self.id, mapped_symbol, underlying)

    @staticmethod
    def create(
        ticker: str,
        security_type: SecurityType,
        market: str,
        alias: str | None = None,
        base_data_type: type | None = None,
    ) -> Symbol:
        """The symbol a ticker means today; raises NotInMiniLean for kinds that need more than a ticker."""
        generate = {
            SecurityType.EQUITY: SecurityIdentifier.generate_equity,
            SecurityType.FOREX: SecurityIdentifier.generate_forex,
            SecurityType.CFD: SecurityIdentifier.generate_cfd,
            SecurityType.INDEX: SecurityIdentifier.generate_index,
            SecurityType.CRYPTO: SecurityIdentifier.generate_crypto,
        }.get(security_type)
        if generate is not None:
            sid = generate(ticker, market)
        elif security_type is SecurityType.BASE:
            sid = SecurityIdentifier.generate_base(base_data_type, ticker, market)
        elif security_type is SecurityType.CRYPTO_FUTURE:
            sid = SecurityIdentifier.generate_crypto_future(DEFAULT_DATE, ticker, market)
        elif security_type is SecurityType.FUTURE:
            sid = SecurityIdentifier.generate_future(DEFAULT_DATE, ticker, market)
        elif security_type is SecurityType.OPTION:
            return Symbol.create_canonical_option(Symbol.create(ticker, SecurityType.EQUITY, market), market)
        elif security_type is SecurityType.INDEX_OPTION:
            return Symbol.create_canonical_option(Symbol.create(ticker, SecurityType.INDEX, market), market)
        else:
            message = f"The security type has not been implemented yet: {security_type.dotnet_name}"
            raise ArgumentError(message)
        return Symbol(sid, ticker if alias is None else alias)

    @staticmethod
    def create_base(base_type: type | None, underlying: Symbol, market: str | None = None) -> Symbol:
        """Custom data about a security: follows the underlying's renames."""
        dated = underlying.security_type in _DATED or is_option(underlying.security_type)
        date = underlying.id.date if dated else None
        sid = SecurityIdentifier.generate_base(base_type, underlying.id.symbol, market or Market.USA, date=date)
        return Symbol(sid, underlying.value, underlying)

    @staticmethod
    def create_future(*_: object, **__: object) -> Symbol:
        """Refuses: contracts of futures are LEAN's."""
        raise NotInMiniLean("Symbol.create_future")

    @staticmethod
    def create_option(
        underlying: Symbol,
        market: str,
        style: OptionStyle,
        right: OptionRight,
        strike: Decimal | float,
        expiry: datetime,
        alias: str | None = None,
    ) -> Symbol:
        """One option contract."""
        sid = SecurityIdentifier.generate_option(expiry, underlying.id, market, Decimal(str(strike)), right, style)
        return Symbol(sid, alias or _alias(sid, underlying) or "", underlying)

    @staticmethod
    def create_canonical_option(underlying: Symbol, market: str | None = None, alias: str | None = None) -> Symbol:
        """The symbol standing for all options on a security."""
        european = underlying.security_type is SecurityType.INDEX
        style = OptionStyle.EUROPEAN if european else OptionStyle.AMERICAN
        terms = (style, OptionRight.CALL, Decimal(0), DEFAULT_DATE, alias)
        return Symbol.create_option(underlying, market or underlying.id.market, *terms)

    def contains(self, value: str) -> bool:
        """Whether the ticker contains a text."""
        return value in self.value

    def starts_with(self, value: str) -> bool:
        """Whether the ticker starts with a text."""
        return self.value.startswith(value)

    def ends_with(self, value: str) -> bool:
        """Whether the ticker ends with a text."""
        return self.value.endswith(value)

    def to_lower(self) -> str:
        """The ticker in small letters."""
        return self.value.lower()

    def to_upper(self) -> str:
        """The ticker in capitals."""
        return self.value.upper()

    def to_string(self) -> str:
        """The ticker under which the symbol was added, or the identifier's text."""
        return names.tickers.get(self) or self.id._text

    def compare_to(self, other: Symbol | str) -> int:
        """Orders by ticker, letter case aside."""
        mine, theirs = self.value.upper(), _ticker_of(other)
        return (mine > theirs) - (mine < theirs)

    def equals(self, other: object) -> bool:
        """The same as ``==``."""
        return self == other

    def get_hash_code(self) -> int:
        """The identifier's hash."""
        return self._hash

    def __str__(self) -> str:
        return names.tickers.get(self) or self.id._text

    def __repr__(self) -> str:
        return f"Symbol({self.value!r}, {self.id._text!r})"

    def __hash__(self) -> int:
        return self._hash

    def __eq__(self, other: object) -> bool:
        if self is other:
            return True
        if type(other) is Symbol:
            return self._hash == other._hash and self.id._text == other.id._text
        if isinstance(other, str):
            return _equals_text(self, other)
        if isinstance(other, SecurityIdentifier):
            return self.id == other
        return other is None and self.id._text == " 0"

    def __lt__(self, other: Symbol | str) -> bool:
        return self.value.upper() < _ticker_of(other)

    def __gt__(self, other: Symbol | str) -> bool:
        return self.value.upper() > _ticker_of(other)

    def __le__(self, other: Symbol | str) -> bool:
        return self.value.upper() <= _ticker_of(other)

    def __ge__(self, other: Symbol | str) -> bool:
        return self.value.upper() >= _ticker_of(other)

    def __copy__(self) -> Symbol:
        return self

    def __deepcopy__(self, memo: object) -> Symbol:
        return self


class SymbolDictionary(DotNetDictionary[Symbol, Value]):
    """A dictionary by symbol that may also be asked by ticker or by security."""

    __slots__ = ()

    def _to_key(self, key: Any) -> Symbol:
        return key if type(key) is Symbol else as_symbol(key)

    def _missing(self, key: Symbol) -> Value:
        refuse_unknown_ticker(key)
        return super()._missing(key)


def refuse_unknown_ticker(symbol: Symbol) -> None:
    """Raises KeyNotFound for a symbol that text became only because nothing of that name was added."""
    if symbol.id._properties == 0:
        message = (
            f"The ticker {symbol.id.symbol} was not found in the SymbolCache. Use the Symbol object as key instead. "
            "Accessing the securities collection/slice object by string ticker is only available for securities "
            "added with the `AddSecurity`-family methods. For more details, please check out the documentation."
        )
        raise KeyNotFound(message)


def as_symbol(value: Any) -> Symbol:
    """What LEAN's implicit conversions make a symbol of: tickers, and anything with a symbol.

    Raises ArgumentError for the rest and for tickers several securities could mean.
    """
    if type(value) is Symbol:
        return value
    if isinstance(value, str):
        return find_symbol(value) or Symbol(SecurityIdentifier(value, 0), value)
    symbol = getattr(value, "symbol", None)
    if type(symbol) is Symbol:
        return symbol
    message = f"{value!r} is neither a symbol nor a ticker nor a security"
    raise ArgumentError(message)


def find_symbol(ticker: str) -> Symbol | None:
    """The symbol added under the ticker or written as identifier text, as SymbolCache.TryGetSymbol finds it.

    Custom data may be named without its type: BTC finds BTC.Bitcoin. Raises InvalidOperation when several match.
    """
    key = ticker.upper()
    if key in names.symbols:
        return names.symbols[key]
    is_identifier, sid = SecurityIdentifier.try_parse(ticker)
    if is_identifier:
        return Symbol(sid, sid.symbol)
    matches = {name: found for name, found in names.symbols.items() if found is not None and name.startswith(key + ".")}
    if len(matches) > 1:
        message = (
            "We located multiple potentially matching tickers. For custom data, be sure to append a dot followed by "
            f"the custom data type name. For example: 'BTC.Bitcoin'. Potential Matches: {', '.join(matches)}"
        )
        raise InvalidOperation(message)
    names.symbols[key] = next(iter(matches.values()), None)
    return names.symbols[key]


def _equals_text(symbol: Symbol, text: str) -> bool:
    found = find_symbol(text)
    if found is not None:
        return symbol.id == found.id
    return symbol.id._properties == 0 and symbol.id.symbol == text


def _ticker_of(other: Symbol | str) -> str:
    if isinstance(other, Symbol):
        return other.value.upper()
    if isinstance(other, str):
        return other.upper()
    message = "Object must be of type Symbol or string."
    raise ArgumentError(message)


def _alias(sid: SecurityIdentifier, underlying: Symbol | None) -> str | None:
    """The ticker that follows from a derivative's terms, None for other kinds."""
    if sid.security_type is SecurityType.FUTURE:
        if sid.date == DEFAULT_DATE:
            return f"/{sid.symbol}"
        feature = "the ticker of a single futures contract"
        raise NotInMiniLean(feature)
    if underlying is None or not is_option(sid.security_type):
        return None
    ticker = underlying.value if sid.symbol == underlying.id.symbol else sid.symbol
    if sid.date == DEFAULT_DATE:
        return f"?{ticker.upper()}"
    return _option_ticker(f"{ticker} " if len(ticker) > 5 else ticker, sid)


def _option_ticker(underlying: str, sid: SecurityIdentifier) -> str:
    """The OSI text: ticker to six places, yymmdd, C or P, strike in thousandths."""
    right = "C" if sid.option_right is OptionRight.CALL else "P"
    return f"{underlying:<6}{sid.date:%y%m%d}{right}{int(sid._strike_price * 1000):08d}"


Symbol.EMPTY = Symbol(SecurityIdentifier.EMPTY, "")
Symbol.NONE = Symbol(SecurityIdentifier.NONE, "NONE")
Symbol.Empty = Symbol.EMPTY  # type: ignore[attr-defined]
