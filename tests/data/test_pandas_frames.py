"""History frames have LEAN's index, columns and types."""

from __future__ import annotations

from datetime import datetime, timedelta
from decimal import Decimal

import numpy as np
import pandas as pd
import pytest

from minilean.data.bars import Bar, QuoteBar, TradeBar
from minilean.data.base_data import BaseData
from minilean.data.base_data_collection import BaseDataCollection
from minilean.data.corporate import Dividend, Split
from minilean.data.pandas_frames import SymbolBars, bars_frame, indicator_frame, points_frame, slices_frame
from minilean.data.python_data import PythonData
from minilean.data.slice import Slice
from minilean.data.ticks import Tick
from minilean.enums import SecurityType, SplitType
from minilean.errors import NotInMiniLean
from minilean.framework.universe.etf_constituents import ETFConstituentUniverse
from minilean.framework.universe.fundamental import Fundamental
from minilean.securities.symbol import Symbol
from minilean.securities.symbol_cache import SymbolCache

TEN = datetime(2013, 10, 7, 10)
HOUR = timedelta(hours=1)


@pytest.fixture(autouse=True)
def _run():
    SymbolCache.start_run(None)


def an_equity(ticker):
    symbol = Symbol.create(ticker, SecurityType.EQUITY, "usa")
    SymbolCache.set(ticker, symbol)
    return symbol


def trades(symbol, count=3, price=100, volume=5):
    return [
        TradeBar(TEN + (n - 1) * HOUR, symbol, price + n, price + n + 1, price + n - 1, price + n, volume, HOUR)
        for n in range(count)
    ]


def quotes(symbol, count=3, bid=100, size=0):
    def side(price):
        return Bar(price, price, price, price)

    return [
        QuoteBar(TEN + (n - 1) * HOUR, symbol, side(bid + n), size, side(bid + n + 2), size, HOUR) for n in range(count)
    ]


def as_lean_builds_it(*series):
    """LEAN's own calls to pandas for trade bars."""
    frames = []
    for symbol, bars in series:
        index = pd.MultiIndex.from_tuples([(symbol, bar.end_time) for bar in bars], names=["symbol", "time"])
        names = ("volume", "open", "high", "low", "close")
        frames.append(pd.DataFrame({name: pd.Series([getattr(b, name) for b in bars], index) for name in names}))
    frame = pd.concat(frames, sort=True)
    frame.dropna(axis=1, how="all", inplace=True)
    return frame


def test_a_frame_is_what_pandas_makes_of_leans_series():
    spy, ibm = an_equity("SPY"), an_equity("IBM")
    frame = bars_frame([SymbolBars(spy, trades(spy)), SymbolBars(ibm, trades(ibm, 2, 50))])
    pd.testing.assert_frame_equal(frame, as_lean_builds_it((spy, trades(spy)), (ibm, trades(ibm, 2, 50))))
    assert list(frame.index.levels[0]) == [ibm, spy]


def test_the_symbol_level_is_found_by_symbol_by_ticker_and_by_identifier():
    spy, ibm = an_equity("SPY"), an_equity("IBM")
    frame = bars_frame([SymbolBars(spy, trades(spy)), SymbolBars(ibm, trades(ibm))])
    for key in (spy, "SPY", "spy", str(spy.id)):
        assert len(frame.loc[key]) == 3
        assert key in frame.index
    assert frame.loc[("IBM", TEN), "close"] == 100
    assert list(frame["close"].unstack(level=0)["SPY"]) == [100, 101, 102]


def test_a_key_nobody_knows_is_an_error_with_both_keys():
    spy = an_equity("SPY")
    with pytest.raises(KeyError, match="No key found for either mapped or original key"):
        bars_frame([SymbolBars(spy, trades(spy))]).loc["XYZ"]


def test_frames_of_the_user_keep_their_own_text_keys():
    an_equity("SPY")
    frame = bars_frame([]).assign(SPY=[])
    assert list(frame["SPY"]) == []
    assert "SPY" in frame


