"""ConstantAlphaModel: always the same insight."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from minilean.enums import InsightDirection, InsightType
from minilean.framework.alpha.base import AlphaModel
from minilean.framework.clock import naive
from minilean.framework.insight import Insight
from minilean.interop.names import dotnet
from minilean.interop.text import double_text, time_span_text

if TYPE_CHECKING:
    from minilean.algorithm.facade import QCAlgorithm
    from minilean.data.slice import Slice
    from minilean.framework.security_changes import SecurityChanges
    from minilean.securities.security import Security
    from minilean.securities.symbol import Symbol


@dotnet
class ConstantAlphaModel(AlphaModel):
    """One insight per security, again when its period has passed (Algorithm.Framework/Alphas/ConstantAlphaModel.cs)."""

    def __init__(
        self,
        type: InsightType,
        direction: InsightDirection,
        period: timedelta,
        magnitude: float | None = None,
        confidence: float | None = None,
        weight: float | None = None,
    ) -> None:
        self.type = type
        self.direction = direction
        self.period = period
        self.magnitude = magnitude
        self.confidence = confidence
        self.weight = weight
        self.securities: list[Security] = []
        self.insights_time_by_symbol: dict[Symbol, datetime] = {}
        numbers = "".join(f",{double_text(number)}" for number in (magnitude, confidence) if number is not None)
        kind = f"{InsightType(type).dotnet_name},{InsightDirection(direction).dotnet_name}"
        self.name = f"ConstantAlphaModel({kind},{time_span_text(period)}{numbers})"

    def update(self, algorithm: QCAlgorithm, data: Slice) -> Iterator[Insight]:
        """Insights of the securities that have a price and none running."""
        for security in self.securities:
            if security._price and self.should_emit_insight(algorithm._qc_utc_time, security.symbol):
                yield Insight(
                    security.symbol, self.period, self.type, self.direction, self.magnitude, self.confidence,
                    weight=self.weight,
                )  # fmt: skip

    def on_securities_changed(self, algorithm: QCAlgorithm, changes: SecurityChanges) -> None:
        """Keeps the securities; one that comes back gets an insight at once."""
        for added in changes.added_securities:
            if added not in self.securities:
                self.securities.append(added)
        for removed in changes.removed_securities:
            if removed in self.securities:
                self.securities.remove(removed)
            self.insights_time_by_symbol.pop(removed.symbol, None)

    def should_emit_insight(self, utc_time: datetime, symbol: Symbol) -> bool:
        """Whether the symbol's last insight is over; a True counts as emitted."""
        now = naive(utc_time)
        if symbol.is_canonical():
            return False
        last = self.insights_time_by_symbol.get(symbol)
        if last is not None and now - last < self.period:
            return False
        self.insights_time_by_symbol[symbol] = now
        return True
