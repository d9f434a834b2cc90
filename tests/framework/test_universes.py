from __future__ import annotations

from datetime import datetime, timedelta
from types import SimpleNamespace

import pytest

from minilean.algorithm.run_context import RUN, RunContext
from minilean.data.base_data_collection import BaseDataCollection
from minilean.enums import DataNormalizationMode, Resolution, SecurityType
from minilean.errors import AlgorithmError, ArgumentError, KeyNotFound, NotInMiniLean
from minilean.framework.security_changes import SecurityChanges, SecurityChangesConstructor
from minilean.framework.universe.configuration import daily_configuration, symbol_selector
from minilean.framework.universe.custom import CustomUniverseSelectionModel, InceptionDateUniverseSelectionModel
from minilean.framework.universe.definitions import UniverseDefinitions
from minilean.framework.universe.etf_baskets import EnergyETFUniverse
from minilean.framework.universe.etf_constituents import ETFConstituentUniverse
from minilean.framework.universe.from_arguments import universe_from_arguments
from minilean.framework.universe.func import FuncUniverse
from minilean.framework.universe.fundamental import (
    CoarseFundamentalUniverse,
    FineFundamentalFilteredUniverse,
    FundamentalUniverse,
    FundamentalUniverseFactory,
)
from minilean.framework.universe.fundamental_selection import (
    CoarseFundamentalUniverseSelectionModel,
    FundamentalUniverseSelectionModel,
)
from minilean.framework.universe.manager import UniverseManager
from minilean.framework.universe.manual import ManualUniverseSelectionModel
from minilean.framework.universe.scheduled import ScheduledUniverse
from minilean.framework.universe.settings import UniverseSettings
from minilean.framework.universe.universe import Universe
from minilean.framework.universe.user_defined import UserDefinedUniverse
from minilean.securities.symbol import Symbol
from minilean.securities.symbol_cache import SymbolCache
from minilean.securities.time_zones import TimeZones
from tests.framework.desk import NOON, Desk
from tests.securities.builders import an_equity, stock_hours

DAY = timedelta(days=1)
ROW = "AA R735QTJ8XC9X,AA,12.01,28620078,343727136,False,0.5,3.0"


class Hours:
    """A market hours database with one answer."""

    def __init__(self):
        self.entry = SimpleNamespace(exchange_hours=stock_hours(), data_time_zone=TimeZones.NEW_YORK)
        self.always_open = []

    def get_entry(self, market, symbol, security_type):
        return self.entry

    def try_get_entry(self, market, symbol, security_type):
        return True, self.entry

    def set_entry_always_open(self, market, symbol, security_type, zone):
        self.always_open.append(symbol)
        return self.entry


@pytest.fixture
def desk(tmp_path):
    desk = Desk()
    desk.universe_settings = UniverseSettings(minimum_time_in_universe=DAY)
    desk.market_hours_database = Hours()
    desk.brokerage_model = SimpleNamespace(default_markets={SecurityType.EQUITY: "usa"})
    context = RunContext(
        data_folder=tmp_path, now=NOON, map_files=None, market_hours=desk.market_hours_database, symbol_properties=None
    )
    token = RUN.set(context)
    yield desk
    RUN.reset(token)


class Given(Universe):
    """Selects what it is told."""

    def __init__(self, symbol, settings):
        super().__init__(daily_configuration(FundamentalUniverse, symbol))
        self.universe_settings = settings
        self.answer = []

    def SelectSymbols(self, utc_time, data):
        return self.answer


def selected(universe, *rows, utc=NOON):
    return universe.perform_selection(utc, BaseDataCollection(data=rows))


def test_the_same_selection_again_is_no_change(desk):
    spy, ibm = an_equity("SPY"), an_equity("IBM")
    universe = Given(spy, desk.universe_settings)
    heard = []
    universe.selection_changed += lambda sender, change: heard.append(change.CurrentSelection)
    universe.answer = [spy, ibm, spy]
    assert selected(universe) == [spy, ibm]
    universe.answer = [ibm, spy]
    assert selected(universe) is Universe.UNCHANGED
    universe.answer = Universe.UNCHANGED
    assert selected(universe) is Universe.UNCHANGED
    universe.answer = []
    assert selected(universe) == []
    assert heard == [[spy, ibm], []]


