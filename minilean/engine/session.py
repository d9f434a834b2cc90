"""One back test from the file to the end of its data."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

from minilean.algorithm.lifecycle import post_initialize
from minilean.algorithm.run_context import RUN, RunContext
from minilean.algorithm.state import UNLIMITED_ORDERS
from minilean.data.interest_rate import InterestRateProvider
from minilean.data.map_file import MapFileProvider
from minilean.engine.currencies import set_up_currencies
from minilean.engine.loader import instance_of, load_algorithm
from minilean.engine.loop import Machinery, TimeLoop
from minilean.enums import AlgorithmStatus
from minilean.errors import AlgorithmError, NotInMiniLean
from minilean.interop.names import user_method
from minilean.orders.processor import OrderProcessor
from minilean.results.handler import BacktestingResultHandler, RunIdentity
from minilean.scheduling.end_of_day import EndOfDayEvents
from minilean.scheduling.real_time import BacktestingRealTimeHandler
from minilean.securities.market_hours_database import MarketHoursDatabase
from minilean.securities.security_definitions import SecurityDefinitions
from minilean.securities.symbol_cache import SymbolCache
from minilean.securities.symbol_properties_database import SymbolPropertiesDatabase

if TYPE_CHECKING:
    from minilean.algorithm.facade import QCAlgorithm

_CALLBACKS = (
    "on_data", "on_order_event", "on_securities_changed", "on_splits", "on_dividends", "on_delistings",
    "on_symbol_changed_events", "on_margin_call_warning", "on_end_of_algorithm", "on_warmup_finished",
)  # fmt: skip
_YEAR_ROUND = {f"{name}BrokerageModel" for name in ("Coinbase", "Binance", "Bitfinex", "Bybit", "FTX", "Kraken")}


@dataclass(frozen=True, slots=True, kw_only=True)
class BacktestRequest:
    """What to run; ``now`` (UTC) limits its dates, ``start`` and ``end`` override the algorithm's own."""

    source: Path
    data_folder: Path
    now: datetime
    libraries: list[Path] = field(default_factory=list)
    parameters: dict[str, str] = field(default_factory=dict)
    start: datetime | None = None
    end: datetime | None = None
    storage: Path | None = None
    algorithm_id: str = ""
    progress: Callable[[datetime, datetime, datetime], None] | None = None


@dataclass(slots=True)
class Session:
    """A finished run: the algorithm, its orders and its samples."""

    algorithm: QCAlgorithm
    processor: OrderProcessor
    results: BacktestingResultHandler
    data_points: int


class SetUpError(AlgorithmError):
    """The algorithm failed before its data; ``session`` is what LEAN leaves of such a run."""

    def __init__(self, message: str, session: Session) -> None:
        super().__init__(message)
        self.session = session


def run_session(request: BacktestRequest) -> Session:
    """Loads, initializes and runs an algorithm.

    Raises AlgorithmError for what ends a run before its data: a file without algorithm; as a SetUpError an error in
    initialize or dates that make no sense. An error in a later callback is in ``algorithm.run_time_error``.
    """
    data_folder = request.data_folder
    map_files = MapFileProvider(data_folder)
    market_hours, symbol_properties = MarketHoursDatabase(data_folder), SymbolPropertiesDatabase(data_folder)
    definitions = SecurityDefinitions(request.data_folder)
    SymbolCache.start_run(map_files, request.now, market_hours, symbol_properties, definitions)
    context = RunContext(
        data_folder=data_folder,
        now=request.now,
        map_files=map_files,
        market_hours=market_hours,
        symbol_properties=symbol_properties,
        parameters=request.parameters,
        storage=request.storage,
    )
    token = RUN.set(context)
    try:
        kind = load_algorithm(request.source, request.libraries)
        algorithm = instance_of(kind)
        return _Run(algorithm, request).run()
    finally:
        RUN.reset(token)


