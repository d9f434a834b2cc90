"""The bars and ticks of a security between two times, in pieces: whole files, or one file a day."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from decimal import Decimal
from pathlib import Path
from typing import TYPE_CHECKING, Any

from minilean.data.absence import tell_of_no_bars, tell_of_no_file
from minilean.data.bars import QuoteBar, TradeBar
from minilean.data.columns import EQUITY_DECIMALS, PriceColumns
from minilean.data.corporate_events import dividend_distribution
from minilean.data.price_files import dated_rows, intraday_rows, price_file, tick_lines
from minilean.data.strict_times import daily_calendar, use_strict_end_times
from minilean.data.tick_rows import TickRows, tick_form
from minilean.data.zones import zone_clock
from minilean.enums import DataNormalizationMode, Resolution, SecurityType, TickType
from minilean.interop.dates import midnight_of
from minilean.interop.decimals import ONE, ZERO

if TYPE_CHECKING:
    from minilean.data.factor_file import CorporateFactorProvider
    from minilean.data.map_file import MapFile
    from minilean.data.subscription_config import SubscriptionDataConfig
    from minilean.data.ticks import Tick
    from minilean.securities.exchange_hours import SecurityExchangeHours
    from minilean.securities.symbol import Symbol

_DAY = timedelta(days=1)
_TRADE_SIZES = (5,)
_QUOTE_SIZES = (5, 10)


@dataclass(frozen=True, slots=True, kw_only=True)
class PriceRequest:
    """What to read; ``start`` and ``end`` are in the exchange's zone.

    ``scale_end`` is the date ScaledRaw prices are brought to; ``strict`` asks for daily bars from open to close.
    """

    data_folder: Path
    config: SubscriptionDataConfig
    hours: SecurityExchangeHours
    start: datetime
    end: datetime
    factors: CorporateFactorProvider | None = None
    map_file: MapFile | None = None
    scale_end: datetime | None = None
    strict: bool = True
    tell: Callable[..., None] | None = None
    """Takes notes about files that are odd or missing, and what a note is about if that is to be told once only."""


def read_pieces(request: PriceRequest) -> Iterator[tuple[Symbol, PriceColumns | TickRows]]:
    """Bars and ticks that end at the start or later and begin at the end or sooner, with the symbol of their time."""
    config = request.config
    if config.resolution >= Resolution.HOUR:
        for ticker, first, last in tickers(request):
            yield renamed(request, ticker), _whole_file(request, ticker, first, last)
        return
    data_clock = zone_clock(config.data_time_zone)
    exchange_clock = zone_clock(config.exchange_time_zone)
    day = midnight_of(data_clock.from_utc(exchange_clock.to_utc(request.start)))
    last_day = data_clock.from_utc(exchange_clock.to_utc(request.end))
    while day <= last_day:
        ticker = ticker_on(request, day)
        if ticker:
            yield renamed(request, ticker), _one_day(request, ticker, day)
        day += _DAY


def tickers(request: PriceRequest) -> list[tuple[str, datetime, datetime]]:
    """The tickers a security had, each with its first and last date in the request."""
    map_file = request.map_file
    if map_file is None or not map_file.rows:
        return [(request.config.symbol.value, request.start, request.end)]
    found: list[tuple[str, datetime, datetime]] = []
    first = map_file.first_date
    for row in map_file.rows:
        until = row.date + _DAY
        if found and found[-1][0] == row.mapped_symbol:
            found[-1] = (row.mapped_symbol, found[-1][1], until)
        else:
            found.append((row.mapped_symbol, first, until))
        first = until
    return [
        (ticker, max(first, request.start), min(until, request.end))
        for ticker, first, until in found
        if until > request.start and first <= request.end
    ]


def ticker_on(request: PriceRequest, day: datetime) -> str:
    """The ticker on a date; empty where the security did not trade under any."""
    map_file = request.map_file
    symbol = request.config.symbol
    if map_file is None or not map_file.rows:
        return symbol.value
    return map_file.get_mapped_symbol(day, symbol.value) if map_file.has_data(day) else ""


def renamed(request: PriceRequest, ticker: str) -> Symbol:
    """The symbol as data of a time show it: the same security under the ticker it had."""
    symbol = request.config.symbol
    if not ticker or ticker == symbol.value or request.map_file is None or not request.map_file.rows:
        return symbol
    return symbol.update_mapped_symbol(ticker)


def _whole_file(request: PriceRequest, ticker: str, first: datetime, last: datetime) -> PriceColumns:
    config = request.config
    data_clock, clock = zone_clock(config.data_time_zone), zone_clock(config.exchange_time_zone)
    path = price_file(
        request.data_folder,
        config.security_type,
        config.market,
        config.resolution,
        ticker,
        config.tick_type,
        first.date(),
    )
    low = data_clock.from_utc(clock.to_utc(first)) - config.increment
    if config.resolution == Resolution.DAILY:
        low = low.replace(hour=0, minute=0)
    lines, starts = dated_rows(
        path, low, data_clock.from_utc(clock.to_utc(last)), quotes=config.tick_type == TickType.QUOTE, tell=request.tell
    )
    if not lines:
        tell_of_no_bars(request, path, ticker, first, last)
    if config.data_time_zone.key != config.exchange_time_zone.key:
        starts = [clock.from_utc(data_clock.to_utc(start)) for start in starts]
    return _columns(request, lines, starts, first, last)


def _one_day(request: PriceRequest, ticker: str, day: datetime) -> PriceColumns | TickRows:
    config = request.config
    data_clock, clock = zone_clock(config.data_time_zone), zone_clock(config.exchange_time_zone)
    path = price_file(
        request.data_folder, config.security_type, config.market, config.resolution, ticker, config.tick_type, day
    )
    if not path.is_file():
        tell_of_no_file(request, path, ticker, day)
    if config.resolution == Resolution.TICK:
        return _ticks(request, path, day)
    lines, starts = intraday_rows(path, day, quotes=config.tick_type == TickType.QUOTE, tell=request.tell)
    if config.data_time_zone.key != config.exchange_time_zone.key:
        starts = [clock.from_utc(data_clock.to_utc(start)) for start in starts]
    return _columns(request, lines, starts, request.start, request.end)


def _ticks(request: PriceRequest, path: Path, day: datetime) -> TickRows:
    config = request.config
    data_clock, clock = zone_clock(config.data_time_zone), zone_clock(config.exchange_time_zone)
    lines, moments = tick_lines(path, day, tick_form(config), request.tell)
    utc = [data_clock.to_utc(moment) for moment in moments]
    if config.data_time_zone.key != config.exchange_time_zone.key:
        moments = [clock.from_utc(moment) for moment in utc]
    keep = [row for row, moment in enumerate(moments) if request.start <= moment <= request.end]
    _, factors, dividends = _factors(request, [day], [day])
    return TickRows(
        config=config,
        lines=[lines[row] for row in keep],
        end_times=[moments[row] for row in keep],
        end_times_utc=[utc[row] for row in keep],
        factor=factors[0] if factors else None,
        dividends=dividends[0] if dividends else ZERO,
    )


def _columns(
    request: PriceRequest, lines: Sequence[str], starts: list[datetime], first: datetime, last: datetime
) -> PriceColumns:
    config = request.config
    increment = config.increment
    ends = [start + increment for start in starts]
    if request.strict and use_strict_end_times(config.type, config.symbol, increment, request.hours, enabled=True):
        calendars = [daily_calendar(end, request.hours) for end in ends]
        starts = [start for start, _ in calendars]
        ends = [start + period for start, period in calendars]
    keep = [row for row in range(len(lines)) if ends[row] >= first and starts[row] <= last]
    if len(keep) != len(lines):
        lines, starts, ends = [lines[row] for row in keep], [starts[row] for row in keep], [ends[row] for row in keep]
    clock = zone_clock(config.exchange_time_zone)
    scaled = config.security_type == SecurityType.EQUITY
    index, factors, dividends = _factors(request, starts, ends)
    return PriceColumns(
        lines=lines,
        times=starts,
        end_times=ends,
        end_times_utc=[clock.to_utc(end) for end in ends],
        size_positions=_QUOTE_SIZES if config.tick_type == TickType.QUOTE else _TRADE_SIZES,
        decimals=EQUITY_DECIMALS if scaled else None,
        factor_index=index,
        factors=factors,
        dividend_sums=dividends,
    )


def _factors(
    request: PriceRequest, starts: list[datetime], ends: list[datetime]
) -> tuple[list[int] | None, list[Decimal] | None, list[Decimal] | None]:
    """The factor of each row: None where no price changes."""
    mode = request.config.data_normalization_mode
    if request.factors is None or mode == DataNormalizationMode.RAW:
        return None, None, None
    index: list[int] = []
    factors: list[Decimal] = []
    sums: list[Decimal] = []
    known: dict[tuple[Decimal, Decimal], int] = {}
    day, position = None, 0
    since = until = datetime.min
    for start, end in zip(starts, ends, strict=True):
        if since <= start and end <= until:
            index.append(position)
            continue
        crosses = start.date() != end.date() and (end.hour or end.minute)
        frontier = end.date() if crosses else start.date()
        if frontier != day:
            day = frontier
            moment = datetime(day.year, day.month, day.day)
            pair = _price_scale(request, moment), _paid_until(request, moment)
            if pair not in known:
                known[pair] = len(factors)
                factors.append(pair[0])
                sums.append(pair[1])
            position = known[pair]
            since = moment
            until = moment + _DAY
        index.append(position)
    if all(factor == ONE for factor in factors) and not any(sums):
        return None, None, None
    return index, factors, sums if any(sums) else None


def _price_scale(request: PriceRequest, day: datetime) -> Decimal:
    assert request.factors is not None  # noqa: S101 - the caller asked
    scale: Decimal = request.factors._get_price_scale(day, request.config.data_normalization_mode, request.scale_end)
    return scale


def _paid_until(request: PriceRequest, day: datetime) -> Decimal:
    """The dividends since the start, which total-return prices include."""
    if request.config.data_normalization_mode != DataNormalizationMode.TOTAL_RETURN or request.factors is None:
        return ZERO
    total = ZERO
    for row_date in request.factors.row_dates():
        announced = datetime(row_date.year, row_date.month, row_date.day)
        if request.start.replace(hour=0, minute=0) <= announced < day:
            dividend = request.factors.dividend_event_on_next_trading_day(announced)
            if dividend is not None:
                total += dividend_distribution(dividend[1], dividend[0])
    return total


def point_maker(request: PriceRequest) -> Callable[[Symbol, Any, int], TradeBar | QuoteBar | Tick]:
    """What makes the bar or tick of a row, of the kind the subscription asks for: of symbol, columns and row."""
    config = request.config
    if config.resolution == Resolution.TICK:
        return _tick
    return QuoteBar.of_row if config.type is QuoteBar else TradeBar.of_row


def _tick(symbol: Symbol, rows: TickRows, row: int) -> Tick:
    return rows.tick(symbol, row)
