"""What the closed trades of a period add up to."""

from __future__ import annotations

import copy
import math
from dataclasses import dataclass, field
from decimal import Decimal
from typing import TYPE_CHECKING

from minilean.interop.decimal96 import add, divide, subtract
from minilean.interop.decimals import ONE, ZERO, double_to_decimal
from minilean.interop.names import dotnet, exact
from minilean.statistics.spans import TICKS_PER_SECOND, span_of, ticks_between

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from datetime import datetime

    from minilean.statistics.trade import Trade

_NO_LOSS_RATIO = Decimal(10)
"""What LEAN gives for a ratio to losses when there are none."""


@dataclass(slots=True)
class _Running:
    """What the passage over the trades carries along beside the statistics themselves."""

    winners_in_a_row: int = 0
    losers_in_a_row: int = 0
    peak_profit: Decimal = ZERO
    peak_profit_with_mfe: Decimal = ZERO
    squares: Decimal = ZERO
    loss_squares: Decimal = ZERO
    last_peak: datetime | None = None
    in_drawdown: bool = False
    durations: list[int] = field(default_factory=list)
    winning_durations: list[int] = field(default_factory=list)
    losing_durations: list[int] = field(default_factory=list)


@dotnet
class TradeStatistics:
    """Counts, sums and ratios of closed trades (Common/Statistics/TradeStatistics.cs).

    Money is in the account currency, times are UTC, ratios are fractions of one.
    """

    total_profit_loss = exact("_total_profit_loss")
    total_profit = exact("_total_profit")
    total_loss = exact("_total_loss")
    largest_profit = exact("_largest_profit")
    largest_loss = exact("_largest_loss")
    average_profit_loss = exact("_average_profit_loss")
    average_profit = exact("_average_profit")
    average_loss = exact("_average_loss")
    profit_loss_ratio = exact("_profit_loss_ratio")
    win_loss_ratio = exact("_win_loss_ratio")
    win_rate = exact("_win_rate")
    loss_rate = exact("_loss_rate")
    average_mae = exact("_average_mae")
    average_mfe = exact("_average_mfe")
    largest_mae = exact("_largest_mae")
    largest_mfe = exact("_largest_mfe")
    maximum_closed_trade_drawdown = exact("_maximum_closed_trade_drawdown")
    maximum_intra_trade_drawdown = exact("_maximum_intra_trade_drawdown")
    profit_loss_standard_deviation = exact("_profit_loss_standard_deviation")
    profit_loss_downside_deviation = exact("_profit_loss_downside_deviation")
    profit_factor = exact("_profit_factor")
    sharpe_ratio = exact("_sharpe_ratio")
    sortino_ratio = exact("_sortino_ratio")
    profit_to_max_drawdown_ratio = exact("_profit_to_max_drawdown_ratio")
    maximum_end_trade_drawdown = exact("_maximum_end_trade_drawdown")
    average_end_trade_drawdown = exact("_average_end_trade_drawdown")
    total_fees = exact("_total_fees")
    average_trade_duration = span_of("_average_trade_duration_ticks")
    average_winning_trade_duration = span_of("_average_winning_trade_duration_ticks")
    average_losing_trade_duration = span_of("_average_losing_trade_duration_ticks")
    median_trade_duration = span_of("_median_trade_duration_ticks")
    median_winning_trade_duration = span_of("_median_winning_trade_duration_ticks")
    median_losing_trade_duration = span_of("_median_losing_trade_duration_ticks")
    maximum_drawdown_duration = span_of("_maximum_drawdown_duration_ticks")

    def __init__(self, trades: Iterable[Trade] = ()) -> None:
        self.start_date_time: datetime | None = None
        self.end_date_time: datetime | None = None
        self.total_number_of_trades = 0
        self.number_of_winning_trades = 0
        self.number_of_losing_trades = 0
        self.max_consecutive_winning_trades = 0
        self.max_consecutive_losing_trades = 0
        self._set_zero()
        running = _Running()
        for trade in trades:
            self._add(trade, running)
        self._conclude(running)

    def _set_zero(self) -> None:
        self._total_profit_loss = self._total_profit = self._total_loss = ZERO
        self._largest_profit = self._largest_loss = self._average_profit_loss = ZERO
        self._average_profit = self._average_loss = self._profit_loss_ratio = self._win_loss_ratio = ZERO
        self._win_rate = self._loss_rate = self._average_mae = self._average_mfe = ZERO
        self._largest_mae = self._largest_mfe = ZERO
        self._maximum_closed_trade_drawdown = self._maximum_intra_trade_drawdown = ZERO
        self._profit_loss_standard_deviation = self._profit_loss_downside_deviation = ZERO
        self._profit_factor = self._sharpe_ratio = self._sortino_ratio = self._profit_to_max_drawdown_ratio = ZERO
        self._maximum_end_trade_drawdown = self._average_end_trade_drawdown = self._total_fees = ZERO
        self._average_trade_duration_ticks = self._median_trade_duration_ticks = 0
        self._average_winning_trade_duration_ticks = self._median_winning_trade_duration_ticks = 0
        self._average_losing_trade_duration_ticks = self._median_losing_trade_duration_ticks = 0
        self._maximum_drawdown_duration_ticks = 0

    def _add(self, trade: Trade, running: _Running) -> None:
        if running.last_peak is None:
            running.last_peak = trade.entry_time
        if self.start_date_time is None or trade.entry_time < self.start_date_time:
            self.start_date_time = trade.entry_time
        if self.end_date_time is None or trade.exit_time > self.end_date_time:
            self.end_date_time = trade.exit_time
        self.total_number_of_trades += 1
        self._add_extremes(trade, running)
        duration = trade._duration_ticks
        if trade._profit_loss > 0:
            self._add_winner(trade, duration, running)
        else:
            self._add_loser(trade, duration, running)
        self._add_averages(trade, duration, running)

    def _add_extremes(self, trade: Trade, running: _Running) -> None:
        running.peak_profit_with_mfe = max(running.peak_profit_with_mfe, self._total_profit_loss + trade._mfe)
        fall = self._total_profit_loss + trade._mae - running.peak_profit_with_mfe
        self._maximum_intra_trade_drawdown = min(self._maximum_intra_trade_drawdown, fall)
        self._largest_mae = min(self._largest_mae, trade._mae)
        self._largest_mfe = max(self._largest_mfe, trade._mfe)
        self._maximum_end_trade_drawdown = max(self._maximum_end_trade_drawdown, trade._end_trade_drawdown)
        self._total_fees += trade._total_fees

    def _add_winner(self, trade: Trade, duration: int, running: _Running) -> None:
        profit = trade._profit_loss
        self.number_of_winning_trades += 1
        self._total_profit_loss += profit
        self._total_profit += profit
        self._average_profit = _moved(self._average_profit, profit, self.number_of_winning_trades)
        self._average_winning_trade_duration_ticks += _step(
            duration, self._average_winning_trade_duration_ticks, self.number_of_winning_trades
        )
        running.winning_durations.append(duration)
        self._largest_profit = max(self._largest_profit, profit)
        running.losers_in_a_row = 0
        self._count_winner_in_a_row(running)
        if self._total_profit_loss > running.peak_profit:
            running.peak_profit = self._total_profit_loss
            if running.in_drawdown and running.last_peak is not None:
                below = ticks_between(running.last_peak, trade.exit_time)
                self._maximum_drawdown_duration_ticks = max(self._maximum_drawdown_duration_ticks, below)
            running.last_peak = trade.exit_time
            running.in_drawdown = False

    def _add_loser(self, trade: Trade, duration: int, running: _Running) -> None:
        loss = trade._profit_loss
        self.number_of_losing_trades += 1
        self._total_profit_loss += loss
        self._total_loss += loss
        previous = self._average_loss
        self._average_loss = _moved(previous, loss, self.number_of_losing_trades)
        running.loss_squares += (loss - previous) * (loss - self._average_loss)
        self._average_losing_trade_duration_ticks += _step(
            duration, self._average_losing_trade_duration_ticks, self.number_of_losing_trades
        )
        running.losing_durations.append(duration)
        self._largest_loss = min(self._largest_loss, loss)
        running.winners_in_a_row = 0
        running.losers_in_a_row += 1
        self.max_consecutive_losing_trades = max(self.max_consecutive_losing_trades, running.losers_in_a_row)
        fall = self._total_profit_loss - running.peak_profit
        self._maximum_closed_trade_drawdown = min(self._maximum_closed_trade_drawdown, fall)
        running.in_drawdown = True

    def _count_winner_in_a_row(self, running: _Running) -> None:
        running.winners_in_a_row += 1
        self.max_consecutive_winning_trades = max(self.max_consecutive_winning_trades, running.winners_in_a_row)

    def _add_averages(self, trade: Trade, duration: int, running: _Running) -> None:
        count, profit = self.total_number_of_trades, trade._profit_loss
        previous = self._average_profit_loss
        self._average_profit_loss = _moved(previous, profit, count)
        running.squares += (profit - previous) * (profit - self._average_profit_loss)
        self._average_trade_duration_ticks += _step(duration, self._average_trade_duration_ticks, count)
        running.durations.append(duration)
        self._average_mae = _moved(self._average_mae, trade._mae, count)
        self._average_mfe = _moved(self._average_mfe, trade._mfe, count)

    def _conclude(self, running: _Running) -> None:
        count, losers = self.total_number_of_trades, self.number_of_losing_trades
        if not count:
            return
        winners = Decimal(self.number_of_winning_trades)
        self._profit_loss_standard_deviation = _deviation(running.squares, count)
        self._profit_loss_downside_deviation = _deviation(running.loss_squares, losers)
        if self._average_loss:
            self._profit_loss_ratio = self._average_profit / abs(self._average_loss)
        self._win_loss_ratio = winners / losers if losers else _NO_LOSS_RATIO
        self._win_rate = winners / count
        self._loss_rate = ONE - self._win_rate
        self._profit_factor = _ratio_to_loss(self._total_profit, self._total_loss)
        if self._profit_loss_standard_deviation > 0:
            self._sharpe_ratio = self._average_profit_loss / self._profit_loss_standard_deviation
        if self._profit_loss_downside_deviation > 0:
            self._sortino_ratio = self._average_profit_loss / self._profit_loss_downside_deviation
        self._profit_to_max_drawdown_ratio = _ratio_to_loss(
            self._total_profit_loss, self._maximum_closed_trade_drawdown
        )
        self._average_end_trade_drawdown = subtract(self._average_profit_loss, self._average_mfe)
        self._median_trade_duration_ticks = _median(running.durations)
        self._median_winning_trade_duration_ticks = _median(running.winning_durations)
        self._median_losing_trade_duration_ticks = _median(running.losing_durations)


