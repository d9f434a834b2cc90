"""Custom data of users' PythonData classes as emissions of a subscription."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import timedelta
from typing import TYPE_CHECKING, Any

from minilean.data.zones import zone_clock
from minilean.enums import SecurityType
from minilean.securities.exchange_hours import SecurityExchangeHours
from minilean.securities.time_zones import TimeZones
from minilean.securities.time_zones import zone as named_zone

if TYPE_CHECKING:
    from zoneinfo import ZoneInfo

    from minilean.algorithm.facade import QCAlgorithm
    from minilean.data.fill_forward import Emission
    from minilean.data.subscription import SubscriptionRequest
    from minilean.data.subscription_config import SubscriptionDataConfig
    from minilean.securities.symbol import Symbol

_DAY = timedelta(days=1)


class CustomData:
    """Knows the hours of custom symbols and reads their sources day by day."""

    def __init__(self, algorithm: QCAlgorithm) -> None:
        self._algorithm = algorithm

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
        from minilean.data.custom_reader import read_source

        config = request.config
        clock = zone_clock(config.exchange_time_zone)
        start, end = clock.from_utc(request.start_utc), clock.from_utc(request.end_utc)
        day = start.replace(hour=0, minute=0, second=0, microsecond=0)
        previous_source: Any = None
        previous_end = None
        while day <= end:
            points, previous_source = read_source(config, day, previous_source, self._algorithm.object_store)
            for point in points:
                if point.end_time < start or (previous_end is not None and point.end_time < previous_end):
                    continue
                if point.time > end:
                    return
                previous_end = point.end_time
                yield clock.to_utc(point.end_time), point
            day += _DAY
