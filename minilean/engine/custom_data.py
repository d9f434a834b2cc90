"""Custom data of users' PythonData classes as emissions of a subscription."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Any

from minilean.data.zones import zone_clock
from minilean.enums import SecurityType
from minilean.securities.exchange_hours import SecurityExchangeHours
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

    def register(self, symbol: Symbol, zone: Any, properties: Any, hours: Any, ticker: str) -> None:  # noqa: ANN401
        """Enters a custom symbol's hours (always open in its zone unless given) and properties."""
        database = self._algorithm.market_hours_database
        if hours is None:
            chosen: ZoneInfo = TimeZones.NEW_YORK if zone is None else named_zone(zone) if isinstance(zone, str) else zone
            hours = SecurityExchangeHours.always_open(chosen)
        database.set_entry(symbol.id.market, symbol.id.symbol, symbol.security_type, hours, hours.time_zone)
        if properties is not None:
            self._algorithm.symbol_properties_database.set_entry(
                symbol.id.market, symbol.id.symbol, symbol.security_type, properties
            )
        del ticker

    def emissions(
        self, config: SubscriptionDataConfig
    ) -> Callable[[SubscriptionRequest], Iterator[Emission]] | None:
        """How a custom subscription reads; None for the price files."""
        if not config.is_custom_data or config.symbol.security_type != SecurityType.BASE:
            return None
        return self._read

    def _read(self, request: SubscriptionRequest) -> Iterator[Emission]:
        from minilean.data.custom_reader import CustomDataReader, CustomDataRequest, SourceReader
        from minilean.data.data_source import Transports

        if self._transports is None:
            self._transports = Transports(self._algorithm.object_store)
        config, hours = request.config, request.hours
        clock = zone_clock(config.exchange_time_zone)
        start, end = clock.from_utc(request.start_utc), clock.from_utc(request.end_utc)
        reader = SourceReader(config=config, transports=self._transports, troubles=self)
        stretch = CustomDataRequest(
            start=start,
            end=end,
            dates=_open_dates(hours, start, end),
            is_date_open=lambda date: bool(hours.is_date_open(date, config.extended_market_hours)),
        )
        for point in CustomDataReader(reader, stretch):
            yield clock.to_utc(point._end_time), point

    def reader_error(self, message: str, stack_trace: str) -> None:
        """A user's reader raised: the line is left out."""
        self._algorithm._qc.say("error", message)

    def download_failed(self, message: str, stack_trace: str) -> None:
        """A source could not be read: it is left out."""
        self._algorithm._qc.say("error", message)


def _open_dates(hours: SecurityExchangeHours, start: datetime, end: datetime) -> Iterator[datetime]:
    """The midnights of the days with open hours, the first counted from the start (Time.EachTradeableDayInTimeZone)."""
    moment = start
    last = end.replace(hour=0, minute=0, second=0, microsecond=0) + _DAY
    while moment < last:
        midnight = moment.replace(hour=0, minute=0, second=0, microsecond=0)
        if hours.is_open(moment, midnight + _DAY, True):
            yield midnight
        moment = midnight + _DAY
