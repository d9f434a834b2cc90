"""Reads JSON without losing how numbers were printed."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from pathlib import Path


class NumberText(str):
    """A number of a JSON file as it stands there: ``1.50`` is not ``1.5``."""

    __slots__ = ()


def read_exact_json(path: Path) -> Any:
    """The content of a file with every number a NumberText. Raises OSError, ValueError if it is not JSON."""
    with path.open(encoding="utf-8-sig") as file:
        return json.load(file, parse_float=NumberText, parse_int=NumberText)
