"""The markets of LEAN with their numbers, and the default market of each kind of security."""

from __future__ import annotations

from minilean.enums import SecurityType
from minilean.errors import ArgumentError

_IDENTIFIER_LIMIT = 1000
_KNOWN: dict[str, int] = {
    "empty": 0, "usa": 1, "fxcm": 2, "oanda": 3, "dukascopy": 4, "bitfinex": 5, "cmeglobex": 6, "nymex": 7, "cbot": 8,
    "ice": 9, "cboe": 10, "india": 11, "kraken": 13, "bittrex": 14, "bithumb": 15, "binance": 16, "poloniex": 17,
    "coinone": 18, "hitbtc": 19, "okcoin": 20, "bitstamp": 21, "comex": 22, "cme": 23, "sgx": 24, "hkfe": 25,
    "nyseliffe": 26, "cfe": 33, "ftx": 34, "ftxus": 35, "binanceus": 36, "bybit": 37, "coinbase": 38,
    "interactivebrokers": 39, "eurex": 40, "ose": 41, "dydx": 42, "krx": 43,
}  # fmt: skip
_KNOWN_BY_NUMBER = {number: name for name, number in _KNOWN.items()} | {12: "coinbase"}


class _Numbers:
    """Names to numbers and back: the known markets and those a run adds."""

    def __init__(self) -> None:
        self.reset()

    def reset(self) -> None:
        self.by_name = dict(_KNOWN)
        self.by_number = dict(_KNOWN_BY_NUMBER)


_numbers = _Numbers()


class Market:
    """Names of markets as users write them (Common/Market.cs)."""

    USA = "usa"
    OANDA = Oanda = "oanda"
    FXCM = "fxcm"
    DUKASCOPY = Dukascopy = "dukascopy"
    BITFINEX = Bitfinex = "bitfinex"
    GLOBEX = Globex = "cmeglobex"
    NYMEX = "nymex"
    CBOT = "cbot"
    ICE = "ice"
    CBOE = "cboe"
    CFE = "cfe"
    INDIA = India = "india"
    COMEX = "comex"
    CME = "cme"
    EUREX = "eurex"
    SGX = "sgx"
    HKFE = "hkfe"
    OSE = "ose"
    NYSELIFFE = "nyseliffe"
    GDAX = COINBASE = Coinbase = "coinbase"
    KRAKEN = Kraken = "kraken"
    BITSTAMP = Bitstamp = "bitstamp"
    OK_COIN = OkCoin = "okcoin"
    BITHUMB = Bithumb = "bithumb"
    BINANCE = Binance = "binance"
    POLONIEX = Poloniex = "poloniex"
    COINONE = Coinone = "coinone"
    HIT_BTC = HitBTC = "hitbtc"
    BITTREX = Bittrex = "bittrex"
    FTX = "ftx"
    FTXUS = "ftxus"
    BINANCE_US = BinanceUS = "binanceus"
    BYBIT = Bybit = "bybit"
    INTERACTIVE_BROKERS = InteractiveBrokers = "interactivebrokers"
    DYDX = "dydx"
    KRX = "krx"

    @staticmethod
    def add(market: str, identifier: int) -> None:
        """Names a market of the user's own; raises ArgumentError when name or number is taken."""
        market = market.lower()
        if identifier >= _IDENTIFIER_LIMIT:
            message = f"The market identifier is limited to positive values less than {_IDENTIFIER_LIMIT}."
            raise ArgumentError(message)
        if _numbers.by_name.get(market, identifier) != identifier:
            message = f"Attempted to add an already added market with a different identifier. Market: {market}"
            raise ArgumentError(message)
        if identifier in _numbers.by_number:
            taken = _numbers.by_number[identifier]
            message = (
                "Attempted to add a market identifier that is already in use. "
                f"New Market: {market} Existing Market: {taken}"
            )
            raise ArgumentError(message)
        _numbers.by_name[market] = identifier
        _numbers.by_number[identifier] = market

    @staticmethod
    def encode(market: str) -> int | None:
        """The market's number, or None for an unknown name."""
        return _numbers.by_name.get(market)

    @staticmethod
    def decode(code: int) -> str | None:
        """The market of a number, or None."""
        return _numbers.by_number.get(code)

    @staticmethod
    def supported_markets() -> list[str]:
        """All names known by now."""
        return list(_numbers.by_name)

    @staticmethod
    def _reset() -> None:
        _numbers.reset()

    Add = add
    Encode = encode
    Decode = decode
    SupportedMarkets = supported_markets


DEFAULT_MARKETS: dict[SecurityType, str] = {
    SecurityType.BASE: Market.USA,
    SecurityType.EQUITY: Market.USA,
    SecurityType.OPTION: Market.USA,
    SecurityType.FUTURE: Market.CME,
    SecurityType.FUTURE_OPTION: Market.CME,
    SecurityType.FOREX: Market.OANDA,
    SecurityType.CFD: Market.OANDA,
    SecurityType.CRYPTO: Market.COINBASE,
    SecurityType.CRYPTO_FUTURE: Market.BINANCE,
    SecurityType.INDEX: Market.USA,
    SecurityType.INDEX_OPTION: Market.USA,
}
"""Where a security trades unless the user or the brokerage says otherwise (DefaultBrokerageModel.DefaultMarketMap)."""
