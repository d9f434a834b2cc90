"""QCAlgorithm: every name users call on self, each from the file of its subject."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import datetime
from typing import TYPE_CHECKING, Any
from zoneinfo import ZoneInfo

from minilean.algorithm import (
    callbacks,
    combo_trading,
    consolidation,
    framework_models,
    history,
    holdings,
    indicators,
    lifecycle,
    messages,
    plotting,
    trading,
    universes,
)
from minilean.algorithm.construction import build_parts
from minilean.algorithm.service_names import AlgorithmServices
from minilean.algorithm.unsupported import refuse
from minilean.indicators.catalogue import signatures
from minilean.interop.dates import without_tick
from minilean.interop.names import dotnet, to_snake
from minilean.securities.symbol import Symbol, as_symbol
from minilean.securities.symbol_cache import SymbolCache
from minilean.statistics.results import StatisticsResults

if TYPE_CHECKING:
    from minilean.algorithm.object_store import ObjectStore
    from minilean.algorithm.settings import AlgorithmSettings
    from minilean.algorithm.state import AlgorithmState
    from minilean.enums import AlgorithmMode, AlgorithmStatus, BrokerageName, DeploymentTarget, Resolution
    from minilean.framework.insight_manager import InsightManager
    from minilean.framework.pipeline import Framework
    from minilean.framework.universe.manager import UniverseManager
    from minilean.framework.universe.settings import UniverseSettings
    from minilean.orders.transactions import SecurityTransactionManager
    from minilean.scheduling.schedule_manager import ScheduleManager
    from minilean.securities.market_hours_database import MarketHoursDatabase
    from minilean.securities.portfolio import SecurityPortfolioManager
    from minilean.securities.security_manager import SecurityManager
    from minilean.securities.symbol_properties_database import SymbolPropertiesDatabase
    from minilean.securities.time_keeper import TimeKeeper
    from minilean.statistics.trade_builder import TradeBuilder

_ABBREVIATION = re.compile(r"^[A-Z0-9]+$")


@dotnet
class QCAlgorithm(AlgorithmServices):
    """The class users derive from (Algorithm/QCAlgorithm.cs); what is behind it hangs on names with ``_qc``."""

    _qc: AlgorithmState
    _qc_charts: dict[str, Any]
    _qc_callbacks: dict[str, Callable[..., Any]]
    _qc_failed_in: str
    _qc_keeper: TimeKeeper
    _qc_framework: Framework
    _qc_brokerage_model: Any
    _qc_brokerage_name: BrokerageName
    _qc_user_initializer: bool
    market_hours_database: MarketHoursDatabase
    symbol_properties_database: SymbolPropertiesDatabase
    object_store: ObjectStore
    insights: InsightManager
    settings: AlgorithmSettings
    default_order_properties: Any
    securities: SecurityManager
    transactions: SecurityTransactionManager
    portfolio: SecurityPortfolioManager
    trade_builder: TradeBuilder
    security_initializer: Any
    risk_free_interest_rate_model: Any
    universe_settings: UniverseSettings
    universe_manager: UniverseManager
    schedule: ScheduleManager
    subscription_manager: consolidation.SubscriptionManager

    log = messages.log
    debug = messages.debug
    error = messages.error
    quit = messages.quit
    set_quit = messages.set_quit
    get_parameter = messages.get_parameter
    get_parameters = messages.get_parameters
    set_parameters = messages.set_parameters
    set_name = messages.set_name
    add_tag = messages.add_tag
    set_tags = messages.set_tags
    set_runtime_statistic = messages.set_runtime_statistic
    set_summary_statistic = messages.set_summary_statistic

    set_start_date = lifecycle.set_start_date
    set_end_date = lifecycle.set_end_date
    set_time_zone = lifecycle.set_time_zone
    set_date_time = lifecycle.set_date_time
    set_cash = lifecycle.set_cash
    set_account_currency = lifecycle.set_account_currency
    set_benchmark = lifecycle.set_benchmark
    set_brokerage_model = lifecycle.set_brokerage_model
    set_security_initializer = lifecycle.set_security_initializer
    add_security_initializer = lifecycle.add_security_initializer
    set_risk_free_interest_rate_model = lifecycle.set_risk_free_interest_rate_model
    set_warm_up = lifecycle.set_warm_up
    set_warmup = lifecycle.set_warm_up
    set_finished_warming_up = lifecycle.set_finished_warming_up
    set_run_time_error = lifecycle.set_run_time_error
    set_status = lifecycle.set_status

    add_equity = universes.add_equity
    add_forex = universes.add_forex
    add_cfd = universes.add_cfd
    add_crypto = universes.add_crypto
    add_crypto_future = universes.add_crypto_future
    add_security = universes.add_security
    add_data = universes.add_data
    add_universe = universes.add_universe
    remove_security = universes.remove_security
    on_end_of_time_step = universes.on_end_of_time_step

    order = trading.order
    buy = trading.buy
    sell = trading.sell
    market_order = trading.market_order
    market_on_open_order = trading.market_on_open_order
    market_on_close_order = trading.market_on_close_order
    limit_order = trading.limit_order
    stop_market_order = trading.stop_market_order
    stop_limit_order = trading.stop_limit_order
    limit_if_touched_order = trading.limit_if_touched_order
    trailing_stop_order = trading.trailing_stop_order
    combo_market_order = combo_trading.combo_market_order
    combo_limit_order = combo_trading.combo_limit_order
    combo_leg_limit_order = combo_trading.combo_leg_limit_order
    submit_order_request = trading.submit_order_request
    is_market_open = trading.is_market_open
    set_maximum_orders = trading.set_maximum_orders
    set_holdings = holdings.set_holdings
    calculate_order_quantity = holdings.calculate_order_quantity
    liquidate = holdings.liquidate

    add_chart = plotting.add_chart
    add_series = plotting.add_series
    plot = plotting.plot
    record = plotting.record
    plot_indicator = plotting.plot_indicator

    consolidate = consolidation.consolidate
    resolve_consolidator = consolidation.resolve_consolidator
    create_consolidator = staticmethod(consolidation.create_consolidator)
    register_indicator = indicators.register_indicator
    unregister_indicator = indicators.unregister_indicator
    deregister_indicator = indicators.unregister_indicator
    warm_up_indicator = indicators.warm_up_indicator
    indicator_history = indicators.indicator_history
    create_indicator_name = indicators.create_indicator_name
    get_last_known_prices = history.get_last_known_prices
    get_last_known_price = history.get_last_known_price

    set_alpha = framework_models.set_alpha
    add_alpha = framework_models.add_alpha
    set_portfolio_construction = framework_models.set_portfolio_construction
    set_execution = framework_models.set_execution
    set_risk_management = framework_models.set_risk_management
    add_risk_management = framework_models.add_risk_management
    set_universe_selection = framework_models.set_universe_selection
    add_universe_selection = framework_models.add_universe_selection
    emit_insights = framework_models.emit_insights
    universe = property(framework_models.universe)
    signal_export = property(framework_models.signal_export)
    universe_selection = property(framework_models.universe_selection)
    alpha = property(framework_models.alpha)
    portfolio_construction = property(framework_models.portfolio_construction)
    execution = property(framework_models.execution)
    risk_management = property(framework_models.risk_management)

    initialize = callbacks.initialize
    on_data = callbacks.on_data
    on_order_event = callbacks.on_order_event
    on_securities_changed = callbacks.on_securities_changed
    on_splits = callbacks.on_splits
    on_dividends = callbacks.on_dividends
    on_delistings = callbacks.on_delistings
    on_symbol_changed_events = callbacks.on_symbol_changed_events
    on_margin_call = callbacks.on_margin_call
    on_margin_call_warning = callbacks.on_margin_call_warning
    on_end_of_day = callbacks.on_end_of_day
    on_end_of_algorithm = callbacks.on_end_of_algorithm
    on_warmup_finished = callbacks.on_warmup_finished
    on_command = callbacks.on_command
    on_assignment_order_event = callbacks.on_assignment_order_event
    on_brokerage_message = callbacks.on_brokerage_message
    on_brokerage_disconnect = callbacks.on_brokerage_disconnect
    on_brokerage_reconnect = callbacks.on_brokerage_reconnect

    def __init__(self) -> None:
        build_parts(self)

    @property
    def time(self) -> datetime:
        """Now, on the algorithm's clock, without a zone."""
        return without_tick(self._qc.time)

    @property
    def utc_time(self) -> datetime:
        """Now in UTC, with its zone."""
        return lifecycle.aware(without_tick(self._qc.utc))

    @property
    def _qc_utc_time(self) -> datetime:
        return self._qc.utc

    @property
    def time_zone(self) -> ZoneInfo:
        """The zone of the algorithm's clock."""
        return self._qc.zone

    @property
    def start_date(self) -> datetime:
        """The first midnight of the run."""
        return self._qc.start

    @property
    def end_date(self) -> datetime:
        """The last moment of the run."""
        return self._qc.end

    @property
    def is_warming_up(self) -> bool:
        """Whether data before the start are being fed."""
        return self._qc.warming_up

    @property
    def live_mode(self) -> bool:
        """Whether the clock is real."""
        return self._qc.live_mode

    @property
    def algorithm_mode(self) -> AlgorithmMode:
        """Back test, live or optimization."""
        return self._qc.mode

    @property
    def deployment_target(self) -> DeploymentTarget:
        """Local, or the cloud."""
        return self._qc.deployment

    @property
    def status(self) -> AlgorithmStatus:
        """The state of the run."""
        return self._qc.status

    @property
    def run_time_error(self) -> BaseException | None:
        """What ended the run, if an error did."""
        return self._qc.run_time_error

    @property
    def name(self) -> str:
        """The name of the run."""
        return self._qc.name

    @name.setter
    def name(self, value: str) -> None:
        self.set_name(value)

    @property
    def tags(self) -> list[str]:
        """The tags of the run."""
        return self._qc.tags

    @tags.setter
    def tags(self, value: Any) -> None:
        self.set_tags(value)

    @property
    def algorithm_id(self) -> str:
        """The id of the run."""
        return self._qc.algorithm_id

    @property
    def project_id(self) -> int:
        """The id of the project."""
        return self._qc.project_id

    @project_id.setter
    def project_id(self, value: int) -> None:
        self._qc.project_id = value

    @property
    def statistics(self) -> Any:
        """The statistics of the run so far."""
        service = self._qc.statistics_service
        return StatisticsResults() if service is None else service.statistics_results()

    @property
    def account_currency(self) -> str:
        """What everything is counted in."""
        return str(self.portfolio.cash_book.account_currency)

    @property
    def current_slice(self) -> Any:
        """The data of this step."""
        return self._qc.current_slice

    @property
    def benchmark(self) -> Any:
        """What the run is compared with."""
        return self._qc.benchmark

    @property
    def brokerage_model(self) -> Any:
        """The broker's rules."""
        return self._qc_brokerage_model

    @property
    def brokerage_name(self) -> Any:
        """The broker."""
        return self._qc_brokerage_name

    @property
    def date_rules(self) -> Any:
        """Dates for scheduled events."""
        return self.schedule.date_rules

    @property
    def time_rules(self) -> Any:
        """Times for scheduled events."""
        return self.schedule.time_rules

    @property
    def history(self) -> history.History:
        """Data before now."""
        return history.History(self)

    @property
    def active_securities(self) -> Any:
        """The securities that are in a universe."""
        return self.universe_manager.active_securities

    @property
    def insights_generated(self) -> Any:
        """Fires when models give insights; add handlers with ``+=``."""
        return self._qc_framework.insights_generated

    @insights_generated.setter
    def insights_generated(self, event: Any) -> None:
        self._qc_framework.insights_generated = event

    def get_locked(self) -> bool:
        """Whether initialize has ended."""
        return self._qc.locked

    def symbol(self, ticker: str) -> Symbol:
        """The symbol added under a ticker."""
        return SymbolCache.get_symbol(ticker)

    def ticker(self, symbol: Any) -> str:
        """The ticker a symbol has on this date."""
        return SymbolCache.get_ticker(as_symbol(symbol))

    def _qc_to_symbol(self, value: Any) -> Symbol:
        return as_symbol(value)

    def _qc_resolution_of(self, symbol: Symbol) -> Resolution:
        return indicators.resolution_of(self, symbol)

    def __getattr__(self, name: str) -> Any:
        """LEAN's names that are not here are refused by name; ``SMA`` is ``sma``."""
        if name.startswith("_"):
            raise AttributeError(name)
        snake = name.lower() if _ABBREVIATION.match(name) else to_snake(name)
        if snake != name and hasattr(type(self), snake):
            return getattr(self, snake)
        if snake != name and snake in self.__dict__:
            return self.__dict__[snake]
        return refuse(type(self).__name__, name, self)


for _helper in signatures():
    setattr(QCAlgorithm, _helper, indicators.helper(_helper))
QCAlgorithm.t_3 = QCAlgorithm.t3  # type: ignore[attr-defined]  # the spelling of LEAN's stubs
