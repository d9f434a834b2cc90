"""Logs, debug and error lines, names, tags and parameters (Algorithm/QCAlgorithm.cs)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from minilean.enums import AlgorithmStatus
from minilean.errors import InvalidOperation
from minilean.interop.overloads import overloaded

if TYPE_CHECKING:
    from minilean.algorithm.facade import QCAlgorithm


def log(self: QCAlgorithm, message: Any) -> None:
    """Writes a line to the log."""
    text = str(message)
    if text:
        self._qc.say("log", text)


def debug(self: QCAlgorithm, message: Any) -> None:
    """Writes a line to the console; a repetition of the line before is dropped."""
    text = str(message)
    if text and text != self._qc.previous_debug:
        self._qc.previous_debug = text
        self._qc.say("debug", text)


@overloaded("error")
def error(self: QCAlgorithm, message: Any) -> None:
    """Writes an error line; a repetition of the line before is dropped."""
    text = str(message)
    if text and text != self._qc.previous_error:
        self._qc.previous_error = text
        self._qc.say("error", text)


def quit(self: QCAlgorithm, message: str = "") -> None:  # noqa: A001 - LEAN's name
    """Ends the run after this step."""
    self.debug(f"Quit(): {message}")
    self._qc.status = AlgorithmStatus.STOPPED


def set_quit(self: QCAlgorithm, quit: bool) -> None:
    """Ends the run after this step when true."""
    if quit:
        self._qc.status = AlgorithmStatus.STOPPED


def get_parameter(self: QCAlgorithm, name: str, default_value: Any = None) -> Any:
    """A parameter of the project: text, or a whole number or float where the default is one and the text allows it."""
    self._qc.parameter_use.asked.add(name)
    value = self._qc.parameters.get(name)
    if value is None:
        return default_value
    if isinstance(default_value, bool) or not isinstance(default_value, (int, float)):
        return value
    try:
        return type(default_value)(value)
    except ValueError:
        self._qc.parameter_use.refused[name] = default_value
        return default_value


def get_parameters(self: QCAlgorithm) -> dict[str, str]:
    """All parameters as text."""
    self._qc.parameter_use.asked.update(self._qc.parameters)
    return dict(self._qc.parameters)


def set_parameters(self: QCAlgorithm, parameters: dict[str, str]) -> None:
    """Replaces the parameters and fills the class's parameter attributes."""
    self._qc.parameters = {str(name): str(value) for name, value in parameters.items()}


def set_name(self: QCAlgorithm, name: str) -> None:
    """Names the run; raises InvalidOperation after initialize."""
    if self._qc.locked:
        raise InvalidOperation("Cannot set algorithm name after it is initialized.")
    if name:
        self._qc.name = name[:_LONGEST_TAG]


def add_tag(self: QCAlgorithm, tag: str) -> None:
    """Adds a tag to the run; LEAN keeps the first hundred, two hundred characters each."""
    if not tag or not tag.strip():
        return
    if len(self._qc.tags) >= _MOST_TAGS:
        if self._qc.once("tags"):
            self.log(f"Warning: AddTag({tag}): Unable to add tag. Tags are limited to a maximum of {_MOST_TAGS}.")
        return
    tag = tag[:_LONGEST_TAG]
    if tag not in self._qc.tags:
        self._qc.tags.append(tag)


def set_tags(self: QCAlgorithm, tags: Any) -> None:
    """Replaces the tags."""
    given = [str(tag) for tag in tags if str(tag).strip()]
    if len(given) > _MOST_TAGS and self._qc.once("many tags"):
        self.log(f"Warning: The tags collection cannot contain more than {_MOST_TAGS} items. It will be truncated.")
    self._qc.tags = list(dict.fromkeys(tag[:_LONGEST_TAG] for tag in given[:_MOST_TAGS]))


def set_runtime_statistic(self: QCAlgorithm, name: str, value: Any) -> None:
    """Shows a value in the result's runtime statistics."""
    self._qc.runtime_statistics[name] = str(value)


def set_summary_statistic(self: QCAlgorithm, name: str, value: Any) -> None:
    """Adds a value to the result's statistics."""
    self._qc.summary_statistics[name] = str(value)


_MOST_TAGS = 100
_LONGEST_TAG = 200
