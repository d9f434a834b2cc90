"""What trading costs: a fee and half a spread of an equity on its raw price, a tight or the recorded spread of FX.

An equity's spread is a sixteenth of a dollar before April 2001 and a cent since; the fee is half a cent a share.
"""

from __future__ import annotations

import numpy as np
import pandas as pd

DECIMAL_PRICES = pd.Timestamp("2001-04-09")
SIXTEENTH, CENT = 1 / 16, 0.01
FEE_A_SHARE = 0.005
TIGHT = {"EURUSD": 0.35e-4, "GBPUSD": 0.45e-4, "NZDUSD": 0.70e-4, "XAUUSD": 0.60e-4}
"""A fraction a side: a commission of 0.2 bp and half of an assumed tight spread."""


def equity_cost(raw_price: pd.Series[float]) -> pd.Series[float]:
    """Fee and half a spread of one trade as a fraction of the raw price, by day."""
    half = np.where(raw_price.index < DECIMAL_PRICES, SIXTEENTH / 2, CENT / 2)
    return (FEE_A_SHARE + half) / raw_price


def tight_cost(pair: str, quotes: pd.DataFrame) -> pd.Series[float]:
    """The assumed cost of one trade at a good broker, as a fraction, for each bar. Raises KeyError for other pairs."""
    return pd.Series(TIGHT[pair.upper()], index=quotes.index)


def recorded_cost(quotes: pd.DataFrame) -> pd.Series[float]:
    """Half of the recorded spread at each bar's end, as a fraction."""
    return quotes["half_spread"]