def test_a_disposed_universe_is_empty_and_takes_no_members(desk):
    universe = Given(an_equity(), desk.universe_settings)
    universe.answer = [an_equity()]
    universe.dispose()
    assert selected(universe) == []
    assert not universe.add_member(NOON, desk.add("SPY"), False)


def test_members_stay_for_the_minimum_time_rounded_to_its_unit(desk):
    universe = Given(an_equity(), desk.universe_settings)
    security = desk.add("SPY")
    assert universe.add_member(NOON, security, False)
    assert not universe.add_member(NOON, security, False)
    assert not universe.remove_member(NOON + timedelta(hours=12), security)
    assert universe.remove_member(NOON + timedelta(hours=12, seconds=1), security)
    assert not universe.contains_member(security.symbol)


def test_a_delisted_member_may_leave_at_once(desk):
    universe = Given(an_equity(), desk.universe_settings)
    security = desk.add("SPY")
    universe.add_member(NOON, security, False)
    security.is_delisted = True
    assert universe.can_remove_member(NOON, security)
    assert universe.Members[security.symbol] is security


def test_a_universe_without_selection_says_what_is_missing(desk):
    with pytest.raises(AlgorithmError, match="select_symbols"):
        Universe(None).select_symbols(NOON, None)


def test_selectors_take_symbols_tickers_or_unchanged(desk):
    spy = an_equity("SPY")
    assert symbol_selector(lambda data: ["SPY", spy])(None) == [spy, spy]
    assert symbol_selector(lambda data: Universe.UNCHANGED)(None) is Universe.UNCHANGED
    assert symbol_selector(None)([SimpleNamespace(symbol=spy)]) == [spy]


def test_settings_are_written_in_either_spelling_and_copied(desk):
    settings = UniverseSettings()
    settings.Resolution = Resolution.HOUR
    settings.leverage = 2
    copy = UniverseSettings(settings)
    copy.data_normalization_mode = DataNormalizationMode.RAW
    copy.schedule.on(SimpleNamespace(get_dates=lambda start, end: [start]))
    assert (copy.resolution, copy.leverage) == (Resolution.HOUR, 2)
    assert settings.DataNormalizationMode is DataNormalizationMode.ADJUSTED
    assert (settings.schedule.initialized, copy.schedule.initialized) == (False, True)
    assert list(copy.Schedule.get(NOON, NOON)) == [NOON]


def test_the_users_universe_selects_what_was_added_until_it_is_removed(desk):
    spy, ibm = an_equity("SPY"), an_equity("IBM")
    config = daily_configuration(FundamentalUniverse, spy)
    universe = UserDefinedUniverse(config, desk.universe_settings)
    changes = []
    universe.collection_changed += lambda sender, item: changes.append(item)
    assert universe.add(ibm)
    assert not universe.add(ibm)
    assert universe.add(config)
    assert selected(universe) == [spy, ibm]
    assert universe.configs_of(spy, list) == [config]
    assert universe.remove(spy)
    assert universe.configs_of(spy, list) == [config]
    assert selected(universe) == [ibm]
    assert changes == [ibm, config, spy]


def test_a_universe_of_times_triggers_at_its_start_and_while_the_market_is_open(desk):
    universe = universe_from_arguments(desk, "mine", Resolution.HOUR, lambda local: ["SPY"])
    times = list(universe.get_trigger_times(NOON, NOON + timedelta(hours=22), stock_hours()))
    hours = [12, 13, 14, 15, 9, 10]
    assert [time.hour for time in times] == hours
    assert [symbol.value for symbol in selected(universe)] == ["SPY"]


def test_a_manual_selection_makes_a_universe_per_kind_and_market(desk):
    spy, euro = an_equity("SPY"), Symbol.create("EURUSD", SecurityType.FOREX, "oanda")
    universes = ManualUniverseSelectionModel([spy, euro]).create_universes(desk)
    assert [universe.security_type for universe in universes] == [SecurityType.EQUITY, SecurityType.FOREX]
    assert selected(universes[0]) == [spy]
    assert universes[0].symbol == ManualUniverseSelectionModel(spy, euro).create_universes(desk)[0].symbol
    assert SymbolCache.get_symbol("EURUSD") == euro


