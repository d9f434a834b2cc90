"""Trials on a Ray cluster: the same requests and results, on as many machines as it has."""

from __future__ import annotations

import contextlib
import logging
import socket
import sys
from collections.abc import Iterable, Iterator
from types import TracebackType
from typing import Any, Self

from minilean.errors import SettingsError
from minilean.optimization.trial import TrialRequest, TrialResult, run_trial

_PATIENCE = 5.0
"""Seconds a cluster gets to answer."""


class RayWorkers:
    """Runs trials as Ray tasks; a context that leaves the cluster.

    ``address`` is the cluster's, or ``local`` for one of this machine alone. minilean and the data folder must be there
    under the same paths on every machine. Raises SettingsError without Ray or without a cluster at the address.
    """

    def __init__(self, address: str) -> None:
        try:
            import ray
        except ImportError as error:
            raise SettingsError("--ray needs Ray: pip install 'ray[default]'") from error
        self._ray: Any = ray
        _reach(address)
        try:
            ray.init(address=address, log_to_driver=False, logging_level=logging.ERROR, include_dashboard=False)
        except (ConnectionError, ValueError, RuntimeError) as error:
            raise SettingsError(f"no Ray cluster answers at {address}: {error}") from error
        self._task = ray.remote(run_trial)
        self._quiet = contextlib.redirect_stdout(sys.stderr)  # Ray prints of dead workers where results belong

    def __enter__(self) -> Self:
        self._quiet.__enter__()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._ray.shutdown()
        self._quiet.__exit__(kind, error, trace)

    def run(self, requests: Iterable[TrialRequest]) -> Iterator[TrialResult]:
        """The results as they come, in any order."""
        waiting = {self._task.options(max_retries=0).remote(request): request.number for request in requests}
        while waiting:
            ready, _ = self._ray.wait(list(waiting), num_returns=1)
            number = waiting.pop(ready[0])
            try:
                yield self._ray.get(ready[0])
            except self._ray.exceptions.RayError as error:
                reason = str(error).strip().splitlines()[0]
                yield TrialResult(number=number, error=f"the process of this run ended by itself ({reason})")


def _reach(address: str) -> None:
    """Asks whether anybody listens, which Ray itself takes minutes to deny."""
    host, _, port = address.rpartition(":")
    if not port.isdigit():
        return
    try:
        socket.create_connection((host, int(port)), _PATIENCE).close()
    except OSError as error:
        raise SettingsError(f"no Ray cluster answers at {address}: {error}") from error
