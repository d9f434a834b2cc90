"""What a run is compared with (Common/Benchmarks)."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from decimal import Decimal
from typing import Any

from minilean.interop.decimals import Number, to_decimal, to_double
from minilean.interop.names import dotnet
from minilean.securities.user_models import method_of


@dotnet
class SecurityBenchmark:
    """The price of a security in account currency."""

    def __init__(self, security: Any) -> None:
        self.security = security

    def _evaluate(self, time: datetime) -> Decimal:
        price: Decimal = self.security._price * self.security.quote_currency._conversion_rate
        return price

    def evaluate(self, time: datetime) -> float:
        """The value at a time (UTC)."""
        return to_double(self._evaluate(time))


@dotnet
class FuncBenchmark:
    """A user's function of time; a failing one raises what it raises."""

    def __init__(self, benchmark: Callable[[datetime], Number]) -> None:
        self._benchmark = benchmark

    def _evaluate(self, time: datetime) -> Decimal:
        return to_decimal(self._benchmark(time))

    def evaluate(self, time: datetime) -> float:
        """The value at a time (UTC)."""
        return to_double(self._evaluate(time))


def benchmark_value(benchmark: Any, time: datetime) -> Decimal:
    """The exact value of LEAN's benchmarks or of a user's at a time (UTC)."""
    exactly: Callable[[datetime], Decimal] | None = getattr(benchmark, "_evaluate", None)
    return exactly(time) if exactly is not None else to_decimal(method_of(benchmark, "evaluate")(time))
