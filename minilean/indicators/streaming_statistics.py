"""Statistics of doubles in one pass, in the order MathNet takes them."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

_NOT_A_NUMBER = float("nan")


def variance(samples: Iterable[float]) -> float:
    """The sample variance, not a number below two samples."""
    result = total = 0.0
    count = 0
    for sample in samples:
        count += 1
        total += sample
        if count > 1:
            difference = count * sample - total
            result += difference * difference / (count * (count - 1))
    return result / (count - 1) if count > 1 else _NOT_A_NUMBER


def covariance(first: Iterable[float], second: Iterable[float]) -> float:
    """The sample covariance, not a number below two samples."""
    first_mean = second_mean = movement = 0.0
    count = 0
    for one, other in zip(first, second, strict=True):
        count += 1
        second_before = second_mean
        first_mean += (one - first_mean) / count
        second_mean += (other - second_mean) / count
        movement += (one - first_mean) * (other - second_before)
    return movement / (count - 1) if count > 1 else _NOT_A_NUMBER


def pearson(first: Iterable[float], second: Iterable[float]) -> float:
    """The correlation of values, not a number where one of them never varies."""
    first_mean = second_mean = first_variance = second_variance = movement = 0.0
    for count, (one, other) in enumerate(zip(first, second, strict=True), 1):
        first_delta, second_delta = one - first_mean, other - second_mean
        first_step, second_step = first_delta / count, second_delta / count
        first_mean += first_step
        second_mean += second_step
        first_variance += first_step * first_delta * (count - 1)
        second_variance += second_step * second_delta * (count - 1)
        movement += first_delta * second_delta * (count - 1) / count
    scale = math.sqrt(first_variance * second_variance)
    return movement / scale if scale else _NOT_A_NUMBER


def spearman(first: Iterable[float], second: Iterable[float]) -> float:
    """The correlation of ranks."""
    return pearson(ranks(list(first)), ranks(list(second)))


def ranks(samples: list[float]) -> list[float]:
    """Each sample's place from 1 on when sorted; equal samples share their mean place."""
    order = sorted(range(len(samples)), key=samples.__getitem__)
    result = [0.0] * len(samples)
    start = 0
    for end in range(1, len(order) + 1):
        if end == len(order) or samples[order[end]] != samples[order[start]]:
            for place in order[start:end]:
                result[place] = (start + end - 1) / 2 + 1
            start = end
    return result


def finite_or(number: float, otherwise: float) -> float:
    """The number, or ``otherwise`` for zero and what is not a number."""
    return otherwise if math.isnan(number) or not number else number
