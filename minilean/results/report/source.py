"""Reads a result file of minilean, of LEAN or of QuantConnect's cloud into what a report shows."""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from minilean.data.provenance import SYNTHETIC_KEY
from minilean.enums import OrderStatus, OrderType, SeriesType, TradeDirection
from minilean.errors import DataError
from minilean.results.report.reading import amount, choice, entries, member, members, moment, number, texts, time_text

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

STRATEGY_EQUITY = "Strategy Equity"
_LEANS_CHARTS = (
    STRATEGY_EQUITY, "Benchmark", "Drawdown", "Exposure", "Portfolio Turnover", "Capacity", "Assets Sales Volume",
    "Portfolio Margin", "Alpha", "Insight Count", "Alpha Assets",
)  # fmt: skip
_LEANS_EQUITY_SERIES = ("Equity", "Return", "Daily Performance")
_ENVELOPES = ("backtest", "liveResults", "results", "result")
_TRADING_DAYS = 252
"""Of a result's server statistics: a note that its prices are not a market's."""

Points = list[tuple[float, float]]
"""Values at seconds since 1970."""


@dataclass(frozen=True, slots=True)
class ReportSeries:
    """A series of a chart; of candles the lows and highs are kept beside the closes."""

    name: str
    unit: str
    kind: int
    index: int
    points: Points
    ranges: list[tuple[float, float, float]] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class TradeRow:
    """A closed trade: times as ISO text, money in the account's currency."""

    symbol: str
    is_long: bool
    quantity: float
    entered: str
    entry_price: float
    exited: str
    exit_price: float
    profit: float
    fees: float


@dataclass(frozen=True, slots=True)
class OrderRow:
    """An order as listed."""

    number: str
    time: str
    symbol: str
    kind: int
    status: int
    quantity: float
    price: float
    tag: str


@dataclass(frozen=True, slots=True)
class ReportData:
    """What a report is made of. Times are seconds since 1970, returns and drawdowns percent."""

    name: str
    file: str
    status: str
    error: str
    note: str
    currency: str
    trading_days: int
    statistics: dict[str, str]
    runtime: dict[str, str]
    parameters: dict[str, str]
    equity: Points
    benchmark: Points
    returns: Points
    drawdown: Points
    turnover: Points
    exposure: list[ReportSeries]
    own_charts: dict[str, list[ReportSeries]]
    trades: list[TradeRow]
    orders: list[OrderRow]


def read_result(file: Path) -> ReportData:
    """Reads a result. Raises DataError for a file that is no back test's result or holds what LEAN never writes."""
    try:
        content = json.loads(file.read_text(encoding="utf-8-sig"))
    except (OSError, ValueError, RecursionError) as error:
        raise DataError(f"{file} cannot be read as JSON: {error}") from error
    result = _unwrapped(content)
    if not _is_result(result):
        raise DataError(f"{file} is not the result of a back test: it holds no statistics{_refusal(content)}")
    try:
        return _report_data(result, file)
    except DataError as error:
        raise DataError(f"{file}: {error}; run the back test or download its result again") from error


def _is_result(result: Any) -> bool:
    """A live run read from the cloud has no statistics but those of its run time."""
    found = {name: isinstance(member(result, name), dict) for name in ("statistics", "runtimeStatistics", "charts")}
    return found["statistics"] or (found["runtimeStatistics"] and found["charts"])


def _refusal(content: Any) -> str:
    """What the cloud says where it sends no result."""
    errors = member(content, "errors")
    return f" but the cloud's errors: {'; '.join(map(str, errors))}" if isinstance(errors, list) and errors else ""


def _report_data(result: dict[str, Any], file: Path) -> ReportData:
    charts = {name: list(_series(chart, name)) for name, chart in members(member(result, "charts")).items()}
    state, configuration = member(result, "state"), member(result, "algorithmConfiguration")
    statistics = texts(member(result, "statistics"))
    equity = _points(charts, STRATEGY_EQUITY, "Equity")
    days = number(member(configuration, "tradingDaysPerYear"), "tradingDaysPerYear")
    return ReportData(
        name=_name(member(configuration, "name") or member(result, "name") or member(state, "name"), file),
        file=f"{file.resolve().parent.name}/{file.name}",
        status=str(member(state, "status") or member(result, "status") or ""),
        error=str(member(state, "runtimeError") or member(result, "error") or ""),
        note=str(member(member(result, "serverStatistics"), SYNTHETIC_KEY) or ""),
        currency=statistics.get("Total Fees", "$").rstrip("0123456789.,-").lstrip("-"),
        trading_days=int(days or _TRADING_DAYS),
        statistics=statistics,
        runtime=texts(member(result, "runtimeStatistics")),
        parameters=texts(member(configuration, "parameters")),
        equity=equity,
        benchmark=_points(charts, "Benchmark", "Benchmark"),
        returns=_points(charts, STRATEGY_EQUITY, "Return") or _points(charts, STRATEGY_EQUITY, "Daily Performance"),
        drawdown=_points(charts, "Drawdown", "Equity Drawdown") or _drawdown(equity),
        turnover=_points(charts, "Portfolio Turnover", "Portfolio Turnover"),
        exposure=charts.get("Exposure", []),
        own_charts=_own_charts(charts),
        trades=list(_trades(member(member(result, "totalPerformance"), "closedTrades"))),
        orders=list(_orders(member(result, "orders"))),
    )


