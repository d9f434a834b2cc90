"""One step of the framework: insights, targets, risk, execution (Algorithm/QCAlgorithm.Framework.cs)."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

from minilean.enums import InsightType
from minilean.framework.alpha.base import model_name
from minilean.framework.alpha.null import NullAlphaModel
from minilean.framework.clock import naive
from minilean.framework.execution.immediate import ImmediateExecutionModel
from minilean.framework.generated_insights import GeneratedInsightsCollection
from minilean.framework.insight import flattened
from minilean.framework.insight_manager import InsightManager
from minilean.framework.portfolio.base import PortfolioConstructionModel
from minilean.framework.portfolio.null import NullPortfolioConstructionModel
from minilean.framework.portfolio_target_collection import distinct_by_symbol
from minilean.framework.risk.null import NullRiskManagementModel
from minilean.framework.signal_export import SignalExportManager
from minilean.framework.universe.selection_model import NullUniverseSelectionModel
from minilean.framework.wrapping import (
    as_alpha_model,
    as_execution_model,
    as_portfolio_model,
    as_risk_model,
    as_selection_model,
)
from minilean.interop.events import Event

if TYPE_CHECKING:
    from minilean.algorithm.facade import QCAlgorithm
    from minilean.data.slice import Slice
    from minilean.framework.insight import Insight
    from minilean.framework.portfolio_target import PortfolioTarget
    from minilean.framework.security_changes import SecurityChanges
    from minilean.securities.security import Security
    from minilean.securities.symbol import Symbol


class Framework:
    """The five models of an algorithm and its insights; LEAN has them on QCAlgorithm itself."""

    def __init__(self, algorithm: QCAlgorithm) -> None:
        self._algorithm = algorithm
        self._universes: dict[Symbol, None] = {}
        self._warned: set[str] = set()
        self.insights = InsightManager(algorithm)
        self.insights_generated = Event()
        self.universe_selection: Any = NullUniverseSelectionModel()
        self.alpha: Any = NullAlphaModel()
        self.portfolio_construction: Any = NullPortfolioConstructionModel()
        self.execution: Any = ImmediateExecutionModel()
        self.risk_management: Any = NullRiskManagementModel()
        self.signal_export = SignalExportManager(algorithm)

    def set_universe_selection(self, universe_selection: Any) -> None:
        """Replaces the universe selection model."""
        self.universe_selection = as_selection_model(universe_selection)

    def add_universe_selection(self, universe_selection: Any) -> None:
        """Adds a universe selection model to those there are."""
        from minilean.framework.universe.composite import CompositeUniverseSelectionModel

        if type(self.universe_selection) is NullUniverseSelectionModel:
            self.set_universe_selection(universe_selection)
        elif isinstance(self.universe_selection, CompositeUniverseSelectionModel):
            self.universe_selection.add_universe_selection(universe_selection)
        else:
            self.universe_selection = CompositeUniverseSelectionModel(self.universe_selection, universe_selection)

    def set_alpha(self, alpha: Any) -> None:
        """Replaces the alpha model."""
        self.alpha = as_alpha_model(alpha)

    def add_alpha(self, alpha: Any) -> None:
        """Adds an alpha model to those there are."""
        from minilean.framework.alpha.composite import CompositeAlphaModel

        if type(self.alpha) is NullAlphaModel:
            self.set_alpha(alpha)
        elif isinstance(self.alpha, CompositeAlphaModel):
            self.alpha.add_alpha(alpha)
        else:
            self.alpha = CompositeAlphaModel(self.alpha, alpha)

    def set_portfolio_construction(self, portfolio_construction: Any) -> None:
        """Replaces the portfolio construction model."""
        self.portfolio_construction = as_portfolio_model(portfolio_construction)

    def set_execution(self, execution: Any) -> None:
        """Replaces the execution model."""
        self.execution = as_execution_model(execution)

    def set_risk_management(self, risk_management: Any) -> None:
        """Replaces the risk management model."""
        self.risk_management = as_risk_model(risk_management)

    def add_risk_management(self, risk_management: Any) -> None:
        """Adds a risk management model to those there are."""
        from minilean.framework.risk.composite import CompositeRiskManagementModel

        if type(self.risk_management) is NullRiskManagementModel:
            self.set_risk_management(risk_management)
        elif isinstance(self.risk_management, CompositeRiskManagementModel):
            self.risk_management.add_risk_management(risk_management)
        else:
            self.risk_management = CompositeRiskManagementModel(self.risk_management, risk_management)

    def post_initialize(self) -> None:
        """Hands the settings to the construction model and creates the first universes."""
        algorithm, model = self._algorithm, self.portfolio_construction
        settings = algorithm.settings
        on_securities = settings.rebalance_portfolio_on_security_changes
        on_insights = settings.rebalance_portfolio_on_insight_changes
        if isinstance(model, PortfolioConstructionModel):
            if on_securities is not None:
                model.rebalance_on_security_changes = on_securities
            if on_insights is not None:
                model.rebalance_on_insight_changes = on_insights
        elif on_securities is not None or on_insights is not None:
            algorithm.debug(
                "Warning: rebalance portfolio settings are set but not supported by the current "
                f"IPortfolioConstructionModel type: {type(model).__name__}"
            )
        for universe in self.universe_selection.create_universes(algorithm):
            algorithm.add_universe(universe)
            self._universes[universe.configuration.symbol] = None

    def on_framework_data(self, slice: Slice) -> None:
        """A step, after the user's on_data."""
        algorithm = self._algorithm
        if type(self.universe_selection) is not NullUniverseSelectionModel and (
            algorithm._qc_utc_time >= naive(self.universe_selection.get_next_refresh_time_utc())
        ):
            self._refresh_universes()
        if self.insights.is_scored:
            self.insights.step(algorithm._qc_utc_time)
        if self._is_idle() or not slice.has_data:
            return
        insights = list(self.alpha.update(algorithm, slice) or ())
        if insights:
            insights = self._initialized(insights)
            self._generated(insights)
        self._process(insights)

    def _is_idle(self) -> bool:
        """Whether the models are LEAN's defaults, which do nothing; targets the execution keeps cannot exist then."""
        return (
            type(self.alpha) is NullAlphaModel
            and type(self.portfolio_construction) is NullPortfolioConstructionModel
            and type(self.risk_management) is NullRiskManagementModel
            and type(self.execution) is ImmediateExecutionModel
            and (self.execution._qc_targets is None or self.execution._qc_targets.is_empty)
        )

    def _refresh_universes(self) -> None:
        algorithm = self._algorithm
        manager = algorithm.universe_manager
        for symbol in [symbol for symbol, universe in manager.items() if universe.dispose_requested]:
            manager.remove(symbol)
            self._universes.pop(symbol, None)
        gone = dict(self._universes)
        for universe in self.universe_selection.create_universes(algorithm):
            symbol = universe.configuration.symbol
            self._universes[symbol] = None
            algorithm.add_universe(universe)
            gone.pop(symbol, None)
        for symbol in gone:
            manager[symbol].dispose()

    def _process(self, insights: list[Insight]) -> None:
        algorithm = self._algorithm
        targets = list(self.portfolio_construction.create_targets(algorithm, insights) or ())
        self._show("PORTFOLIO", targets)
        self._set_holdings_targets(targets)
        overrides = list(self.risk_management.manage_risk(algorithm, targets) or ())
        self._show("RISK", overrides)
        self._set_holdings_targets(overrides)
        adjusted = distinct_by_symbol([*overrides, *targets])
        if overrides:
            self._show("RISK ADJUSTED TARGETS", adjusted)
        self.execution.execute(algorithm, adjusted)

    def _show(self, stage: str, targets: Iterable[PortfolioTarget]) -> None:
        """In debug mode targets are logged as they come."""
        algorithm = self._algorithm
        shown = sorted(str(target) for target in targets) if algorithm.debug_mode else []
        if shown:
            algorithm.log(f"{algorithm.time:%m/%d/%Y %H:%M:%S}: {stage}: {' | '.join(shown)}")

    def _set_holdings_targets(self, targets: Iterable[PortfolioTarget]) -> None:
        securities = self._algorithm.securities
        for target in targets:
            securities[target.symbol].holdings.target = target

    def on_framework_securities_changed(self, changes: SecurityChanges) -> None:
        """Tells the models of securities that joined and left."""
        algorithm = self._algorithm
        if algorithm.debug_mode:
            algorithm.debug(f"{algorithm.time:%m/%d/%Y %H:%M:%S}: {changes}")
        self.alpha.on_securities_changed(algorithm, changes)
        self.portfolio_construction.on_securities_changed(algorithm, changes)
        self.execution.on_securities_changed(algorithm, changes)
        self.risk_management.on_securities_changed(algorithm, changes)

    def emit_insights(self, *insights: Insight | Iterable[Insight]) -> None:
        """Insights of the user's own, processed at once; ignored while the algorithm warms up."""
        algorithm = self._algorithm
        if algorithm.is_warming_up:
            self._warn("Warning: insights emitted during algorithm warmup are ignored.")
            return
        ready = self._initialized(flattened(insights))
        self._generated(ready)
        self._process(ready)

    def _warn(self, message: str) -> None:
        if message not in self._warned:
            self._warned.add(message)
            self._algorithm.error(message)

    def _generated(self, insights: list[Insight]) -> None:
        self.insights.add_range(insights)
        if self._algorithm.debug_mode:
            shown = " | ".join(str(insight) for insight in sorted(insights, key=lambda insight: str(insight.symbol)))
            self._algorithm.log(f"{self._algorithm.time:%m/%d/%Y %H:%M:%S}: {shown}")
        if self.insights_generated:
            batch = GeneratedInsightsCollection(self._algorithm._qc_utc_time, insights)
            self.insights_generated(self._algorithm, batch)

    def _initialized(self, insights: list[Insight]) -> list[Insight]:
        """The insights with their times and reference values, without those of delisted securities."""
        ready = []
        for insight in insights:
            security = self._algorithm.securities[insight.symbol]
            if security.is_delisted:
                self._warn(
                    "QCAlgorithm.EmitInsights(): Warning: cannot emit insights for delisted securities, "
                    "these will be discarded"
                )
            else:
                self._initialize(insight, security)
                ready.append(insight)
        return ready

    def _initialize(self, insight: Insight, security: Security) -> None:
        algorithm = self._algorithm
        insight._generated_time_utc = algorithm._qc_utc_time
        if insight.type == InsightType.PRICE:
            insight._reference_value = security._price
        else:
            insight._reference_value = security.volatility_model._volatility
        insight.source_model = insight.source_model or model_name(self.alpha)
        symbol = insight.symbol
        database = algorithm.market_hours_database
        hours = database.get_entry(symbol.id.market, symbol, symbol.security_type).exchange_hours
        insight.set_period_and_close_time(hours)