def test_no_data_is_an_empty_frame():
    spy = an_equity("SPY")
    for frame in (bars_frame([]), bars_frame([SymbolBars(spy)]), slices_frame([]), points_frame([])):
        assert frame.empty
        assert len(frame.columns) == 0


def test_columns_of_zeros_are_left_out():
    spy = an_equity("SPY")
    assert list(bars_frame([SymbolBars(spy, trades(spy, volume=0))]).columns) == ["close", "high", "low", "open"]


def test_quote_bars_have_bid_ask_and_the_middle():
    pair = Symbol.create("EURUSD", SecurityType.FOREX, "oanda")
    frame = bars_frame([SymbolBars(pair, (), quotes(pair))])
    sides = [f"{side}{price}" for side in ("ask", "bid") for price in ("close", "high", "low", "open")]
    assert list(frame.columns) == [*sides, "close", "high", "low", "open"]
    assert frame["close"].iloc[0] == 101
    assert set(frame.dtypes) == {np.dtype("float64")}
    assert "bidsize" in bars_frame([SymbolBars(pair, (), quotes(pair, size=2))]).columns


def test_a_trade_bar_overrides_the_middle_of_the_quote_bar_it_shares_a_row_with():
    spy = an_equity("SPY")
    frame = bars_frame([SymbolBars(spy, trades(spy, 2), quotes(spy, 3, 200))])
    assert list(frame["close"]) == [100, 101, 203]
    assert list(frame["bidclose"]) == [200, 201, 202]
    assert frame["volume"].isna().to_list() == [False, False, True]


def test_a_column_one_symbol_lacks_is_nan_there():
    spy, pair = an_equity("SPY"), Symbol.create("EURUSD", SecurityType.FOREX, "oanda")
    frame = bars_frame([SymbolBars(spy, trades(spy)), SymbolBars(pair, (), quotes(pair))])
    assert frame.loc[pair]["volume"].isna().all()
    assert frame.loc[spy]["bidclose"].isna().all()


def slices(*points):
    by_time = {}
    for point in points:
        by_time.setdefault(point.end_time, []).append(point)
    return [Slice(time, by_time[time], time) for time in sorted(by_time)]


def test_slices_give_the_frame_of_their_bars():
    spy = an_equity("SPY")
    both = slices(*trades(spy), *quotes(spy))
    pd.testing.assert_frame_equal(slices_frame(both), bars_frame([SymbolBars(spy, trades(spy), quotes(spy))]))
    pd.testing.assert_frame_equal(slices_frame(both, TradeBar), bars_frame([SymbolBars(spy, trades(spy))]))


class Signal(PythonData):
    """Custom data."""


def a_signal(hours, **properties):
    signal = Signal()
    signal.symbol = Symbol.create("SIGNAL", SecurityType.BASE, "usa", base_data_type=Signal)
    signal.time = TEN
    signal.end_time = TEN + hours * HOUR
    signal.value = properties.pop("value")
    for name, value in properties.items():
        signal[name] = value
    return signal


def test_custom_data_show_their_value_and_their_properties():
    frame = slices_frame(slices(a_signal(1, value=0.0, Level=7.5), a_signal(2, value=-1, Level=0)), Signal)
    assert list(frame.columns) == ["level", "value"]
    assert list(frame["value"]) == [0, -1]
    assert list(frame.index.get_level_values("time")) == [TEN + HOUR, TEN + 2 * HOUR]


def test_custom_data_may_hold_text_and_lists():
    frame = points_frame([a_signal(1, value=1, tags=["a"], note="x"), a_signal(2, value=1, tags=[], note="")])
    assert list(frame.columns) == ["note", "tags", "value"]
    assert frame["tags"].iloc[0] == ["a"]
    assert frame["note"].dtype == object


