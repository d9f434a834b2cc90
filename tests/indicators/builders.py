"""Bars and a host of indicators for the tests of the indicators."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from decimal import Decimal
from typing import TYPE_CHECKING, Any
from zipfile import ZipFile

from minilean import enums, indicators
from minilean.data.bars import TradeBar
from minilean.enums import Resolution
from minilean.indicators import catalogue
from minilean.securities.identifier import SecurityIdentifier
from minilean.securities.symbol import Symbol

if TYPE_CHECKING:
    from pathlib import Path

NOON = datetime(2024, 1, 2, 12)
HOUR = timedelta(hours=1)


def a_symbol(ticker: str) -> Symbol:
    return Symbol(SecurityIdentifier(ticker, 0), ticker)


SPY = a_symbol("SPY")
IBM = a_symbol("IBM")


def a_bar(hours: int = 0, *, symbol: Symbol = SPY, prices: tuple[Any, ...] = (10, 12, 9, 11), volume: Any = 100):
    """An hour's bar that starts so many hours after noon."""
    return TradeBar(NOON + hours * HOUR, symbol, *prices, volume, HOUR)


def wavy_bars(count: int, symbol: Symbol = SPY) -> list[TradeBar]:
    """Bars that rise and fall, never twice the same."""
    bars = []
    for hours in range(count):
        middle = 100 + (hours * 37 % 23) - (hours * 11 % 7) + Decimal(hours) / 8
        change = Decimal(hours * 13 % 9 - 4) / 4
        prices = (middle, middle + 2, middle - Decimal("1.75"), middle + change)
        bars.append(a_bar(hours, symbol=symbol, prices=prices, volume=1000 + hours * 97 % 641))
    return bars


def feed(indicator: Any, *values: Any) -> Any:
    """Updates with one value an hour from noon on."""
    for hours, value in enumerate(values):
        indicator.update(NOON + hours * HOUR, value)
    return indicator


class NoRates:
    def get_interest_rate(self, time: datetime) -> float:
        return 0.0


class HourlyHost:
    """What of an algorithm the catalogue needs, for subscriptions of hours."""

    risk_free_interest_rate_model = NoRates()

    def _qc_to_symbol(self, value: Any) -> Any:
        return value

    def _qc_resolution_of(self, symbol: Any) -> Resolution:
        return Resolution.HOUR

    def create_indicator_name(self, symbol: Any, type: str, resolution: Resolution | None) -> str:
        return catalogue.indicator_name(symbol and symbol.value, type, resolution or Resolution.HOUR)


@dataclass
class Slice:
    bars: dict[Any, Any]


class Bars(dict[Any, Any]):
    contains_key = dict.__contains__


@dataclass
class Added:
    symbol: Symbol


class LoggingAlgorithm(HourlyHost):
    """Runs an algorithm that only watches indicators: no orders, no engine, hours only."""

    def __init__(self) -> None:
        self.added: list[Symbol] = []
        self.built: list[catalogue.Built] = []
        self.lines: list[str] = []

    def set_start_date(self, *day: int) -> None:
        self.first = date(*day)

    def set_end_date(self, *day: int) -> None:
        self.last = date(*day)

    def set_cash(self, amount: float) -> None:
        pass

    def set_holdings(self, symbol: Any, share: float) -> None:
        pass

    def add_equity(self, ticker: str, resolution: Resolution) -> Added:
        self.added.append(a_symbol(ticker))
        return Added(self.added[-1])

    def log(self, line: str) -> None:
        self.lines.append(line)

    def __getattr__(self, name: str) -> Any:
        if name not in catalogue.signatures():
            raise AttributeError(name)

        def helper(*arguments: Any, **by_name: Any) -> Any:
            self.built.append(catalogue.build(self, name, arguments, by_name))
            return self.built[-1].indicator

        return helper

    def run(self, data: Path) -> None:
        self.initialize()
        moments: dict[datetime, list[TradeBar]] = defaultdict(list)
        for symbol in self.added:
            for bar in hour_bars(data, symbol, self.first, self.last):
                moments[bar.end_time].append(bar)
        for self.time, bars in sorted(moments.items()):
            for bar in bars:
                self._update_indicators(bar)
            self.on_data(Slice(Bars({bar.symbol: bar for bar in bars})))

    def _update_indicators(self, bar: TradeBar) -> None:
        for built in self.built:
            if bar.symbol in built.symbols:
                if built.trade_field is None:
                    built.indicator._qc_feed_data(bar)
                else:
                    built.indicator._qc_feed(bar.symbol, bar.end_time, getattr(bar, built.trade_field))


class _Names(dict[str, Any]):
    """What ``from AlgorithmImports import *`` would bring."""

    def __missing__(self, name: str) -> Any:
        for room in (enums, indicators):
            try:
                return getattr(room, name)
            except AttributeError:
                continue
        raise KeyError(name)


def algorithm_of(file: Path) -> LoggingAlgorithm:
    """The algorithm of a conformance file, on the host above."""
    source = "from __future__ import annotations\n" + file.read_text(encoding="utf-8")
    names = _Names(QCAlgorithm=LoggingAlgorithm, Any=Any, TradeBar=TradeBar, date=date, timedelta=timedelta)
    exec(compile(source.replace("from AlgorithmImports import *", ""), str(file), "exec"), names)  # noqa: S102
    found = [each for each in names.values() if isinstance(each, type) and issubclass(each, LoggingAlgorithm)]
    return found[-1]()


def hour_bars(data: Path, symbol: Symbol, first: date, last: date) -> list[TradeBar]:
    """The adjusted bars of the sample data."""
    ticker = symbol.value.lower()
    factors = _factors(data / "equity" / "usa" / "factor_files" / f"{ticker}.csv")
    text = ZipFile(data / "equity" / "usa" / "hour" / f"{ticker}.zip").read(f"{ticker}.csv").decode()
    bars = []
    for line in text.splitlines():
        moment, *numbers = line.split(",")
        time = datetime.strptime(moment, "%Y%m%d %H:%M")
        if first <= time.date() <= last:
            factor = next((factor for day, factor in factors if day >= time.date()), Decimal(1))
            prices = [Decimal(number) * Decimal("0.0001") * factor for number in numbers[:4]]
            volume = (Decimal(numbers[4]) * (1 / factor)).quantize(Decimal(1))
            bars.append(TradeBar(time, symbol, *prices, volume, HOUR))
    return bars


def _factors(file: Path) -> list[tuple[date, Decimal]]:
    rows = [line.split(",") for line in file.read_text().splitlines() if line[:1].isdigit()]
    return [(datetime.strptime(row[0], "%Y%m%d").date(), Decimal(row[1]) * Decimal(row[2])) for row in rows]