def test_a_custom_selection_calls_its_function_or_its_override(desk):
    class Mine(CustomUniverseSelectionModel):
        def Select(self, algorithm, date):
            return ["IBM"] if date.hour == 12 else []

    (universe,) = Mine("mine").create_universes(desk)
    assert [symbol.value for symbol in selected(universe)] == ["IBM"]
    given = CustomUniverseSelectionModel(SecurityType.EQUITY, "more", "usa", lambda date: ["SPY"], None, DAY)
    (universe,) = given.create_universes(desk)
    assert [symbol.value for symbol in selected(universe)] == ["SPY"]
    with pytest.raises(ArgumentError, match="selector"):
        CustomUniverseSelectionModel("empty").select(desk, NOON)


def test_tickers_join_at_their_dates_and_stay(desk):
    model = InceptionDateUniverseSelectionModel("dates", {"A": NOON, "B": NOON + 2 * DAY})
    assert list(model.select(desk, NOON)) == ["A"]
    assert model.select(desk, NOON + DAY) is Universe.UNCHANGED
    assert list(model.select(desk, NOON + 2 * DAY)) == ["A", "B"]
    assert list(EnergyETFUniverse().select(desk, datetime(2001, 1, 1))) == ["XLE", "IYE"]


def test_a_scheduled_universe_selects_at_the_times_of_its_rules(desk):
    dates = SimpleNamespace(name="Every Day", get_dates=lambda start, end: [start, end])
    times = SimpleNamespace(name="NOON", create_utc_event_times=lambda days: [NOON - DAY, NOON, NOON + DAY])
    universe = ScheduledUniverse(dates, times, lambda utc: [an_equity()], desk.universe_settings)
    assert list(universe.get_trigger_times(NOON, NOON + DAY / 2)) == [NOON]
    assert selected(universe) == [an_equity()]
    assert desk.market_hours_database.always_open == [universe.symbol.value]
    with pytest.raises(ArgumentError, match="not a function"):
        ScheduledUniverse(dates, times, ["SPY"])


def a_row(line=ROW, date=datetime(2021, 3, 3)):
    config = daily_configuration(FundamentalUniverse, an_equity())
    return FundamentalUniverse().reader(config, line, date, False)


def test_a_coarse_line_is_read_with_exact_prices(desk):
    row = a_row()
    assert (row.symbol.value, row.price, row.volume, row.dollar_volume) == ("AA", 12.01, 28620078, 343727136.0)
    assert row.AdjustedPrice == pytest.approx(12.01 * 1.5)
    assert row.end_time == row.time + DAY
    assert not row.has_fundamental_data
    assert a_row("not a line") is None


def test_company_data_are_refused_by_name(desk):
    with pytest.raises(NotInMiniLean, match=r"Fundamental\.valuation_ratios"):
        assert a_row().ValuationRatios.PERatio
    with pytest.raises(AttributeError):
        assert a_row().nonsense


def test_files_of_a_day_lie_where_lean_has_them(desk, tmp_path):
    config = daily_configuration(FundamentalUniverse, an_equity())
    source = FundamentalUniverse().get_source(config, NOON, False)
    assert source.source == str(tmp_path / "equity/usa/fundamental/coarse/20210303.csv")
    fund = UniverseDefinitions(desk).etf("SPY").configuration
    source = ETFConstituentUniverse().get_source(fund, NOON, False)
    assert source.source == str(tmp_path / "equity/usa/universes/etf/spy/20210303.csv")


def test_a_constituent_may_lack_numbers(desk):
    fund = UniverseDefinitions(desk).etf("SPY").configuration
    line = "AAPL,AAPL R735QTJ8XC9X,20201210,0.0351987,,5540015.76"
    row = ETFConstituentUniverse().reader(fund, line, NOON, False)
    assert (row.symbol.value, row.weight, row.shares_held, row.market_value) == ("AAPL", 0.0351987, None, 5540015.76)
    assert (row.last_update, row.end_time) == (datetime(2020, 12, 10), NOON + DAY)


def test_the_largest_dollar_volumes_are_selected(desk):
    rows = [a_row(), a_row(ROW.replace("AA R735QTJ8XC9X,AA", "A RPTMYV3VC57P,A").replace("343727136", "999999999"))]
    universe = UniverseDefinitions(desk).top(1)
    assert [symbol.value for symbol in selected(universe, *rows)] == ["A"]


