"""The time loop: what happens in one step, in LEAN's order (Engine/AlgorithmManager.cs, Run)."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Any

from minilean.consolidators.identity import IdentityDataConsolidator
from minilean.data.bars import QuoteBar, TradeBar
from minilean.data.base_data import BaseData
from minilean.data.corporate import Delisting
from minilean.data.ticks import Tick
from minilean.data.zones import zone_clock
from minilean.engine.corporate_actions import apply_dividends, apply_splits
from minilean.enums import AlgorithmStatus, MarketDataType
from minilean.framework.universe.user_defined import UserDefinedUniverse
from minilean.securities.margin_call import margin_call_orders
from minilean.securities.margin_interest import MarginInterestRateModel, MarginInterestRateParameters
from minilean.securities.settlement import ImmediateSettlementModel, ScanSettlementModelParameters
from minilean.securities.user_models import method_of

if TYPE_CHECKING:
    from minilean.algorithm.facade import QCAlgorithm
    from minilean.data.slice import Slice
    from minilean.data.subscription import Subscription
    from minilean.engine.time_slice import TimeSlice
    from minilean.securities.symbol import Symbol

_HOUR = timedelta(hours=1)
_MARGIN_CALL_EVERY = timedelta(minutes=5)
_RUNNING = AlgorithmStatus.RUNNING
_AUXILIARY = MarketDataType.AUXILIARY
_BARS = frozenset({TradeBar, QuoteBar})


@dataclass(slots=True)
class Machinery:
    """What a step drives besides the algorithm: orders, schedule, results, the framework and consolidator scans."""

    transactions: Any
    real_time: Any
    results: Any
    framework: Any
    scans: Any
    scan_consolidators: Callable[[datetime], None]
    end_of_day: Any
    progress: Callable[[datetime, datetime, datetime], None] | None = None


class TimeLoop:
    """Runs steps until the data or the algorithm ends."""

    def __init__(self, algorithm: QCAlgorithm, slices: Iterator[TimeSlice], machinery: Machinery) -> None:
        self._algorithm = algorithm
        self._state = algorithm._qc
        self._slices = slices
        self._machinery = machinery
        self._was_warming_up = self._state.warming_up
        self._next_scan = _floor_hour(self._state.utc) + _HOUR
        self._next_margin_call = datetime.min
        self._callbacks = algorithm._qc_callbacks
        self._stage = ""
        self.time = self._state.utc
        self.data_points = 0

    def run(self) -> None:
        """Runs all steps and the end of the algorithm; a user's exception is kept as the run-time error."""
        results = self._machinery.results
        try:
            self._until_stopped(self._run_steps)
            if self._state.run_time_error is not None:
                return
            self._until_stopped(lambda: self._call("on_end_of_algorithm"))
        except (Exception, SystemExit) as error:  # noqa: BLE001 - an edge: users' code may raise anything; its end is told
            if self._state.run_time_error is None:
                self._algorithm._qc_failed_in = self._stage
                self._algorithm.set_run_time_error(error)
            return
        results.process_synchronous_events(force=True)
        self._state.status = AlgorithmStatus.STOPPED if self._state.interrupted else AlgorithmStatus.COMPLETED
        results.sample(self.time)

    def _until_stopped(self, stage: Callable[[], None]) -> None:
        """Ctrl-C ends a stage, as stopping LEAN does: the end of the algorithm and the results still follow."""
        try:
            stage()
        except KeyboardInterrupt:
            self._state.interrupted = True

    def _run_steps(self) -> None:
        algorithm, state, progress = self._algorithm, self._state, self._machinery.progress
        if self._was_warming_up:
            algorithm.debug("Algorithm starting warm up...")
        else:
            self._call("on_warmup_finished")
        begin, end = state.utc, zone_clock(state.zone).to_utc(state.end)
        portfolio = algorithm.portfolio
        for time_slice in self._slices:
            if state.status != _RUNNING:
                return
            self.time = time_slice.utc
            self.data_points += time_slice.data_points
            if progress is not None:
                progress(begin, self.time, end)
            value = portfolio._value if portfolio._value_is_known else portfolio._total_portfolio_value
            if value <= 0:
                self._machinery.results.system_message(
                    "AlgorithmManager.Run(): Portfolio value is less than or equal to zero, stopping algorithm."
                )
                return
            if not self.step(time_slice):
                return

    def _call(self, name: str, *arguments: Any) -> None:
        """Calls a user's callback, where there is one."""
        callback = self._callbacks.get(name)
        if callback is not None:
            self._stage = name
            callback(*arguments)

    def step(self, time_slice: TimeSlice) -> bool:
        """One step; False ends the run."""
        algorithm, state, machinery = self._algorithm, self._state, self._machinery
        utc = time_slice.utc
        if machinery.real_time.due < utc:
            self._stage = "Schedule"
            machinery.real_time.scan_past_events(utc)
        if machinery.scans:
            self._stage = "Consolidators"
            machinery.scan_consolidators(utc)
        algorithm.set_date_time(utc)
        data = time_slice.slice
        if data is None:
            self._check_warm_up()
            return True
        state.current_slice = data
        self._take_data(time_slice, data)
        if state.status != _RUNNING:
            return False
        if utc >= self._next_margin_call:
            self._margin_calls()
            self._next_margin_call = utc + _MARGIN_CALL_EVERY
        self._let_users_act(time_slice, data)
        if machinery.transactions.has_work:
            self._stage = "OnOrderEvent"
            machinery.transactions.process_synchronous_events()
        machinery.results.process_synchronous_events()
        if state.pending_changes or state.pending_universes:
            algorithm.on_end_of_time_step()
        return True

    def _take_data(self, time_slice: TimeSlice, data: Slice) -> None:
        """Prices, then resting orders, then scheduled events, all before the user's data callbacks."""
        machinery = self._machinery
        if time_slice.changes is not None:
            self._take_changes(time_slice)
        self._update_securities(time_slice, time_slice.utc)
        if self._was_warming_up:
            self._check_warm_up()
        if time_slice.has_events:
            self._rename(data)
        if machinery.transactions.has_work:
            self._stage = "OnOrderEvent"
            machinery.transactions.process_synchronous_events()
        if time_slice.has_events and data.delistings:
            machinery.transactions.process_delistings(data.delistings.values(), self._leave_universes)
        if machinery.real_time.due <= time_slice.utc:
            self._stage = "Schedule"
            machinery.real_time.set_time(time_slice.utc)

    def _let_users_act(self, time_slice: TimeSlice, data: Slice) -> None:
        """Changes, corporate events, consolidators, then on_data and the framework."""
        has_events = time_slice.has_events
        if time_slice.changes is not None:
            self._announce(time_slice.changes)
        if has_events:
            apply_dividends(self._algorithm, data)
            apply_splits(self._algorithm, data)
        self._stage = "Consolidators update"
        self._update_consolidators(time_slice)
        if has_events:
            self._corporate_callbacks(data)
        if data._all:
            self._call("on_data", data)
        self._stage = "OnData"
        self._machinery.framework.on_framework_data(data)

    def _check_warm_up(self) -> None:
        if self._was_warming_up:
            state = self._state
            if state.warming_up and state.time >= state.start:
                state.warming_up = False
            if not state.warming_up:
                self._was_warming_up = False
                self._machinery.results.on_warmup_finished()
                self._call("on_warmup_finished")
                self._algorithm.debug("Algorithm finished warming up.")

    def _take_changes(self, time_slice: TimeSlice) -> None:
        changes = time_slice.changes
        algorithm = self._algorithm
        for security in changes.added_securities:
            algorithm.securities.add(security)
        for security in changes.removed_securities:
            if not self._algorithm._qc.feed.selection.is_active(security.symbol):
                security.reset()
        visible = changes.for_users()
        self._machinery.end_of_day.on_securities_changed(visible.added_securities, visible.removed_securities)
        self._machinery.results.on_securities_changed(changes)

    def _update_securities(self, time_slice: TimeSlice, utc: datetime) -> None:
        algorithm = self._algorithm
        builder = algorithm.trade_builder
        for subscription, points in time_slice.packets:
            if subscription.removed:
                continue
            security = subscription.security
            if len(points) == 1 and type(points[0]) in _BARS:
                security._take_bar(points[0], points, subscription.config)
            elif not _take_points(security, subscription, points):
                continue
            if builder._positions:
                builder.set_market_price(security.symbol, security._price)
        if utc >= self._next_scan:
            self._scan_models(utc)
        if time_slice.universe_data:
            _store_universe_data(algorithm, time_slice.universe_data)
        algorithm.portfolio.cash_book.update_conversions()
        algorithm.portfolio.invalidate_total_portfolio_value()

    def _scan_models(self, utc: datetime) -> None:
        for security in self._algorithm.securities._active_securities():
            _scan_models_of(self._algorithm, security, utc)
        self._next_scan = _floor_hour(utc) + _HOUR

    def _rename(self, data: Slice) -> None:
        renamed = data.symbol_changed_events
        if not renamed:
            return
        self._call("on_symbol_changed_events", renamed)
        for symbol in renamed.keys():  # noqa: SIM118 - .NET's dictionary
            for ticket in self._algorithm.transactions.get_open_order_tickets(symbol):
                ticket.cancel("Open order cancelled on symbol changed event")

    def _leave_universes(self, symbol: Symbol) -> None:
        """A delisted security leaves the universes it is in."""
        manager = self._algorithm.universe_manager
        for universe in manager.values():
            if not universe.contains_member(symbol):
                continue
            if isinstance(universe, UserDefinedUniverse):
                if universe.remove(symbol):
                    manager.update(universe.symbol, universe, "replace")
            else:
                universe.remove_member(self._state.utc, self._algorithm.securities[symbol])
        manager.process_changes()

    def _margin_calls(self) -> None:
        algorithm = self._algorithm
        model = algorithm.portfolio.margin_call_model
        if model is None:
            return
        orders, warn = margin_call_orders(algorithm.portfolio)
        if not orders and not warn:
            return
        executed = 0
        if orders and all(algorithm.securities[order.symbol].exchange.exchange_open for order in orders):
            self._stage = "OnMarginCall"
            kept = algorithm.on_margin_call(orders)
            orders = orders if kept is None else kept
            tickets = method_of(model, "execute_margin_call")(orders)
            executed = len(tickets)
            for ticket in tickets:
                algorithm.error(
                    f"{algorithm.time:%m/%d/%Y %H:%M:%S} - Executed MarginCallOrder: {ticket.symbol} - "
                    f"Quantity: {ticket._quantity:f} @ {ticket._average_fill_price:f}"
                )
        if not executed and warn:
            self._call("on_margin_call_warning")

    def _announce(self, changes: Any) -> None:
        visible = changes.for_users()
        self._call("on_securities_changed", visible)
        self._machinery.framework.on_framework_securities_changed(visible)

    def _update_consolidators(self, time_slice: TimeSlice) -> None:
        for subscription, points in time_slice.packets:
            consolidators = subscription.config.consolidators
            if not consolidators or subscription.removed:
                continue
            is_one_bar = len(points) == 1 and type(points[0]) in _BARS
            prices = points if is_one_bar else [point for point in points if _moves_price(point)]
            if not prices:
                continue
            local = None
            for consolidator in tuple(consolidators):
                for point in prices:
                    consolidator.update(point)
                if type(consolidator) is not IdentityDataConsolidator:
                    local = local or zone_clock(subscription.config.exchange_time_zone).from_utc(time_slice.utc)
                    consolidator.scan(local)

    def _corporate_callbacks(self, data: Slice) -> None:
        if data.splits:
            self._call("on_splits", data.splits)
        if data.dividends:
            self._call("on_dividends", data.dividends)
        if data.delistings:
            self._call("on_delistings", data.delistings)


