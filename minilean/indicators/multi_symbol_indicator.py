"""MultiSymbolIndicator: an indicator of several symbols, computed whenever all have data of the same moment."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Any

from minilean.errors import ArgumentError
from minilean.indicators.base import Bar, BarIndicator
from minilean.indicators.rolling_window import RollingWindow
from minilean.interop.dates import midnight_of
from minilean.interop.decimals import ZERO
from minilean.securities.symbol import as_symbol

if TYPE_CHECKING:
    from collections.abc import Iterable
    from decimal import Decimal
    from zoneinfo import ZoneInfo

    from minilean.securities.symbol import Symbol


class MultiSymbolIndicator(BarIndicator):
    """LEAN's base of indicators of several symbols (Indicators/MultiSymbolIndicator.cs).

    A subclass computes in ``_compute_indicator`` from ``_bars[symbol]``, the latest bars that came together,
    newest first. The very first bar only tells the resolution, as in LEAN. Raises ArgumentError for another symbol.
    """

    def __init__(self, name: str, symbols: Iterable[Symbol], period: int) -> None:
        super().__init__(name)
        self._bars: dict[Symbol, RollingWindow[Any]] = {as_symbol(symbol): RollingWindow(period) for symbol in symbols}
        self._zones = zones_of(self._bars)
        self._latest: dict[Symbol, Any] = {}
        self._moments: dict[Symbol, datetime | None] = dict.fromkeys(self._bars)
        self._step = timedelta(0)
        self._last_result = ZERO
        self.warm_up_period = period + (len(set(self._zones.values())) > 1)

    @property
    def is_ready(self) -> bool:
        return all(bars.is_ready for bars in self._bars.values())

    def _compute_next_value(self, bar: Bar) -> Decimal:
        symbol = bar.symbol
        if symbol not in self._bars:
            known = ", ".join(str(known) for known in self._bars)
            raise ArgumentError(
                f"Input symbol {symbol} does not correspond to any of the symbols this indicator works on ({known})"
            )
        if self.samples == 1:
            self._step = _step_of(bar.end_time - bar.time)
            self._take(bar)
            return ZERO
        self._take(bar)
        if len(set(self._moments.values())) == 1:
            for each, bars in self._bars.items():
                bars.add(self._latest[each])
            self._last_result = self._compute_indicator()
        return self._last_result

    def _compute_indicator(self) -> Decimal:
        raise NotImplementedError

    def _take(self, bar: Bar) -> None:
        self._latest[bar.symbol] = bar
        moment = bar.end_time
        zone = self._zones[bar.symbol]
        if zone is not None:
            moment = moment.replace(tzinfo=zone).astimezone(UTC).replace(tzinfo=None)
        if self._step:
            midnight = midnight_of(moment)
            moment -= (moment - midnight) % self._step
        self._moments[bar.symbol] = moment

    def reset(self) -> None:
        self._last_result = ZERO
        self._latest.clear()
        self._moments = dict.fromkeys(self._bars)
        for bars in self._bars.values():
            bars.reset()
        super().reset()


def zones_of(symbols: Iterable[Symbol]) -> dict[Symbol, ZoneInfo | None]:
    """Each symbol's time zone where they may differ, None where all trade in the same market."""
    known = list(symbols)
    if len({(symbol.id.market, symbol.security_type) for symbol in known}) == 1:
        return dict.fromkeys(known)
    from minilean.securities.market_hours_database import MarketHoursDatabase

    database = MarketHoursDatabase.from_data_folder()
    return {
        symbol: database.get_exchange_hours(symbol.id.market, symbol, symbol.security_type).time_zone
        for symbol in known
    }


def _step_of(span: timedelta) -> timedelta:
    """What moments are rounded down to before they are compared."""
    if span > timedelta(hours=1):
        return timedelta(days=1)
    for step in (timedelta(hours=1), timedelta(minutes=1)):
        if span >= step:
            return step
    return timedelta(0)
