"""Arguments by the names LEAN's overloads give them, where one Python function stands for several."""

from __future__ import annotations

import functools
from collections.abc import Callable, Sequence
from typing import Any, TypeVar, cast

Function = TypeVar("Function", bound=Callable[..., Any])


def overloaded(*overloads: str) -> Callable[[Function], Function]:
    """Function decorator: each overload lists LEAN's names of the arguments in order, separated by spaces.

    A call with keywords is taken for the first overload that has them all after its positional arguments, else for one
    that goes on with one of them. The names that follow become positional: ``set_cash(starting_cash=1)`` is
    ``set_cash(1)``.
    """
    choices = tuple(tuple(names.split()) for names in overloads)

    def decorate(function: Function) -> Function:
        @functools.wraps(function)
        def call(self: object, *arguments: Any, **named: Any) -> Any:
            if named:
                arguments, named = placed(choices, arguments, named)
            return function(self, *arguments, **named)

        cast("Any", call).overloads = choices
        return cast("Function", call)

    return decorate


def placed(
    overloads: Sequence[Sequence[str]], arguments: tuple[Any, ...], named: dict[str, Any]
) -> tuple[tuple[Any, ...], dict[str, Any]]:
    """The arguments of a call with as many keywords as possible made positional, and the keywords that are left."""
    rests = [names[len(arguments) :] for names in overloads]
    complete = (rest for rest in rests if named.keys() <= set(rest))
    begun = (rest for rest in rests if rest and rest[0] in named)
    left = dict(named)
    for name in next(complete, None) or next(begun, ()):
        if name not in left:
            break
        arguments = (*arguments, left.pop(name))
    return arguments, left
