"""The switches users set on `self.settings`."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from decimal import Decimal
from typing import TYPE_CHECKING

from minilean.interop.decimals import Number, to_decimal
from minilean.interop.names import dotnet, exact

if TYPE_CHECKING:
    from minilean.enums import Resolution


@dotnet
@dataclass
class AlgorithmSettings:
    """LEAN's AlgorithmSettings (Common/AlgorithmSettings.cs): shares of portfolio value are fractions."""

    data_subscription_limit: int = 2**31 - 1
    liquidate_enabled: bool = True
    rebalance_portfolio_on_security_changes: bool | None = None
    rebalance_portfolio_on_insight_changes: bool | None = None
    automatic_indicator_warm_up: bool = False
    seed_initial_prices: bool = False
    daily_precise_end_time: bool = True
    daily_consolidation_use_extended_market_hours: bool = False
    ignore_unknown_asset_holdings: bool = False
    performance_sample_period: timedelta = timedelta()
    perform_insight_sampling: bool = True
    warmup_resolution: Resolution | None = None
    trading_days_per_year: int | None = None
    stale_price_time_span: timedelta = timedelta(hours=1)
    databases_refresh_period: timedelta = timedelta(days=1)
    _free_portfolio_value: Decimal | None = None
    _free_portfolio_value_percentage: Decimal = Decimal("0.0025")
    _minimum_order_margin_portfolio_percentage: Decimal = Decimal("0.001")
    _max_absolute_portfolio_target_percentage: Decimal = Decimal(1000000000)
    _min_absolute_portfolio_target_percentage: Decimal = Decimal("0.0000000001")

    free_portfolio_value_percentage = exact("_free_portfolio_value_percentage")
    minimum_order_margin_portfolio_percentage = exact("_minimum_order_margin_portfolio_percentage")
    max_absolute_portfolio_target_percentage = exact("_max_absolute_portfolio_target_percentage")
    min_absolute_portfolio_target_percentage = exact("_min_absolute_portfolio_target_percentage")

    @property
    def free_portfolio_value(self) -> float | None:
        """Money kept out of orders, in account currency; None takes the percentage."""
        return None if self._free_portfolio_value is None else float(self._free_portfolio_value)

    @free_portfolio_value.setter
    def free_portfolio_value(self, value: Number | None) -> None:
        self._free_portfolio_value = None if value is None else to_decimal(value)
