"""Extensions: the methods of LEAN's extension class that algorithms call by name."""

from __future__ import annotations

from datetime import datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Any

from minilean.data.subscription_config import INCREMENTS
from minilean.data.zones import convert, zone_clock
from minilean.enums import OrderDirection, Resolution, SecurityType, TickType
from minilean.framework.clock import naive
from minilean.framework.portfolio.rebalancing import of_date_rule
from minilean.interop.decimals import Number, round_to_significant_digits, smart_rounding, strip_zeros, text, to_decimal
from minilean.interop.names import dotnet
from minilean.securities.identifier import is_option

if TYPE_CHECKING:
    from zoneinfo import ZoneInfo

_UNITS = (Resolution.DAILY, Resolution.HOUR, Resolution.MINUTE, Resolution.SECOND)


@dotnet
class Extensions:
    """Part of LEAN's Extensions (Common/Extensions.cs), with the object they extend as first argument."""

    @staticmethod
    def to_time_span(resolution: Resolution) -> timedelta:
        """The length of a bar; zero for ticks."""
        return INCREMENTS[Resolution(resolution)]

    @staticmethod
    def to_higher_resolution_equivalent(time_span: timedelta, require_exact_match: bool) -> Resolution:
        """The resolution of a span: its own, or the next finer one unless it must match."""
        if require_exact_match:
            return next(each for each in Resolution if INCREMENTS[each] == time_span)
        return next((unit for unit in _UNITS if time_span >= INCREMENTS[unit]), Resolution.TICK)

    @staticmethod
    def read_lines(data_provider: object, file: str) -> list[str]:  # noqa: ARG004 - files are read from the disk
        """The lines of a file of the data folder; none if there is no such file."""
        path = Path(file)
        return path.read_text(encoding="utf-8").splitlines() if path.is_file() else []

    @staticmethod
    def convert_to(time: datetime, source: ZoneInfo, target: ZoneInfo, strict: bool = False) -> datetime:  # noqa: ARG004
        """A wall clock time of one zone in another."""
        return convert(naive(time), source, target)

    @staticmethod
    def convert_from_utc(time: datetime, to: ZoneInfo, strict: bool = False) -> datetime:  # noqa: ARG004
        """A UTC time in a zone."""
        return zone_clock(to).from_utc(naive(time))

    @staticmethod
    def convert_to_utc(time: datetime, source: ZoneInfo, strict: bool = False) -> datetime:  # noqa: ARG004
        """A zone's wall clock time in UTC."""
        return zone_clock(source).to_utc(naive(time))

    @staticmethod
    def round_down(time: datetime, interval: timedelta) -> datetime:
        """The last whole interval since the beginning of time."""
        zone = time.tzinfo
        return (
            naive(time) - (naive(time) - datetime.min) % interval
            if zone is None
            else time - (naive(time) - datetime.min) % interval
        )

    @staticmethod
    def is_option(security_type: SecurityType) -> bool:
        """Whether a kind of security is an option."""
        return is_option(security_type)

    @staticmethod
    def get_order_direction(quantity: Number) -> OrderDirection:
        """The direction of a signed quantity."""
        if quantity > 0:
            return OrderDirection.BUY
        return OrderDirection.SELL if quantity < 0 else OrderDirection.HOLD

    @staticmethod
    def normalize(value: Number) -> float:
        """The same number."""
        return float(value)

    @staticmethod
    def normalize_to_str(value: Number) -> str:
        """The number without trailing zeros."""
        return text(strip_zeros(to_decimal(value)))

    @staticmethod
    def smart_rounding(value: Number) -> float:
        """Four decimals above 1000, seven significant digits below."""
        return float(smart_rounding(to_decimal(value)))

    @staticmethod
    def round_to_significant_digits(value: Number, digits: int) -> float:
        """So many significant digits."""
        return float(round_to_significant_digits(to_decimal(value), digits))

    @staticmethod
    def security_type_to_lower(security_type: SecurityType) -> str:
        """As in paths of the data folder."""
        return security_type.dotnet_name.lower()

    @staticmethod
    def tick_type_to_lower(tick_type: TickType) -> str:
        """As in paths of the data folder."""
        return tick_type.dotnet_name.lower()

    @staticmethod
    def resolution_to_lower(resolution: Resolution) -> str:
        """As in paths of the data folder."""
        return resolution.dotnet_name.lower()

    @staticmethod
    def to_func(date_rule: Any) -> Any:
        """A function from a UTC time to the rule's next date."""
        return of_date_rule(date_rule)
