"""Reads what real LEAN recorded of a run back into the records that statistics are made from."""

from __future__ import annotations

import json
from bisect import bisect_right
from datetime import datetime, timedelta
from decimal import Decimal
from pathlib import Path
from types import SimpleNamespace
from typing import Any

from minilean.enums import TradeDirection
from minilean.interop.decimals import strip_zeros
from minilean.securities.identifier import SecurityIdentifier
from minilean.securities.symbol import Symbol
from minilean.statistics.builder import RunRecord
from minilean.statistics.trade import Trade

GOLDEN = Path(__file__).parents[1] / "conformance" / "golden"
NAMES = sorted(path.name for path in GOLDEN.iterdir())

_RATES = """
2003-01-09 2.25, 2006-06-30 6.25, 2007-08-20 5.75, 2007-09-19 5.25, 2007-11-01 5.00, 2007-12-12 4.75, 2008-01-23 4.00,
2008-01-31 3.50, 2008-03-19 2.50, 2008-05-01 2.25, 2008-10-09 1.75, 2008-10-30 1.25, 2008-12-17 0.50, 2010-02-19 0.75,
2015-12-17 1.00, 2016-12-15 1.25, 2017-03-16 1.50, 2017-06-15 1.75, 2017-12-14 2.00, 2018-03-22 2.25, 2018-06-14 2.50,
2018-09-27 2.75, 2018-12-20 3.00, 2019-08-01 2.75, 2019-09-19 2.50, 2019-10-31 2.25, 2020-03-04 1.75, 2020-03-16 0.25,
2022-03-17 0.50, 2022-05-05 1.00, 2022-06-16 1.75, 2022-07-28 2.50, 2022-09-22 3.25, 2022-11-03 4.00, 2022-12-15 4.5
"""


class PrimaryCreditRate:
    """The Federal Reserve's primary credit rate, the risk-free rate of LEAN's default."""

    def __init__(self) -> None:
        rows = [row.split() for row in _RATES.split(",")]
        self._dates = [datetime.fromisoformat(date) for date, _ in rows]
        self._rates = [Decimal(rate) / 100 for _, rate in rows]

    def _get_interest_rate(self, date: datetime) -> Decimal:
        return self._rates[bisect_right(self._dates, date) - 1]


class ConstantRate:
    def __init__(self, rate: str) -> None:
        self._rate = Decimal(rate)

    def _get_interest_rate(self, date: datetime) -> Decimal:
        return self._rate


def load(name: str) -> dict[str, Any]:
    """A golden's result with exact numbers."""
    with (GOLDEN / name / "result.json").open(encoding="utf-8") as file:
        result: dict[str, Any] = json.load(file, parse_float=Decimal, parse_int=Decimal)
    return result


def record_of(result: dict[str, Any], rate: PrimaryCreditRate | ConstantRate | None = None) -> RunRecord:
    """What the run had recorded when its statistics were made."""
    statistics = result["statistics"]
    currency = statistics["Total Fees"].rstrip("0123456789.")
    lowest = statistics["Lowest Capacity Asset"]
    return RunRecord(
        trades=[_trade(each) for each in result["totalPerformance"]["closedTrades"]],
        profit_loss={utc(time): value for time, value in result["profitLoss"].items()},
        equity=_points(result, "Strategy Equity", "Equity", 4),
        performance=_points(result, "Strategy Equity", "Return", 1),
        benchmark=_points(result, "Benchmark", "Benchmark", 1),
        turnover=_points(result, "Portfolio Turnover", "Portfolio Turnover", 1),
        starting_capital=Decimal(result["totalPerformance"]["portfolioStatistics"]["startEquity"]),
        total_fees=Decimal(statistics["Total Fees"].removeprefix(currency)),
        total_orders=int(statistics["Total Orders"]),
        capacity=SimpleNamespace(  # type: ignore[arg-type]
            _capacity=Decimal(statistics["Estimated Strategy Capacity"].removeprefix(currency)),
            lowest_capacity_asset=SimpleNamespace(id=lowest) if lowest else None,
        ),
        currency_symbol=currency,
        risk_free_rate=rate or PrimaryCreditRate(),
        trading_days_per_year=int(result["algorithmConfiguration"]["tradingDaysPerYear"]),
    )


def utc(text: str) -> datetime:
    """A time of a result file."""
    return datetime.fromisoformat(text.removesuffix("Z")[:26])


def _points(result: dict[str, Any], chart: str, series: str, column: int) -> list[tuple[datetime, Decimal]]:
    found = result["charts"].get(chart, {"series": {}})["series"].get(series, {"values": []})
    start = datetime(1970, 1, 1)
    return [(start + timedelta(seconds=int(point[0])), strip_zeros(point[column])) for point in found["values"]]


def _trade(text: dict[str, Any]) -> Trade:
    direction = TradeDirection(int(text["direction"]))
    trade = Trade(
        Symbol(SecurityIdentifier.parse(text["symbols"][0]["id"]), text["symbols"][0]["value"]),
        utc(text["entryTime"]),
        text["entryPrice"],  # type: ignore[arg-type]
        direction,
        text["quantity"],
        dict.fromkeys(int(each) for each in text["orderIds"]),
    )
    trade.exit_time = utc(text["exitTime"])
    trade._exit_price = text["exitPrice"]
    trade._profit_loss = _unpadded(text["profitLoss"])
    trade._total_fees = _unpadded(text["totalFees"])
    trade._mae = _unpadded(text["mae"])
    trade._mfe = _unpadded(text["mfe"])
    trade._end_trade_drawdown = _unpadded(text["endTradeDrawdown"])
    trade.is_win = text["isWin"]
    return trade


def _unpadded(number: Decimal) -> Decimal:
    """Without the ".0" that JSON puts after a whole number."""
    return Decimal(str(number).removesuffix(".0"))
