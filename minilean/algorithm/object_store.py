"""What an algorithm keeps from one run to the next: texts and bytes under keys."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import TYPE_CHECKING, Any

from minilean.errors import ArgumentError, KeyNotFound
from minilean.interop.containers import KeyValuePair
from minilean.interop.names import dotnet

if TYPE_CHECKING:
    from collections.abc import Iterator

_ALLOWED = re.compile(r"\.?[a-zA-Z0-9\\/_#\-$= ]+\.?[a-zA-Z0-9]*")
_DEEPEST = 100


@dotnet
class ObjectStore:
    """Files of a folder by their relative paths (Common/Storage/ObjectStore.cs, Engine/Storage/LocalObjectStore.cs).

    Without a folder everything stays in memory and ``get_file_path`` has nothing to point at.
    """

    def __init__(self, folder: Path | None = None) -> None:
        self._folder = folder.resolve() if folder is not None else None
        self._contents: dict[str, bytes | None] = {}

    @property
    def keys(self) -> list[str]:
        """The keys, those of this run first."""
        found = dict.fromkeys(self._contents)
        found.update(dict.fromkeys(self._stored_keys()))
        return list(found)

    @property
    def max_size(self) -> int:
        """The bytes that fit in; there is no limit here."""
        return 2**63 - 1

    @property
    def max_files(self) -> int:
        """The number of keys that fit in; there is no limit here."""
        return 2**31 - 1

    def contains_key(self, path: str) -> bool:
        """Whether there is an object under the key."""
        key = _normalized(path)
        if key in self._contents:
            return True
        file = self._file(key)
        if file is not None and file.is_file():
            self._contents[key] = None
            return True
        return False

    def read_bytes(self, path: str) -> bytes:
        """The bytes of an object; raises KeyNotFound for one that is not there."""
        if not self.contains_key(path):
            message = (
                f"Object with path '{path}' was not found in the current project. Please use "
                "ObjectStore.ContainsKey(key) to check if an object exists before attempting to read."
            )
            raise KeyNotFound(message)
        key = _normalized(path)
        content = self._contents[key]
        file = self._file(key)
        if content is None and file is not None and file.is_file():
            content = self._contents[key] = file.read_bytes()
        return content  # type: ignore[return-value]  # a key whose file was never written holds null in LEAN too

    def save_bytes(self, path: str, contents: Any) -> bool:
        """Keeps bytes, or a list of their numbers, under a key; raises ArgumentError for a key that is no path."""
        if (
            path is None
            or _ALLOWED.fullmatch(path) is None
            or path.count("/") > _DEEPEST
            or path.count("\\") > _DEEPEST
        ):
            raise ArgumentError(f"LocalObjectStore: path is not supported: '{path}'")
        key = _normalized(path)
        content = bytes(contents) if contents is not None else None
        self._contents[key] = content
        if content is None:
            return False
        file = self._file(key)
        if file is not None:
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_bytes(content)
        return True

    def read(self, path: str, encoding: str | None = None) -> str:
        """The text of an object; raises KeyNotFound for one that is not there."""
        return self.read_bytes(path).decode(encoding or "utf-8", errors="replace")

    def read_string(self, path: str, encoding: str | None = None) -> str:
        """The same as read."""
        return self.read(path, encoding)

    def read_json(self, path: str, encoding: str | None = None) -> Any:
        """An object written as JSON."""
        return json.loads(self.read(path, encoding))

    def save(self, path: str, text: str | None = None, encoding: str | None = None) -> bool:
        """Keeps a text; without one, takes in the file the user wrote where ``get_file_path`` said.

        Raises ArgumentError when there is no such file.
        """
        if text is not None:
            return self.save_bytes(path, text.encode(encoding or "utf-8"))
        file = Path(self.get_file_path(path))
        if not file.is_file():
            raise ArgumentError(f"There is no file associated with path {path} in '{file}'")
        return self.save_bytes(path, file.read_bytes())

    def save_string(self, path: str, text: str, encoding: str | None = None) -> bool:
        """The same as save."""
        return self.save(path, text, encoding)

    def save_json(self, path: str, obj: Any, encoding: str | None = None) -> bool:
        """Keeps an object as JSON."""
        return self.save(path, json.dumps(obj, separators=(",", ":"), ensure_ascii=False), encoding)

    def delete(self, path: str) -> bool:
        """Takes an object away; says whether it was there."""
        key = _normalized(path)
        known = key in self._contents
        self._contents.pop(key, None)
        file = self._file(key)
        if file is not None and file.is_file():
            file.unlink()
            return True
        return known

    def get_file_path(self, path: str) -> str:
        """Where an object's file is, or will be once the user writes it; its folder exists.

        Raises ArgumentError when the store has no folder.
        """
        file = self._file(_normalized(path))
        if file is None:
            raise ArgumentError(f"the object store of this run is kept in memory: '{path}' has no file")
        if not self.contains_key(path):
            self.save_bytes(path, None)
        file.parent.mkdir(parents=True, exist_ok=True)
        return str(file)

    def clear(self) -> None:
        """Forgets what is in memory; files stay."""
        if self._folder is not None:
            self._contents.clear()

    def __iter__(self) -> Iterator[KeyValuePair[str, bytes]]:
        return iter([KeyValuePair(key, self.read_bytes(key)) for key in self.keys])

    def __len__(self) -> int:
        return len(self.keys)

    def __contains__(self, path: str) -> bool:
        return self.contains_key(path)

    def __bool__(self) -> bool:
        return True

    def _stored_keys(self) -> list[str]:
        if self._folder is None or not self._folder.is_dir():
            return []
        files = (file for file in sorted(self._folder.rglob("*")) if file.is_file())
        return [file.relative_to(self._folder).as_posix() for file in files]

    def _file(self, key: str) -> Path | None:
        """The file of a key; raises ArgumentError for one outside the folder."""
        if self._folder is None:
            return None
        file = (self._folder / key).resolve()
        if not file.is_relative_to(self._folder):
            raise ArgumentError(f"LocalObjectStore: path is not supported: '{key}'")
        return file


def _normalized(path: str) -> str:
    """Forward slashes, no dots or slashes in front; raises ArgumentError without a path."""
    if path is None:
        raise ArgumentError("Value cannot be null. (Parameter 'path')")
    return path.lstrip(".").lstrip("/\\").replace("\\", "/")
