"""Selection models over the day's US equities."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from minilean.errors import AlgorithmError, ArgumentError
from minilean.framework.universe.configuration import symbol_selector
from minilean.framework.universe.fundamental import (
    NO_ASYNCHRONOUS,
    CoarseFundamentalUniverse,
    FineFundamentalFilteredUniverse,
    FundamentalUniverseFactory,
)
from minilean.framework.universe.selection_model import UniverseSelectionModel
from minilean.framework.universe.settings import UniverseSettings
from minilean.framework.universe.universe import Selection, Universe
from minilean.interop.names import dotnet

if TYPE_CHECKING:
    from minilean.algorithm.facade import QCAlgorithm
    from minilean.framework.universe.fundamental import CoarseFundamental, Fundamental
    from minilean.indicators.exponential_moving_average import ExponentialMovingAverage
    from minilean.securities.symbol import Symbol

Selector = Callable[[Any], Any]


@dotnet
class FundamentalUniverseSelectionModel(UniverseSelectionModel):
    """Override ``select``, or ``select_coarse`` and ``select_fine``, or give a function.

    ``([market,] [selector,] [universe_settings])``; a bool in the first place chooses the older two steps: whether the
    second is used (Algorithm.Framework/Selection/FundamentalUniverseSelectionModel.cs).
    """

    _qc_market = "usa"
    _qc_fine: bool | None = None
    _qc_selector: Selector | None = None
    _qc_settings: UniverseSettings | None = None

    def __init__(self, *arguments: Any, **named: Any) -> None:
        for argument in (*arguments, *named.values()):
            if isinstance(argument, bool):
                self._qc_fine = argument
            elif isinstance(argument, str):
                self._qc_market = argument
            elif isinstance(argument, UniverseSettings):
                self._qc_settings = argument
            elif callable(argument):
                self._qc_selector = argument

    def create_universes(self, algorithm: QCAlgorithm) -> list[Universe]:
        """The universe; raises ArgumentError for asynchronous settings with the older two steps."""
        if self._qc_fine is None:
            settings = self._qc_settings or algorithm.universe_settings
            return [FundamentalUniverseFactory(self._qc_market, settings, lambda rows: self.select(algorithm, rows))]
        universe = self.create_coarse_fundamental_universe(algorithm)
        if not self._qc_fine:
            return [universe]
        if universe.universe_settings.asynchronous:
            raise ArgumentError(NO_ASYNCHRONOUS)
        return [FineFundamentalFilteredUniverse(universe, lambda fine: self.select_fine(algorithm, fine))]

    def create_coarse_fundamental_universe(self, algorithm: QCAlgorithm) -> Universe:
        """The universe of the first step."""

        def select(coarse: Iterable[CoarseFundamental]) -> Any:
            rows = [row for row in coarse if row.has_fundamental_data] if self._qc_fine else coarse
            return self.select_coarse(algorithm, rows)

        return CoarseFundamentalUniverse(self._qc_settings or algorithm.universe_settings, select)

    def select(self, algorithm: QCAlgorithm, fundamental: Iterable[Fundamental]) -> Selection:
        """The symbols of a day."""
        if self._qc_selector is None:
            message = (
                "If inheriting, please override the 'Select' fundamental function, "
                "else provide it as a constructor parameter"
            )
            raise AlgorithmError(message)
        return symbol_selector(self._qc_selector)(fundamental)

    def select_coarse(self, algorithm: QCAlgorithm, coarse: Iterable[CoarseFundamental]) -> Selection:
        """The symbols of the first step."""
        message = "Please override the 'Select' fundamental function"
        raise AlgorithmError(message)

    def select_fine(self, algorithm: QCAlgorithm, fine: Iterable[Fundamental]) -> Selection:
        """The symbols of the second step: all."""
        return [row.symbol for row in fine]

    @staticmethod
    def coarse(coarse_selector: Selector) -> CoarseFundamentalUniverseSelectionModel:
        """The model of one function."""
        return CoarseFundamentalUniverseSelectionModel(coarse_selector)

    @staticmethod
    def fine(coarse_selector: Selector, fine_selector: Selector) -> FineFundamentalUniverseSelectionModel:
        """The model of two functions."""
        return FineFundamentalUniverseSelectionModel(coarse_selector, fine_selector)

    @staticmethod
    def fundamental(selector: Selector) -> FundamentalUniverseSelectionModel:
        """The model of one function of fundamentals."""
        return FundamentalUniverseSelectionModel(selector)


@dotnet
class CoarseFundamentalUniverseSelectionModel(FundamentalUniverseSelectionModel):
    """One function of coarse data (Algorithm.Framework/Selection/CoarseFundamentalUniverseSelectionModel.cs)."""

    def __init__(self, coarse_selector: Selector, universe_settings: UniverseSettings | None = None) -> None:
        super().__init__(False, universe_settings)
        self._qc_coarse = symbol_selector(coarse_selector)

    def select_coarse(self, algorithm: QCAlgorithm, coarse: Iterable[CoarseFundamental]) -> Selection:
        """What the function selects."""
        return self._qc_coarse(coarse)


@dotnet
class FineFundamentalUniverseSelectionModel(FundamentalUniverseSelectionModel):
    """Two functions (Algorithm.Framework/Selection/FineFundamentalUniverseSelectionModel.cs)."""

    def __init__(
        self, coarse_selector: Selector, fine_selector: Selector, universe_settings: UniverseSettings | None = None
    ) -> None:
        super().__init__(True, universe_settings)
        self._qc_coarse, self._qc_finer = symbol_selector(coarse_selector), symbol_selector(fine_selector)

    def select_coarse(self, algorithm: QCAlgorithm, coarse: Iterable[CoarseFundamental]) -> Selection:
        """What the first function selects."""
        return self._qc_coarse(coarse)

    def select_fine(self, algorithm: QCAlgorithm, fine: Iterable[Fundamental]) -> Selection:
        """What the second function selects."""
        return self._qc_finer(fine)


_TOLERANCE = Decimal("1.01")


@dotnet
class EmaCrossUniverseSelectionModel(FundamentalUniverseSelectionModel):
    """The equities whose fast average is most above their slow one.

    Algorithm.Framework/Selection/EmaCrossUniverseSelectionModel.cs
    """

    def __init__(
        self,
        fast_period: int = 100,
        slow_period: int = 300,
        universe_count: int = 500,
        universe_settings: UniverseSettings | None = None,
    ) -> None:
        super().__init__(False, universe_settings)
        self._qc_periods = (fast_period, slow_period)
        self._qc_count = universe_count
        self._qc_averages: dict[Symbol, tuple[ExponentialMovingAverage, ExponentialMovingAverage]] = {}

    def select_coarse(self, algorithm: QCAlgorithm, coarse: Iterable[CoarseFundamental]) -> Selection:
        """The largest distances by percentage, once both averages are ready and the fast one is 1 % above."""
        from minilean.indicators.exponential_moving_average import ExponentialMovingAverage

        ranked = []
        for row in coarse:
            averages = self._qc_averages.get(row.symbol)
            if averages is None:
                fast_period, slow_period = self._qc_periods
                averages = ExponentialMovingAverage(fast_period), ExponentialMovingAverage(slow_period)
                self._qc_averages[row.symbol] = averages
            ready = [average.update(row.end_time, row._adjusted_price) for average in averages]
            fast, slow = (average._qc_value for average in averages)
            if all(ready) and fast > slow * _TOLERANCE:
                ranked.append(((fast - slow) / ((fast + slow) / 2), row.symbol))
        ranked.sort(key=lambda entry: entry[0], reverse=True)
        return [symbol for _, symbol in ranked[: self._qc_count]]


_COARSE_COUNT, _FINE_COUNT = 1000, 500
_MINIMUM_DAYS, _MINIMUM_CAPITALIZATION = 180, 500_000_000


@dotnet
class QC500UniverseSelectionModel(FundamentalUniverseSelectionModel):
    """Every month 500 US equities of large dollar volume, spread over the sectors.

    Algorithm.Framework/Selection/QC500UniverseSelectionModel.cs
    """

    def __init__(self, universe_settings: UniverseSettings | None = None) -> None:
        super().__init__(True, universe_settings)
        self._qc_month = -1
        self._qc_volumes: dict[Symbol, float] = {}

    def select_coarse(self, algorithm: QCAlgorithm, coarse: Iterable[CoarseFundamental]) -> Selection:
        """The 1000 largest dollar volumes with fundamental data; UNCHANGED within a month."""
        if algorithm.time.month == self._qc_month:
            return Universe.UNCHANGED
        rows = [row for row in coarse if row.has_fundamental_data and row.volume > 0 and row._value > 0]
        rows = sorted(rows, key=lambda row: row.dollar_volume, reverse=True)[:_COARSE_COUNT]
        self._qc_volumes = {row.symbol: row.dollar_volume for row in rows}
        return list(self._qc_volumes) or Universe.UNCHANGED

    def select_fine(self, algorithm: QCAlgorithm, fine: Iterable[Any]) -> Selection:
        """Listed US companies of some age and size; of each sector its share of the largest."""
        rows = [row for row in fine if _is_large(algorithm, row)]
        if not rows:
            return Universe.UNCHANGED
        self._qc_month = algorithm.time.month
        percent = _FINE_COUNT / len(rows)
        sectors: dict[str, list[Any]] = {}
        for row in rows:
            sectors.setdefault(row.company_reference.industry_template_code, []).append(row)
        chosen = []
        for members in sectors.values():
            members.sort(key=self._qc_volume, reverse=True)
            chosen += members[: math.ceil(len(members) * percent)]
        chosen.sort(key=self._qc_volume, reverse=True)
        return [row.symbol for row in chosen[:_FINE_COUNT]]

    def _qc_volume(self, row: Any) -> float:
        return self._qc_volumes[row.symbol]


def _is_large(algorithm: QCAlgorithm, row: Any) -> bool:
    company = row.company_reference
    return (
        company.country_id == "USA"
        and company.primary_exchange_id in {"NYS", "NAS"}
        and (algorithm.time - row.security_reference.ipo_date).days > _MINIMUM_DAYS
        and row.market_cap > _MINIMUM_CAPITALIZATION
    )
