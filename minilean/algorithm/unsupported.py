"""What of LEAN's QCAlgorithm is not here is refused by name."""

from __future__ import annotations

import functools
import re
from pathlib import Path
from typing import NoReturn

from minilean.errors import NotInMiniLean
from minilean.interop.names import to_snake

_NAMES = Path(__file__).parent / "lean_names.txt"
_ADVICE = (
    (re.compile("option|future|greek|^[dgrt\u0370-\u03ff]$|^iv$|^t_3$"), "options and futures run in LEAN itself"),
    (re.compile("index$|add_index"), "subscribe to a fund that tracks the index"),
    (re.compile("bracket|one_cancels|one_triggers|one_updates"), "submit the second order in on_order_event"),
    (re.compile("notify"), "write what is to be told into the object store"),
    (re.compile("download"), "read the data as custom data"),
    (re.compile("command"), "send commands to a live deployment of LEAN"),
    (re.compile("^train$"), "call the function in a scheduled event"),
    (re.compile("cik|cusip|figi|isin|sedol"), "use Symbol.id"),
    (
        re.compile("^set_|handler|provider|updated$|messages$|^post_|^on_framework|^run_"),
        "LEAN's engine calls it itself",
    ),
)


@functools.cache
def lean_names() -> frozenset[str]:
    """All public names of LEAN's QCAlgorithm, in snake_case."""
    return frozenset(_NAMES.read_text(encoding="utf-8").split())


def advice(name: str) -> str:
    """What to do instead of using a name of QCAlgorithm that is not here."""
    return next((text for pattern, text in _ADVICE if pattern.search(name)), "run the algorithm in LEAN itself")


def refuse(kind: str, name: str) -> NoReturn:
    """Raises NotInMiniLean for a name of LEAN's QCAlgorithm, AttributeError for one nobody knows."""
    for spelling in (name, to_snake(name), name.lower()):
        if spelling in lean_names():
            raise NotInMiniLean(f"QCAlgorithm.{spelling}", advice(spelling))
    message = f"{kind!r} object has no attribute {name!r}"
    raise AttributeError(message)
