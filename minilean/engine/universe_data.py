"""The data universes select from, by the time they are known.

Follows Engine/DataFeeds/FileSystemDataFeed.cs and DataManager.cs.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Any

from minilean.algorithm.run_context import RUN
from minilean.data.bar_counts import ONE_DAY, start_of_bars
from minilean.data.base_data_collection import BaseDataCollection
from minilean.data.corporate import Delisting
from minilean.data.custom_reader import CustomDataReader, CustomDataRequest, SourceReader
from minilean.data.data_source import Transports
from minilean.data.strict_times import use_strict_end_times
from minilean.data.zones import zone_clock
from minilean.engine.custom_data import CustomData, tradable_days
from minilean.enums import DelistingType
from minilean.framework.universe.fundamental import FundamentalUniverse
from minilean.interop.decimals import ZERO
from minilean.securities.symbol import Symbol

if TYPE_CHECKING:
    from minilean.algorithm.facade import QCAlgorithm
    from minilean.data.map_file import MapFile
    from minilean.data.subscription_config import SubscriptionDataConfig
    from minilean.framework.universe.universe import Universe
    from minilean.securities.exchange_hours import SecurityExchangeHours

Moment = tuple[datetime, list[Any]]
"""A local time and the data known then."""
_LOOKBACK_DAYS = 365


def universe_points(
    algorithm: QCAlgorithm,
    universe: Universe,
    start_utc: datetime,
    end_utc: datetime,
) -> Iterator[tuple[datetime, list[Any]]]:
    """Points by UTC time; those of the last trading day before the start come first: selection starts at once."""
    config = universe.configuration
    hours = algorithm.market_hours_database.get_entry(config.market, config.symbol, config.security_type).exchange_hours
    clock = zone_clock(hours.time_zone)
    schedule = universe.universe_settings.schedule
    start = _start(algorithm, universe, hours, clock.from_utc(start_utc))
    end = clock.from_utc(end_utc)
    moments = _moments(algorithm, config, hours, start, end)
    if schedule.initialized:
        moments = _at_scheduled_times(moments, iter(schedule.get(start, end)), start)
    emitted = zone_clock(config.exchange_time_zone)
    for local, points in moments:
        yield max(emitted.to_utc(local), start_utc), points


def _start(algorithm: QCAlgorithm, universe: Universe, hours: SecurityExchangeHours, local: datetime) -> datetime:
    """The start of the trading day before a time; before the last scheduled date when there is a schedule."""
    config, schedule = universe.configuration, universe.universe_settings.schedule
    begin = local
    if schedule.initialized:
        for back in range(_LOOKBACK_DAYS):
            day = _midnight(local) - back * ONE_DAY
            if any(True for _ in schedule.get(day, day)):
                begin = local - back * ONE_DAY
                break
        else:
            algorithm.debug("Warning: Found no valid start time for scheduled universe, will use default")
    enabled = algorithm.settings.daily_precise_end_time
    precise = use_strict_end_times(config.type, config.symbol, ONE_DAY, hours, enabled=enabled)
    return start_of_bars(
        hours, begin, ONE_DAY, 1, extended=False, data_zone=config.data_time_zone, precise_daily_ends=precise
    )


def _moments(
    algorithm: QCAlgorithm,
    config: SubscriptionDataConfig,
    hours: SecurityExchangeHours,
    start: datetime,
    end: datetime,
) -> Iterator[Moment]:
    dates = tradable_days(config, hours, start, end)
    transports = Transports(algorithm.object_store, data_folder=algorithm._qc.data_folder)
    source_reader = SourceReader(config=config, transports=transports, troubles=CustomData(algorithm))
    if config.type is FundamentalUniverse:
        # LEAN selects after every trading day, whether there is a file or not
        factory = FundamentalUniverse()
        for date in dates:
            read = source_reader.read(factory.get_source(config, date, False), factory, date)
            yield date + ONE_DAY, [row for collection in read for row in _points_of(collection)]
        return
    map_file = _map_file(config)
    rename = _renaming(config, map_file)

    def is_date_open(day: datetime) -> bool:
        rename(day)
        return hours.is_date_open(day, config.extended_market_hours)

    delisting = None if map_file is None or not map_file.rows else map_file.delisting_date
    request = CustomDataRequest(
        start=start,
        end=end,
        dates=(day for day in dates if rename(day)),
        is_date_open=is_date_open,
        delisting=delisting,
    )
    for point in CustomDataReader(source_reader, request):
        yield point._end_time, _points_of(point)
    if delisting is not None and start < delisting + ONE_DAY <= end:
        gone = delisting + ONE_DAY
        yield gone, [Delisting(config.symbol, gone, ZERO, DelistingType.DELISTED)]


def _map_file(config: SubscriptionDataConfig) -> MapFile | None:
    """The tickers of the fund whose constituents a universe selects from."""
    if not (config.symbol.has_underlying and config.type().requires_mapping()):
        return None
    return RUN.get().map_files.resolve(config.symbol.underlying)


def _renaming(config: SubscriptionDataConfig, map_file: MapFile | None) -> Callable[[datetime], bool]:
    """Gives the universe's fund the ticker of a day, under which its file is; always True."""
    if map_file is None:
        return lambda _: True
    symbol = config.symbol

    def rename(day: datetime) -> bool:
        ticker = map_file.get_mapped_symbol(day, symbol.underlying.value)
        fund = symbol.underlying.update_mapped_symbol(ticker)
        config.symbol = Symbol(symbol.id, symbol.value, fund)
        return True

    return rename


def _points_of(point: Any) -> list[Any]:
    return list(point.data) if isinstance(point, BaseDataCollection) and point.data else [point]


def _at_scheduled_times(moments: Iterator[Moment], times: Iterator[datetime], start: datetime) -> Iterator[Moment]:
    """At every scheduled time the newest data known by then, the former ones again without new ones.

    Data that begin after a scheduled time wait for the next (Engine/DataFeeds/Enumerators/ScheduledEnumerator.cs).
    """
    due = next((time for time in times if time >= start), None)
    latest: list[Any] | None = None
    upcoming = next(moments, None)
    while due is not None:
        while upcoming is not None and upcoming[0] <= due:
            latest = upcoming[1]
            upcoming = next(moments, None)
        if latest is None:
            if upcoming is None:
                return
            latest = upcoming[1]
            due = next(times, None)
            if due is None:
                return
            continue
        yield due, latest
        due = next(times, None)


def _midnight(time: datetime) -> datetime:
    return time - timedelta(hours=time.hour, minutes=time.minute, seconds=time.second, microseconds=time.microsecond)
