"""Convex quadratic programs by Goldfarb and Idnani's dual method, for the portfolio optimizers."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

Vector = npt.NDArray[np.float64]
Matrix = npt.NDArray[np.float64]
_TOLERANCE = 1e-13
_MAXIMUM_STEPS = 10_000


@dataclass(frozen=True, slots=True)
class Constraint:
    """``normal @ x >= bound``, or equal to it."""

    normal: Vector
    bound: float
    is_equality: bool = False


@dataclass(slots=True)
class _Active:
    normal: Vector
    multiplier: float
    index: int
    is_equality: bool


class _Solver:
    def __init__(self, quadratic: Matrix, constraints: list[Constraint]) -> None:
        self._inverse = np.linalg.inv(quadratic)
        self._constraints = constraints
        self._active: list[_Active] = []
        self.x = np.zeros(len(quadratic))

    def solve(self) -> bool:
        equalities = [index for index, constraint in enumerate(self._constraints) if constraint.is_equality]
        if not all(self._enforce(index) for index in equalities):
            return False
        for _ in range(_MAXIMUM_STEPS):
            violated = self._most_violated()
            if violated is None:
                return True
            if not self._enforce(violated):
                return False
        return False

    def _most_violated(self) -> int | None:
        taken = {active.index for active in self._active}
        worst, found = -_TOLERANCE, None
        for index, constraint in enumerate(self._constraints):
            slack = float(constraint.normal @ self.x) - constraint.bound
            if index not in taken and not constraint.is_equality and slack < worst:
                worst, found = slack, index
        return found

    def _enforce(self, index: int) -> bool:
        """Moves onto a constraint, dropping active ones on the way; False when there is no way."""
        constraint = self._constraints[index]
        sign = 1.0
        if constraint.is_equality and float(constraint.normal @ self.x) > constraint.bound:
            sign = -1.0
        normal, bound, multiplier = sign * constraint.normal, sign * constraint.bound, 0.0
        for _ in range(_MAXIMUM_STEPS):
            direction, rates = self._directions(normal)
            blocking, dual = self._longest_dual_step(rates)
            curvature = float(direction @ normal)
            slack = float(normal @ self.x) - bound
            primal = -slack / curvature if curvature > _TOLERANCE * float(normal @ normal) else np.inf
            step = min(dual, primal)
            if not np.isfinite(step):
                return constraint.is_equality and abs(slack) <= _TOLERANCE
            if np.isfinite(primal):
                self.x = self.x + step * direction
            for active, rate in zip(self._active, rates, strict=True):
                active.multiplier -= step * rate
            multiplier += step
            if step == primal:
                self._active.append(_Active(normal, multiplier, index, constraint.is_equality))
                return True
            del self._active[blocking]
        return False

    def _directions(self, normal: Vector) -> tuple[Vector, list[float]]:
        step = self._inverse @ normal
        if not self._active:
            return step, []
        normals = np.column_stack([active.normal for active in self._active])
        weighted = self._inverse @ normals
        rates = np.linalg.solve(normals.T @ weighted, weighted.T @ normal)
        return step - weighted @ rates, [float(rate) for rate in rates]

    def _longest_dual_step(self, rates: list[float]) -> tuple[int, float]:
        position, longest = -1, np.inf
        for index, (active, rate) in enumerate(zip(self._active, rates, strict=True)):
            if not active.is_equality and rate > _TOLERANCE and active.multiplier / rate < longest:
                position, longest = index, active.multiplier / rate
        return position, float(longest)


def minimize(quadratic: Matrix, constraints: list[Constraint]) -> Vector | None:
    """The x that minimizes ``x @ quadratic @ x`` within the constraints.

    None when no x meets them or the matrix is not positive definite.
    """
    try:
        np.linalg.cholesky(quadratic)
        solver = _Solver(quadratic, constraints)
        return solver.x if solver.solve() else None
    except np.linalg.LinAlgError:
        return None
