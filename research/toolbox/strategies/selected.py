"""The records whose figures the reference gives first, by the reference's names."""

from __future__ import annotations

from typing import TYPE_CHECKING

from research.toolbox.costs import recorded_cost, tight_cost
from research.toolbox.sessions import sessions
from research.toolbox.strategies.currency_hours import JIANG_LEGS, LOCAL_LEGS, NEW_YORK_LEGS, legs_track
from research.toolbox.strategies.intraday import last_hour, noise_area
from research.toolbox.strategies.overnight import overnight
from research.toolbox.strategies.reversal import five_day_fade, rsi_dip

if TYPE_CHECKING:
    import pandas as pd

    from research.toolbox.market import MarketData
    from research.toolbox.tracks import Track

FADE_BEGINS = "1998-04-09"  # the reference leaves out five more days there


def equity_records(spy: pd.DataFrame) -> dict[str, Track]:
    """The rules on SPY at their published or written-down parameters, from its sessions with sound opens."""
    return {
        "momentum_noise_spy": noise_area(spy),
        "momentum_lasthour_spy": last_hour(spy),
        "seasonality_overnight_spy": overnight(spy),
        "reversal_rsi2_spy": rsi_dip(spy),
        "reversal_5dz_spy": five_day_fade(spy).between(FADE_BEGINS, None),
    }


def currency_records(quotes: pd.DataFrame) -> dict[str, Track]:
    """The hours of EURUSD at a tight spread (`ib`) and at the recorded one (`oanda`)."""
    legs = {"BR-Chan": NEW_YORK_LEGS, "Jiang": JIANG_LEGS, "local": LOCAL_LEGS}
    costs = {"ib": tight_cost("EURUSD", quotes), "oanda": recorded_cost(quotes)}
    names = [(f"seasonality_fx_{windows}_{broker}", windows, broker) for windows in legs for broker in costs]
    return {name: legs_track(name, quotes, legs[windows], costs[broker]) for name, windows, broker in names}


def selected_records(data: MarketData) -> dict[str, Track]:
    """All of them. Raises NoMarketDataError where SPY's or EURUSD's hour file is missing."""
    spy = sessions(data.equity_bars("SPY"), doubts_opens=True)
    return {**equity_records(spy), **currency_records(data.quote_bars("EURUSD"))}
