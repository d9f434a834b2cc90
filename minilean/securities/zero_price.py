"""What LEAN says when a security has no price yet."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from minilean.securities.symbol import Symbol


def zero_price_message(symbol: Symbol) -> str:
    """Messages.Extensions.ZeroPriceForSecurity as Python users read it."""
    return (
        f"{symbol}: The security does not have an accurate price as it has not yet received a bar of data. "
        "Before placing a trade (or using set_holdings) warm up your algorithm with set_warmup, or use "
        "slice.contains(symbol) to confirm the Slice object has price before using the data. Data does not "
        "necessarily all arrive at the same time so your algorithm should confirm the data is ready before using it. "
        "In live trading this can mean you do not have an active subscription to the asset class you're trying to "
        "trade. If using custom data make sure you've set the 'Value' property."
    )
