"""Small HTTP servers on this machine: files of a folder, and a venue's public endpoints."""

from __future__ import annotations

import json
import threading
from collections.abc import Callable, Container, Iterator, Sequence
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
    """Speaks the public endpoints of Binance's spot market.

    `trades` are (number, milliseconds since 1970); `missing` are starts of bars that never come, in the same unit;
    with `late` a window with too many trades is answered with its last ones, else with its first.
    """

    def __init__(
        self,
        *,
        listed_from: int = 0,
        page: int = 1000,
        trades: Sequence[tuple[int, int]] = (),
        missing: Container[int] = (),
        late: bool = False,
    ) -> None:
        self.asked: list[dict[str, str]] = []
        self.trades = trades
        self.missing = missing
        self._listed_from = listed_from
        self._page = page
        self._late = late

    def __call__(self, path: str, query: dict[str, str]) -> tuple[int, bytes]:
        if path == "/api/v3/exchangeInfo":
            return 200, json.dumps({"symbols": [_LISTING]}).encode()
        if path == "/api/v3/klines":
            self.asked.append(query)
            return 200, json.dumps(self._klines(query)).encode()
        if path == "/api/v3/aggTrades":
            self.asked.append(query)
            return 200, json.dumps([_traded(*trade) for trade in self._trades(query)]).encode()
        return 404, b'{"code": -1, "msg": "no such path"}'

    def _klines(self, query: dict[str, str]) -> list[list[object]]:
        step = {"1m": 60_000, "1h": 3_600_000, "1d": 86_400_000}[query["interval"]]
        first = max(int(query["startTime"]), self._listed_from)
        count = min(int(query["limit"]), self._page)
        starts = range(-(-first // step) * step, first + count * step, step)
        return [kline(start, step) for start in starts if start not in self.missing]

    def _trades(self, query: dict[str, str]) -> Sequence[tuple[int, int]]:
        most = min(int(query["limit"]), self._page)
        if "fromId" in query:
            return [trade for trade in self.trades if trade[0] >= int(query["fromId"])][:most]
        first, last = int(query["startTime"]), int(query["endTime"])
        assert 0 <= last - first < 3_600_000
        found = [trade for trade in self.trades if first <= trade[1] <= last]
        return found[-most:] if self._late else found[:most]


def kline(start: int, step: int) -> list[object]:
    return [start, "8955.01000000", "9000.5", "8900", "8960.10", "12.34567800", start + step - 1, "0", 1, "0", "0", "0"]


def _traded(number: int, time: int) -> dict[str, object]:
    price = f"{9000 + number / 100:.8f}"
    return {"a": number, "p": price, "q": "0.00150000", "f": number, "l": number, "T": time, "m": True, "M": True}


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
