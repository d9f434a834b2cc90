"""`minilean data`: what market data there are, where they came from, and how to get more."""

from __future__ import annotations

import argparse
import json
import os
import sys
from collections.abc import Mapping
from dataclasses import asdict
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

from minilean.cli.progress import ProgressBar
from minilean.cli.workspace import data_folder, find_workspace
from minilean.data.generate import Market, generate
from minilean.data.inventory import holdings, is_filled
from minilean.data.provenance import SYNTHETIC_NOTE, Origin, Source, is_synthetic, read_sources, record_source
from minilean.data.sample import ADDRESS, Unreachable, copy_sample, download_sample
from minilean.errors import SettingsError

NEIGHBOUR = "../shared/data"
TICKERS = "SPY,AAPL,IBM,BAC,AIG"
FIRST, LAST = date(1998, 1, 2), date(2021, 3, 31)
EARLIEST = date(1900, 1, 1)


def register(subparsers: Any) -> None:
    """Adds `data` and its own commands to the parser of `minilean`."""
    parser = subparsers.add_parser("data", help="show, fetch or make market data", description=__doc__)
    parser.set_defaults(run=run, action="show")
    common = argparse.ArgumentParser(add_help=False)
    common.add_argument("--data-folder", type=Path, metavar="DIR", default=argparse.SUPPRESS)
    common.add_argument("--json", action="store_true", default=argparse.SUPPRESS, help="print JSON for programs")
    parser.add_argument("--data-folder", type=Path, metavar="DIR", help="instead of the one lean.json names")
    parser.add_argument("--json", action="store_true", help="print JSON for programs")
    actions = parser.add_subparsers(dest="action", metavar="ACTION")
    actions.add_parser("show", parents=[common], help="what is there and where it came from (the default)")
    ensure = actions.add_parser("ensure", parents=[common], help="fill an empty data folder with LEAN's sample data")
    ensure.add_argument("--address", default=ADDRESS, help="where LEAN's sample data are served")
    made = actions.add_parser("generate", parents=[common], help="make a random market in LEAN's format")
    made.add_argument("--tickers", default=TICKERS, metavar="A,B", help=f"default {TICKERS}")
    made.add_argument("--from", dest="first", type=_day, default=FIRST, metavar="YYYY-MM-DD")
    made.add_argument("--to", dest="last", type=_day, default=LAST, metavar="YYYY-MM-DD")
    made.add_argument("--resolution", choices=("hour", "minute"), default="hour", help="the finest bars; default hour")
    made.add_argument("--seed", type=int, default=1)
    fetch = actions.add_parser("download", parents=[common], help="bring an exchange's history into LEAN's format")
    fetch.add_argument("--venue", required=True)
    fetch.add_argument("--symbol", required=True, metavar="BTCUSDT")
    fetch.add_argument("--resolution", choices=("minute", "hour", "daily"), default="hour")
    fetch.add_argument("--from", dest="first", type=_day, required=True, metavar="YYYY-MM-DD")
    fetch.add_argument("--to", dest="last", type=_day, metavar="YYYY-MM-DD", help="the last day; default today")
    fetch.add_argument("--url", help="ask this server instead of the exchange's own")


def run(arguments: argparse.Namespace) -> int:
    """Carries out `minilean data`; raises MiniLeanError with the sentence to show."""
    folder = data_folder(Path.cwd(), arguments.data_folder)
    try:
        told = _carry_out(folder, arguments)
    except OSError as error:
        place = error.filename or folder
        raise SettingsError(
            f"{place}: {error.strerror or error}; make room or give another --data-folder, then run the command again"
        ) from error
    print(json.dumps(told, indent=2) if arguments.json else _sentences(told))
    return 0


def _carry_out(folder: Path, arguments: argparse.Namespace) -> dict[str, Any]:
    if arguments.action == "ensure":
        return _ensure(folder, arguments, os.environ)
    if arguments.action == "generate":
        return _generate(folder, arguments)
    if arguments.action == "download":
        return _download(folder, arguments)
    return _show(folder)


def _show(folder: Path) -> dict[str, Any]:
    return {
        "folder": str(folder),
        "synthetic": is_synthetic(folder),
        "sources": [asdict(source) for source in read_sources(folder)],
        "holdings": [asdict(holding) for holding in holdings(folder)],
    }


def _ensure(folder: Path, arguments: argparse.Namespace, environment: Mapping[str, str]) -> dict[str, Any]:
    if not is_filled(folder):
        _record(folder, _fill(folder, arguments, environment))
    whence = "; ".join(source.what for source in read_sources(folder)) or "filled by other means"
    return {"folder": str(folder), "synthetic": is_synthetic(folder), "whence": whence}


