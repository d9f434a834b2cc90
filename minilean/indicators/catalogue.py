"""Builds the indicator an algorithm's helper method asks for (QCAlgorithm.Indicators.cs)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from decimal import Decimal
from enum import IntEnum
from functools import cache
from typing import TYPE_CHECKING, Any, NamedTuple, Protocol

from minilean.enums import CorrelationType, MovingAverageType, Resolution, SwissArmyKnifeTool
from minilean.errors import ArgumentError
from minilean.indicators.catalogue_table import TABLE
from minilean.indicators.constructors import csharp_text, double_text, span_text

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

    from minilean.indicators.base import IndicatorBase
    from minilean.securities.symbol import Symbol

_REQUIRED = object()
_ENUMERATIONS: dict[str, type[IntEnum]] = {"m": MovingAverageType, "c": CorrelationType, "w": SwissArmyKnifeTool}
_CONSTANTS: dict[str, Any] = {"NONE": None, "TRUE": True, "DAILY": Resolution.DAILY}
_CONSTANTS.update({kind.name: kind for kind in (*MovingAverageType, *CorrelationType)})
_NOT_WARMED = frozenset({"RelativeDailyVolume", "IntradayVwap", "FilteredIdentity"})
"""LEAN registers these without the automatic warm-up."""
_FIELDS = {"Maximum": "_high", "Minimum": "_low"}
_RESOLUTION_TEXTS = {
    Resolution.TICK: "tick",
    Resolution.SECOND: "sec",
    Resolution.MINUTE: "min",
    Resolution.HOUR: "hr",
    Resolution.DAILY: "day",
}


class Host(Protocol):
    """What an algorithm tells about itself while an indicator is built."""

    risk_free_interest_rate_model: Any

    def _qc_to_symbol(self, value: Any) -> Symbol:
        """The symbol a user meant by a symbol, a security or a ticker."""

    def _qc_resolution_of(self, symbol: Symbol) -> Resolution:
        """The resolution of the subscription an indicator of the symbol would use."""

    def create_indicator_name(self, symbol: Any, type: str, resolution: Resolution | None) -> str:
        """LEAN's public method; the symbol is None for indicators of several."""


@dataclass(frozen=True, slots=True)
class Built:
    """A new indicator and how its data come.

    Register it for every symbol at the resolution with the selector. Where ``trade_field`` is set, no selector was
    given and the data are trade bars, the indicator takes that exact field instead of the value. Warm it up, when the
    settings ask for it, only if ``warms_up``.
    """

    indicator: IndicatorBase
    symbols: tuple[Symbol, ...]
    resolution: Resolution | timedelta | None
    selector: Callable[[Any], Any] | None
    trade_field: str | None
    warms_up: bool


class Argument(NamedTuple):
    """An argument of a helper: ``kind`` is a letter of the table's."""

    name: str
    kind: str
    default: Any


class Signature(NamedTuple):
    """One way to call a helper."""

    class_name: str
    symbols: tuple[str, ...]
    arguments: tuple[Argument, ...]
    passed: tuple[str, ...]
    name: str


def build(host: Host, helper: str, arguments: tuple[Any, ...], by_name: Mapping[str, Any]) -> Built:
    """The indicator of a helper call such as ``sma("SPY", 20, Resolution.HOUR)``.

    Raises ArgumentError when no signature of the helper takes the arguments.
    """
    for signature in signatures()[helper]:
        given = _bind(signature, arguments, by_name)
        if given is not None:
            return _build(host, signature, given)
    raise ArgumentError(f"No method matches given arguments for {helper}")


@cache
def signatures() -> dict[str, tuple[Signature, ...]]:
    """All helpers by their Python name."""
    found: dict[str, tuple[Signature, ...]] = {}
    for line in TABLE.splitlines():
        helper, made, arguments, name = (part.strip() for part in line.split("|"))
        found[helper] = (*found.get(helper, ()), _signature(made.split(), arguments, name))
    return found


def indicator_name(symbol: Symbol | None, kind: str, resolution: Resolution | None) -> str:
    """``SMA(14)`` of SPY by the hour is ``SMA(14,SPY_hr)`` (QCAlgorithm.CreateIndicatorName)."""
    parts = [] if symbol is None else [str(symbol)]
    parts.append("" if resolution is None else _RESOLUTION_TEXTS[resolution])
    return f"{kind}({'_'.join(parts)})".replace(")(", ",")


def _signature(made: list[str], arguments: str, name: str) -> Signature:
    listed, arrow, passed = arguments.partition("->")
    parsed = [_argument(text) for text in listed.split()]
    names = [argument.name for argument in parsed]
    own = [text for text in names if text not in {"resolution", "selector"}]
    parsed.extend(Argument(last, last, None) for last in ("resolution", "selector") if last not in names)
    everything = ",".join(f"{{{text}}}" for text in own)
    return Signature(
        class_name=made[0],
        symbols=tuple(made[1:]) or ("symbol",),
        arguments=tuple(parsed),
        passed=tuple(passed.split()) if arrow else tuple(own),
        name=name.replace("(*)", f"({everything})"),
    )


