"""One pass of the collector: what is new of each series is fetched and added to a LEAN data folder.

The files are the collector's only memory, and each is replaced whole: a pass cut off anywhere is simply made again.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import islice, pairwise
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from minilean.data.crypto_files import write_crypto_bars
from minilean.data.exchange_history import LENGTHS, Exchange, HistoryRequest, Unanswered
from minilean.data.provenance import Origin, Source, record_source
from ops.sagemaker.coverage import Gap, gaps, next_bar, next_tick
from ops.sagemaker.settings import TRADES, Settings
from ops.sagemaker.tick_files import append_ticks

if TYPE_CHECKING:
    from minilean.data.exchange_history import ExchangeTrade

Row = TypeVar("Row")

SETTLED = timedelta(seconds=5)
"""Trades younger than this are left to the next pass: the exchange may still add some to the same millisecond."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Collected:
    """What one pass brought of one series, asked for from `first` to before `end` (naive UTC).

    `is_behind` says that more is there and left to the next pass, `failure` why the exchange gave less than asked.
    """

    symbol: str
    kind: str
    first: datetime
    end: datetime
    rows: int
    gaps: tuple[Gap, ...] = ()
    is_behind: bool = False
    failure: str = ""

    def __str__(self) -> str:
        told = [f"{_Series(self.symbol, self.kind)} from {self.first} to {self.end} UTC: {self.rows:,}"]
        if self.gaps:
            told.append(f"{sum(gap.missing for gap in self.gaps):,} missing in {len(self.gaps):,} gaps")
        if self.is_behind:
            told.append("more with the next pass")
        return ", ".join([*told, self.failure] if self.failure else told)


def collect(exchange: Exchange, settings: Settings, now: datetime) -> Iterator[Collected]:
    """Makes a pass up to `now`, series by series; one that the exchange does not answer for is told and passed over.

    Raises SettingsError for a pair the exchange does not trade, DataError for a file in the way.
    """
    for symbol in settings.symbols:
        for kind in settings.kinds:
            take = _take_trades if kind == TRADES else _take_bars
            yield take(exchange, settings, _Series(symbol, kind), now)


@dataclass(frozen=True, slots=True)
class _Series:
    symbol: str
    kind: str

    def __str__(self) -> str:
        return f"{self.symbol} {self.kind if self.kind == TRADES else f'{self.kind} bars'}"


def _take_bars(exchange: Exchange, settings: Settings, series: _Series, now: datetime) -> Collected:
    folder, venue, symbol, kind = settings.data_folder, settings.venue, series.symbol, series.kind
    length = LENGTHS[kind]
    first = next_bar(folder, venue, symbol, kind, settings.first)
    end = max(first, min(now, first + settings.most * length))
    request = HistoryRequest(venue=venue, symbol=symbol, resolution=kind, first=first, end=end)
    bars, failure = _answered(exchange.bars(request, _unheard))
    if failure:
        end = bars[-1].start + length if bars else first
    _record(settings, series, write_crypto_bars(folder, venue, symbol, kind, bars), now)
    return Collected(
        symbol=symbol,
        kind=kind,
        first=first,
        end=end,
        rows=len(bars),
        gaps=tuple(gaps({bar.start for bar in bars}, first, end, length)),
        is_behind=end + length <= now,
        failure=failure,
    )


def _take_trades(exchange: Exchange, settings: Settings, series: _Series, now: datetime) -> Collected:
    folder, venue, symbol = settings.data_folder, settings.venue, series.symbol
    first = next_tick(folder, venue, symbol, settings.first)
    end = max(first, now - SETTLED)
    trades, failure = _answered(islice(exchange.trades(symbol, first, end), settings.most + 1))
    is_cut = bool(failure) or len(trades) > settings.most
    if is_cut:  # the last millisecond may have more trades than came: it is left to the next pass
        end = trades[-1].time if trades else first
        trades = [trade for trade in trades if trade.time < end]
    _record(settings, series, append_ticks(folder, venue, symbol, trades), now)
    return Collected(
        symbol=symbol,
        kind=TRADES,
        first=first,
        end=end,
        rows=len(trades),
        gaps=tuple(_uncounted(trades)),
        is_behind=is_cut,
        failure=failure,
    )


def _answered(rows: Iterable[Row]) -> tuple[list[Row], str]:
    """What came until the exchange stopped answering, and why it did."""
    came: list[Row] = []
    try:
        came.extend(rows)  # keeps what came before an error
    except Unanswered as error:
        return came, str(error)
    return came, ""


def _uncounted(trades: Sequence[ExchangeTrade]) -> Iterator[Gap]:
    """Where the exchange's own numbers jump."""
    for before, after in pairwise(trades):
        if after.number > before.number + 1:
            yield Gap(first=before.time, end=after.time, missing=after.number - before.number - 1)


def _record(settings: Settings, series: _Series, files: Sequence[Path], now: datetime) -> None:
    if files:
        what = f"{settings.venue} {series}, collected pass by pass"
        at = f"{now.isoformat(timespec='seconds')}+00:00"
        record_source(settings.data_folder, Source(origin=Origin.EXCHANGE, what=what, files=len(files), at=at))


def _unheard(fraction: float, note: str) -> None:
    """A pass is told when it is over."""
