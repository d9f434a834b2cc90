"""PortfolioConstructionModel: the base of what turns insights into target holdings."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from typing import TYPE_CHECKING, Any

from minilean.errors import AlgorithmError
from minilean.framework.clock import naive
from minilean.framework.portfolio.rebalancing import RebalancingFunction, rebalancing_function
from minilean.framework.portfolio_target import PortfolioTarget
from minilean.framework.security_changes import SecurityChanges
from minilean.interop.names import dotnet
from minilean.interop.overrides import Overridable, PascalSettings

if TYPE_CHECKING:
    from minilean.algorithm.facade import QCAlgorithm
    from minilean.framework.insight import Insight
    from minilean.securities.symbol import Symbol


@dotnet
class PortfolioConstructionModel(PascalSettings, Overridable):
    """Override ``determine_target_percent``, or ``create_targets`` altogether.

    Rebalancing happens at the times of a function, and on new or expired insights and on security changes unless that
    is switched off; without a function, on every slice with data (Algorithm/Portfolio/PortfolioConstructionModel.cs).
    """

    rebalance_on_security_changes = True
    rebalance_on_insight_changes = True
    _qc_algorithm: Any = None
    _qc_function: RebalancingFunction | None = None
    _qc_next: datetime | None = None
    _qc_securities_changed = False

    def __init__(self, rebalancing_func: Any = None) -> None:
        self._qc_function = rebalancing_function(rebalancing_func)

    @property
    def algorithm(self) -> QCAlgorithm:
        """The algorithm, from its first call on."""
        return self._qc_algorithm  # type: ignore[no-any-return]

    @algorithm.setter
    def algorithm(self, algorithm: QCAlgorithm) -> None:
        self._qc_algorithm = algorithm

    def create_targets(self, algorithm: QCAlgorithm, insights: Sequence[Insight]) -> Iterable[PortfolioTarget]:
        """Targets of the active insights, zero where the last one expired; none between rebalances."""
        self._qc_algorithm = algorithm
        now = algorithm._qc_utc_time
        if not self.is_rebalance_due(insights, algorithm.utc_time):
            return []
        targets: list[PortfolioTarget] = []
        failed: set[Symbol] = set()
        active = list(self.get_target_insights())
        percents = self.determine_target_percent(active)
        for insight in active:
            if insight not in percents:
                continue
            target = PortfolioTarget.percent(algorithm, insight.symbol, percents[insight])
            if target is None:
                failed.add(insight.symbol)
            else:
                targets.append(target)
        expired = algorithm.insights.remove_expired_insights(now)
        ended = dict.fromkeys(insight.symbol for insight in expired if insight.symbol not in failed)
        targets += [PortfolioTarget(s, 0) for s in ended if not algorithm.insights.has_active_insights(s, now)]
        return targets

    def on_securities_changed(self, algorithm: QCAlgorithm, changes: SecurityChanges) -> None:
        """Remembers that securities changed, and closes the insights of removed ones."""
        if self._qc_algorithm is None:
            self._qc_algorithm = algorithm
        self._qc_securities_changed = changes is not SecurityChanges.NONE
        if algorithm is not None:
            algorithm.insights.expire([security.symbol for security in changes.removed_securities])

    def get_target_insights(self) -> list[Insight]:
        """The latest active insight of each symbol that ``should_create_target_for_insight`` accepts."""
        algorithm = self._qc_algorithm
        latest: dict[Symbol, Insight] = {}
        for insight in algorithm.insights.get_active_insights(algorithm._qc_utc_time):
            if not self.should_create_target_for_insight(insight):
                continue
            best = latest.get(insight.symbol)
            if best is None or insight._generated_time_utc >= best._generated_time_utc:
                latest[insight.symbol] = insight
        return list(latest.values())

    def should_create_target_for_insight(self, insight: Insight) -> bool:
        """Whether the insight counts."""
        return True

    def determine_target_percent(self, active_insights: list[Insight]) -> Mapping[Insight, float]:
        """The fraction of the portfolio for each insight, signed; insights left out get no target."""
        message = f"{type(self).__name__} must implement determine_target_percent(active_insights)"
        raise AlgorithmError(message)

    def is_rebalance_due(self, insights: Sequence[Insight], algorithm_utc: datetime) -> bool:
        """Whether targets are to be made now; a True also sets the next time."""
        now = naive(algorithm_utc)
        function = self._qc_function
        if function is None:
            self._qc_securities_changed = False
            return True
        next_expiry = self._qc_algorithm.insights.get_next_expiry_time()
        if self._qc_next is None:
            self._qc_next = function(now)
            if self._qc_next is not None and self._qc_next <= now:
                # the function is asked once per step: its next answer belongs to the next one
                self._qc_next = None
                self._qc_securities_changed = False
                return True
        due = (
            (self._qc_next is not None and self._qc_next <= now)
            or (self.rebalance_on_security_changes and self._qc_securities_changed)
            or (
                self.rebalance_on_insight_changes and (len(insights) or (next_expiry is not None and next_expiry < now))
            )
        )
        if not due:
            return False
        self.refresh_rebalance(now)
        return True

    def refresh_rebalance(self, algorithm_utc: datetime) -> None:
        """Asks for the next rebalancing time."""
        if self._qc_function is not None:
            self._qc_next = self._qc_function(naive(algorithm_utc))
        self._qc_securities_changed = False

    def set_rebalancing_func(self, rebalance: Any) -> None:
        """Sets the rebalancing times: a resolution, timedelta, date rule, function of the UTC time, or None."""
        self._qc_function = rebalancing_function(rebalance)

    def set_python_wrapper(self, python_wrapper: object) -> None:
        """LEAN's bridge between languages; nothing to do where all is Python."""

    @staticmethod
    def filter_invalid_insight_magnitude(algorithm: QCAlgorithm, insights: Iterable[Insight]) -> list[Insight]:
        """Without the insights whose magnitude is outside the settings' target percentages; an error names them."""
        largest = algorithm.settings._max_absolute_portfolio_target_percentage
        smallest = algorithm.settings._min_absolute_portfolio_target_percentage
        valid = []
        for insight in insights:
            size = abs(insight.magnitude or 0)
            if not size or float(smallest) <= size <= float(largest):
                valid.append(insight)
                continue
            algorithm.error(
                "PortfolioConstructionModel.FilterInvalidInsightMagnitude():"
                f"The insight target Magnitude: {insight.magnitude}, will not comply with the current "
                f"'Algorithm.Settings' 'MaxAbsolutePortfolioTargetPercentage': {largest}"
                f" or 'MinAbsolutePortfolioTargetPercentage': {smallest}. Skipping insight."
            )
        return valid
