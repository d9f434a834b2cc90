"""Least squares by the normal equations."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable


class NotPositiveDefinite(ArithmeticError):
    """The equations have no single solution."""


def fit(rows: list[list[float]], targets: list[float], *, intercept: bool = False) -> list[float]:
    """The coefficients that take rows to targets best, the intercept first (MathNet's Fit.MultiDim).

    Raises NotPositiveDefinite where columns depend on each other or there are fewer rows than columns.
    """
    if intercept:
        rows = [[1.0, *row] for row in rows]
    width = len(rows[0])
    if width > len(targets) or len(rows) != len(targets):
        raise NotPositiveDefinite("there are fewer samples than coefficients")
    columns = list(zip(*rows, strict=True))
    matrix = [[_product(first, second) for second in columns] for first in columns]
    return _solve(_cholesky(matrix), [_product(column, targets) for column in columns])


def _product(first: Iterable[float], second: Iterable[float]) -> float:
    total = 0.0
    for one, other in zip(first, second, strict=True):
        total += one * other
    return total


def _cholesky(matrix: list[list[float]]) -> list[list[float]]:
    """The lower triangle whose product with its transpose is the matrix."""
    size = len(matrix)
    lower = [[0.0] * size for _ in range(size)]
    for row in range(size):
        for column in range(row + 1):
            rest = matrix[row][column] - _product(lower[row][:column], lower[column][:column])
            if row != column:
                lower[row][column] = rest / lower[column][column]
            elif rest > 0:
                lower[row][row] = math.sqrt(rest)
            else:
                raise NotPositiveDefinite("the matrix must be positive definite")
    return lower


def _solve(lower: list[list[float]], right: list[float]) -> list[float]:
    size = len(lower)
    solution = right[:]
    for row in range(size):
        solution[row] = (solution[row] - _product(lower[row][:row], solution[:row])) / lower[row][row]
    for row in reversed(range(size)):
        column = [lower[below][row] for below in range(row + 1, size)]
        solution[row] = (solution[row] - _product(column, solution[row + 1 :])) / lower[row][row]
    return solution
