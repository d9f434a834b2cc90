"""Commands given to a running algorithm: JSON in, a user's or LEAN's own action, a result out."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from datetime import datetime
from typing import Any

from minilean.algorithm.builtin_commands import CommandResult, is_builtin, run_builtin
from minilean.errors import AlgorithmError, ArgumentError
from minilean.interop.containers import DotNetDictionary
from minilean.interop.names import dotnet, to_snake, user_method

_DATE = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d(:\d\d(\.\d+)?)?(Z|[+-]\d\d:\d\d)?")
_UNTYPED = "CallbackCommand"


@dotnet
class Command:
    """The base of typed commands, and what ``on_command`` gets (Common/Commands/Command.cs).

    Members are those of the JSON, found whatever their letter case; one that was not sent is None.
    """

    payload_data: str | None = None
    _qc_members: dict[str, tuple[str, Any]]

    def __getattr__(self, name: str) -> Any:
        if name.startswith("_"):
            raise AttributeError(name)
        entry = self.__dict__.get("_qc_members", {}).get(name.lower())
        return entry[1] if entry is not None else None

    def set_property(self, name: str, value: Any) -> Any:
        """Writes a member; gives the value."""
        self.__dict__.setdefault("_qc_members", {})[name.lower()] = (name, value)
        return value

    def get_property(self, name: str) -> Any:
        """Reads a member, None when there is none."""
        return getattr(self, name)

    def run(self, algorithm: Any) -> bool | None:
        """Does what the command is for; a subclass writes it."""
        raise NotImplementedError("Please implement the 'def run(algorithm) -> bool | None:' method")

    def __str__(self) -> str:
        if self.payload_data:
            return self.payload_data
        members = {name: value for name, value in vars(self).items() if not name.startswith("_")}
        members.update(self.__dict__.get("_qc_members", {}).values())
        return json.dumps(members, default=_plain, separators=(",", ":"), ensure_ascii=False)


class CommandRegistry:
    """The typed commands of an algorithm (QCAlgorithm.AddCommand, RunCommand).

    ``log`` hears, once for each type, of commands nobody registered and of those that failed.
    """

    def __init__(self, log: Callable[[str], None]) -> None:
        self._types: dict[str, type] = {}
        self._log = log
        self._told: set[str] = set()

    def add(self, command_type: type) -> None:
        """Makes ``$type`` with the class's name build it; raises ArgumentError for a class without run."""
        if user_method(command_type(), "run") is None:
            raise ArgumentError(f"{command_type.__name__} is no command: it needs the method run(algorithm)")
        self._types[command_type.__name__] = command_type

    def __contains__(self, name: str) -> bool:
        return name in self._types

    def run(self, payload: str, algorithm: Any) -> CommandResult:
        """Runs a typed command or one of LEAN's own, or hands an untyped one to ``on_command``.

        Raises ArgumentError for a payload that is no JSON object.
        """
        members = parse(payload)
        name = str(members.get("$type") or "")
        if not name:
            on_command = user_method(algorithm, "on_command")
            success = on_command(untyped(members)) if on_command is not None else True
            return CommandResult(command_name=_UNTYPED, success=success)
        if is_builtin(name):
            return run_builtin(name, members, algorithm)
        command_type = self._types.get(name)
        if command_type is None:
            self._tell(name, f"Detected unregistered command type '{name}', will be ignored")
            return CommandResult(command_name=name, success=None)
        try:
            return CommandResult(command_name=name, success=_run(typed(command_type, members, payload), algorithm))
        except Exception as error:  # noqa: BLE001 - a user's command that fails must not stop the algorithm
            self._tell(name, f"Unexpected error running command '{name}' error: '{error}'")
            return CommandResult(command_name=name, success=None)

    def _tell(self, name: str, message: str) -> None:
        if name not in self._told:
            self._told.add(name)
            self._log(message)


def parse(payload: str) -> dict[str, Any]:
    """The members of a JSON object as .NET gives them; raises ArgumentError for anything else."""
    try:
        members = json.loads(payload) if payload else {}
    except json.JSONDecodeError as error:
        raise ArgumentError(f"a command is a JSON object: {error}") from error
    if not isinstance(members, dict):
        raise ArgumentError("a command is a JSON object")
    return {name: _dotnet_value(value) for name, value in members.items()}


def untyped(members: dict[str, Any]) -> Command:
    """What ``on_command`` gets."""
    command = Command()
    for name, value in members.items():
        command.set_property(name, value)
    return command


def typed(command_type: type, members: dict[str, Any], payload: str) -> Any:
    """A user's command with its members set, under the name in small letters with underscores if it has that one."""
    command = command_type()
    if isinstance(command, Command):
        command.payload_data = payload
    for name, value in members.items():
        snake = to_snake(name)
        setattr(command, snake if hasattr(command, snake) else name, value)
    return command


def _run(command: Any, algorithm: Any) -> bool | None:
    run = user_method(command, "run")
    if run is None:
        raise AlgorithmError(f"{type(command).__name__} has no method run")
    success: bool | None = run(algorithm)
    return success


def _dotnet_value(value: Any) -> Any:
    """Objects become dictionaries of .NET, texts that are ISO dates become times."""
    if isinstance(value, dict):
        return DotNetDictionary({name: _dotnet_value(inner) for name, inner in value.items()})
    if isinstance(value, list):
        return [_dotnet_value(inner) for inner in value]
    if isinstance(value, str) and _DATE.fullmatch(value):
        return datetime.fromisoformat(value)
    return value


def _plain(value: Any) -> Any:
    if isinstance(value, DotNetDictionary):
        return dict(value._items)
    return value.isoformat()
