"""How well an insight predicted, as a score function of the user says."""

from __future__ import annotations

from datetime import datetime

from minilean.enums import InsightScoreType
from minilean.framework.clock import naive
from minilean.interop.names import dotnet
from minilean.interop.overrides import PascalFields

_NEVER = datetime(1, 1, 1)


@dotnet
class InsightScore(PascalFields):
    """Two scores from 0 to 1 (Common/Algorithm/Framework/Alphas/InsightScore.cs)."""

    def __init__(self, direction: float = 0.0, magnitude: float = 0.0, updated_time_utc: datetime = _NEVER) -> None:
        self.direction = float(direction)
        self.magnitude = float(magnitude)
        self.updated_time_utc = naive(updated_time_utc)
        self.is_final_score = False

    def set_score(self, type: InsightScoreType, value: float, algorithm_utc_time: datetime) -> None:
        """Sets a score, kept within 0 and 1; nothing happens once the scores are final."""
        if self.is_final_score:
            return
        self.updated_time_utc = naive(algorithm_utc_time)
        score = max(0.0, min(1.0, float(value)))
        if type == InsightScoreType.DIRECTION:
            self.direction = score
        else:
            self.magnitude = score

    def finalize(self, algorithm_utc_time: datetime) -> None:
        """Closes the scores to changes."""
        self.is_final_score = True
        self.updated_time_utc = naive(algorithm_utc_time)

    def get_score(self, type: InsightScoreType) -> float:
        """The score of a type."""
        return self.direction if type == InsightScoreType.DIRECTION else self.magnitude

    def __str__(self) -> str:
        from minilean.interop.text import double_text

        direction, magnitude = (double_text(round(100 * score, 2)) for score in (self.direction, self.magnitude))
        return f"Direction: {direction} Magnitude: {magnitude}"
