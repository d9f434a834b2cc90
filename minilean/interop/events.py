"""C#'s events: handlers are added with ``+=`` and called with a sender and an argument."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Self

Handler = Callable[[Any, Any], Any]


class Event:
    """A list of handlers that keeps its order; a handler added while the event fires waits for the next time."""

    __slots__ = ("_handlers",)

    def __init__(self) -> None:
        self._handlers: tuple[Handler, ...] = ()

    def __iadd__(self, handler: Handler) -> Self:
        self._handlers = (*self._handlers, handler)
        return self

    def __isub__(self, handler: Handler) -> Self:
        """Removes the latest addition of an equal handler; one that was never added is no error."""
        handlers = list(self._handlers)
        for position in range(len(handlers) - 1, -1, -1):
            if handlers[position] == handler:
                del handlers[position]
                break
        self._handlers = tuple(handlers)
        return self

    def __call__(self, sender: object, argument: object) -> None:
        for handler in self._handlers:
            handler(sender, argument)

    def __bool__(self) -> bool:
        return bool(self._handlers)

    def clear(self) -> None:
        """Forgets all handlers."""
        self._handlers = ()
