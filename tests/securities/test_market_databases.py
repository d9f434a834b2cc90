"""Entries of the two market databases: own, the market's, added by the user."""

from __future__ import annotations

from datetime import datetime, timedelta
from decimal import Decimal

import pytest

from minilean.enums import DayOfWeek, SecurityType
from minilean.errors import ArgumentError, DataError, InvalidOperation
from minilean.securities.exchange_hours import SecurityExchangeHours
from minilean.securities.market_hours_database import MarketHoursDatabase
from minilean.securities.symbol import Symbol
from minilean.securities.symbol_cache import SymbolCache
from minilean.securities.symbol_properties import SymbolProperties
from minilean.securities.symbol_properties_database import SymbolPropertiesDatabase
from minilean.securities.time_zones import TimeZones
from tests.securities.builders import write_market_hours
from tests.securities.sample_data import golden_lines, sample_data

ROWS = """\
market,symbol,type,description,quote_currency,contract_multiplier,minimum_price_variation,lot_size,market_ticker,minimum_order_size,price_magnifier,strike_multiplier
# a comment,BTCUSD,crypto
usa,[*],equity,,USD,1,0.01,1
bitfinex,BTCUSD,crypto,Bitcoin-US Dollar,USD,1,1e-8,0.00000001,tBTCUSD,0.00004
kraken,BTCUSD,crypto,BTC/USD,USD,1,0.1,0.00000001,XXBTZUSD,0.0001
"""
HOURS_FILE = "market-hours/market-hours-database.json"
OPEN = {"start": "09:30:00", "end": "16:00:00", "state": "market"}


@pytest.fixture(autouse=True)
def _a_new_run() -> None:
    SymbolCache.start_run(None)


def properties_in(folder, rows: str = ROWS) -> SymbolPropertiesDatabase:
    path = folder / "symbol-properties"
    path.mkdir()
    (path / "symbol-properties-database.csv").write_text(rows)
    return SymbolPropertiesDatabase(folder)


def test_properties_are_those_lean_logged():
    database = SymbolPropertiesDatabase(sample_data("symbol-properties/symbol-properties-database.csv"))
    symbols = {line.split("value=")[1].split("|")[0]: line for line in golden_lines("symbols_and_properties", "SYMBOL")}
    for line in golden_lines("symbols_and_properties", "PROPERTIES"):
        fields = dict(field.split("=", 1) for field in line.split("|"))
        named = dict(field.split("=", 1) for field in symbols[fields["value"]].split("|"))
        kind = SecurityType(int(named["type"]))
        found = database.get_symbol_properties(named["market"], fields["value"], kind, "USD")
        assert (f"{found.lot_size:.8f}", f"{found.minimum_price_variation:.8f}") == (fields["lot"], fields["tick"])
        assert (found.quote_currency, found.description) == (fields["quote"], fields["description"])
        smallest = "none" if found.minimum_order_size is None else f"{found.minimum_order_size:.8f}"
        assert smallest == fields["minimum"]


def test_a_symbols_own_row_goes_before_its_markets_and_both_before_the_defaults(tmp_path):
    database = properties_in(tmp_path)
    own = database.get_symbol_properties("bitfinex", "btcusd", SecurityType.CRYPTO, "EUR")
    assert (own._minimum_price_variation, own.market_ticker) == (Decimal("1e-8"), "tBTCUSD")
    assert database.get_symbol_properties("usa", "SPY", SecurityType.EQUITY, "EUR").quote_currency == "USD"
    default = database.get_symbol_properties("oanda", "EURUSD", SecurityType.FOREX, "usd")
    assert (default.quote_currency, default._lot_size, default.description) == ("USD", Decimal(1), "")


def test_the_market_of_a_symbol_is_that_of_its_first_row(tmp_path):
    database = properties_in(tmp_path)
    assert database.try_get_market("BTCUSD", SecurityType.CRYPTO) == (True, "bitfinex")
    assert database.try_get_market("ETHUSD", SecurityType.CRYPTO) == (False, None)


def test_only_a_row_of_its_own_makes_a_symbol_known(tmp_path):
    database = properties_in(tmp_path)
    assert database.contains_key("kraken", "BTCUSD", SecurityType.CRYPTO)
    assert not database.contains_key("usa", "SPY", SecurityType.EQUITY)


def test_properties_set_by_the_user_replace_a_row_and_show_in_the_list(tmp_path):
    database = properties_in(tmp_path)
    mine = SymbolProperties("mine", "USD", 1, Decimal("0.5"), 10, "")
    database.set_entry("kraken", "BTCUSD", SecurityType.CRYPTO, mine)
    assert database.get_symbol_properties("kraken", "BTCUSD", SecurityType.CRYPTO, "USD") is mine
    pairs = database.get_symbol_properties_list("kraken", SecurityType.CRYPTO)
    assert [pair.value for pair in pairs] == [mine]


def test_a_lot_size_of_nothing_is_refused():
    with pytest.raises(ArgumentError, match="LotSize"):
        SymbolProperties("", "USD", 1, 1, 0, "")


def test_a_symbols_own_hours_add_the_holidays_of_its_market_that_stands_before_it(tmp_path):
    write_market_hours(
        tmp_path,
        {
            "Cfd-oanda-DE30EUR": {"holidays": ["5/1/2013"]},
            "Cfd-oanda-[*]": {"holidays": ["12/25/2013"], "earlyCloses": {"12/24/2013": "13:00:00"}},
            "Cfd-oanda-XAUUSD": {"monday": [OPEN], "holidays": ["7/4/2013"]},
        },
    )
    database = MarketHoursDatabase(tmp_path)
    gold = database.get_exchange_hours("oanda", "XAUUSD", SecurityType.CFD)
    assert gold.holidays == {datetime(2013, 7, 4), datetime(2013, 12, 25)}
    assert gold.early_closes == {datetime(2013, 12, 24): timedelta(hours=13)}
    assert database.get_exchange_hours("oanda", "de30eur", SecurityType.CFD).holidays == {datetime(2013, 5, 1)}