def _argument(text: str) -> Argument:
    declared, equals, default = text.partition("=")
    name, _, kind = declared.partition(":")
    if name in {"resolution", "selector"}:
        return Argument(name, "r" if kind else name, _REQUIRED if kind else _CONSTANTS.get(default))
    if not equals:
        return Argument(name, kind, _REQUIRED)
    if default in _CONSTANTS:
        return Argument(name, kind, _CONSTANTS[default])
    return Argument(name, kind, Decimal(default) if kind else int(default))


def _bind(signature: Signature, arguments: tuple[Any, ...], by_name: Mapping[str, Any]) -> dict[str, Any] | None:
    """The arguments by name, None where they do not fit."""
    expected = [*(Argument(name, "s", _REQUIRED) for name in signature.symbols), *signature.arguments]
    if len(arguments) > len(expected):
        return None
    given = {argument.name: value for argument, value in zip(expected, arguments, strict=False)}
    if given.keys() & by_name.keys() or by_name.keys() - {argument.name for argument in expected}:
        return None
    given.update(by_name)
    for argument in expected:
        if argument.name not in given:
            if argument.default is _REQUIRED:
                return None
            given[argument.name] = argument.default
        elif not _fits(argument, given[argument.name]):
            return None
    return given


def _fits(argument: Argument, value: Any) -> bool:
    if value is None:
        return argument.default is None or argument.kind == ""
    kind = argument.kind
    if kind in _ENUMERATIONS:
        return isinstance(value, _ENUMERATIONS[kind])
    if kind in {"resolution", "r"}:
        return isinstance(value, Resolution | timedelta)
    if kind in {"selector", "f"}:
        return callable(value)
    if kind in {"b", "t"}:
        return isinstance(value, bool if kind == "b" else str)
    if kind in {"", "n", "d"}:
        whole = hasattr(value, "__index__") and not isinstance(value, IntEnum | bool)
        return whole or (kind != "" and isinstance(value, float | Decimal))
    return True


def _build(host: Host, signature: Signature, given: dict[str, Any]) -> Built:
    from minilean import indicators

    symbols = _symbols(host, signature, given)
    resolution, selector = given["resolution"], given["selector"]
    name = _name(host, signature, given, symbols)
    passed = [given[text] if text in given else int(text) for text in signature.passed]
    cls = getattr(indicators, signature.class_name)
    if "target" in signature.symbols:
        passed = [*symbols, *passed]
    if signature.class_name in {"SharpeRatio", "Alpha"}:
        rate = passed[-1]
        passed[-1] = host.risk_free_interest_rate_model if rate is None else rate
    indicator: IndicatorBase = cls(name, *passed) if signature.class_name != "HilbertTransform" else cls(*passed)
    if "symbols" in signature.symbols:
        for symbol in symbols:
            indicator.add(symbol)
    trade_field = _FIELDS.get(signature.class_name) if selector is None else None
    return Built(
        indicator=indicator,
        symbols=symbols,
        resolution=resolution,
        selector=selector,
        trade_field=trade_field,
        warms_up=signature.class_name not in _NOT_WARMED and not isinstance(resolution, timedelta),
    )


def _symbols(host: Host, signature: Signature, given: dict[str, Any]) -> tuple[Symbol, ...]:
    if signature.symbols == ("symbols",):
        several: Iterable[Any] = given["symbols"]
        return tuple(host._qc_to_symbol(value) for value in several)
    return tuple(host._qc_to_symbol(given[name]) for name in signature.symbols)


def _name(host: Host, signature: Signature, given: dict[str, Any], symbols: tuple[Symbol, ...]) -> str:
    resolution = given["resolution"]
    doubles = {argument.name for argument in signature.arguments if argument.kind == "d"}
    texts = {name: double_text(value) if name in doubles else csharp_text(value) for name, value in given.items()}
    if "field_name" in given:
        texts["field_name"] = given["field_name"] or "close"
        if isinstance(resolution, timedelta):
            comma = "," if signature.class_name == "Identity" else "_"
            return f"{symbols[0]}({texts['field_name']}{comma}{span_text(resolution)})"
    template = signature.name
    if given.get("risk_free_rate") is not None:
        template = template.replace(")", ",{risk_free_rate})")
    kind = template.format(**texts)
    if signature.symbols == ("symbols",):
        return host.create_indicator_name(None, kind, resolution or host._qc_resolution_of(symbols[0]))
    of_none = "target" in signature.symbols and signature.class_name != "Alpha"
    return host.create_indicator_name(None if of_none else symbols[0], kind, resolution)
