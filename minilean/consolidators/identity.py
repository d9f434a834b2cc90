"""Passes data through, all of them or those a condition lets through."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from minilean.consolidators.base import ConsolidatorBase, check_input
from minilean.consolidators.typed import with_input
from minilean.data.base_data import NO_TIME
from minilean.data.ticks import Tick
from minilean.interop.names import dotnet

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import datetime

    from minilean.enums import TickType


@dotnet
class IdentityDataConsolidator(ConsolidatorBase):
    """Gives what it takes; of several data with one end time only the first, unless they are ticks."""

    _qc_last: Any = None
    _qc_last_time = NO_TIME

    def __class_getitem__(cls, input_type: type) -> Any:
        """The consolidator of one kind of data."""
        return with_input(cls, input_type)

    def __init__(self, input_type: type | None = None) -> None:
        """The kind of data may be named here instead of in brackets."""
        if input_type is not None:
            self.input_type = input_type

    @property
    def output_type(self) -> type:  # type: ignore[override]
        """The same as the input type."""
        return self.input_type

    @property
    def working_data(self) -> Any:
        """A copy of the last data, or None."""
        return self._qc_last.clone() if self._qc_last is not None else None

    def update(self, data: Any) -> None:
        """Takes in data; raises ArgumentError for another kind."""
        if type(data) is not self.input_type:
            check_input(self, data)
        self._qc_pass(data)

    def _qc_pass(self, data: Any) -> None:
        end_time = data._end_time
        if end_time == self._qc_last_time and self._qc_last is not None and self.input_type is not Tick:
            return
        # what _qc_emit does, without its calls: every bar goes this way to every indicator of its own resolution
        window = self._qc_window
        if window is None:
            window = self.window
        window.add(data)
        for handler in self._qc_emitted._handlers:
            handler(self, data)
        self._qc_consolidated = self._qc_last = data
        self._qc_last_time = end_time

    def scan(self, current_local_time: datetime) -> None:
        """Time alone gives nothing."""

    def reset(self) -> None:
        """Forgets everything but the handlers."""
        super().reset()
        self._qc_last = None


@dotnet
class FilteredIdentityDataConsolidator(IdentityDataConsolidator):
    """Gives the data that satisfy a condition (FilteredIdentityDataConsolidator.cs)."""

    def __init__(self, predicate: Callable[[Any], bool]) -> None:
        super().__init__()
        self._qc_predicate = predicate

    def update(self, data: Any) -> None:
        """Takes in data; raises ArgumentError for another kind."""
        check_input(self, data)
        if self._qc_predicate(data):
            self._qc_pass(data)

    @staticmethod
    def for_tick_type(tick_type: TickType) -> FilteredIdentityDataConsolidator:
        """Lets one type of ticks through."""

        def has_type(tick: Tick) -> bool:
            return tick.tick_type == tick_type

        consolidator: FilteredIdentityDataConsolidator = with_input(FilteredIdentityDataConsolidator, Tick)(has_type)
        return consolidator
