"""Custom data of users' PythonData classes as emissions of a subscription."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Any

from minilean.data.custom_reader import CustomDataReader, CustomDataRequest, SourceReader
from minilean.data.data_source import Transports
from minilean.data.zones import zone_clock
from minilean.securities.time_zones import TimeZones
from minilean.securities.time_zones import zone as named_zone

if TYPE_CHECKING:
    from zoneinfo import ZoneInfo

    from minilean.algorithm.facade import QCAlgorithm
    from minilean.data.data_source import Transports
    from minilean.data.fill_forward import Emission
    from minilean.data.subscription import SubscriptionRequest
    from minilean.data.subscription_config import SubscriptionDataConfig
    from minilean.securities.symbol import Symbol

_DAY = timedelta(days=1)


class CustomData:
    """Knows the hours of custom symbols and reads their sources day by day."""

    def __init__(self, algorithm: QCAlgorithm) -> None:
        self._algorithm = algorithm
        self._transports: Transports | None = None

    def register(self, symbol: Symbol, zone: Any, properties: Any, hours: Any) -> None:  # noqa: ANN401
        """Enters a custom symbol's hours (always open in its zone unless given) and properties."""
        database = self._algorithm.market_hours_database
        key, kind, market = symbol.id.symbol, symbol.security_type, symbol.id.market
        if hours is not None:
            database.set_entry(market, key, kind, hours, hours.time_zone)
        elif zone is not None or not symbol.has_underlying:
            chosen: ZoneInfo = TimeZones.NEW_YORK if zone is None else named_zone(zone) if isinstance(zone, str) else zone
            database.set_entry_always_open(market, key, kind, chosen)
        if properties is not None:
            self._algorithm.symbol_properties_database.set_entry(market, key, kind, properties)

    def emissions(
        self, config: SubscriptionDataConfig
    ) -> Callable[[SubscriptionRequest], Iterator[Emission]] | None:
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
        reader = SourceReader(config=config, transports=Transports(self._algorithm.object_store), troubles=self)
        wanted = CustomDataRequest(
            start=start,
            end=end,
            dates=_dates(start, end),
            is_date_open=lambda day: request.hours.is_date_open(day, config.extended_market_hours),
        )
        for point in CustomDataReader(reader, wanted):
            yield clock.to_utc(point._end_time), point


def _dates(start: datetime, end: datetime) -> Iterator[datetime]:
    day = start.replace(hour=0, minute=0, second=0, microsecond=0)
    while day <= end:
        yield day
        day += _DAY
