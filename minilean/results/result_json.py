"""A back test's result as LEAN writes it: charts, statistics, trades (Common/Result.cs and what it is made of)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from minilean.enums import ScatterMarkerSymbol, SeriesType
from minilean.interop.decimals import ZERO
from minilean.interop.names import to_snake
from minilean.results.json_text import Raw, compact, number, time_text
from minilean.results.margin_chart import MARGIN_CHART, remove_single_points
from minilean.results.order_json import order_object, symbol_object
from minilean.results.points import Candlestick, ChartPoint, ScatterChartPoint
from minilean.results.series import BaseSeries, Series
from minilean.statistics.number_text import rounded
from minilean.statistics.spans import span_text

if TYPE_CHECKING:
    from collections.abc import Iterable
    from decimal import Decimal

    from minilean.results.chart import Chart
    from minilean.results.handler import BacktestResult
    from minilean.results.points import Point
    from minilean.statistics.portfolio_statistics import PortfolioStatistics
    from minilean.statistics.results import AlgorithmPerformance
    from minilean.statistics.trade import Trade
    from minilean.statistics.trade_statistics import TradeStatistics

_JSON_DIGITS = 4
_TRADE_COUNTS = (
    ("totalNumberOfTrades", "total_number_of_trades"),
    ("numberOfWinningTrades", "number_of_winning_trades"),
    ("numberOfLosingTrades", "number_of_losing_trades"),
)
_TRADE_AMOUNTS = (
    "totalProfitLoss", "totalProfit", "totalLoss", "largestProfit", "largestLoss", "averageProfitLoss",
    "averageProfit", "averageLoss",
)  # fmt: skip
_TRADE_SPANS = (
    "averageTradeDuration", "averageWinningTradeDuration", "averageLosingTradeDuration",
    "medianTradeDuration", "medianWinningTradeDuration", "medianLosingTradeDuration",
)  # fmt: skip
_TRADE_RATIOS = (
    "profitLossRatio", "winLossRatio", "winRate", "lossRate", "averageMAE", "averageMFE", "largestMAE", "largestMFE",
    "maximumClosedTradeDrawdown", "maximumIntraTradeDrawdown", "profitLossStandardDeviation",
    "profitLossDownsideDeviation", "profitFactor", "sharpeRatio", "sortinoRatio", "profitToMaxDrawdownRatio",
    "maximumEndTradeDrawdown", "averageEndTradeDrawdown",
)  # fmt: skip
_PORTFOLIO_RATIOS = (
    "averageWinRate", "averageLossRate", "profitLossRatio", "winRate", "lossRate", "expectancy", "startEquity",
    "endEquity", "compoundingAnnualReturn", "drawdown", "totalNetProfit", "sharpeRatio", "probabilisticSharpeRatio",
    "sortinoRatio", "alpha", "beta", "annualStandardDeviation", "annualVariance", "informationRatio", "trackingError",
    "treynorRatio", "portfolioTurnover", "valueAtRisk99", "valueAtRisk95",
)  # fmt: skip
_MARKERS = {
    ScatterMarkerSymbol.NONE: "none",
    ScatterMarkerSymbol.CIRCLE: "circle",
    ScatterMarkerSymbol.SQUARE: "square",
    ScatterMarkerSymbol.DIAMOND: "diamond",
    ScatterMarkerSymbol.TRIANGLE: "triangle",
    ScatterMarkerSymbol.TRIANGLE_DOWN: "triangle-down",
}


def result_object(result: BacktestResult, server: dict[str, str] | None = None) -> dict[str, Any]:
    """The whole result; server is what is known of the machine."""
    if MARGIN_CHART in result.charts:
        remove_single_points(result.charts[MARGIN_CHART])
    rolling = result.statistics._rolling_performances
    return {
        "rollingWindow": {name: performance_object(each) for name, each in rolling.items()},
        "charts": {name: chart_object(chart) for name, chart in result.charts.items()},
        "orders": {str(order.id): order_object(order) for order in result.orders},
        "profitLoss": {time_text(time): value for time, value in result.profit_loss.items()},
        "statistics": result.statistics._summary,
        "runtimeStatistics": result.runtime_statistics,
        "state": result.state,
        "serverStatistics": server or {},
        "algorithmConfiguration": result.configuration,
        "totalPerformance": performance_object(result.statistics.total_performance),
        "analysis": [],
    }


def chart_object(chart: Chart) -> dict[str, Any]:
    """A chart with its series by index, then by length, then by sum."""
    ordered = list(chart.series.items())
    if len(ordered) > 1:
        ordered.sort(key=lambda item: (item[1].index, len(item[1].values), _sum(item[1])))
    fields: dict[str, Any] = {
        "name": chart.name,
        "chartType": int(chart.chart_type),
        "series": {name: Raw(series_text(series)) for name, series in ordered},
    }
    if chart.symbol is not None:
        fields["symbol"] = symbol_object(chart.symbol)
    if chart.legend_disabled:
        fields["legendDisabled"] = True
    return fields


def series_text(series: BaseSeries) -> str:
    """A series as JSON on one line."""
    fields: dict[str, Any] = {
        "name": series.name,
        "unit": series.unit,
        "index": series.index,
        "seriesType": int(series.series_type),
    }
    if series.z_index is not None:
        fields["zIndex"] = series.z_index
    if series.index_name is not None:
        fields["indexName"] = series.index_name
    if series.tooltip is not None:
        fields["tooltip"] = series.tooltip
    values = series.values
    if isinstance(series, Series) and series.series_type == SeriesType.PIE:
        whole = series.consolidate_chart_points()
        values = [whole] if whole is not None else []
    fields["values"] = Raw("[" + ",".join(map(point_text, values)) + "]")
    if isinstance(series, Series):
        fields["color"] = color_text(series.color)
        fields["scatterMarkerSymbol"] = _MARKERS[series.scatter_marker_symbol]
    return compact(fields)


def point_text(point: Point) -> str:
    """A point: seconds since 1970 and its values, or for markers an object."""
    if type(point) is ChartPoint:
        return f"[{point.x},{_number(point._y)}]"
    if isinstance(point, Candlestick):
        values = (point._open, point._high, point._low, point._close)
        return f"[{point.long_time},{','.join(map(_number, values))}]"
    if isinstance(point, ScatterChartPoint):
        text = f',"tooltip":{compact(point.tooltip)}' if point.tooltip is not None else ""
        return f'{{"x":{point.x},"y":{_number(point._y)}{text}}}'
    return f"[{point.x},{_number(point._y)}]"


def color_text(color: Any) -> str:
    """A color as ``#RRGGBB``; empty for none."""
    if color is None or getattr(color, "is_empty", False):
        return ""
    if isinstance(color, str):
        return color
    return f"#{color.r:02X}{color.g:02X}{color.b:02X}"


