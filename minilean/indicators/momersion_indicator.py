"""MomersionIndicator: Momersion under its older name."""

from __future__ import annotations

from minilean.indicators.momersion import Momersion


class MomersionIndicator(Momersion):
    """LEAN's MomersionIndicator (Indicators/MomersionIndicator.cs)."""
