"""One consolidator feeding another."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from minilean.consolidators.base import ConsolidatorBase
from minilean.consolidators.python_consolidator import as_consolidator
from minilean.errors import ArgumentError
from minilean.interop.names import dotnet

if TYPE_CHECKING:
    from datetime import datetime


@dotnet
class SequentialConsolidator(ConsolidatorBase):
    """The second consolidates what the first gives (SequentialConsolidator.cs).

    Raises ArgumentError when the second does not take what the first gives.
    """

    def __init__(self, first: Any, second: Any) -> None:
        self._qc_first = as_consolidator(first)
        self._qc_second = as_consolidator(second)
        if not issubclass(self._qc_first.output_type, self._qc_second.input_type):
            message = "first.OutputType must equal second.OutputType!"
            raise ArgumentError(message)
        self._qc_first._qc_emitted += self._qc_pass_on
        self._qc_second._qc_emitted += self._qc_forward

    def _qc_pass_on(self, _: object, bar: Any) -> None:
        self._qc_second.update(bar)

    def _qc_forward(self, _: object, bar: Any) -> None:
        self._qc_emit(bar)

    @property
    def first(self) -> ConsolidatorBase:
        """The consolidator that takes the data."""
        return self._qc_first

    @property
    def second(self) -> ConsolidatorBase:
        """The consolidator that gives the bars."""
        return self._qc_second

    @property
    def input_type(self) -> type:  # type: ignore[override]
        """What the first takes."""
        return self._qc_first.input_type

    @property
    def output_type(self) -> type:  # type: ignore[override]
        """What the second gives."""
        return self._qc_second.output_type

    @property
    def working_data(self) -> Any:
        """A copy of the bar the second is building, or None."""
        return self._qc_second.working_data

    def update(self, data: Any) -> None:
        """Takes in data."""
        self._qc_first.update(data)

    def scan(self, current_local_time: datetime) -> None:
        """Only the first looks at the clock."""
        self._qc_first.scan(current_local_time)

    def dispose(self) -> None:
        """Drops the handlers of both."""
        self._qc_first.dispose()
        self._qc_second.dispose()
        super().dispose()

    def reset(self) -> None:
        """Forgets everything but the handlers."""
        self._qc_first.reset()
        self._qc_second.reset()
        super().reset()
