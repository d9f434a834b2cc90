"""What trading costs beyond fees: half the spread, of an equity a tick since decimal prices; and what with them."""

from __future__ import annotations

from datetime import datetime

from AlgorithmImports import *

DECIMAL_PRICES = datetime(2001, 4, 9)
SIXTEENTH, CENT = 1 / 16, 0.01
FEE_A_SHARE = 0.005  # Interactive Brokers', dollars
TIGHT_SIDE = {"EURUSD": 0.35e-4, "NZDUSD": 0.70e-4, "GBPUSD": 0.45e-4, "XAUUSD": 0.60e-4}  # fractions of the price
COMMISSION = 0.2e-4  # the same for currencies, of the value


def half_spread(now: datetime) -> float:
    """Dollars a share of an equity."""
    return (SIXTEENTH if now < DECIMAL_PRICES else CENT) / 2


class HalfSpread:
    """A slippage model: half of a sixteenth before April 2001, of a cent since."""

    def get_slippage_approximation(self, asset: Security, order: Order) -> float:
        """Dollars a share."""
        return half_spread(asset.local_time)


def trade_cost(security: Security) -> float:
    """Fee and half a spread of one trade now, as a fraction of the price: recorded quotes where there are any."""
    price = security.price
    if price <= 0:
        return 0.0
    if security.type == SecurityType.EQUITY:
        return (half_spread(security.local_time) + FEE_A_SHARE) / price
    return (security.ask_price - security.bid_price) / 2 / price + COMMISSION


class TightQuotes(ImmediateFillModel):
    """Fills at the middle of the quotes and a cost a side: what a currency costs where spreads are tight.

    An assumption, not a record: 0.2 basis points of commission and half of a tight spread.
    """

    def market_fill(self, asset: Security, order: MarketOrder) -> OrderEvent:
        """The fill at the middle, moved against the order by the cost of a side."""
        fill = super().market_fill(asset, order)
        if fill.fill_quantity:
            side = TIGHT_SIDE[asset.symbol.value]
            fill.fill_price = asset.price * (1 + side if fill.fill_quantity > 0 else 1 - side)
        return fill