class _Run:
    def __init__(self, algorithm: QCAlgorithm, request: BacktestRequest) -> None:
        self._algorithm = algorithm
        self._request = request
        self._state = algorithm._qc
        self._state.name = "local"
        self._identity = RunIdentity(request.algorithm_id or type(algorithm).__name__, request.now)
        self._results: BacktestingResultHandler | None = None
        self._real_time = BacktestingRealTimeHandler(lambda: self._state.utc, algorithm.set_date_time)
        on_order_event = user_method(algorithm, "on_order_event")
        self._processor = OrderProcessor(
            algorithm,
            process_fills=algorithm.portfolio.process_fills,
            process_fill=algorithm.trade_builder.process_fill,
            on_order_event=self._order_event_listener(on_order_event),
        )
        algorithm.transactions.set_order_processor(self._processor)

    def _order_event_listener(self, callback: Callable[[Any], Any] | None) -> Callable[[Any], Any]:
        framework = self._algorithm._qc_framework

        def listen(event: Any) -> None:
            if self._results is not None:
                self._results.order_event(event)
            framework.execution.on_order_event(self._algorithm, event)
            if callback is not None:
                callback(event)

        return listen

    def run(self) -> Session:
        """Initializes the algorithm and runs its steps."""
        algorithm, state = self._algorithm, self._state
        algorithm.schedule.set_event_schedule(self._real_time)
        state.feed.files.limits.tell = state.tell
        try:
            self._initialize()
        except AlgorithmError as error:
            if isinstance(error.__cause__, NotInMiniLean):
                raise
            raise self._failed(error) from error.__cause__ or error
        self._results = results = BacktestingResultHandler(algorithm, algorithm.portfolio._cash, self._identity)
        algorithm.schedule.on(
            "Daily Sampling",
            algorithm.date_rules.every_day(),
            algorithm.time_rules.midnight,
            lambda: results.sample(state.utc),
        )
        end_of_day = self._end_of_day()
        self._real_time.start()
        machinery = Machinery(
            transactions=self._processor,
            real_time=self._real_time,
            results=results,
            framework=algorithm._qc_framework,
            scans=algorithm.subscription_manager.scans,
            scan_consolidators=algorithm.subscription_manager.scan_past_consolidators,
            end_of_day=end_of_day,
            progress=self._request.progress,
        )
        loop = TimeLoop(algorithm, state.feed.slices(), machinery)
        loop.run()
        self._tell_of_files(results)
        return Session(algorithm, self._processor, results, loop.data_points)

    def _tell_of_files(self, results: BacktestingResultHandler) -> None:
        """What the run met in the data folder, as a summary behind its lines."""
        for late in self._state.feed.files.limits.summary():
            results.system_message(late)
        rates = self._algorithm.risk_free_interest_rate_model
        if isinstance(rates, InterestRateProvider):
            for note in rates._qc_notes:
                results.system_message(note)

    def _failed(self, error: AlgorithmError) -> SetUpError:
        """The error with the results of a run without steps."""
        algorithm = self._algorithm
        results = BacktestingResultHandler(algorithm, algorithm.portfolio._cash, self._identity)
        results.runtime_error(str(error))
        return SetUpError(str(error), Session(algorithm, self._processor, results, 0))

    def _initialize(self) -> None:
        algorithm, state, request = self._algorithm, self._state, self._request
        initialize = user_method(algorithm, "initialize")
        if initialize is not None:
            self._call(initialize)
        if request.start is not None:
            algorithm.set_start_date(request.start)
        if request.end is not None:
            algorithm.set_end_date(request.end)
        if algorithm.settings.trading_days_per_year is None:
            models = {kind.__name__ for kind in type(algorithm.brokerage_model).__mro__}
            algorithm.settings.trading_days_per_year = 365 if models & _YEAR_ROUND else 252
        self._call(lambda: post_initialize(algorithm, algorithm._qc_framework.post_initialize))
        set_up_currencies(algorithm)
        state.maximum_orders = UNLIMITED_ORDERS
        state.locked = True
        for name in _CALLBACKS:
            method = user_method(algorithm, name)
            if method is not None and getattr(method, "__module__", "") != "minilean.algorithm.callbacks":
                algorithm._qc_callbacks[name] = method
        if state.status != AlgorithmStatus.RUNNING and state.run_time_error is not None:
            raise AlgorithmError(str(state.run_time_error))

    def _call(self, step: Callable[[], Any]) -> None:
        """A step of the set-up that runs users' code: whatever it raises ends the run with its lines."""
        try:
            step()
        except (Exception, SystemExit) as error:
            algorithm = self._algorithm
            algorithm._qc_failed_in = "Initialize"
            algorithm.set_run_time_error(error)
            message = (
                "Algorithm.Initialize() Error: During the algorithm initialization, the following exception has "
                f"occurred: {type(error).__name__}: {error}"
            )
            raise AlgorithmError(message) from error

    def _end_of_day(self) -> EndOfDayEvents:
        method = user_method(self._algorithm, "on_end_of_day")
        own = method is not None and getattr(method, "__module__", "") != "minilean.algorithm.callbacks"
        takes_symbol = own and method is not None and _takes_argument(method)
        events = EndOfDayEvents(
            self._real_time,
            self._algorithm,
            for_algorithm=bool(own and not takes_symbol),
            for_securities=bool(takes_symbol),
        )
        events.start()
        return events


def _takes_argument(method: Callable[..., Any]) -> bool:
    code = getattr(getattr(method, "__func__", method), "__code__", None)
    return code is not None and code.co_argcount > 1
