"""ResetCompositeIndicator: a composition that resets more than its two sides."""

from __future__ import annotations

from typing import Any

from minilean.indicators.composite_indicator import CompositeIndicator


class ResetCompositeIndicator(CompositeIndicator):
    """LEAN's composition with an extra reset (Indicators/ResetCompositeIndicator.cs)."""

    def __init__(self, *arguments: Any) -> None:
        """Takes ``([name], left, right, composer, extra_reset_action)``."""
        *composition, self._extra_reset = arguments
        super().__init__(*composition)
        if len(composition) == 3:
            self.name = f"RESET_COMPOSE({self.left.name},{self.right.name})"

    def reset(self) -> None:
        super().reset()
        self._extra_reset()
