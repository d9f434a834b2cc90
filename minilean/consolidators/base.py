"""What every consolidator is: an input, an event, the last bar and a short window of bars."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Self

from minilean.data.base_data import BaseData
from minilean.errors import ArgumentError
from minilean.indicators.rolling_window import RollingWindow
from minilean.interop.events import Event
from minilean.interop.names import dotnet

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import datetime

_WINDOW_SIZE = 2


@dotnet
class ConsolidatorBase:
    """Consolidates data (Common/Data/Consolidators/ConsolidatorBase.cs, IDataConsolidator.cs).

    LEAN's interface event and the typed one of a concrete class are two events: the engine's handlers hang on
    ``_qc_emitted`` and run before ``consolidated`` is set; a user's hang on ``data_consolidated``.
    """

    input_type: type = BaseData
    output_type: type = BaseData
    _qc_emitted: Event
    _qc_consolidated: Any = None
    _qc_window: RollingWindow[Any] | None = None

    def __new__(cls, *_: object, **__: object) -> Self:
        """Fields exist even when a user's class never calls ``super().__init__``."""
        consolidator = super().__new__(cls)
        consolidator._qc_emitted = Event()
        return consolidator

    @property
    def data_consolidated(self) -> Event:
        """Fires with (consolidator, bar) when a bar is complete."""
        return self._qc_emitted

    @data_consolidated.setter
    def data_consolidated(self, event: Event) -> None:
        """Python assigns the result of ``+=`` back."""

    @property
    def consolidated(self) -> Any:
        """The last complete bar; None before the first."""
        return self._qc_consolidated

    @property
    def working_data(self) -> Any:
        """A copy of the bar being built, or None."""
        return None

    def update(self, data: Any) -> None:
        """Takes in data."""
        raise NotImplementedError

    def scan(self, current_local_time: datetime) -> None:
        """Emits a bar that is due by the clock; consolidators without a period ignore it."""

    def reset(self) -> None:
        """Forgets everything but the handlers."""
        self._qc_consolidated = None
        if self._qc_window is not None:
            self._qc_window.reset()

    def dispose(self) -> None:
        """Drops the handlers of the engine."""
        self._qc_emitted.clear()

    @property
    def window(self) -> RollingWindow[Any]:
        """The latest bars, newest first; two of them unless resized."""
        if self._qc_window is None:
            self._qc_window = RollingWindow(_WINDOW_SIZE)
        return self._qc_window

    @property
    def current(self) -> Any:
        """The newest bar of the window."""
        return self.window[0]

    @property
    def previous(self) -> Any:
        """The bar before the newest, or None."""
        return self.window[1] if self.window.count > 1 else None

    def __getitem__(self, position: int) -> Any:
        return self.window[position]

    def __iter__(self) -> Iterator[Any]:
        return iter(self.window)

    def on_data_consolidated(self, consolidated: Any) -> None:
        """Emits a bar."""
        self._qc_emit(consolidated)

    def _qc_emit(self, bar: Any) -> None:
        """Window, then the typed event of some classes, then the interface's event, then ``consolidated``."""
        if bar is not None:
            window = self._qc_window
            if window is None:
                window = self.window
            window.add(bar)
        self._qc_fire(bar)
        for handler in self._qc_emitted._handlers:
            handler(self, bar)
        self._qc_consolidated = bar

    def _qc_fire(self, bar: Any) -> None:
        """The typed event, where a class raises it before the interface's."""


class TypedEventConsolidator(ConsolidatorBase):
    """A consolidator whose public event is another than the interface's."""

    _qc_typed_event: Event

    def __new__(cls, *_: object, **__: object) -> Self:
        """Adds the typed event."""
        consolidator = super().__new__(cls)
        consolidator._qc_typed_event = Event()
        return consolidator

    @property
    def data_consolidated(self) -> Event:
        """Fires with (consolidator, bar) when a bar is complete."""
        return self._qc_typed_event

    @data_consolidated.setter
    def data_consolidated(self, event: Event) -> None:
        """Python assigns the result of ``+=`` back."""


def check_input(consolidator: ConsolidatorBase, data: object) -> None:
    """Raises ArgumentError when the data are not what the consolidator takes."""
    if not isinstance(data, consolidator.input_type):
        message = f"Received type of {type(data).__name__} but expected {consolidator.input_type.__name__}"
        raise ArgumentError(message)
