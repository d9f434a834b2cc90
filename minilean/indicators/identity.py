"""Identity: the input itself."""

from __future__ import annotations

from typing import TYPE_CHECKING

from minilean.indicators.base import Indicator

if TYPE_CHECKING:
    from datetime import datetime
    from decimal import Decimal


class Identity(Indicator):
    """LEAN's Identity (Indicators/Identity.cs)."""

    warm_up_period = 1

    @property
    def is_ready(self) -> bool:
        return self.samples > 0

    def _next_value(self, time: datetime, value: Decimal) -> Decimal:
        return value
