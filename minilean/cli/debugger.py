"""The debugger that `minilean backtest --debug` stops in."""

from __future__ import annotations

import bdb
import pdb  # noqa: T100 - stopping is what --debug asks for
import sys
from types import FrameType
from typing import Any


class Debugger(pdb.Pdb):
    """Quitting it ends the back test as Ctrl-C does."""

    def trace_dispatch(self, frame: FrameType, event: str, arg: Any) -> Any:
        """Follows the run; raises KeyboardInterrupt once the user has quit."""
        try:
            return super().trace_dispatch(frame, event, arg)
        except bdb.BdbQuit:
            raise KeyboardInterrupt from None


def stop_here(*_: object, **__: object) -> None:
    """Stops at the line that called breakpoint()."""
    Debugger().set_trace(sys._getframe(1))
