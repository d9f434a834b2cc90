"""Conversion rates before the first data (BaseSetupHandler.SetupCurrencyConversions, AlgorithmUtils)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from minilean.algorithm.last_prices import seed_prices

if TYPE_CHECKING:
    from minilean.algorithm.facade import QCAlgorithm


def set_up_currencies(algorithm: QCAlgorithm) -> None:
    """Finds the conversion of every currency and seeds its rate from the last known prices."""
    algorithm._qc.feed.securities.ensure_currency_feeds()
    seed_conversion_rates(algorithm)


def seed_conversion_rates(algorithm: QCAlgorithm) -> None:
    """Gives currencies whose rate is not known yet the one of the last known prices."""
    waiting = [cash for cash in algorithm.portfolio.cash_book.values() if not cash._conversion_rate]
    securities = {}
    for cash in waiting:
        for security in cash.currency_conversion.conversion_rate_securities:
            securities[security.symbol] = security
    seed_prices(algorithm, securities.values())
    for cash in waiting:
        cash.update()