def _scan_models_of(algorithm: QCAlgorithm, security: Any, utc: datetime) -> None:
    interest, settlement = security.margin_interest_rate_model, security.settlement_model
    if type(interest) is not MarginInterestRateModel:
        method_of(interest, "apply_margin_interest_rate")(MarginInterestRateParameters(security, utc))
    if type(settlement) is not ImmediateSettlementModel:
        method_of(settlement, "scan")(ScanSettlementModelParameters(algorithm.portfolio, security, utc))


def _take_points(security: Any, subscription: Subscription, points: list[BaseData]) -> bool:
    """Updates a security with whatever came of one subscription; says whether a price was among it."""
    prices = _store_auxiliary(security, subscription, points)
    if prices:
        filled = any(point.is_fill_forward for point in prices)
        security.update(prices, subscription.config.type, filled, subscription.config.is_internal_feed)
    return bool(prices)


def _store_auxiliary(
    security: Any,
    subscription: Subscription,
    points: list[BaseData],
) -> list[BaseData]:
    """Keeps corporate events in the security's cache; gives the points that carry prices."""
    prices = []
    for point in points:
        if point._kind is not _AUXILIARY:
            if _moves_price(point):
                prices.append(point)
        elif isinstance(point, Delisting) or not subscription.config.is_internal_feed:
            security.update([point], type(point), point.is_fill_forward, subscription.config.is_internal_feed)
    return prices


def _moves_price(point: BaseData) -> bool:
    return point._kind is not _AUXILIARY and not (isinstance(point, Tick) and point.suspicious)


def _floor_hour(utc: datetime) -> datetime:
    return datetime(utc.year, utc.month, utc.day, utc.hour)


def _store_universe_data(algorithm: QCAlgorithm, universe_data: dict[Any, list[Any]]) -> None:
    """Selected securities know what their universes selected from."""
    for points in universe_data.values():
        for point in points:
            if isinstance(point, BaseData):
                security = algorithm.securities.get(point.symbol)
                if security is not None:
                    security.cache.store_data([point], type(point))
