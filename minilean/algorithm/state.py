"""What an algorithm holds behind its public names."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Any, Protocol

from minilean.algorithm.log_lines import LogLines
from minilean.algorithm.parameter_use import ParameterUse
from minilean.data.zones import zone_clock
from minilean.enums import AlgorithmMode, AlgorithmStatus, DeploymentTarget
from minilean.errors import InvalidOperation
from minilean.securities.time_zones import TimeZones

if TYPE_CHECKING:
    from zoneinfo import ZoneInfo

    from minilean.data.subscription_config import SubscriptionDataConfig
    from minilean.scheduling.schedule_manager import ScheduleManager

MAXIMUM_ORDERS = 10_000
"""Until a run is set up (Algorithm/QCAlgorithm.Trading.cs)."""
UNLIMITED_ORDERS = 2**31 - 1
"""From then on in a LEAN of one's own (Common/Packets/Controls.cs), whatever the algorithm asked for."""
KINDS = ("debug", "error", "log")
"""Kinds of lines, in the order in which LEAN empties its queues of them."""
FIRST_DATE = datetime(1998, 1, 1)
"""Where an algorithm starts that sets no date."""


class MessageSink(Protocol):
    """Where log lines go as they are written: (kind, text)."""

    def __call__(self, kind: str, text: str) -> None:
        """Takes a line of kind "log", "debug" or "error"."""
        ...


def _lines_by_kind() -> dict[str, LogLines]:
    return {kind: LogLines() for kind in KINDS}


@dataclass(eq=False)
class AlgorithmState:
    """The parts of a running algorithm.

    ``utc`` is the frontier (naive UTC), ``start`` and ``end`` are in the algorithm's zone. ``now`` is the real time in
    UTC that limits start and end dates; it comes from whoever starts the run.
    """

    now: datetime
    data_folder: Path
    utc: datetime = FIRST_DATE
    zone: ZoneInfo = field(default_factory=lambda: TimeZones.NEW_YORK)
    start: datetime = FIRST_DATE
    end: datetime = FIRST_DATE
    locked: bool = False
    warming_up: bool = True
    live_mode: bool = False
    mode: AlgorithmMode = AlgorithmMode.BACKTESTING
    deployment: DeploymentTarget = DeploymentTarget.LOCAL_PLATFORM
    status: AlgorithmStatus = AlgorithmStatus.RUNNING
    run_time_error: BaseException | None = None
    name: str = ""
    algorithm_id: str = ""
    project_id: int = 0
    tags: list[str] = field(default_factory=list)
    parameters: dict[str, str] = field(default_factory=dict)
    parameter_use: ParameterUse = field(default_factory=ParameterUse)
    maximum_orders: int = MAXIMUM_ORDERS
    warm_up_span: timedelta | None = None
    warm_up_bars: int | None = None
    sink: MessageSink | None = None
    waiting: dict[str, LogLines] = field(default_factory=_lines_by_kind)
    log_lines: LogLines = field(default_factory=LogLines)
    interrupted: bool = False
    previous_debug: str = ""
    previous_error: str = ""
    log_count: int = 0
    traced: deque[str] = field(default_factory=lambda: deque(maxlen=1000))
    warned: set[str] = field(default_factory=set)
    said: dict[str, LogLines] = field(default_factory=_lines_by_kind)
    said_at: datetime = FIRST_DATE
    runtime_statistics: dict[str, str] = field(default_factory=dict)
    summary_statistics: dict[str, str] = field(default_factory=dict)
    statistics_service: Any = None
    current_slice: Any = None
    configs: list[SubscriptionDataConfig] = field(default_factory=list)
    pending_changes: list[Any] = field(default_factory=list)
    pending_universes: bool = False
    feed: Any = None
    schedule: ScheduleManager | None = None
    benchmark: Any = None
    wait_for_order: Callable[[int], None] | None = None

    @property
    def time(self) -> datetime:
        """The algorithm's wall clock."""
        return zone_clock(self.zone).from_utc(self.utc)

    def trace(self, line: str) -> None:
        """A line of LEAN's own log; it is nobody's who runs a back test."""
        self.traced.append(line)

    def refuse_when_locked(self, method: str, what: str, since: str = "initialized") -> None:
        """Raises InvalidOperation once initialize has ended."""
        if self.locked:
            raise InvalidOperation(f"self.{method}(): Cannot change {what} after algorithm {since}.")

    def tell(self, message: str) -> None:
        """A line of the engine's own: it is in the log before the lines of this step."""
        self.log_lines.append(f"{self.time:%Y-%m-%d %H:%M:%S} {message}")

    def once(self, key: str) -> bool:
        """True the first time it is asked for a key: warnings are given once."""
        if key in self.warned:
            return False
        self.warned.add(key)
        return True

    def say(self, kind: str, text: str) -> None:
        """Hands a line with the algorithm's time to the log."""
        line = f"{self.time:%Y-%m-%d %H:%M:%S} {text}"
        if kind == "log" and not self.live_mode and not text:
            return
        self.log_count += kind == "log"
        if self.said_at != self.utc:
            self.said_at = self.utc
            for lines in self.said.values():
                lines.clear()
        self.said[kind].append(text)
        if self.sink is not None:
            self.sink(kind, line)
        else:
            self.waiting[kind].append(line)

    def spoken(self, kind: str) -> list[str]:
        """The lines of a kind since the clock moved last."""
        return list(self.said[kind]) if self.said_at == self.utc else []
