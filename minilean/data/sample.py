"""LEAN's own sample data: copied from a folder beside the project, or fetched file by file and checked.

The list of files with their checksums is `sample.sha256`, one "checksum size path" a line, of LEAN's public
repository at the commit that `ADDRESS` names.
"""

from __future__ import annotations

import hashlib
import http.client
import shutil
import urllib.error
import urllib.request
from collections.abc import Callable, Iterable
from concurrent.futures import ThreadPoolExecutor, as_completed
from dataclasses import dataclass
from pathlib import Path

from minilean.data.inventory import MARKET_HOURS, SYMBOL_PROPERTIES, is_filled
from minilean.errors import DataError

ADDRESS = "https://raw.githubusercontent.com/QuantConnect/Lean/24863901deffa9ec7985e21ef8fbdb0258efb9e4/Data"
LIST = Path(__file__).with_name("sample.sha256")
ARRIVALS = ".arriving"
_AT_ONCE = 8

Progress = Callable[[float, str], None]
"""Told the fraction that is done and what is being done."""


class Unreachable(DataError):
    """The place the sample data would come from does not answer."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SampleFile:
    """One file of the sample: its path below the data folder, its size in bytes and its SHA-256."""

    path: str
    size: int
    checksum: str


def sample_files(text: str) -> list[SampleFile]:
    """The files a list names."""
    rows = (line.split(maxsplit=2) for line in text.splitlines())
    return [SampleFile(checksum=checksum, size=int(size), path=path) for checksum, size, path in rows]


def copy_sample(source: Path, folder: Path, progress: Progress) -> int:
    """Copies a data folder into ours and returns the number of files.

    Raises DataError when the source is no data folder.
    """
    if not is_filled(source):
        raise DataError(f"{source} is not a LEAN data folder: exchange hours, symbol properties or prices are missing")
    files = sorted(path for path in source.rglob("*") if path.is_file())
    for done, file in enumerate(files):
        relative = file.relative_to(source)
        progress(done / len(files), relative.as_posix())
        arrival = folder / ARRIVALS / relative
        arrival.parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(file, arrival)
    _put_in_place(folder, [file.relative_to(source) for file in files])
    return len(files)


def download_sample(
    folder: Path, progress: Progress, *, address: str = ADDRESS, files: Iterable[SampleFile] | None = None
) -> int:
    """Fetches every file, checks it and, when all are here, puts them in place; returns their number.

    What had arrived before an interruption is kept and not fetched again. Raises Unreachable when nothing
    answers, DataError when a file is not what its checksum says.
    """
    wanted = list(sample_files(LIST.read_text(encoding="utf-8")) if files is None else files)
    arrivals = folder / ARRIVALS
    total, done = sum(file.size for file in wanted), 0
    with ThreadPoolExecutor(_AT_ONCE) as pool:
        running = {pool.submit(_fetch, file, address, arrivals): file for file in wanted}
        try:
            for finished in as_completed(running):
                finished.result()
                done += running[finished].size
                progress(done / total, running[finished].path)
        except (DataError, KeyboardInterrupt):
            pool.shutdown(cancel_futures=True)
            raise
    _put_in_place(folder, [Path(file.path) for file in wanted])
    return len(wanted)


def _put_in_place(folder: Path, paths: list[Path]) -> None:
    """Moves what has arrived where it belongs, the tables that make a folder usable last.

    A file that is already there is somebody's own and stays.
    """
    for path in sorted(paths, key=lambda path: path in (MARKET_HOURS, SYMBOL_PROPERTIES)):
        if not (folder / path).exists():
            (folder / path).parent.mkdir(parents=True, exist_ok=True)
            (folder / ARRIVALS / path).replace(folder / path)
    shutil.rmtree(folder / ARRIVALS)


def _fetch(file: SampleFile, address: str, arrivals: Path) -> None:
    target = arrivals / file.path
    if target.is_file() and _checksum(target.read_bytes()) == file.checksum:
        return
    try:
        with urllib.request.urlopen(f"{address}/{file.path}", timeout=20) as answer:  # noqa: S310 - the address is a person's choice
            content = answer.read()
    except (OSError, http.client.HTTPException) as error:
        if isinstance(error, urllib.error.HTTPError):
            error.close()
        raise Unreachable(f"{address}/{file.path} could not be fetched: {error}") from error
    if _checksum(content) != file.checksum:
        raise DataError(f"{address}/{file.path} does not have the checksum it should: nothing was put in place")
    target.parent.mkdir(parents=True, exist_ok=True)
    target.write_bytes(content)


def _checksum(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()
