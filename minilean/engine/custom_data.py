"""Custom data of users' PythonData classes as emissions of a subscription."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Any

from minilean.algorithm.run_context import RUN
from minilean.data.corporate import SymbolChangedEvent
from minilean.data.custom_reader import CustomDataReader, CustomDataRequest, SourceReader, data_instance
from minilean.data.data_source import Transports
from minilean.data.zones import convert, zone_clock
from minilean.interop.dates import midnight_of
from minilean.securities.time_zones import TimeZones
from minilean.securities.time_zones import zone as named_zone

if TYPE_CHECKING:
    from zoneinfo import ZoneInfo

    from minilean.algorithm.facade import QCAlgorithm
    from minilean.data.fill_forward import Emission
    from minilean.data.map_file import MapFile
    from minilean.data.subscription import SubscriptionRequest
    from minilean.data.subscription_config import SubscriptionDataConfig
    from minilean.securities.exchange_hours import SecurityExchangeHours
    from minilean.securities.symbol import Symbol

_DAY = timedelta(days=1)


class CustomData:
    """Knows the hours of custom symbols and reads their sources day by day."""

    def __init__(self, algorithm: QCAlgorithm) -> None:
        self._algorithm = algorithm
        self._transports: Transports | None = None

    def register(self, symbol: Symbol, zone: Any, properties: Any, hours: Any) -> None:
        """Enters a custom symbol's hours (always open in its zone unless given) and properties."""
        database = self._algorithm.market_hours_database
        key, kind, market = symbol.id.symbol, symbol.security_type, symbol.id.market
        if hours is not None:
            database.set_entry(market, key, kind, hours, hours.time_zone)
        elif zone is not None or not symbol.has_underlying:
            given = named_zone(zone) if isinstance(zone, str) else zone
            chosen: ZoneInfo = TimeZones.NEW_YORK if given is None else given
            database.set_entry_always_open(market, key, kind, chosen)
        if properties is not None:
            self._algorithm.symbol_properties_database.set_entry(market, key, kind, properties)

    def emissions(self, config: SubscriptionDataConfig) -> Callable[[SubscriptionRequest], Iterator[Emission]] | None:
        """How a custom subscription reads; None for the price files."""
        if not config.is_custom_data:
            return None
        return self._read

    def reader_error(self, message: str, stack_trace: str) -> None:
        """A user's reader raised: the line is left out and the user is told."""
        self._algorithm.error(f"{message} {stack_trace}".rstrip())

    def download_failed(self, message: str, stack_trace: str) -> None:
        """A source could not be fetched: it is left out and the user is told."""
        self._algorithm.error(f"{message} {stack_trace}".rstrip())

    def _read(self, request: SubscriptionRequest) -> Iterator[Emission]:
        config = request.config
        clock = zone_clock(config.exchange_time_zone)
        start, end = clock.from_utc(request.start_utc), clock.from_utc(request.end_utc)
        transports = Transports(self._algorithm.object_store, data_folder=self._algorithm._qc.data_folder)
        reader = SourceReader(config=config, transports=transports, troubles=self)
        renames = Renames(config, start)

        def is_date_open(day: datetime) -> bool:
            return request.hours.is_date_open(day, config.extended_market_hours) and renames.pass_day(day)

        map_file = renames.map_file
        wanted = CustomDataRequest(
            start=start,
            end=end,
            dates=(day for day in tradable_days(config, request.hours, start, end) if renames.pass_day(day)),
            is_date_open=is_date_open,
            has_data=None if map_file is None else map_file.has_data,
            delisting=map_file.delisting_date if map_file is not None and map_file.rows else None,
        )
        delivered = False
        for point in CustomDataReader(reader, wanted):
            for event in renames.taken():
                yield clock.to_utc(event._end_time), event
            yield clock.to_utc(point._end_time), point
            delivered = True
        if transports.absent and not delivered:
            _tell_of_nothing(request, transports.absent)
        for event in renames.taken():
            yield clock.to_utc(event._end_time), event


def _tell_of_nothing(request: SubscriptionRequest, absent: str) -> None:
    """A line about custom data that never come: LEAN says nothing of files it does not find."""
    config = request.config
    what = f"{config.symbol.value} has no data of {config.type.__name__}"
    span = f"from {request.start_utc:%Y-%m-%d} to {request.end_utc:%Y-%m-%d}"
    request.files.limits.tell_once(
        f"Warning: {what} {span}: {absent} is missing; look at what its get_source gives", what
    )


class Renames:
    """The tickers of custom data that follow an equity's map file (Engine/DataFeeds/.../MappingEventProvider.cs)."""

    def __init__(self, config: SubscriptionDataConfig, start: datetime) -> None:
        self.map_file: MapFile | None = None
        self._config = config
        self._events: list[SymbolChangedEvent] = []
        if data_instance(config).requires_mapping():
            self.map_file = RUN.get().map_files.resolve(config.symbol)
            self._rename(midnight_of(start))

    def pass_day(self, day: datetime) -> bool:
        """Gives the subscription the ticker of a trading day; always True."""
        old = self._config.mapped_symbol
        if self._rename(day):
            self._events.append(SymbolChangedEvent(self._config.symbol, day, old, self._config.mapped_symbol))
        return True

    def taken(self) -> list[SymbolChangedEvent]:
        """The renames passed since the last call."""
        events, self._events = self._events, []
        return events

    def _rename(self, day: datetime) -> bool:
        config = self._config
        if self.map_file is None or not self.map_file.has_data(day):
            return False
        ticker = self.map_file.get_mapped_symbol(day, config.mapped_symbol, config.data_mapping_mode)
        if ticker == config.mapped_symbol:
            return False
        config.mapped_symbol = ticker
        config.symbol = config.symbol.update_mapped_symbol(ticker)
        return True


def tradable_days(
    config: SubscriptionDataConfig, hours: SecurityExchangeHours, start: datetime, end: datetime
) -> Iterator[datetime]:
    """The days of the data's zone in which the exchange is open (Time.EachTradeableDayInTimeZone)."""
    last = midnight_of(end) + _DAY
    while start < last:
        day = midnight_of(convert(start, hours.time_zone, config.data_time_zone))
        after = min(convert(day + _DAY, config.data_time_zone, hours.time_zone), last)
        if hours.is_open(start, after, config.extended_market_hours):
            yield day
        start = after