def performance_object(performance: AlgorithmPerformance) -> dict[str, Any]:
    """Trade and portfolio statistics with the closed trades."""
    return {
        "tradeStatistics": trade_statistics_object(performance.trade_statistics),
        "portfolioStatistics": portfolio_statistics_object(performance.portfolio_statistics),
        "closedTrades": [trade_object(trade) for trade in performance.closed_trades],
    }


def trade_statistics_object(statistics: TradeStatistics) -> dict[str, Any]:
    """Counts as numbers, amounts and ratios as text with four decimals at most, spans as text."""
    first, last = statistics.start_date_time, statistics.end_date_time
    fields: dict[str, Any] = {
        "startDateTime": time_text(first) if first else None,
        "endDateTime": time_text(last) if last else None,
    }
    fields |= {key: getattr(statistics, field) for key, field in _TRADE_COUNTS}
    fields |= _amounts(statistics, _TRADE_AMOUNTS)
    fields |= {key: span_text(getattr(statistics, f"_{_SNAKES[key]}_ticks")) for key in _TRADE_SPANS}
    fields["maxConsecutiveWinningTrades"] = statistics.max_consecutive_winning_trades
    fields["maxConsecutiveLosingTrades"] = statistics.max_consecutive_losing_trades
    fields |= _amounts(statistics, _TRADE_RATIOS)
    fields["maximumDrawdownDuration"] = span_text(statistics._maximum_drawdown_duration_ticks)
    fields["totalFees"] = rounded(statistics._total_fees, _JSON_DIGITS)
    return fields


def portfolio_statistics_object(statistics: PortfolioStatistics) -> dict[str, Any]:
    """Ratios and amounts as text with four decimals at most."""
    return _amounts(statistics, _PORTFOLIO_RATIOS) | {"drawdownRecovery": str(statistics.drawdown_recovery)}


def trade_object(trade: Trade) -> dict[str, Any]:
    """A closed trade."""
    return {
        "id": trade.id,
        "symbols": [symbol_object(symbol) for symbol in trade.symbols],
        "entryTime": time_text(trade.entry_time),
        "entryPrice": trade._entry_price,
        "direction": int(trade.direction),
        "quantity": trade._quantity,
        "exitTime": time_text(trade.exit_time),
        "exitPrice": trade._exit_price,
        "profitLoss": trade._profit_loss,
        "totalFees": trade._total_fees,
        "mae": trade._mae,
        "mfe": trade._mfe,
        "duration": span_text(trade._duration_ticks),
        "endTradeDrawdown": trade._end_trade_drawdown,
        "isWin": trade.is_win,
        "orderIds": list(trade.order_ids),
    }


def _amounts(statistics: object, keys: Iterable[str]) -> dict[str, str]:
    return {key: rounded(getattr(statistics, f"_{_SNAKES[key]}"), _JSON_DIGITS) for key in keys}


def _number(value: Decimal | None) -> str:
    return "null" if value is None else number(value)


def _sum(series: BaseSeries) -> Decimal:
    if not isinstance(series, Series):
        return ZERO
    return sum((point._y for point in series.values if point._y is not None), ZERO)


_SNAKES = {key: to_snake(key) for key in (*_TRADE_AMOUNTS, *_TRADE_SPANS, *_TRADE_RATIOS, *_PORTFOLIO_RATIOS)} | {
    "valueAtRisk99": "value_at_risk_99",
    "valueAtRisk95": "value_at_risk_95",
}
