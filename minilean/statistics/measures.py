"""The formulas of performance measurement, computed in the order MathNet and LEAN compute them."""

from __future__ import annotations

import math
from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from minilean.interop.decimals import ZERO, double_to_decimal, round_half_even, to_double

if TYPE_CHECKING:
    from decimal import Decimal
from itertools import islice

NAN = float("nan")
Doubles = Sequence[float]


def is_nan_or_zero(value: float) -> bool:
    """Whether a value can be no divisor."""
    return math.isnan(value) or abs(value) < 5e-324


def mean(values: Doubles) -> float:
    """The arithmetic mean; NaN of nothing."""
    return sum(values) / len(values) if values else NAN


def streamed_mean(values: Doubles) -> float:
    """MathNet's Mean of a stream; NaN of nothing."""
    result = 0.0
    for count, value in enumerate(values, 1):
        result += (value - result) / count
    return result if values else NAN


def variance(values: Doubles) -> float:
    """The sample variance (MathNet's Variance); NaN of fewer than two."""
    if len(values) < 2:
        return NAN
    result, total = 0.0, values[0]
    for count, value in enumerate(islice(values, 1, None), 2):
        total += value
        difference = count * value - total
        result += difference * difference / (count * (count - 1))
    return result / (len(values) - 1)


def covariance(first: Doubles, second: Doubles) -> float:
    """The sample covariance (MathNet's Covariance); NaN of fewer than two pairs."""
    first_mean = second_mean = moment = 0.0
    count = 0
    for left, right in zip(first, second, strict=True):
        count += 1
        second_before = second_mean
        first_mean += (left - first_mean) / count
        second_mean += (right - second_mean) / count
        moment += (left - first_mean) * (right - second_before)
    return moment / (count - 1) if count > 1 else NAN


def skewness_and_kurtosis(values: Doubles) -> tuple[float, float]:
    """Sample skewness and excess kurtosis (MathNet's RunningStatistics); NaN of fewer than three or four."""
    average = m2 = m3 = m4 = 0.0
    count = 0
    for value in values:
        count += 1
        delta = value - average
        step = delta / count
        square = step * step
        term = delta * (count - 1)
        average += step
        m4 += term * step * square * (count * count - 3 * count + 3) + 6 * square * m2 - 4 * step * m3
        m3 += term * square * (count - 2) - 3 * step * m2
        m2 += term * step
    skewness = kurtosis = NAN
    if count >= 3 and m2:
        skewness = (count * m3 * math.sqrt(m2 / (count - 1)) / (m2 * m2 * (count - 2))) * (count - 1)
    if count >= 4 and m2:
        weight = (count * count - 1.0) / ((count - 2) * (count - 3))
        kurtosis = weight * (count * m4 / (m2 * m2) - 3 + 6.0 / (count + 1))
    return skewness, kurtosis


def normal_distribution(value: float) -> float:
    """The standard normal distribution function."""
    return 0.5 * math.erfc(-value / math.sqrt(2.0))


def annual_performance(performance: Doubles, trading_days_per_year: int) -> float:
    """The mean daily return compounded over a year."""
    return math.pow(mean(performance) + 1, trading_days_per_year) - 1


def annual_variance(daily: float, trading_days_per_year: int) -> float:
    """A daily variance times the days of a year; zero where there is none."""
    return 0.0 if is_nan_or_zero(daily) else daily * trading_days_per_year


def annual_downside_deviation(performance: Doubles, trading_days_per_year: int) -> float:
    """The annual standard deviation of the negative returns."""
    losses = [each for each in performance if each < 0]
    return math.sqrt(annual_variance(variance(losses), trading_days_per_year))


def tracking_error(performance: Doubles, benchmark: Doubles, trading_days_per_year: int) -> float:
    """The annual standard deviation of the returns beyond the benchmark's; zero if the lengths differ."""
    if len(performance) != len(benchmark):
        return 0.0
    differences = [own - other for own, other in zip(performance, benchmark, strict=True)]
    return math.sqrt(annual_variance(variance(differences), trading_days_per_year))


def sharpe_ratio(performance: Decimal, deviation: Decimal, risk_free_rate: Decimal) -> Decimal:
    """Return beyond the risk-free rate per unit of deviation."""
    if not deviation:
        return ZERO
    return double_to_decimal((to_double(performance) - to_double(risk_free_rate)) / to_double(deviation))


def probabilistic_sharpe_ratio(
    performance: Doubles, deviation: float, benchmark_ratio: float, risk_free_rate: float
) -> float:
    """The probability that the true daily Sharpe ratio exceeds benchmark_ratio; deviation is the performance's."""
    observed = 0.0 if is_nan_or_zero(deviation) else (mean(performance) - risk_free_rate) / deviation
    skewness, kurtosis = skewness_and_kurtosis(performance)
    radicand = (1 - skewness * observed + (kurtosis - 1) / 4 * (observed * observed)) / (len(performance) - 1)
    if not radicand >= 0:
        return 0.0
    error = math.sqrt(radicand)
    return normal_distribution(0.0 if is_nan_or_zero(error) else (observed - benchmark_ratio) / error)


def compounding_annual_performance(starting: Decimal, final: Decimal, years: Decimal) -> Decimal:
    """The yearly growth that leads from the starting to the final capital; zero where it is not a number."""
    if not years or not starting:
        return ZERO
    base = to_double(final) / to_double(starting)
    try:
        growth = math.pow(base, 1 / to_double(years)) - 1
    except (OverflowError, ValueError):
        return ZERO
    return double_to_decimal(growth)


def drawdown_percent(current: Decimal, high: Decimal, digits: int = 2) -> Decimal:
    """The fall from a high in percent, negative or zero. Raises ZeroDivisionError if the high is zero."""
    return round_half_even((current / high - 1) * 100, digits)


def drawdown_and_recovery(times: Sequence[datetime], equity: Sequence[Decimal], digits: int) -> tuple[Decimal, int]:
    """The largest fall from a peak as a fraction, and the longest recovered one in whole days."""
    if len(equity) < 2 or not equity[0]:
        return ZERO, 0
    peak = lowest = equity[0]
    peak_time, fell_from = times[0], None
    deepest, recovery = ZERO, timedelta()
    for time, value in zip(times, equity, strict=True):
        if value >= peak:
            if fell_from is not None:
                recovery = max(recovery, time - fell_from)
                deepest = min(deepest, lowest / peak - 1)
                fell_from = None
            peak = lowest = value
            peak_time = time
        else:
            if value < lowest:  # noqa: PLR1730 - a call for each point takes its time
                lowest = value
            if fell_from is None:
                fell_from = peak_time
    deepest = min(deepest, lowest / peak - 1) if peak else deepest
    return round_half_even(abs(deepest), digits), recovery.days
