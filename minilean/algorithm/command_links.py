"""Links that give a command to a live algorithm when somebody follows them (Common/Api/Authentication.cs)."""

from __future__ import annotations

import base64
import hashlib
import inspect
import json
from collections.abc import Iterator
from datetime import datetime
from typing import Any
from urllib.parse import quote

from minilean.algorithm.commands import Command
from minilean.interop.decimals import double_to_decimal, text

_ADDRESS = "https://www.quantconnect.com/api/v2/live/commands/create"
_UNIX = datetime(1970, 1, 1)
_NOBODY = "0"
_KEPT = "!()*-._"


def payload_of(command: Any) -> dict[str, Any]:
    """A command's members: of a dictionary its own, of a typed command those that are set, sorted."""
    if isinstance(command, dict):
        members = command
    elif isinstance(command, Command):
        members = {
            name: value
            for name, value in inspect.getmembers(command)
            if value and not name.startswith("_") and not callable(value)
        }
        members.update(dict(command.__dict__.get("_qc_members", {}).values()))
    else:
        members = vars(command)
    payload: dict[str, Any] = json.loads(json.dumps(members))
    return payload


def link(command: Any, *, project_id: int, registered: bool, utc_now: datetime) -> str:
    """The address that runs a command; it is signed by nobody, as in LEAN without an account."""
    timestamp = int((utc_now - _UNIX).total_seconds())
    signature = hashlib.sha256(f":{timestamp}".encode()).hexdigest()
    authorization = base64.b64encode(f"{_NOBODY}:{signature}".encode()).decode()
    query = [("authorization", authorization), ("timestamp", str(timestamp)), ("projectId", str(project_id))]
    query += _entries("command", payload_of(command))
    if registered:
        query.append(("command[$type]", type(command).__name__))
    return _ADDRESS + "?" + "&".join(f"{_escaped(name)}={_escaped(value)}" for name, value in query)


def _entries(prefix: str, members: dict[str, Any]) -> Iterator[tuple[str, str]]:
    for name, value in members.items():
        key = f"{prefix}[{name}]"
        if isinstance(value, dict):
            yield from _entries(key, value)
        elif isinstance(value, list):
            for index, item in enumerate(value):
                yield f"{key}[{index}]", _shown(item)
        else:
            yield key, _shown(value)


def _shown(value: Any) -> str:
    if isinstance(value, float):
        return text(double_to_decimal(value))
    return "" if value is None else str(value)


def _escaped(part: str) -> str:
    """Percent signs with small letters and plus signs for spaces, as .NET writes them."""
    pieces = []
    for character in part:
        if character == " ":
            pieces.append("+")
        elif character.isascii() and (character.isalnum() or character in _KEPT):
            pieces.append(character)
        else:
            pieces.append("%7e" if character == "~" else quote(character, safe="").lower())
    return "".join(pieces)
