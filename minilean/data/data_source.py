"""Where custom data are, and the lines found there."""

from __future__ import annotations

import io
import os
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

from minilean.data.archives import readable_zip
from minilean.enums import FileFormat, SubscriptionTransportMedium
from minilean.errors import NotInMiniLean
from minilean.interop.names import dotnet

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

    from minilean.algorithm.object_store import ObjectStore

_ATTEMPTS = 3
_PATIENCE_SECONDS = 60
Headers = tuple[tuple[str, str], ...]
_NO_HEADERS: Headers = ()
_LAUNCHER = ("Launcher", "bin", "Debug")


@dotnet
class SubscriptionDataSource:
    """A file, an address or a key, how it is reached and what is in it (Common/Data/SubscriptionDataSource.cs).

    Without a medium an http address is a remote file and anything else a local one. ``sort`` asks for the
    data in the order of their end times.
    """

    __slots__ = ("format", "headers", "sort", "source", "transport_medium")

    def __init__(
        self,
        source: str,
        transport_medium: SubscriptionTransportMedium | None = None,
        format: FileFormat = FileFormat.CSV,
        headers: Mapping[str, str] | Iterable[Any] | None = None,
    ) -> None:
        self.source = source
        self.transport_medium = _default_medium(source) if transport_medium is None else transport_medium
        self.format = format
        self.headers = _pairs(headers)
        self.sort = False

    def __eq__(self, other: object) -> bool:
        return isinstance(other, SubscriptionDataSource) and self._identity() == other._identity()

    def __hash__(self) -> int:
        return hash(self._identity())

    def _identity(self) -> tuple[str, SubscriptionTransportMedium, Headers]:
        return self.source, self.transport_medium, self.headers

    def __str__(self) -> str:
        return f"{self.transport_medium.dotnet_name}: {self.format.dotnet_name} {self.source}"


def download(address: str, headers: Headers) -> bytes:
    """What an http address holds; raises OSError when it cannot be had."""
    # few runs fetch anything, and what these bring along takes a tenth of the time of starting
    from http.client import HTTPException
    from urllib.request import Request, urlopen

    request = Request(address, headers=dict(headers))  # noqa: S310 - the user's own address
    try:
        with urlopen(request, timeout=_PATIENCE_SECONDS) as response:  # noqa: S310
            body: bytes = response.read()
            return body
    except (HTTPException, ValueError) as error:
        raise OSError(str(error)) from error


class Transports:
    """The ways to a source's text in one run; remote files are fetched once.

    ``fetch`` takes an address and headers, gives bytes and raises OSError. Names of local files without a root are
    looked for here, then where LEAN would look, which runs in ``Launcher/bin/Debug`` beside its data folder.
    """

    def __init__(
        self,
        object_store: ObjectStore | None = None,
        fetch: Callable[[str, Headers], bytes] = download,
        data_folder: Path | None = None,
    ) -> None:
        self._object_store = object_store
        self._fetch = fetch
        self._leans_folder = None if data_folder is None else data_folder.parent.joinpath(*_LAUNCHER)
        self._fetched: dict[str, bytes] = {}
        self.absent = ""
        """The first local file that was asked for and is not there."""

    def lines(self, source: SubscriptionDataSource) -> list[str] | None:
        """The lines of a source, None when there is no text; a rest source is one line whatever it holds.

        Raises OSError when a remote source fails, NotInMiniLean for a stream.
        """
        medium = source.transport_medium
        if medium == SubscriptionTransportMedium.REST:
            return [_decoded(self._fetch(source.source, source.headers))]
        if medium == SubscriptionTransportMedium.LOCAL_FILE:
            content = self._local(source.source)
        elif medium == SubscriptionTransportMedium.REMOTE_FILE:
            content = self._remote(source)
        elif medium == SubscriptionTransportMedium.OBJECT_STORE:
            content = self._stored(source.source)
        else:
            raise NotInMiniLean(f"SubscriptionTransportMedium.{medium.name}")
        if not content:
            return None
        return io.StringIO(_decoded(content), newline=None).read().removesuffix("\n").split("\n")

    def _local(self, source: str) -> bytes | None:
        name, _, entry = source.rpartition("#") if "#" in source else (source, "", "")
        path = Path(name)
        if not path.is_file() and self._leans_folder is not None:
            # the launcher's folder need not exist for a name to lead out of it
            path = Path(os.path.normpath(self._leans_folder / name))
        if not path.is_file():
            self.absent = self.absent or name
            return None
        content = path.read_bytes()
        return _entry(content, entry, name) if name.endswith(".zip") else content

    def _remote(self, source: SubscriptionDataSource) -> bytes | None:
        base = source.source.partition("#")[0]
        content = self._fetched.get(base)
        if content is None:
            content = self._fetched[base] = self._with_patience(base, source.headers)
        if not urlsplit(base).path.endswith(".zip"):
            return content
        return _entry(content, source.source.partition("#")[2], source.source)

    def _with_patience(self, address: str, headers: Headers) -> bytes:
        """A remote file may fail, or come back empty, once or twice."""
        content = b""
        for attempt in range(1, _ATTEMPTS + 1):
            try:
                content = self._fetch(address, headers)
            except OSError:
                if attempt == _ATTEMPTS:
                    raise
            if content:
                break
        return content

    def _stored(self, key: str) -> bytes | None:
        store = self._object_store
        if store is None or not key or not store.contains_key(key):
            return None
        content = bytes(store.read_bytes(key))
        return _entry(content, "", key) if key.endswith(".zip") else content


def _entry(archive: bytes, name: str, source: str) -> bytes | None:
    """An entry of a zip file, the first one unless named; None when there is no such entry."""
    if not archive:
        return None
    with readable_zip(io.BytesIO(archive), source, "its reader asks for a zip of custom data") as files:
        for entry in files.namelist():
            if not name or entry.lower() == name.lower():
                return files.read(entry)
    return None


def _decoded(content: bytes) -> str:
    return content.decode("utf-8-sig", errors="replace")


def _default_medium(source: str) -> SubscriptionTransportMedium:
    if source.lower().startswith(("http://", "https://")):
        return SubscriptionTransportMedium.REMOTE_FILE
    return SubscriptionTransportMedium.LOCAL_FILE


def _pairs(headers: Mapping[str, str] | Iterable[Any] | None) -> Headers:
    if headers is None:
        return _NO_HEADERS
    items: Iterable[Any] = headers.items() if hasattr(headers, "items") else headers
    return tuple((pair.key, pair.value) if hasattr(pair, "key") else (pair[0], pair[1]) for pair in items)
