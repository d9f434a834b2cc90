"""Lets pandas find symbols by ticker and by identifier text, in every frame, as LEAN does (Common/PandasMapper.py)."""

from __future__ import annotations

import functools
from typing import TYPE_CHECKING, Any

from minilean.errors import InvalidOperation
from minilean.securities.symbol import Symbol, find_symbol

if TYPE_CHECKING:
    from collections.abc import Callable

_MARK = "_finds_symbols"


def install(pandas: Any) -> None:
    """Teaches pandas once; a second call changes nothing."""
    index = pandas.core.indexes.base.Index
    if hasattr(index.get_loc, _MARK):
        return
    indexing = pandas.core.indexing
    for owner, name in (
        (indexing._LocationIndexer, "__getitem__"),
        (indexing._ScalarAccessIndexer, "__getitem__"),
        (index, "get_loc"),
        (pandas.DataFrame, "__getitem__"),
    ):
        setattr(owner, name, _found_by_symbol(getattr(owner, name)))
    index.__contains__ = _contained_as_symbol(index.__contains__)


def mapped(key: Any) -> Any:
    """A ticker or identifier text becomes its symbol, inside tuples, lists and dictionaries too."""
    kind = type(key)
    if kind is str:
        return _symbol(key)
    if kind is tuple:
        return tuple(mapped(part) for part in key)
    if kind is list:
        return [mapped(part) for part in key]
    if kind is dict:
        return {name: mapped(part) for name, part in key.items()}
    return key


def _symbol(text: str) -> Symbol | str:
    try:
        return find_symbol(text) or text
    except InvalidOperation:
        return text


def _found_by_symbol(function: Callable[..., Any]) -> Callable[..., Any]:
    """Looks with symbols first, then with what was written."""

    @functools.wraps(function)
    def find(owner: Any, *arguments: Any, **named: Any) -> Any:
        as_symbols = mapped(arguments)
        try:
            return function(owner, *as_symbols, **mapped(named))
        except KeyError:
            pass
        try:
            return function(owner, *arguments, **named)
        except KeyError as error:
            raise KeyError(
                f"No key found for either mapped or original key. Mapped Key: {_texts(as_symbols)}; "
                f"Original Key: {_texts(arguments)}"
            ) from error

    setattr(find, _MARK, True)
    return find


def _contained_as_symbol(function: Callable[..., bool]) -> Callable[..., bool]:
    @functools.wraps(function)
    def contains(owner: Any, key: Any) -> bool:
        return function(owner, key) or function(owner, mapped(key))

    return contains


def _texts(keys: tuple[Any, ...]) -> list[str]:
    return [str(key) for key in keys if isinstance(key, (str, Symbol))]
