"""A small stand-in on this machine for the services of Amazon's that the collector asks."""

from __future__ import annotations

import json
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

SAGEMAKER_ANSWERS: dict[str, dict[str, Any]] = {
    "CreateProcessingJob": {"ProcessingJobArn": "arn:aws:sagemaker:eu-west-1:123456789012:processing-job/x"},
    "DescribeProcessingJob": {
        "ProcessingJobName": "collect-20240310-153000",
        "ProcessingJobStatus": "Completed",
        "ExitMessage": "BTCUSDT hour bars: 1",
        "CreationTime": 1710084600.0,
        "RoleArn": "arn:aws:iam::123456789012:role/job",
    },
    "StopProcessingJob": {},
    "CreateNotebookInstanceLifecycleConfig": {"NotebookInstanceLifecycleConfigArn": "arn"},
    "CreateNotebookInstance": {"NotebookInstanceArn": "arn"},
    "DeleteNotebookInstanceLifecycleConfig": {},
}


@dataclass(slots=True)
class Amazon:
    """What was asked, as (operation or path, body), and which operation is refused."""

    url: str = ""
    refused: str = ""
    asked: list[tuple[str, bytes]] = field(default_factory=list)

    def json(self, position: int) -> dict[str, Any]:
        """The body of a request."""
        found: dict[str, Any] = json.loads(self.asked[position][1])
        return found

    def answer(self, method: str, path: str, target: str, body: bytes) -> tuple[int, dict[str, Any]]:
        operation = target.rpartition(".")[2] or f"{method} {path}"
        self.asked.append((operation, body))
        if operation == self.refused:
            return 400, {"__type": "ValidationException", "message": "no, thank you"}
        if operation == "GET /schedules/collect":
            return 200, {"Name": "collect", "State": "ENABLED", "ScheduleExpression": "rate(60 minutes)"}
        if operation == "POST /schedules/collect":
            return 200, {"ScheduleArn": "arn"}
        return 200, SAGEMAKER_ANSWERS.get(operation, {})


@contextmanager
def amazon() -> Iterator[Amazon]:
    """Runs the stand-in on a free port."""
    services = Amazon()

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers.get("Content-Length", 0)))
            target = self.headers.get("X-Amz-Target", "")
            status, answer = services.answer(self.command, self.path.partition("?")[0], target, body)
            text = b"" if self.command == "PUT" else json.dumps(answer).encode()
            self.send_response(status)
            self.send_header("Content-Type", "application/json")
            self.send_header("Content-Length", str(len(text)))
            self.end_headers()
            self.wfile.write(text)

        do_PUT = do_GET = do_DELETE = do_POST

        def log_message(self, format: str, *arguments: object) -> None:
            """Keeps test output quiet."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    services.url = f"http://127.0.0.1:{server.server_port}"
    thread = threading.Thread(target=server.serve_forever, args=(0.01,))
    thread.start()
    try:
        yield services
    finally:
        server.shutdown()
        thread.join()
        server.server_close()
