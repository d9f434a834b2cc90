"""Interest on positions: none, funding of crypto futures, borrowing (Common/Securities/*MarginInterestRateModel.cs)."""

from __future__ import annotations

from datetime import datetime, timedelta
from decimal import Decimal
from typing import TYPE_CHECKING, Any, ClassVar

from minilean.data.base_data import NO_TIME
from minilean.data.corporate import MarginInterestRate
from minilean.interop.decimal96 import divide, multiply
from minilean.interop.decimals import ZERO, to_decimal
from minilean.interop.names import dotnet, exact
from minilean.securities.user_models import method_of

if TYPE_CHECKING:
    from minilean.securities.security import Security

_NEVER = datetime.max
_DAYS_A_YEAR = 360


@dotnet
class MarginInterestRateParameters:
    """Asks a model to book what is due at a UTC time."""

    __slots__ = ("_security", "_time")

    def __init__(self, security: Security, time: datetime) -> None:
        self._security = security
        self._time = time

    @property
    def security(self) -> Security:
        """The security whose position bears interest."""
        return self._security

    @property
    def time(self) -> datetime:
        """The naive UTC time now."""
        return self._time


@dotnet
class MarginInterestRateModel:
    """No interest."""

    NULL: ClassVar[MarginInterestRateModel]
    Null: ClassVar[MarginInterestRateModel]

    def apply_margin_interest_rate(self, margin_interest_rate_parameters: MarginInterestRateParameters) -> None:
        """Nothing to book."""


MarginInterestRateModel.NULL = MarginInterestRateModel.Null = MarginInterestRateModel()


@dotnet
class BinanceFutureMarginInterestRateModel:
    """Pays or receives the funding rate at 0, 8 and 16 hours UTC (BinanceFutureMarginInterestRateModel.cs)."""

    def __init__(self) -> None:
        self._qc_next = _NEVER

    def apply_margin_interest_rate(self, margin_interest_rate_parameters: MarginInterestRateParameters) -> None:
        """Books each funding time that has passed while the position was held, at the last known rate."""
        security, time = margin_interest_rate_parameters.security, margin_interest_rate_parameters.time
        if not security.holdings._invested:
            self._qc_next = _NEVER
            return
        if self._qc_next == _NEVER:
            self._qc_next = _next_funding(time)
        last = security.cache.get_data(MarginInterestRate)
        if last is None:
            return
        while time >= self._qc_next:
            value = security.holdings.get_quantity_value(security.holdings._quantity)
            value.cash._add_amount(-(last._interest_rate * value._amount))
            self._qc_next = _next_funding(self._qc_next)


class BybitFutureMarginInterestRateModel(BinanceFutureMarginInterestRateModel):
    """As Binance's."""


class dYdXFutureMarginInterestRateModel(BinanceFutureMarginInterestRateModel):  # noqa: N801 - LEAN's name
    """As Binance's."""


def _next_funding(time: datetime) -> datetime:
    midnight = datetime(time.year, time.month, time.day)
    return midnight + timedelta(hours=(time.hour // 8 + 1) * 8)


@dotnet
class ShortMarginInterestRateModel:
    """Charges the borrowing fee of shorts and pays the rebate of longs, by day (ShortMarginInterestRateModel.cs)."""

    amount = exact("_qc_amount")

    def __init__(self) -> None:
        self._qc_amount = ZERO
        self._qc_is_short = False
        self._qc_previous = NO_TIME

    def apply_margin_interest_rate(self, margin_interest_rate_parameters: MarginInterestRateParameters) -> None:
        """Books the days since the last time; the first day a position is held counts from then."""
        security, time = margin_interest_rate_parameters.security, margin_interest_rate_parameters.time
        holding = security.holdings
        if not holding._invested:
            self._qc_previous = NO_TIME
            return
        if self._qc_previous == NO_TIME or self._qc_is_short != holding.is_short:
            self._qc_is_short = holding.is_short
            self._qc_previous = time
            return
        days = (time.date() - self._qc_previous.date()).days
        if days == 0:
            return
        rate = self._qc_rate(security)
        if not rate:
            self._qc_previous = NO_TIME
            return
        fee = multiply(divide(multiply(rate, holding._holdings_value), _DAYS_A_YEAR), Decimal(days))
        self._qc_amount += fee
        security.quote_currency._add_amount(fee)
        self._qc_previous = time

    def _qc_rate(self, security: Security) -> Decimal:
        provider: Any = security.shortable_provider
        if provider is None:
            return ZERO
        name = "fee_rate" if self._qc_is_short else "rebate_rate"
        local = security.local_time
        date = datetime(local.year, local.month, local.day)
        return to_decimal(method_of(provider, name)(security.symbol, date) or 0)


def apply_margin_interest(security: Security, utc_time: datetime) -> None:
    """Lets the security's interest model, LEAN's or the user's, book what is due."""
    model = security.margin_interest_rate_model
    if type(model) is not MarginInterestRateModel:
        method_of(model, "apply_margin_interest_rate")(MarginInterestRateParameters(security, utc_time))
