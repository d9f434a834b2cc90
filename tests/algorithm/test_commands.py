"""Commands reach on_command or the class that was registered, and answer."""

from __future__ import annotations

from datetime import datetime
from types import SimpleNamespace

import pytest

from minilean.algorithm.commands import Command, CommandRegistry
from minilean.enums import AlgorithmStatus
from minilean.errors import ArgumentError, NotInMiniLean


class Algorithm:
    """Writes down what it is told to do."""

    def __init__(self):
        self.done = []

    def on_command(self, data):
        self.done.append(data)
        return True

    def liquidate(self, symbol=None):
        self.done.append(("liquidate", symbol and str(symbol.id)))

    def set_status(self, status):
        self.done.append(status)

    def debug(self, message):
        self.done.append(message)

    def limit_order(self, symbol, quantity, limit_price, tag):
        self.done.append((symbol.value, quantity, limit_price, tag))
        return SimpleNamespace(get_most_recent_order_response=Response)


class Response:
    is_error = False

    def __str__(self):
        return "ok"


class Buy(Command):
    ticker = ""
    order_quantity = 0

    def run(self, algorithm):
        algorithm.done.append((self.ticker, self.order_quantity, self.missing))
        return self.order_quantity > 0


class Plain:
    """No base class, and C#'s name of run."""

    targettime = None

    def Run(self, algorithm):
        algorithm.done.append((self.targettime, self.parameters["tag"]))


class Failing(Command):
    def run(self, algorithm):
        raise ValueError("no")


def a_registry(*types):
    said = []
    registry = CommandRegistry(said.append)
    for each in types:
        registry.add(each)
    return registry, said, Algorithm()


def test_an_untyped_command_reaches_on_command_with_members_in_any_letter_case():
    registry, _, algorithm = a_registry()
    payload = '{"Action":"pause","parameters":{"quantity":10},"list":[1,"a"]}'
    result = registry.run(payload, algorithm)
    data = algorithm.done[0]
    assert (data.action, data.parameters["quantity"], data.list, data.nothing) == ("pause", 10, [1, "a"], None)
    assert str(data) == payload
    assert result.to_json() == '{"CommandName":"CallbackCommand","Success":true,"Type":"CommandResult","Channel":""}'


def test_a_typed_command_is_built_and_run():
    registry, _, algorithm = a_registry(Buy)
    result = registry.run('{"$type":"Buy","ticker":"SPY","OrderQuantity":2.5}', algorithm)
    assert algorithm.done == [("SPY", 2.5, None)]
    assert (result.command_name, result.success) == ("Buy", True)


def test_a_typed_command_prints_what_was_sent():
    registry, _, algorithm = a_registry(type("Show", (Command,), {"run": lambda self, to: to.done.append(str(self))}))
    registry.run('{"$type":"Show", "a":1}', algorithm)
    assert algorithm.done == ['{"$type":"Show", "a":1}']


def test_a_command_without_a_base_class_gets_times_and_objects():
    registry, _, algorithm = a_registry(Plain)
    payload = '{"$type":"Plain","targettime":"2013-10-07T10:00:00","parameters":{"tag":"x"}}'
    assert registry.run(payload, algorithm).success is None
    assert algorithm.done == [(datetime(2013, 10, 7, 10), "x")]


def test_a_class_without_run_is_refused():
    with pytest.raises(ArgumentError, match="needs the method run"):
        a_registry(SimpleNamespace)


def test_an_unregistered_type_is_told_once_and_ignored():
    registry, said, algorithm = a_registry()
    for _ in range(2):
        assert registry.run('{"$type":"Nobody"}', algorithm).success is None
    assert said == ["Detected unregistered command type 'Nobody', will be ignored"]


def test_a_failing_command_is_told_once_and_answers_nothing():
    registry, said, algorithm = a_registry(Failing)
    for _ in range(2):
        assert registry.run('{"$type":"Failing"}', algorithm).success is None
    assert said == ["Unexpected error running command 'Failing' error: 'no'"]


def test_what_is_no_object_is_refused():
    registry, _, algorithm = a_registry()
    for payload in ("[1]", "{"):
        with pytest.raises(ArgumentError, match="JSON object"):
            registry.run(payload, algorithm)


def test_a_command_without_run_says_what_to_write():
    with pytest.raises(NotImplementedError, match="Please implement"):
        Command().run(None)


def lean(name, members=""):
    return f'{{"$type":"QuantConnect.Commands.{name}, QuantConnect.Common"{members}}}'


def test_leans_own_commands_act_on_the_algorithm():
    registry, _, algorithm = a_registry()
    registry.run(lean("LiquidateCommand"), algorithm)
    registry.run(lean("LiquidateCommand", ',"Ticker":"SPY","SecurityType":1,"Market":"usa"'), algorithm)
    registry.run(lean("QuitCommand"), algorithm)
    assert algorithm.done[0] == ("liquidate", None)
    assert algorithm.done[1][1].startswith("SPY")
    assert algorithm.done[2] == AlgorithmStatus.STOPPED


def test_an_order_command_places_the_order():
    registry, _, algorithm = a_registry()
    members = (
        ',"Ticker":"EURUSD","SecurityType":"Forex","Market":"oanda","OrderType":"Limit","Quantity":5,"LimitPrice":1.5'
    )
    result = registry.run(lean("OrderCommand", members), algorithm)
    assert (result.command_name, result.success) == ("OrderCommand", True)
    assert algorithm.done[0] == ("EURUSD", 5, 1.5, "")
    assert algorithm.done[1].startswith("Limit for 5 units of EURUSD")


def test_an_unknown_command_of_lean_is_refused():
    registry, _, algorithm = a_registry()
    with pytest.raises(NotInMiniLean):
        registry.run(lean("FlyCommand"), algorithm)
