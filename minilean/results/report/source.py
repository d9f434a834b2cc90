"""Reads a result file of minilean, of LEAN or of QuantConnect's cloud into what a report shows."""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from minilean.errors import DataError

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

STRATEGY_EQUITY = "Strategy Equity"
_LEANS_CHARTS = (
    STRATEGY_EQUITY, "Benchmark", "Drawdown", "Exposure", "Portfolio Turnover", "Capacity", "Assets Sales Volume",
    "Portfolio Margin", "Alpha", "Insight Count", "Alpha Assets",
)  # fmt: skip
_LEANS_EQUITY_SERIES = ("Equity", "Return", "Daily Performance")
_ENVELOPES = ("backtest", "results", "result")
SYNTHETIC_KEY = "Synthetic Data"
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

    number: int
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
    """Reads a result. Raises DataError for a file that is no back test's result."""
    try:
        content = json.loads(file.read_text(encoding="utf-8-sig"))
    except (OSError, ValueError) as error:
        raise DataError(f"{file} cannot be read as JSON: {error}") from error
    result = _unwrapped(content)
    if not isinstance(result, dict) or _get(result, "statistics") is None:
        raise DataError(f"{file} is not the result of a back test: it holds no statistics")
    return _report_data(result, file)


def _report_data(result: dict[str, Any], file: Path) -> ReportData:
    charts = {name: list(_series(chart)) for name, chart in _items(_get(result, "charts"))}
    state, configuration = _get(result, "state") or {}, _get(result, "algorithmConfiguration") or {}
    statistics = _texts(_get(result, "statistics"))
    equity = _points(charts, STRATEGY_EQUITY, "Equity")
    return ReportData(
        name=_name(_get(configuration, "name") or _get(result, "name") or _get(state, "name"), file),
        file=file.name,
        status=str(_get(state, "status") or _get(result, "status") or ""),
        error=str(_get(state, "runtimeError") or _get(result, "error") or ""),
        note=str((_get(result, "serverStatistics") or {}).get(SYNTHETIC_KEY, "")),
        currency=statistics.get("Total Fees", "$").rstrip("0123456789.,-").lstrip("-"),
        trading_days=int(_get(configuration, "tradingDaysPerYear") or 252),
        statistics=statistics,
        runtime=_texts(_get(result, "runtimeStatistics")),
        parameters=_texts(_get(configuration, "parameters")),
        equity=equity,
        benchmark=_points(charts, "Benchmark", "Benchmark"),
        returns=_points(charts, STRATEGY_EQUITY, "Return") or _points(charts, STRATEGY_EQUITY, "Daily Performance"),
        drawdown=_points(charts, "Drawdown", "Equity Drawdown") or _drawdown(equity),
        turnover=_points(charts, "Portfolio Turnover", "Portfolio Turnover"),
        exposure=charts.get("Exposure", []),
        own_charts=_own_charts(charts),
        trades=list(_trades(_get(_get(result, "totalPerformance") or {}, "closedTrades"))),
        orders=list(_orders(_get(result, "orders"))),
    )


def _name(given: Any, file: Path) -> str:
    """The name given, or the project's folder: LEAN calls every local run "local"."""
    if given and given != "local":
        return str(given)
    folders = file.resolve().parents
    if len(folders) > 2 and folders[1].name == "backtests":
        return folders[2].name.replace("_", " ").capitalize()
    return "Back test"


def _unwrapped(content: Any) -> Any:
    for name in _ENVELOPES:
        inner = _get(content, name) if isinstance(content, dict) else None
        if isinstance(inner, dict):
            return _unwrapped(inner)
    return content


def _get(holder: Any, name: str) -> Any:
    """A member in either spelling: LEAN's files begin with a small letter, older ones with a capital."""
    if not isinstance(holder, dict):
        return None
    return holder.get(name, holder.get(name[0].upper() + name[1:]))


def _items(holder: Any) -> Iterator[tuple[str, Any]]:
    if isinstance(holder, dict):
        yield from holder.items()


def _texts(holder: Any) -> dict[str, str]:
    return {name: str(value) for name, value in _items(holder)}


def _series(chart: Any) -> Iterator[ReportSeries]:
    for name, series in _items(_get(chart, "series")):
        points: Points = []
        ranges: list[tuple[float, float, float]] = []
        for value in _get(series, "values") or []:
            time, numbers = _point(value)
            if numbers:
                points.append((time, numbers[-1]))
                if len(numbers) == 4:
                    ranges.append((time, min(numbers), max(numbers)))
        kind, index = int(_get(series, "seriesType") or 0), int(_get(series, "index") or 0)
        yield ReportSeries(name, str(_get(series, "unit") or ""), kind, index, points, ranges)


def _point(value: Any) -> tuple[float, list[float]]:
    if isinstance(value, dict):
        time, numbers = _get(value, "x"), [_get(value, "y")]
    else:
        time, *numbers = value
    return float(time), [float(number) for number in numbers if number is not None]


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
    for trade in closed or []:
        symbols = _get(trade, "symbols") or [_get(trade, "symbol")]
        yield TradeRow(
            symbol=", ".join(_ticker(symbol) for symbol in symbols),
            is_long=not int(_get(trade, "direction") or 0),
            quantity=float(_get(trade, "quantity") or 0),
            entered=str(_get(trade, "entryTime") or ""),
            entry_price=float(_get(trade, "entryPrice") or 0),
            exited=str(_get(trade, "exitTime") or ""),
            exit_price=float(_get(trade, "exitPrice") or 0),
            profit=float(_get(trade, "profitLoss") or 0),
            fees=float(_get(trade, "totalFees") or 0),
        )


def _orders(orders: Any) -> Iterator[OrderRow]:
    listed = orders.values() if isinstance(orders, dict) else orders or []
    for order in listed:
        yield OrderRow(
            number=int(_get(order, "id") or 0),
            time=str(_get(order, "createdTime") or _get(order, "time") or ""),
            symbol=_ticker(_get(order, "symbol")),
            kind=int(_get(order, "type") or 0),
            status=int(_get(order, "status") or 0),
            quantity=float(_get(order, "quantity") or 0),
            price=float(_get(order, "price") or 0),
            tag=str(_get(order, "tag") or ""),
        )


def _ticker(symbol: Any) -> str:
    return str(_get(symbol, "value") or "") if isinstance(symbol, dict) else str(symbol or "")
