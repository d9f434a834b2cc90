"""What users override; the defaults do nothing."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from minilean.algorithm.facade import QCAlgorithm


def initialize(self: QCAlgorithm) -> None:
    """Called once before the data."""


def on_data(self: QCAlgorithm, slice: Any) -> None:
    """Called with each moment's data."""


def on_order_event(self: QCAlgorithm, order_event: Any) -> None:
    """Called with each event of an order."""


def on_securities_changed(self: QCAlgorithm, changes: Any) -> None:
    """Called when securities come or go."""


def on_splits(self: QCAlgorithm, splits: Any) -> None:
    """Called with splits, after they were applied."""


def on_dividends(self: QCAlgorithm, dividends: Any) -> None:
    """Called with dividends, after they were applied."""


def on_delistings(self: QCAlgorithm, delistings: Any) -> None:
    """Called with delistings."""


def on_symbol_changed_events(self: QCAlgorithm, symbols_changed: Any) -> None:
    """Called when securities are renamed."""


def on_margin_call(_: QCAlgorithm, requests: list[Any]) -> list[Any]:
    """Called before a margin call's orders are sent; gives the orders to send."""
    return requests


def on_margin_call_warning(self: QCAlgorithm) -> None:
    """Called when margin is nearly used up."""


def on_end_of_day(self: QCAlgorithm, symbol: Any = None) -> None:
    """Called ten minutes before a symbol's close."""


def on_end_of_algorithm(self: QCAlgorithm) -> None:
    """Called once after the data."""


def on_warmup_finished(self: QCAlgorithm) -> None:
    """Called when the warm-up ends, or before the data where there is none."""


def on_command(self: QCAlgorithm, data: Any) -> bool | None:  # noqa: ARG001
    """Called with a command from outside."""
    return None


def on_assignment_order_event(self: QCAlgorithm, assignment_event: Any) -> None:
    """Called when an option is assigned."""


def on_brokerage_message(self: QCAlgorithm, message_event: Any) -> None:
    """Called with the broker's messages."""


def on_brokerage_disconnect(self: QCAlgorithm) -> None:
    """Called when the broker's connection is lost."""


def on_brokerage_reconnect(self: QCAlgorithm) -> None:
    """Called when the broker's connection is back."""
