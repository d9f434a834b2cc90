"""Small HTTP servers on this machine: files of a folder, and a venue's public endpoints."""

from __future__ import annotations

import json
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import parse_qsl, urlsplit

Answer = Callable[[str, dict[str, str]], tuple[int, bytes]]


@contextmanager
def serving(answer: Answer) -> Iterator[str]:
    """The address of a server that answers each GET with a status and a body."""

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            asked = urlsplit(self.path)
            status, body = answer(asked.path, dict(parse_qsl(asked.query)))
            self.send_response(status)
            self.send_header("Content-Type", "application/json")
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, format: str, *arguments: object) -> None:
            """Keeps test output quiet."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    thread = threading.Thread(target=server.serve_forever, args=(0.01,))
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_port}"
    finally:
        server.shutdown()
        thread.join()
        server.server_close()


class Venue:
    """Speaks the two public endpoints of Binance's spot market; prices are made from the time of each bar."""

    def __init__(self, *, listed_from: int = 0, page: int = 1000) -> None:
        self.asked: list[dict[str, str]] = []
        self._listed_from = listed_from
        self._page = page

    def __call__(self, path: str, query: dict[str, str]) -> tuple[int, bytes]:
        if path == "/api/v3/exchangeInfo":
            return 200, json.dumps({"symbols": [_LISTING]}).encode()
        if path == "/api/v3/klines":
            self.asked.append(query)
            return 200, json.dumps(self._klines(query)).encode()
        return 404, b'{"code": -1, "msg": "no such path"}'

    def _klines(self, query: dict[str, str]) -> list[list[object]]:
        step = {"1m": 60_000, "1h": 3_600_000, "1d": 86_400_000}[query["interval"]]
        first = max(int(query["startTime"]), self._listed_from)
        count = min(int(query["limit"]), self._page)
        return [kline(start, step) for start in range(first, first + count * step, step)]


def kline(start: int, step: int) -> list[object]:
    return [start, "8955.01000000", "9000.5", "8900", "8960.10", "12.34567800", start + step - 1, "0", 1, "0", "0", "0"]


_LISTING = {
    "symbol": "BTCUSDT",
    "status": "TRADING",
    "baseAsset": "BTC",
    "quoteAsset": "USDT",
    "baseAssetPrecision": 8,
    "quotePrecision": 8,
    "orderTypes": ["LIMIT"],
    "isSpotTradingAllowed": True,
    "permissions": ["SPOT"],
    "filters": [],
}
