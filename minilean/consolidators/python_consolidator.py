"""Consolidators written by users."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from minilean.consolidators.base import ConsolidatorBase
from minilean.data.base_data import BaseData
from minilean.errors import ArgumentError
from minilean.interop.names import dotnet, to_pascal, user_method

if TYPE_CHECKING:
    from datetime import datetime

_HOUSE = "minilean."


@dotnet
class PythonConsolidator(ConsolidatorBase):
    """The base users derive a consolidator of their own from (Common/Python/PythonConsolidator.cs)."""

    input_type: type = BaseData
    output_type: type = BaseData
    consolidated: Any = None  # plain fields here: users set them
    working_data: Any = None

    def update(self, data: Any) -> None:
        """Takes in data."""

    def on_data_consolidated(self, consolidator: Any, data: Any) -> None:  # type: ignore[override]
        """Emits a bar in the name of a consolidator."""
        if data is not None:
            self.window.add(data)
        self._qc_emitted(consolidator, data)

    def reset(self) -> None:
        """Forgets everything but the handlers."""
        self.consolidated = None
        self.working_data = None
        self.window.reset()

    def dispose(self) -> None:
        """Nothing to let go of."""


class ForeignConsolidator(ConsolidatorBase):
    """The engine's side of a user's consolidator, in either spelling (Common/Python/DataConsolidatorPythonWrapper.cs).

    Equal to the user's object, so it can be found by it. Raises ArgumentError for an object without ``update``.
    """

    def __init__(self, inner: Any) -> None:
        self.inner = inner
        update = user_method(inner, "update")
        scan = user_method(inner, "scan")
        if update is None or scan is None:
            message = f"{type(inner).__name__} is no consolidator: it needs the methods update and scan"
            raise ArgumentError(message)
        self._update = update
        self._scan = scan
        event = _field(inner, "data_consolidated")
        event += self._forward

    def _forward(self, _: object, bar: Any) -> None:
        self._qc_emit(bar)

    @property
    def input_type(self) -> type:  # type: ignore[override]
        """What the user's consolidator takes."""
        kind: type = _field(self.inner, "input_type")
        return kind

    @property
    def output_type(self) -> type:  # type: ignore[override]
        """What the user's consolidator gives."""
        kind: type = _field(self.inner, "output_type")
        return kind

    @property
    def working_data(self) -> Any:
        """What the user's consolidator is building."""
        return _field(self.inner, "working_data")

    def update(self, data: Any) -> None:
        """Takes in data."""
        self._update(data)

    def scan(self, current_local_time: datetime) -> None:
        """Lets the user's consolidator look at the clock."""
        self._scan(current_local_time)

    def reset(self) -> None:
        """Resets both."""
        reset = user_method(self.inner, "reset")
        if reset is not None:
            reset()
        super().reset()

    def dispose(self) -> None:
        """Leaves the user's consolidator alone from now on."""
        event = _field(self.inner, "data_consolidated")
        event -= self._forward
        super().dispose()

    def __eq__(self, other: object) -> bool:
        return self.inner is (other.inner if isinstance(other, ForeignConsolidator) else other)

    def __hash__(self) -> int:
        return id(self.inner)


def as_consolidator(candidate: Any) -> ConsolidatorBase:
    """A consolidator the engine can drive: LEAN's own as it is, a user's behind a wrapper."""
    if isinstance(candidate, ConsolidatorBase) and type(candidate).__module__.startswith(_HOUSE):
        return candidate
    return ForeignConsolidator(candidate)


def identity_of(candidate: Any) -> int:
    """The same for a user's consolidator and the engine's side of it."""
    return id(candidate.inner if isinstance(candidate, ForeignConsolidator) else candidate)


def _field(inner: Any, name: str) -> Any:
    """A field in either spelling; what the user set on the object comes before what the base class has."""
    own = getattr(inner, "__dict__", {})
    pascal = to_pascal(name)
    if name not in own and pascal in own:
        return own[pascal]
    return getattr(inner, name) if hasattr(inner, name) else getattr(inner, pascal)