def test_a_second_selection_never_sees_equities_without_fundamental_data(desk):
    coarse = CoarseFundamentalUniverse(desk.universe_settings, lambda rows: [row.symbol for row in rows])
    fine = FineFundamentalFilteredUniverse(coarse, lambda rows: [row.symbol for row in rows])
    known = a_row(ROW.replace("AA R735QTJ8XC9X,AA", "A RPTMYV3VC57P,A"))
    known.has_fundamental_data = True
    assert [symbol.value for symbol in selected(fine, a_row(), known)] == ["A"]
    desk.universe_settings.asynchronous = True
    with pytest.raises(ArgumentError, match="single pass"):
        FineFundamentalFilteredUniverse(coarse, lambda rows: rows)


def test_fundamental_models_select_by_override_or_function(desk):
    class Mine(FundamentalUniverseSelectionModel):
        def __init__(self):
            """Forgets its base."""

        def select(self, algorithm, fundamental):
            return [row.symbol for row in fundamental]

    for model in (Mine(), CoarseFundamentalUniverseSelectionModel(lambda rows: [row.symbol for row in rows])):
        (universe,) = model.create_universes(desk)
        assert [symbol.value for symbol in selected(universe, a_row())] == ["AA"]
    with pytest.raises(AlgorithmError, match="Select"):
        FundamentalUniverseSelectionModel().select(desk, [])


def test_add_universe_tells_its_overloads_apart(desk):
    rule = SimpleNamespace(get_dates=lambda start, end: [])
    scheduled = universe_from_arguments(desk, rule, lambda rows: rows)
    assert isinstance(scheduled, FundamentalUniverseFactory)
    assert scheduled.universe_settings.schedule.initialized
    assert isinstance(universe_from_arguments(desk, lambda rows: rows), FundamentalUniverseFactory)
    two_steps = universe_from_arguments(desk, lambda rows: rows, lambda rows: rows)
    assert isinstance(two_steps, FineFundamentalFilteredUniverse)
    own = universe_from_arguments(desk, ETFConstituentUniverse, "mine", Resolution.DAILY, lambda rows: ["SPY"])
    assert isinstance(own, FuncUniverse)
    assert own.data_type is ETFConstituentUniverse
    assert [symbol.value for symbol in selected(own)] == ["SPY"]
    with pytest.raises(ArgumentError, match="not a valid argument"):
        universe_from_arguments(desk, 5)


def test_universes_wait_until_changes_are_processed(desk):
    manager = UniverseManager()
    heard = []
    manager.collection_changed += lambda sender, change: heard.append(change.action)
    universe = Given(an_equity(), desk.universe_settings)
    manager.add(universe.symbol, universe)
    manager.update(universe.symbol, universe, "replace")
    assert heard == []
    manager.process_changes()
    universe.add_member(NOON, desk.add("SPY"), False)
    assert [security.symbol.value for security in manager.active_securities.values()] == ["SPY"]
    assert manager.remove(universe.symbol)
    assert heard == ["add", "remove"]
    assert universe.dispose_requested
    with pytest.raises(KeyNotFound, match="was not found in your universe list"):
        manager[universe.symbol]


def test_changes_are_sorted_by_ticker_and_hide_what_users_do_not_see(desk):
    spy, ibm = desk.add("SPY"), desk.add("IBM")
    custom, internal = desk.add("FILE"), desk.add("AIG")
    custom.type = SecurityType.BASE
    changes = SecurityChanges([spy, ibm, custom], (), [internal])
    assert [s.symbol.value for s in changes.added_securities] == ["AIG", "FILE", "IBM", "SPY"]
    visible = changes.for_users()
    assert [s.symbol.value for s in visible.AddedSecurities] == ["IBM", "SPY"]
    assert visible.count == 4


def test_what_is_added_again_is_not_removed(desk):
    spy, ibm = desk.add("SPY"), desk.add("IBM")
    both = SecurityChanges((), [spy, ibm]) + SecurityChanges([spy])
    assert both.added_securities == [spy]
    assert both.removed_securities == [ibm]
    collected = SecurityChangesConstructor()
    assert collected.flush() is SecurityChanges.NONE
    collected.add(spy, is_internal=False)
    assert collected.flush().added_securities == [spy]
    assert collected.flush() is SecurityChanges.NONE
    assert str(SecurityChanges.NONE) == "SecurityChanges: None"
