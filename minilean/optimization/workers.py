"""Worker processes for trials: each keeps the data it has read, and one that dies costs its trial, not the sweep."""

from __future__ import annotations

import contextlib
import multiprocessing
import os
import signal
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from multiprocessing.connection import Connection, wait
from multiprocessing.process import BaseProcess
from pathlib import Path
from types import TracebackType
from typing import Any, Self, cast

from minilean.optimization.trial import TrialRequest, TrialResult, run_trial

_PATIENCE = 5.0
"""Seconds a worker gets to end by itself."""


@dataclass(slots=True)
class _Worker:
    process: BaseProcess
    pipe: Connection
    request: TrialRequest | None = None


class WorkerPool:
    """So many processes on this machine; a context that ends them."""

    def __init__(self, jobs: int) -> None:
        methods = multiprocessing.get_all_start_methods()
        self._context: Any = multiprocessing.get_context("fork" if "fork" in methods else "spawn")
        self._workers = [self._start() for _ in range(max(1, jobs))]

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        for worker in self._workers:
            worker.process.terminate()
        for worker in self._workers:
            worker.process.join(_PATIENCE)

    def run(self, requests: Iterable[TrialRequest]) -> Iterator[TrialResult]:
        """The results as they come, in any order."""
        waiting = iter(requests)
        for worker in self._workers:
            self._give(worker, waiting)
        while busy := [worker for worker in self._workers if worker.request is not None]:
            ready = wait([worker.pipe for worker in busy])
            for worker in busy:
                if worker.pipe in ready:
                    yield self._take(worker)
                    self._give(worker, waiting)

    def _give(self, worker: _Worker, waiting: Iterator[TrialRequest]) -> None:
        worker.request = next(waiting, None)
        if worker.request is not None:
            worker.pipe.send(worker.request)

    def _take(self, worker: _Worker) -> TrialResult:
        """What a worker sent; one that died is replaced."""
        assert worker.request is not None  # noqa: S101 - only busy workers are asked
        try:
            return cast("TrialResult", worker.pipe.recv())
        except (EOFError, ConnectionResetError):
            worker.process.join(_PATIENCE)
            number, code = worker.request.number, worker.process.exitcode
            fresh = self._start()
            worker.process, worker.pipe = fresh.process, fresh.pipe
            return TrialResult(number=number, error=f"the process of this run ended by itself ({_cause(code)})")

    def _start(self) -> _Worker:
        ours, theirs = self._context.Pipe()
        process = self._context.Process(target=_work, args=(theirs, ours), daemon=True)
        process.start()
        theirs.close()
        return _Worker(process, ours)


def _work(pipe: Connection, other_end: Connection) -> None:
    """Runs requests until the pipe closes; what algorithms print goes nowhere."""
    other_end.close()
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is the parent's to handle
    signal.signal(signal.SIGTERM, _leave)
    with Path(os.devnull).open("w", encoding="utf-8") as nowhere, contextlib.redirect_stdout(nowhere):
        os.dup2(nowhere.fileno(), 1)
        try:
            while True:
                pipe.send(run_trial(pipe.recv()))
        except (EOFError, BrokenPipeError):
            return


def _leave(number: int, frame: object) -> None:  # noqa: ARG001 - a signal handler gets both
    """Ends the worker by way of its contexts, so that a trial's folder goes with it."""
    raise SystemExit(number)


def _cause(code: int | None) -> str:
    if code is not None and code < 0:
        return f"signal {signal.Signals(-code).name}"
    return f"exit code {code}"