def test_a_day_that_ends_at_midnight_may_be_written_in_two_ways(tmp_path):
    days = {
        "monday": [{"start": "00:00:00", "end": "1.00:00:00", "state": "market"}],
        "tuesday": [{"start": "00:00:00", "end": "1:00:00:00", "state": "market"}],
    }
    write_market_hours(tmp_path, {"Crypto-kraken-[*]": days})
    hours = MarketHoursDatabase(tmp_path).get_exchange_hours("kraken", None, SecurityType.CRYPTO).market_hours
    assert hours[DayOfWeek.MONDAY].is_open_all_day
    assert hours[DayOfWeek.TUESDAY].is_open_all_day


def test_custom_data_without_an_entry_never_close_in_the_zone_their_type_names(tmp_path):
    class Tweets:
        def data_time_zone(self):
            return TimeZones.LONDON

    database = MarketHoursDatabase(write_market_hours(tmp_path, {}))
    symbol = Symbol.create("ELON", SecurityType.BASE, "usa", base_data_type=Tweets)
    entry = database.get_entry_of(symbol, [Tweets])
    assert entry.exchange_hours.is_market_always_open
    assert entry.data_time_zone is TimeZones.LONDON
    assert database.get_entry("usa", symbol, SecurityType.BASE) is entry


def test_hours_nobody_knows_are_refused_by_name(tmp_path):
    database = MarketHoursDatabase(write_market_hours(tmp_path, {}))
    with pytest.raises(ArgumentError, match="Unable to locate exchange hours for Equity-usa-SPY"):
        database.get_entry("usa", "SPY", SecurityType.EQUITY)


def test_hours_set_by_the_user_go_first(tmp_path):
    database = MarketHoursDatabase(write_market_hours(tmp_path, {"Equity-usa-[*]": {"monday": [OPEN]}}))
    mine = SecurityExchangeHours.always_open(TimeZones.TOKYO)
    database.set_entry("usa", "SPY", SecurityType.EQUITY, mine)
    assert database.get_exchange_hours("usa", "SPY", SecurityType.EQUITY) is mine
    assert database.get_data_time_zone("usa", "SPY", SecurityType.EQUITY) is TimeZones.TOKYO


def test_a_folder_without_the_files_is_a_fault_of_the_data(tmp_path):
    with pytest.raises(DataError, match=rf"{tmp_path} has no readable market-hours.*: run `minilean data ensure`"):
        MarketHoursDatabase(tmp_path)
    with pytest.raises(DataError, match=rf"{tmp_path} has no readable symbol-prop.*: run `minilean data ensure`"):
        SymbolPropertiesDatabase(tmp_path)


def test_market_hours_that_were_cut_off_are_refused_by_name(tmp_path):
    file = write_market_hours(tmp_path, {"Equity-usa-[*]": {"monday": [OPEN]}}) / HOURS_FILE
    text = file.read_text()
    file.write_text(text[: text.rindex('"')])
    with pytest.raises(DataError, match=r"market-hours-database\.json has no end"):
        MarketHoursDatabase(tmp_path)


@pytest.mark.parametrize(
    ("text", "spoilt"),
    [
        ('"monday": [', '"monday": [,'),
        ("America/New_York", "Mars/Olympus"),
        ('"09:30:00"', '"half past nine"'),
        ('"state"', '"mood"'),
        ('"market"', '"asleep"'),
    ],
)
def test_hours_that_cannot_be_read_are_refused_by_file_and_line(tmp_path, text, spoilt):
    file = write_market_hours(tmp_path, {"Equity-usa-[*]": {"monday": [OPEN]}}) / HOURS_FILE
    file.write_text(file.read_text().replace(text, spoilt))
    with pytest.raises(DataError, match=r"base\.json, line 3: the hours of Equity-usa-\[\*\] cannot be read"):
        MarketHoursDatabase(tmp_path).get_exchange_hours("usa", "SPY", SecurityType.EQUITY)


@pytest.mark.parametrize("row", ["usa,[*],equity,,USD,one,0.01,1", "usa,[*],equity,,USD,1,NaN,1", "usa,[*],equity,"])
def test_properties_that_cannot_be_read_are_refused_by_file_and_line(tmp_path, row):
    database = properties_in(tmp_path, ROWS.replace("usa,[*],equity,,USD,1,0.01,1", row))
    with pytest.raises(DataError, match=r"symbol-properties-database\.csv, line 3: 'usa.* is no row of symbol prop"):
        database.get_symbol_properties("usa", "SPY", SecurityType.EQUITY, "USD")


def test_users_reach_the_databases_of_the_run(tmp_path):
    with pytest.raises(InvalidOperation):
        MarketHoursDatabase.from_data_folder()
    hours = MarketHoursDatabase(write_market_hours(tmp_path, {}))
    SymbolCache.start_run(None, market_hours=hours)
    assert MarketHoursDatabase.from_data_folder() is hours


def test_pairs_are_tickers_with_quote_currencies_of_one_market_and_kind(tmp_path):
    database = properties_in(tmp_path)
    assert database.pairs("kraken", SecurityType.CRYPTO) == [("BTCUSD", "USD")]
    database.set_entry("kraken", "ETHEUR", SecurityType.CRYPTO, SymbolProperties("", "EUR", 1, 1, 1, ""))
    assert database.pairs("kraken", SecurityType.CRYPTO) == [("BTCUSD", "USD"), ("ETHEUR", "EUR")]
    assert database.pairs("kraken", SecurityType.FOREX) == []
