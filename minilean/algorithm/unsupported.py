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
    (re.compile("option|future|greek|^[dgrt\u0370-\u03ff]$|^iv$"), "options and futures run in LEAN itself"),
    (re.compile("index$|add_index"), "subscribe to a fund that tracks the index"),
    (
        re.compile("bracket|one_cancels|one_triggers|one_updates|order_factory"),
        "submit the second order in on_order_event",
    ),
    (re.compile("candlestick"), "compute the pattern from the bars"),
    (re.compile("fundamental"), "read fundamental data as custom data"),
    (re.compile("history_provider|get_data|date_range_history|pandas_converter"), "use self.history"),
    (
        re.compile("^set_|handler|provider|updated$|^post_|^framework_|^on_framework|chart_updates"),
        "LEAN's engine calls it itself",
    ),
)


class NameNotInMiniLean(NotInMiniLean, AttributeError):
    """A name of LEAN's QCAlgorithm that is not here; an AttributeError so that ``hasattr`` and ``getattr`` work."""


@functools.cache
def lean_names() -> frozenset[str]:
    """All public names of LEAN's QCAlgorithm, in snake_case."""
    return frozenset(_NAMES.read_text(encoding="utf-8").split())


def advice(name: str) -> str:
    """What to do instead of using a name of QCAlgorithm that is not here."""
    return next((text for pattern, text in _ADVICE if pattern.search(name)), "run the algorithm in LEAN itself")


class UnknownName(AttributeError):
    """A name neither LEAN nor the user gave; the closest one is looked for only when the error is shown."""

    def __str__(self) -> str:
        import difflib

        known = {name for name in {*dir(self.obj), *lean_names()} if not name.startswith("_") and name == name.lower()}
        close = difflib.get_close_matches(to_snake(self.name or ""), sorted(known), n=1, cutoff=0.75)
        message = super().__str__()
        return f"{message}; did you mean {close[0]!r}?" if close else message


def refuse(kind: str, name: str, owner: object = None) -> NoReturn:
    """Raises NameNotInMiniLean for a name of LEAN's QCAlgorithm, UnknownName for one nobody knows."""
    for spelling in (name, to_snake(name), name.lower()):
        if spelling in lean_names():
            raise NameNotInMiniLean(f"QCAlgorithm.{spelling}", advice(spelling))
    raise UnknownName(f"{kind!r} object has no attribute {name!r}", name=name, obj=owner)