def _name(given: Any, file: Path) -> str:
    """The name given, or the project's folder: LEAN calls every local run "local"."""
    if given and given != "local":
        return str(given)
    folders = file.resolve().parents
    if len(folders) > 2 and folders[1].name in {"backtests", "live"}:
        return folders[2].name.replace("_", " ").capitalize()
    return "Back test"


def _unwrapped(content: Any) -> Any:
    for name in _ENVELOPES:
        inner = member(content, name)
        if isinstance(inner, dict):
            return _unwrapped(inner)
    return content


def _series(chart: Any, chart_name: str) -> Iterator[ReportSeries]:
    for name, series in members(member(chart, "series")).items():
        place = f"series {name!r} of chart {chart_name!r}"
        points: Points = []
        ranges: list[tuple[float, float, float]] = []
        for index, value in enumerate(entries(member(series, "values"), f"values of {place}")):
            if value is None:
                continue
            time, numbers = _point(value, f"value {index} of {place}")
            if numbers:
                points.append((time, numbers[-1]))
                if len(numbers) == 4:
                    ranges.append((time, min(numbers), max(numbers)))
        kind = choice(SeriesType, member(series, "seriesType"), f"seriesType of {place}")
        pane = int(amount(member(series, "index"), f"index of {place}"))
        yield ReportSeries(name, str(member(series, "unit") or ""), kind, pane, points, ranges)


def _point(value: Any, place: str) -> tuple[float, list[float]]:
    """A time and its numbers: LEAN's lists, or the objects of older files."""
    given = [member(value, "x"), member(value, "y")] if isinstance(value, dict) else value
    if not isinstance(given, list) or not given:
        raise DataError(f"{place} is {given!r}, not a time and a number")
    found = (number(each, place) for each in given[1:])
    return moment(given[0], f"the time of {place}"), [each for each in found if each is not None]


def _points(charts: dict[str, list[ReportSeries]], chart: str, name: str) -> Points:
    for series in charts.get(chart, []):
        if series.name == name:
            return series.points
    return []


def _drawdown(equity: Points) -> Points:
    peak = 0.0
    fall: Points = []
    for time, value in equity:
        peak = max(peak, value)
        fall.append((time, (value / peak - 1) * 100 if peak else 0.0))
    return fall


def _own_charts(charts: dict[str, list[ReportSeries]]) -> dict[str, list[ReportSeries]]:
    own = {name: series for name, series in charts.items() if name not in _LEANS_CHARTS}
    plotted = [each for each in charts.get(STRATEGY_EQUITY, []) if each.name not in _LEANS_EQUITY_SERIES]
    if plotted:
        own[f"{STRATEGY_EQUITY} (own series)"] = plotted
    return {name: kept for name, series in own.items() if (kept := [each for each in series if each.points])}


def _trades(closed: Any) -> Iterator[TradeRow]:
    for index, trade in enumerate(entries(closed, "closedTrades")):
        place = f"of closed trade {index}"
        symbols = entries(member(trade, "symbols"), f"symbols {place}") or [member(trade, "symbol")]
        yield TradeRow(
            symbol=", ".join(_ticker(symbol) for symbol in symbols),
            is_long=not choice(TradeDirection, member(trade, "direction"), f"direction {place}"),
            quantity=amount(member(trade, "quantity"), f"quantity {place}"),
            entered=time_text(member(trade, "entryTime"), f"entryTime {place}"),
            entry_price=amount(member(trade, "entryPrice"), f"entryPrice {place}"),
            exited=time_text(member(trade, "exitTime"), f"exitTime {place}"),
            exit_price=amount(member(trade, "exitPrice"), f"exitPrice {place}"),
            profit=amount(member(trade, "profitLoss"), f"profitLoss {place}"),
            fees=amount(member(trade, "totalFees"), f"totalFees {place}"),
        )


def _orders(orders: Any) -> Iterator[OrderRow]:
    for order in entries(orders, "orders"):
        identity = member(order, "id")
        place = f"of order {identity}"
        yield OrderRow(
            number="" if identity is None else str(identity),
            time=time_text(member(order, "createdTime") or member(order, "time"), f"time {place}"),
            symbol=_ticker(member(order, "symbol")),
            kind=choice(OrderType, member(order, "type"), f"type {place}"),
            status=choice(OrderStatus, member(order, "status"), f"status {place}"),
            quantity=amount(member(order, "quantity"), f"quantity {place}"),
            price=amount(member(order, "price"), f"price {place}"),
            tag=str(member(order, "tag") or ""),
        )


def _ticker(symbol: Any) -> str:
    return str(member(symbol, "value") or "") if isinstance(symbol, dict) else str(symbol or "")
