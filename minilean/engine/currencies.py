"""Conversion rates before the first data (BaseSetupHandler.SetupCurrencyConversions, AlgorithmUtils)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from minilean.algorithm.history import get_last_known_prices

if TYPE_CHECKING:
    from minilean.algorithm.facade import QCAlgorithm


def set_up_currencies(algorithm: QCAlgorithm) -> None:
    """Finds the conversion of every currency and seeds its rate from the last known prices."""
    algorithm._qc.feed.securities.ensure_currency_feeds()
    waiting = [cash for cash in algorithm.portfolio.cash_book.values() if not cash._conversion_rate]
    securities = {}
    for cash in waiting:
        for security in cash.currency_conversion.conversion_rate_securities:
            securities[security.symbol] = security
    for security in securities.values():
        if not security._price:
            for point in get_last_known_prices(algorithm, security.symbol):
                security.set_market_price(point)
    for cash in waiting:
        cash.update()
