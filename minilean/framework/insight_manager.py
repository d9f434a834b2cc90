"""The algorithm's insights, with scoring and cancelling."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from typing import TYPE_CHECKING, Any

from minilean.framework.insight import Insight
from minilean.framework.insight_collection import InsightCollection
from minilean.interop.names import dotnet, user_method

if TYPE_CHECKING:
    from minilean.algorithm.facade import QCAlgorithm
    from minilean.securities.symbol import Symbol


@dotnet
class InsightManager(InsightCollection):
    """What ``algorithm.insights`` is (Common/Algorithm/Framework/Alphas/Analysis/InsightManager.cs)."""

    def __init__(self, algorithm: QCAlgorithm) -> None:
        super().__init__()
        self._algorithm = algorithm
        self._score: Any = None

    @property
    def is_scored(self) -> bool:
        """Whether the user has set a score function."""
        return self._score is not None

    def step(self, utc_now: datetime) -> None:
        """Lets the score function, where there is one, look at the insights."""
        if self._score is not None:
            self._score(self, utc_now)

    def set_insight_score_function(self, insight_score_function: Any) -> None:
        """Sets an object with a method ``score(insight_manager, utc_time)``."""
        self._score = user_method(insight_score_function, "score")

    def expire(self, items: Iterable[Symbol] | Iterable[Insight] | None) -> None:
        """Closes insights, or all open ones of symbols, as of now."""
        now = self._algorithm._qc_utc_time
        for item in items or ():
            if isinstance(item, Insight):
                item.expire(now)
            else:
                for insight in self.try_get_value(item)[1] or ():
                    insight.expire(now)

    def cancel(self, items: Iterable[Symbol] | Iterable[Insight] | None) -> None:
        """The same as expire."""
        self.expire(items)