class GrowingTradeStatistics:
    """Statistics of many windows over the same trades, those that begin alike going on from one another.

    A run's windows of one, three, six and twelve months begin with each month: the longer take over from the shorter.
    """

    def __init__(self, trades: Sequence[Trade]) -> None:
        self._trades = trades
        self._known: dict[int, tuple[int, TradeStatistics, _Running]] = {}

    def of(self, window: slice) -> TradeStatistics:
        """The statistics of the trades from start to stop."""
        done, statistics, running = self._known.get(window.start, (window.start, TradeStatistics(), _Running()))
        if done > window.stop:
            return TradeStatistics(self._trades[window])
        for trade in self._trades[done : window.stop]:
            statistics._add(trade, running)
        self._known[window.start] = (window.stop, statistics, running)
        finished: TradeStatistics = copy.copy(statistics)
        finished._conclude(running)
        return finished


def _ratio_to_loss(amount: Decimal, loss: Decimal) -> Decimal:
    if not amount:
        return ZERO
    return amount / abs(loss) if loss < 0 else _NO_LOSS_RATIO


def _deviation(squares: Decimal, count: int) -> Decimal:
    return double_to_decimal(math.sqrt(squares / (count - 1))) if count > 1 else ZERO


def _moved(average: Decimal, value: Decimal, count: int) -> Decimal:
    """A running average after its count-th value."""
    return add(average, divide(subtract(value, average), count))


def _step(duration: int, average: int, count: int) -> int:
    """How far a running average of ticks moves: .NET goes through seconds as doubles and cuts off part ticks."""
    return int((duration / TICKS_PER_SECOND - average / TICKS_PER_SECOND) / count * TICKS_PER_SECOND)


def _median(ticks: list[int]) -> int:
    """The upper of the two middle ones, as LEAN's LINQ has it; zero without any."""
    return sorted(ticks)[len(ticks) // 2] if ticks else 0
