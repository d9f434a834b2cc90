"""Sessions of an equity made of its hour bars: open, closes by the hour, and whether the day was a whole one."""

from __future__ import annotations

import pandas as pd

from signals.opening_gap import OvernightMoves, sound_open

HOURS = range(10, 17)  # when the bars of a full session end
OVERNIGHT_WINDOW = 60


def sessions(bars: pd.DataFrame, *, doubts_opens: bool = False) -> pd.DataFrame:
    """A row a day of adjusted prices: open, previous_close, c10 ... c16, close, next_open, raw_close, is_full.

    A full session has all seven bars. Days that ended early, by the list or because their bars stop, are none and end
    at 13:00. `doubts_opens` takes the first bar's close for an opening print that is bad, as of index funds.
    """
    last = pd.Series(bars.index.hour, index=bars.index).groupby(bars.index.normalize()).transform("max")
    bars = bars[(last.to_numpy() == HOURS[-1]) | (bars.index.hour <= 13)]
    by_day = bars.groupby(bars.index.normalize())
    table = pd.DataFrame(
        {
            "open": by_day["open"].first(),
            "close": by_day["close"].last(),
            "raw_close": (bars["close"] / bars["factor"]).groupby(bars.index.normalize()).last(),
            "volume": by_day["volume"].sum(),
            "is_full": by_day["close"].size() == len(HOURS),
        }
    )
    closes = bars.assign(day=bars.index.normalize(), hour=bars.index.hour).pivot_table(
        index="day", columns="hour", values="close"
    )
    table = table.join(closes.reindex(columns=list(HOURS)).add_prefix("c"))
    table["previous_close"] = table["close"].shift(1)
    if doubts_opens:
        table["open"] = _sound_opens(table)
    table["next_open"] = table["open"].shift(-1)
    table.index.name = "day"
    return table


def full_sessions(table: pd.DataFrame) -> pd.DataFrame:
    """The full sessions that have a day before them: those that intraday rules trade."""
    return table[table["is_full"] & table["previous_close"].notna()]


def _sound_opens(table: pd.DataFrame) -> list[float]:
    moves = OvernightMoves(window=OVERNIGHT_WINDOW)
    opens = []
    for opened, before, first in zip(table["open"], table["previous_close"], table["c10"], strict=True):
        if before != before or first != first:  # noqa: PLR0124 - not a number: the first day, or a late open
            opens.append(opened)
            continue
        sound = sound_open(opened=opened, previous_close=before, first_close=first, deviation=moves.deviation)
        moves.remember(sound / before - 1)
        opens.append(sound)
    return opens
