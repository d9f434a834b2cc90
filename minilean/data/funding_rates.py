"""Funding rates of perpetual futures from LEAN's data folder (Common/Data/Market/MarginInterestRate.cs)."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from decimal import Decimal
from typing import TYPE_CHECKING

from minilean.data.corporate import MarginInterestRate
from minilean.data.zones import zone_clock
from minilean.errors import DataError

if TYPE_CHECKING:
    from minilean.data.fill_forward import Emission
    from minilean.data.subscription import SubscriptionRequest


def funding_rates(request: SubscriptionRequest) -> Iterator[Emission]:
    """The rates of a subscription's time; none where there is no file.

    Raises DataError naming the line that is out of form.
    """
    config = request.config
    folder = request.files.data_folder / config.security_type.dotnet_name.lower() / config.market / "margin_interest"
    path = folder / f"{config.symbol.id.symbol.lower()}.csv"
    if not path.is_file():
        return
    clock = zone_clock(config.exchange_time_zone)
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
        stamp, _, rate = line.partition(",")
        try:
            time = datetime.strptime(stamp, "%Y%m%d %H:%M:%S")
            value = Decimal(rate.split(",")[0])
        except (ValueError, ArithmeticError) as error:
            message = f"{path}, line {number}: {error}"
            raise DataError(message) from error
        utc = clock.to_utc(time)
        if request.start_utc <= utc <= request.end_utc:
            yield utc, MarginInterestRate(config.symbol, time, value)
