"""The exchanges LEAN knows by name: where a share is listed, where an order should go."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from minilean.enums import SecurityType
from minilean.errors import NotInMiniLean
from minilean.interop.names import dotnet
from minilean.securities.market import Market

if TYPE_CHECKING:
    from collections.abc import Mapping


@dotnet
class Exchange:
    """Its name, its short code, its market and what is traded there (Common/Exchange.cs).

    The exchanges themselves are class attributes: ``Exchange.NYSE``.
    """

    UNKNOWN: ClassVar[Exchange]
    ARCA: ClassVar[Exchange]
    NASDAQ: ClassVar[Exchange]
    NSE: ClassVar[Exchange]
    NSX: ClassVar[Exchange]
    NYSE: ClassVar[Exchange]

    def __init__(self, name: str, code: str, description: str, market: str, *security_types: SecurityType) -> None:
        self.name = name
        self.code = code or name
        self.market = market
        self.security_types = list(security_types)
        self._description = description

    @property
    def description(self) -> str:
        """What a user wrote about an exchange of their own; LEAN's texts are not here."""
        if not self._description:
            raise NotInMiniLean("Exchange.description")
        return self._description

    def __str__(self) -> str:
        return self.name

    def __eq__(self, other: object) -> bool:
        if self is other:
            return True
        if not isinstance(other, Exchange) or other is Exchange.UNKNOWN:
            return self is Exchange.UNKNOWN and (other is None or other is Exchange.UNKNOWN)
        return (self.code, self.market) == (other.code, other.market) and (
            sorted(self.security_types) == sorted(other.security_types)
        )

    def __hash__(self) -> int:
        return hash((self.code, self.market, tuple(sorted(self.security_types))))


_AMERICAN_SHARES = {
    "MEMX": "MM", "LTSE": "L", "NASDAQ": "Q", "NASDAQ_SC": "S", "BATS": "Z", "ARCA": "P", "NYSE": "N",
    "SMART": "SMART", "OTCX": "OTCX", "IEX": "IEX", "FINRA": "D", "ISE": "I", "CSE": "M", "NASDAQ_BX": "B",
    "SIAC": "SIAC", "EDGA": "J", "EDGX": "K", "NASDAQ_PSX": "X", "BATS_Y": "Y", "BOSTON": "BB", "AMEX": "A",
    "CSFB": "CSFB",
}  # fmt: skip
_AMERICAN_OPTIONS = {
    "C2": "W", "OPRA": "O", "MIAX": "M", "MIAX_EMERALD": "ME", "ISE_GEMINI": "H", "ISE_MERCURY": "J",
}  # fmt: skip
_AMERICAN_INDEX_OPTIONS = {"EDGO": "EDGO", "BOX": "B", "MIAX_SAPPHIRE": "SPHR", "PHLX": "X"}
_FUTURES = ("CFE", "COMEX", "ICE")
_FUTURES_AND_THEIR_OPTIONS = ("CME", "CBOT", "NYMEX", "NYSELIFFE")
_INDIAN_SHARES = ("BSE", "NSE")


def _define(codes: Mapping[str, str], market: str, *kinds: SecurityType) -> dict[str, Exchange]:
    return {name: Exchange(name, code, "", market, *kinds) for name, code in codes.items()}


def _exchanges() -> dict[str, Exchange]:
    """All exchanges by the attribute they have on the class."""
    share, option, index_option = SecurityType.EQUITY, SecurityType.OPTION, SecurityType.INDEX_OPTION
    future, future_option = SecurityType.FUTURE, SecurityType.FUTURE_OPTION
    found = _define(_AMERICAN_SHARES, Market.USA, share)
    found |= _define(_AMERICAN_OPTIONS, Market.USA, option)
    found |= _define(_AMERICAN_INDEX_OPTIONS, Market.USA, option, index_option)
    found |= _define(dict.fromkeys(_INDIAN_SHARES, ""), Market.INDIA, share)
    for name in _FUTURES:
        found |= _define({name: ""}, name.lower(), future)
    for name in _FUTURES_AND_THEIR_OPTIONS:
        found |= _define({name: ""}, name.lower(), future, future_option)
    found |= {
        "UNKNOWN": Exchange("", "", "UNKNOWN", ""),
        "NSX": Exchange("NSE", "C", "", Market.USA, share),
        "CBOE": Exchange("CBOE", "W", "", Market.USA, share, option, index_option),
        "MIAX_PEARL": Exchange("MIAX_PEARL", "MP", "", Market.USA, option, share),
        "NASDAQ_Options": Exchange("XNDQ", "", "", Market.USA, option, index_option),
        "ARCA_Options": Exchange("ARCX", "", "", Market.USA, option),
        "AMEX_Options": Exchange("AMEX", "A", "", Market.USA, option),
        "EUREX": Exchange("EUREX", "", "", Market.EUREX, future, SecurityType.INDEX),
    }
    return found


_BY_ATTRIBUTE = _exchanges()
for _attribute, _exchange in _BY_ATTRIBUTE.items():
    setattr(Exchange, _attribute, _exchange)
    setattr(Exchange, _attribute.upper(), _exchange)

_OTHER_NAMES = {
    "T": "NASDAQ", "NASDAQ_OMX": "NASDAQ", "BATS_Z": "BATS", "BYX": "BATS_Y", "V": "IEX", "H": "MIAX_PEARL",
    "U": "MEMX",
}  # fmt: skip
_OF_SHARES = {
    key: exchange
    for attribute, exchange in _BY_ATTRIBUTE.items()
    if SecurityType.EQUITY in exchange.security_types
    for key in (attribute, exchange.code)
} | {name: _BY_ATTRIBUTE[attribute] for name, attribute in _OTHER_NAMES.items()}
_NATIONAL = {Market.USA: Exchange.NSX, Market.INDIA: Exchange.NSE}
_NATIONAL_NAMES = {"C", "NSX", "NSE"}
"""What both the American and the Indian National Stock Exchange go by."""


def exchange_of_shares(code_or_name: str, market: str = Market.USA) -> Exchange:
    """The exchange data files mean by a letter or name; UNKNOWN where there is none (Exchanges.GetPrimaryExchange)."""
    key = code_or_name.upper().replace(" ", "_")
    if key in _NATIONAL_NAMES:
        return _NATIONAL.get(market, Exchange.UNKNOWN)
    return _OF_SHARES.get(key, Exchange.UNKNOWN)