def _fill(folder: Path, arguments: argparse.Namespace, environment: Mapping[str, str]) -> tuple[Origin, str, int]:
    named = environment.get("MINILEAN_SAMPLE_DATA")
    local = Path(NEIGHBOUR if named is None else named)
    workspace = find_workspace(Path.cwd())
    neighbour = (workspace.root if workspace else Path.cwd()) / local
    if named or (named is None and is_filled(neighbour)):
        with ProgressBar("copying LEAN's sample data") as progress:
            return Origin.COPY, f"LEAN's sample data, copied from {local}", copy_sample(neighbour, folder, progress)
    try:
        with ProgressBar("fetching LEAN's sample data") as progress:
            files = download_sample(folder, progress, address=arguments.address)
        return Origin.DOWNLOAD, f"LEAN's sample data, fetched from {arguments.address}", files
    except Unreachable as error:
        print(f"{error}\nno sample data can be had, so a random market is made instead", file=sys.stderr)
    market = Market(tickers=tuple(TICKERS.split(",")), first=FIRST, last=LAST, resolution="hour", seed=1)
    return _make(folder, market)


def _generate(folder: Path, arguments: argparse.Namespace) -> dict[str, Any]:
    tickers = tuple(ticker.strip().upper() for ticker in arguments.tickers.split(",") if ticker.strip())
    if not tickers or not all(ticker.replace(".", "").isalnum() for ticker in tickers):
        raise SettingsError(f"--tickers {arguments.tickers!r} is not a list of tickers like SPY,AAPL")
    if arguments.first > arguments.last:
        raise SettingsError(f"--from {arguments.first} is after --to {arguments.last}")
    if arguments.first < EARLIEST:
        raise SettingsError(f"--from {arguments.first} is before {EARLIEST}: LEAN's identifiers begin with that year")
    market = Market(
        tickers=tickers,
        first=arguments.first,
        last=arguments.last,
        resolution=arguments.resolution,
        seed=arguments.seed,
    )
    _record(folder, _make(folder, market))
    return _show(folder)


def _make(folder: Path, market: Market) -> tuple[Origin, str, int]:
    what = f"synthetic market: {', '.join(market.tickers)} from {market.first} to {market.last}, seed {market.seed}"
    with ProgressBar("making a random market") as progress:
        files = generate(folder, market, progress, lambda: _record(folder, (Origin.SYNTHETIC, what, 0)))
    return Origin.SYNTHETIC, what, files


def _download(folder: Path, arguments: argparse.Namespace) -> dict[str, Any]:
    from minilean.data.crypto_files import write_crypto_bars
    from minilean.data.exchange_history import Exchange, HistoryRequest

    now = datetime.now(UTC).replace(tzinfo=None)
    last = arguments.last or now.date()
    if arguments.first > last:
        raise SettingsError(f"--from {arguments.first} is after --to {last}")
    request = HistoryRequest(
        venue=arguments.venue.lower(),
        symbol=arguments.symbol.replace("/", "").upper(),
        resolution=arguments.resolution,
        first=datetime.combine(arguments.first, datetime.min.time()),
        end=min(datetime.combine(last, datetime.min.time()) + timedelta(days=1), now),
    )
    with ProgressBar(f"fetching {request.symbol} from {request.venue}") as progress:
        bars = list(Exchange(request.venue, arguments.url).bars(request, progress))
    if not bars:
        raise SettingsError(f"{request.venue} has no {request.symbol} bars from {arguments.first} to {last}")
    files = write_crypto_bars(folder, request.venue, request.symbol, request.resolution, bars)
    what = f"{request.venue} {request.symbol} {request.resolution} bars from {bars[0].start} to {bars[-1].start} UTC"
    _record(folder, (Origin.EXCHANGE, what, len(files)))
    return {"folder": str(folder), "fetched": what, "bars": len(bars), "files": [str(file) for file in files]}


def _record(folder: Path, made: tuple[Origin, str, int]) -> None:
    origin, what, files = made
    at = datetime.now(UTC).isoformat(timespec="seconds")
    record_source(folder, Source(origin=origin, what=what, files=files, at=at))


def _sentences(told: dict[str, Any]) -> str:
    """The same for people."""
    if "fetched" in told:
        return f"{told['bars']:,} bars: {told['fetched']}\n" + "\n".join(f"  {_near(file)}" for file in told["files"])
    lines = [f"market data: {_near(told['folder'])} ({told['whence']})"] if "whence" in told else _table(told)
    return "\n".join([*lines, SYNTHETIC_NOTE] if told["synthetic"] else lines)


def _table(told: dict[str, Any]) -> list[str]:
    lines = [f"data folder: {_near(told['folder'])}"]
    lines += [f"  {source['what']} ({source['files']:,} files, {source['at']})" for source in told["sources"]]
    if not told["sources"]:
        lines.append("  not written down where it came from" if told["holdings"] else "  empty: minilean data ensure")
    for holding in told["holdings"]:
        names = ", ".join(holding["tickers"])
        kind = f"{holding['security_type']:<13}{holding['market']:<10}{holding['resolution']:<8}"
        lines.append(f"  {kind}{holding['first']} to {holding['last']}  {holding['size'] / 1000:8,.0f} kB  {names}")
    return lines


def _near(path: str) -> str:
    """A path as one would type it here."""
    here = Path.cwd()
    return str(Path(path).relative_to(here)) if Path(path).is_relative_to(here) else path


def _day(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError as error:
        raise argparse.ArgumentTypeError(f"{text!r} is not a day like 2018-05-01") from error
