"""What the insights_generated event carries."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import TYPE_CHECKING

from minilean.framework.clock import aware
from minilean.interop.containers import DotNetList
from minilean.interop.names import dotnet
from minilean.interop.overrides import PascalFields

if TYPE_CHECKING:
    from minilean.framework.insight import Insight


@dotnet
class GeneratedInsightsCollection(PascalFields):
    """The insights of one moment (Common/Algorithm/Framework/Alphas/GeneratedInsightsCollection.cs)."""

    def __init__(self, date_time_utc: datetime, insights: Sequence[Insight]) -> None:
        self.date_time_utc = aware(date_time_utc)
        self.insights = DotNetList(insights)