def test_ticks_show_prices_of_their_kind_only():
    spy = an_equity("SPY")
    ticks = [
        Tick.trade(TEN, spy, Decimal(100), Decimal(5)),
        Tick.quote(TEN, spy, (Decimal(99), Decimal(1)), (Decimal(101), Decimal(2))),
    ]
    frame = slices_frame(slices(*ticks))
    names = ["askprice", "asksize", "bidprice", "bidsize", "lastprice", "quantity"]
    assert list(frame.columns) == names
    assert np.isnan(frame["askprice"].iloc[0])
    assert list(frame["lastprice"]) == [100, 100]
    assert set(frame.dtypes) == {np.dtype("float64")}


def test_corporate_events_are_shown_when_asked_for_by_type():
    spy = an_equity("SPY")
    found = slices(Dividend(spy, TEN, Decimal("0.61"), 140), Split(spy, TEN + HOUR, 140, 0.5, SplitType.SPLIT_OCCURRED))
    dividends = slices_frame(found, Dividend)
    assert list(dividends.columns) == ["distribution", "referenceprice", "value"]
    assert len(dividends) == 1
    assert slices_frame(found, Split)["type"].iloc[0] == SplitType.SPLIT_OCCURRED
    assert slices_frame(found).empty


def constituents(*weights, day=TEN, fund="QQQ"):
    rows = []
    for ticker, weight in weights:
        row = ETFConstituentUniverse(day, an_equity(ticker))
        row._weight = Decimal(weight)
        rows.append(row)
    collection = ETFConstituentUniverse(day, an_equity(fund))
    collection.data = rows
    return collection


def test_a_collection_of_a_universe_is_a_row_with_its_members_in_a_list():
    collection = constituents(("SPY", "0.25"), ("IBM", "0.5"))
    frame = slices_frame(slices(collection), BaseDataCollection)
    assert list(frame.columns) == ["data", "period"]
    assert frame.index.names == ["symbol", "time"]
    assert frame["data"].iloc[0] == collection.data


def test_a_flattened_collection_has_a_row_for_each_member():
    days = [constituents(("SPY", "0.25"), ("IBM", "0.5"), day=TEN + n * 24 * HOUR) for n in range(2)]
    frame = slices_frame(slices(*days), BaseDataCollection, flatten=True)
    assert frame.index.names == ["time", "symbol"]
    assert list(frame.columns) == ["period", "weight"]
    assert list(frame["weight"]) == [0.25, 0.5, 0.25, 0.5]
    assert frame.index.get_level_values("time")[-1] == TEN + 48 * HOUR


def test_flattened_collections_of_several_symbols_tell_them_apart():
    both = constituents(("SPY", "0.25"), ("IBM", "0.5")), constituents(("AIG", "1"), fund="DIA")
    frame = slices_frame(slices(*both), flatten=True)
    assert frame.index.names == ["collection_symbol", "time", "symbol"]
    assert list(frame.columns) == ["period", "time", "weight"]


def test_collections_are_not_flattened_among_other_data():
    collection = constituents(("SPY", "0.25"), ("IBM", "0.5"))
    with pytest.raises(NotInMiniLean):
        slices_frame(slices(collection, *trades(an_equity("SPY"), 1)), flatten=True)


def test_company_data_have_no_frame():
    collection = BaseDataCollection(TEN, an_equity("SPY"), [Fundamental(TEN, an_equity("IBM"))])
    with pytest.raises(NotInMiniLean):
        slices_frame(slices(collection), flatten=True)


def a_point(time, value):
    point = BaseData()
    point.end_time, point.value = time, value
    return point


def test_indicators_have_a_column_for_every_value_in_small_letters():
    bands = {"UpperBand": [a_point(TEN, 3), a_point(TEN + HOUR, 4)], "Current": [a_point(TEN + HOUR, 2)]}
    frame = indicator_frame(bands, {"Period": [(TEN, 5)], "Kind": [(TEN, SplitType.SPLIT_OCCURRED)]})
    assert list(frame.columns) == ["current", "kind", "period", "upperband"]
    assert list(frame["upperband"]) == [3, 4]
    assert frame["kind"].iloc[0] == "SplitOccurred"
