"""Puts an algorithm's parts together before initialize (the constructor of Algorithm/QCAlgorithm.cs)."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from minilean.algorithm.commands import CommandRegistry
from minilean.algorithm.consolidation import SubscriptionManager
from minilean.algorithm.notifications import NotificationManager
from minilean.algorithm.object_store import ObjectStore
from minilean.algorithm.run_context import RUN
from minilean.algorithm.settings import AlgorithmSettings
from minilean.algorithm.state import AlgorithmState
from minilean.brokerages.default import DefaultBrokerageModel
from minilean.brokerages.security_initializer import BrokerageModelSecurityInitializer
from minilean.data.interest_rate import InterestRateProvider
from minilean.data.zones import zone_clock
from minilean.engine.custom_data import CustomData
from minilean.engine.feed import DataFeed
from minilean.engine.security_factory import SecurityFactory
from minilean.enums import BrokerageName
from minilean.framework.pipeline import Framework
from minilean.framework.universe.manager import UniverseManager
from minilean.framework.universe.settings import UniverseSettings
from minilean.interop.dates import midnight_of
from minilean.orders.properties import OrderProperties
from minilean.orders.transactions import SecurityTransactionManager
from minilean.scheduling.schedule_manager import ScheduleManager
from minilean.securities.portfolio import SecurityPortfolioManager
from minilean.securities.security_manager import SecurityManager
from minilean.securities.time_keeper import TimeKeeper
from minilean.statistics.trade_builder import TradeBuilder

if TYPE_CHECKING:
    from minilean.algorithm.facade import QCAlgorithm


def build_parts(algorithm: QCAlgorithm) -> None:
    """Gives an algorithm its managers, models and clock."""
    run = RUN.get()
    state = AlgorithmState(now=run.now, data_folder=run.data_folder)
    state.name = type(algorithm).__name__
    state.parameters = dict(run.parameters)
    yesterday = zone_clock(state.zone).from_utc(run.now) - timedelta(days=1)
    midnight = midnight_of(yesterday)
    state.end = midnight + timedelta(days=1) - timedelta(microseconds=1)
    algorithm._qc = state
    algorithm._qc_charts = {}
    algorithm._qc_callbacks = {}
    algorithm._qc_failed_in = ""
    algorithm._qc_keeper = TimeKeeper(state.utc)
    algorithm._qc_commands = CommandRegistry(algorithm.log)
    algorithm.notify = NotificationManager(state.trace)
    algorithm.brokerage_message_handler = None
    algorithm.market_hours_database = run.market_hours
    algorithm.symbol_properties_database = run.symbol_properties
    _build_accounts(algorithm)
    _build_feed(algorithm)
    algorithm.object_store = ObjectStore(run.storage)
    algorithm._qc_framework = Framework(algorithm)
    algorithm.insights = algorithm._qc_framework.insights


def _build_accounts(algorithm: QCAlgorithm) -> None:
    state = algorithm._qc
    algorithm.settings = AlgorithmSettings()
    algorithm.default_order_properties = OrderProperties()
    algorithm.securities = SecurityManager(algorithm._qc_keeper)
    algorithm.transactions = SecurityTransactionManager(algorithm, algorithm.securities)
    algorithm.portfolio = SecurityPortfolioManager(
        algorithm.securities, algorithm.transactions, algorithm.settings, algorithm.default_order_properties
    )
    algorithm.trade_builder = TradeBuilder()
    algorithm._qc_brokerage_model = DefaultBrokerageModel()
    algorithm._qc_brokerage_name = BrokerageName.DEFAULT
    algorithm._qc_user_initializer = False
    algorithm.security_initializer = BrokerageModelSecurityInitializer(algorithm._qc_brokerage_model, None)
    algorithm.risk_free_interest_rate_model = InterestRateProvider(state.data_folder)
    algorithm.universe_settings = UniverseSettings()
    algorithm.schedule = ScheduleManager(algorithm, algorithm.securities, state.zone, algorithm.market_hours_database)
    state.schedule = algorithm.schedule


def _build_feed(algorithm: QCAlgorithm) -> None:
    algorithm.universe_manager = UniverseManager()
    algorithm.subscription_manager = SubscriptionManager(algorithm)
    factory = SecurityFactory(algorithm, RUN.get().map_files)
    algorithm.securities.set_security_service(factory)
    algorithm._qc.feed = DataFeed(algorithm, factory, factory.files, CustomData(algorithm))
