"""The bars every engine gets: SPY by the hour, adjusted, 1998 to 2021, as minilean reads them."""

from __future__ import annotations

import csv
import json
import time
from datetime import datetime
from pathlib import Path

from minilean.data.bars import TradeBar
from minilean.data.columns import PriceColumns
from minilean.data.factor_file import FactorFileProvider
from minilean.data.map_file import MapFileProvider
from minilean.data.price_source import PriceRequest, read_pieces
from minilean.data.subscription_config import SubscriptionDataConfig
from minilean.enums import Resolution, SecurityType, TickType
from minilean.securities.market_hours_database import MarketHoursDatabase
from minilean.securities.symbol import Symbol
from minilean.securities.symbol_cache import SymbolCache

FIRST, LAST = datetime(1998, 1, 2), datetime(2021, 4, 1)
HEADER = ("time", "open", "high", "low", "close", "volume")


def write_bars(data_folder: Path, target: Path) -> int:
    """Writes the bars as CSV, start times in New York; says how many there are."""
    maps = MapFileProvider(data_folder)
    SymbolCache.start_run(maps)
    symbol = Symbol.create("SPY", SecurityType.EQUITY, "usa")
    hours = MarketHoursDatabase(data_folder).get_exchange_hours("usa", symbol, SecurityType.EQUITY)
    config = SubscriptionDataConfig(
        type=TradeBar, symbol=symbol, resolution=Resolution.HOUR, data_time_zone=hours.time_zone,
        exchange_time_zone=hours.time_zone, tick_type=TickType.TRADE,
    )  # fmt: skip
    request = PriceRequest(
        data_folder=data_folder, config=config, hours=hours, start=FIRST, end=LAST,
        factors=FactorFileProvider(data_folder, maps).get(symbol), map_file=maps.resolve(symbol),
    )  # fmt: skip
    count = 0
    with target.open("w", newline="", encoding="utf-8") as file:
        writer = csv.writer(file)
        writer.writerow(HEADER)
        for _, columns in read_pieces(request):
            assert isinstance(columns, PriceColumns)  # noqa: S101 - of hours there are no ticks
            for row, (start, end) in enumerate(zip(columns.times, columns.end_times, strict=True)):
                if hours.is_open_during_bar(start, end, False):
                    prices = [float(columns.exact(field, row)) for field in range(4)]
                    writer.writerow([start.isoformat(sep=" "), *prices, int(columns.size(0, row))])
                    count += 1
    return count


def tell(begun: float, bars: int, trades: int) -> None:
    """Prints what a peer measured, from its ``time.perf_counter()`` before the run."""
    print(json.dumps({"loop": time.perf_counter() - begun, "bars": bars, "trades": trades}))
