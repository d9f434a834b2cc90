"""Currency codes, the signs they print with, and stable coins that need no conversion pair."""

from __future__ import annotations

import functools
import re
from decimal import Decimal, InvalidOperation

from minilean.errors import ArgumentError
from minilean.interop.names import dotnet

_SYMBOLS = {
    "USD": "$", "GBP": "₤", "JPY": "¥", "KRW": "₩", "EUR": "€", "NZD": "$", "AUD": "$", "CAD": "$",
    "CHF": "Fr", "HKD": "$", "SGD": "$", "XAG": "Ag", "XAU": "Au", "CNH": "¥", "CNY": "¥", "CZK": "Kč",
    "DKK": "kr", "HUF": "Ft", "INR": "₹", "MXN": "$", "NOK": "kr", "PLN": "zł", "SAR": "﷼", "SEK": "kr",
    "THB": "฿", "TRY": "₺", "TWD": "NT$", "ZAR": "R", "RUB": "₽", "BRL": "R$", "GNF": "Fr", "IDR": "Rp",
    "BTC": "₿", "BCH": "Ƀ", "BSV": "Ɓ", "LTC": "Ł", "ETH": "Ξ", "EOS": "ε", "XRP": "✕", "XLM": "*",
    "ETC": "ξ", "ZRX": "ZRX", "USDT": "₮", "ADA": "₳", "SOL": "◎", "DOT": "●", "DOGE": "Ð", "DAI": "◈",
    "ALGO": "Ⱥ", "ICP": "∞", "XMR": "ɱ", "XTZ": "ꜩ", "IOTA": "ɨ", "MIOTA": "ɨ", "MKR": "Μ", "ZEC": "ⓩ",  # noqa: RUF001
    "DASH": "Đ", "XNO": "Ӿ", "REP": "Ɍ", "STEEM": "ȿ", "THETA": "ϑ", "FIL": "⨎", "BAT": "⟁", "LSK": "Ⱡ",
    "NAV": "Ꞥ",
}  # fmt: skip
_COINBASE_STABLE_PAIRS = frozenset({
    "DAIUSDC", "DAIUSD", "GYENUSD", "PAXUSD", "PAXUSDT", "MUSDUSD", "USDCEUR", "USDCGBP", "USDTEUR", "USDTGBP",
    "USDTUSD", "USDTUSDC", "USTEUR", "USTUSD", "USTUSDT", "WBTCBTC",
})  # fmt: skip
_WITHOUT_PAIRS = {
    "binance": frozenset({
        "USDCUSD", "USDTUSD", "USDPUSD", "SUSDUSD", "BUSDUSD", "USTUSD", "TUSDUSD", "FDUSDUSD", "DAIUSD", "IDRTIDR",
        "BNFCRUSD",
    }),
    "bitfinex": frozenset({"EURSEUR", "XCHFCHF"}),
    "coinbase": frozenset({"USDCUSD"}),
    "bybit": frozenset({
        "USDCUSD", "USDTUSD", "USDPUSD", "SUSDUSD", "BUSDUSD", "USTUSD", "TUSDUSD", "DAIUSD",
    }),
    "dydx": frozenset({"USDCUSD"}),
}  # fmt: skip
_DOLLARS = ("USDT", "USDC", "USD")
_SIGN = re.compile(r"^[^\d\s\-+]+")


@dotnet
class Currencies:
    """Static, as in LEAN (Common/Currencies.cs)."""

    USD = "USD"
    EUR = "EUR"
    GBP = "GBP"
    INR = "INR"
    IDR = "IDR"
    CNH = "CNH"
    CHF = "CHF"
    HKD = "HKD"
    JPY = "JPY"
    KRW = "KRW"
    NULL_CURRENCY = "QCC"
    CURRENCY_SYMBOLS = _SYMBOLS
    STABLE_PAIRS_COINBASE = _COINBASE_STABLE_PAIRS

    @staticmethod
    def get_currency_symbol(currency: str | None) -> str:
        """The sign of a currency, its code when it has none."""
        return _SYMBOLS.get(currency, currency) if currency else ""

    @staticmethod
    def is_stable_coin_without_pair(account_currency: str, cash_symbol: str, market: str | None = None) -> bool:
        """Whether the market takes two currencies for equal: ``(pair, market)`` or ``(account, cash, market)``.

        For a dollar account every dollar-like coin counts.
        """
        if market is None:
            return account_currency in _WITHOUT_PAIRS.get(cash_symbol, ())
        accounts = [account_currency]
        if account_currency in _DOLLARS:
            accounts = [dollar for dollar in _DOLLARS if dollar != cash_symbol]
        without = _WITHOUT_PAIRS.get(market, frozenset())
        return any(account + cash_symbol in without or cash_symbol + account in without for account in accounts)

    @staticmethod
    @functools.cache
    def has_stand_in(currency: str, market: str) -> bool:
        """Whether the market takes the currency for equal to some other one."""
        return any(pair.startswith(currency) or pair.endswith(currency) for pair in _WITHOUT_PAIRS.get(market, ()))

    @staticmethod
    def parse(value: str) -> float:
        """The amount of a text such as ``$1,234.5``; raises ArgumentError when there is none."""
        found, amount = Currencies.try_parse(value)
        if not found:
            message = f"The value {value} cannot be converted to a decimal number"
            raise ArgumentError(message)
        return amount

    @staticmethod
    def try_parse(value: str) -> tuple[bool, float]:
        """Whether a text is an amount after its sign, and the amount."""
        try:
            return True, float(Decimal(_SIGN.sub("", value).replace(",", "").strip()))
        except InvalidOperation:
            return False, 0.0
