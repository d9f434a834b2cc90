"""Users may name arguments as any of LEAN's overloads does."""

from __future__ import annotations

import ast
import inspect
import sysconfig
from pathlib import Path

import pytest

from minilean.algorithm.facade import QCAlgorithm
from minilean.interop.overloads import overloaded, placed

_STRATEGIES = {"strategy", "orders", "order", "universe_type"}
"""Arguments of overloads for options, whose strategies minilean does not have, and of the engine's own."""


@overloaded("amount", "currency amount rate")
def cash(self, first, amount=None, rate=1):
    return first, amount, rate


def test_a_name_of_an_overload_stands_for_its_place():
    assert cash(None, amount=5) == (5, None, 1)
    assert cash(None, currency="EUR", amount=5) == ("EUR", 5, 1)
    assert cash(None, "EUR", amount=5, rate=2) == ("EUR", 5, 2)
    assert cash(None, rate=2, amount=5, currency="EUR") == ("EUR", 5, 2)


def test_what_no_overload_names_is_a_mistake():
    with pytest.raises(TypeError, match="money"):
        cash(None, money=5)


def overloads_of_stubs():
    stubs = Path(sysconfig.get_path("purelib"), "QuantConnect", "Algorithm", "__init__.pyi")
    tree = ast.parse(stubs.read_text(encoding="utf-8"))
    algorithm = next(node for node in tree.body if isinstance(node, ast.ClassDef) and node.name == "QCAlgorithm")
    for method in algorithm.body:
        if isinstance(method, ast.FunctionDef) and not method.name.startswith("_"):
            decorators = {each.id for each in method.decorator_list if isinstance(each, ast.Name)}
            if "property" not in decorators:
                names = [each.arg for each in method.args.args]
                yield method.name, names if "staticmethod" in decorators else names[1:]


def accepts(method, names):
    arguments, named = placed(getattr(method, "overloads", ()), (), dict.fromkeys(names))
    first = next(iter(inspect.signature(method).parameters), "")
    bound = (None, *arguments) if first in ("self", "_") else arguments
    try:
        inspect.signature(method).bind(*bound, **named)
    except TypeError:
        return False
    return True


def test_every_method_takes_the_names_of_every_overload_of_the_stubs():
    wrong = [
        f"{name}({', '.join(names)})"
        for name, names in overloads_of_stubs()
        if not _STRATEGIES & set(names)
        and inspect.isfunction(inspect.unwrap(getattr(QCAlgorithm, name, None) or ast))
        and not accepts(getattr(QCAlgorithm, name), names)
    ]
    assert not wrong
