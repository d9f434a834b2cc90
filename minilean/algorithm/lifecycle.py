"""Dates, cash, models and the state of a run (Algorithm/QCAlgorithm.cs)."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from typing import TYPE_CHECKING, Any
from zoneinfo import ZoneInfo

from minilean.data.zones import zone_clock
from minilean.enums import AccountType, AlgorithmStatus, BrokerageName, Resolution, SecurityType
from minilean.errors import AlgorithmError, ArgumentError, InvalidOperation
from minilean.interop.dates import midnight_of
from minilean.interop.decimals import ZERO, Number, text, to_decimal
from minilean.interop.overloads import overloaded
from minilean.securities.symbol import Symbol, as_symbol
from minilean.securities.symbol_cache import SymbolCache
from minilean.securities.time_zones import zone as named_zone

if TYPE_CHECKING:
    from minilean.algorithm.facade import QCAlgorithm

_ONE_DAY = timedelta(days=1)
_LAST_MOMENT = timedelta(microseconds=1)
_EARLIEST = datetime(1900, 1, 1)


def _date(year: Any, month: int | None, day: int | None) -> datetime:
    if isinstance(year, datetime):
        return year.replace(tzinfo=None)
    if isinstance(year, date):
        return datetime(year.year, year.month, year.day)
    try:
        return datetime(int(year), int(month or 0), int(day or 0))
    except ValueError as error:
        message = f"Date Invalid: {error}"
        raise ArgumentError(message) from error


@overloaded("start")
def set_start_date(self: QCAlgorithm, year: Any, month: int | None = None, day: int | None = None) -> None:
    """Starts the run at midnight of a day in the algorithm's zone."""
    state = self._qc
    if state.live_mode:
        return
    start = midnight_of(_date(year, month, day))
    if start < _EARLIEST:
        message = "Please select a start date after January 1st, 1900."
        raise ArgumentError(message)
    if start > zone_clock(state.zone).from_utc(state.now):
        message = "Please select start date less than today"
        raise ArgumentError(message)
    state.refuse_when_locked("set_start_date", "start date")
    state.start = start
    set_date_time(self, zone_clock(state.zone).to_utc(start))


@overloaded("end")
def set_end_date(self: QCAlgorithm, year: Any, month: int | None = None, day: int | None = None) -> None:
    """Ends the run with the last moment of a day, yesterday at the latest."""
    state = self._qc
    if state.live_mode:
        return
    state.refuse_when_locked("set_end_date", "end date")
    yesterday = zone_clock(state.zone).from_utc(state.now) - _ONE_DAY
    end = min(_date(year, month, day), yesterday)
    state.end = midnight_of(end) + _ONE_DAY - _LAST_MOMENT


def set_time_zone(self: QCAlgorithm, time_zone: Any) -> None:
    """Chooses the zone of the algorithm's clock; call it before adding data."""
    state = self._qc
    state.refuse_when_locked("set_time_zone", "time zone", "running")
    zone = time_zone if isinstance(time_zone, ZoneInfo) else named_zone(str(time_zone))
    state.zone = zone
    if state.schedule is not None:
        state.schedule.time_rules.set_default_time_zone(zone)
        state.schedule.date_rules.set_default_time_zone(zone)
    set_date_time(self, zone_clock(zone).to_utc(state.start))


def set_date_time(self: QCAlgorithm, frontier: datetime) -> None:
    """Moves the clock (naive UTC)."""
    self._qc.utc = frontier
    self._qc_keeper.set_utc_date_time(frontier)


@overloaded("starting_cash", "symbol starting_cash conversion_rate")
def set_cash(self: QCAlgorithm, cash: Any, starting_cash: Number | None = None, conversion_rate: Number = ZERO) -> None:
    """Sets the account's money, or with a currency first, that currency's."""
    self._qc.refuse_when_locked("set_cash", "cash available")
    if isinstance(cash, str) and starting_cash is not None:
        self.portfolio.set_cash(cash, to_decimal(starting_cash), to_decimal(conversion_rate))
    else:
        self.portfolio.set_cash(to_decimal(cash))


def set_account_currency(self: QCAlgorithm, account_currency: str, starting_cash: Number | None = None) -> None:
    """Chooses the currency everything is counted in; call it before adding securities."""
    self._qc.refuse_when_locked("set_account_currency", "AccountCurrency")
    change = f"Changing account currency from {self.account_currency} to {account_currency}"
    if starting_cash is not None:
        change += f", with a starting cash of {text(to_decimal(starting_cash))}"
    self.debug(f"{change}...")
    if starting_cash is None:
        self.portfolio.set_account_currency(account_currency)
    else:
        self.portfolio.set_account_currency(account_currency, to_decimal(starting_cash))


@overloaded("symbol", "security_type symbol", "ticker")
def set_benchmark(self: QCAlgorithm, benchmark: Any, ticker: Any = None) -> None:
    """Compares with a symbol, a ticker, or a function of time; (SecurityType, ticker) works too."""
    from minilean.algorithm.universes import market_of
    from minilean.engine.benchmarks import FuncBenchmark

    self._qc.refuse_when_locked("set_benchmark", "Benchmark")
    if isinstance(benchmark, SecurityType):
        symbol = Symbol.create(ticker, benchmark, market_of(self, None, ticker, benchmark))
    elif isinstance(benchmark, str):
        found, known = SymbolCache.try_get_symbol(benchmark)
        if found and known is not None:
            symbol = known
        else:
            self.debug(
                f"Warning: SetBenchmark({benchmark}): no existing symbol found, benchmark security will be added with "
                "Equity type."
            )
            symbol = Symbol.create(benchmark, SecurityType.EQUITY, "usa")
    elif callable(benchmark) and not isinstance(benchmark, Symbol):
        self._qc.benchmark = FuncBenchmark(benchmark)
        return
    else:
        symbol = as_symbol(benchmark)
    self._qc.benchmark = self._qc.feed.securities.benchmark(symbol)


@overloaded("model")
def set_brokerage_model(
    self: QCAlgorithm,
    brokerage: Any,
    account_type: AccountType = AccountType.MARGIN,
) -> None:
    """Chooses fees, margins, markets and order rules of a broker; call it before adding securities."""
    from minilean.brokerages.factory import create_brokerage_model
    from minilean.brokerages.security_initializer import BrokerageModelSecurityInitializer

    model = brokerage
    if isinstance(brokerage, BrokerageName):
        model = create_brokerage_model(brokerage, account_type)
        self._qc_brokerage_name = brokerage
    self._qc_brokerage_model = model
    if not self._qc_user_initializer:
        self.security_initializer = BrokerageModelSecurityInitializer(model, None)
        for security in self.securities.values():
            _initialize_again(self, security)


def _initialize_again(self: QCAlgorithm, security: Any) -> None:
    """A change of broker keeps the leverage users asked for."""
    leverage = security._leverage
    self.security_initializer.initialize(security)
    if leverage != security._leverage and leverage:
        security.set_leverage(leverage)


def set_security_initializer(self: QCAlgorithm, security_initializer: Any) -> None:
    """Chooses what is done to each security that is added: an object with initialize(security) or a function."""
    from minilean.brokerages.security_initializer import FuncSecurityInitializer

    if self._qc.locked:
        raise AlgorithmError(
            "SetSecurityInitializer() cannot be called after algorithm initialization. When you use the "
            "SetSecurityInitializer() method it will apply to all universes and manually added securities."
        )
    if self._qc_user_initializer:
        self.debug(
            "Warning: SetSecurityInitializer() has already been called, existing security initializers in all "
            "universes will be overwritten."
        )
    if callable(security_initializer) and not hasattr(security_initializer, "initialize"):
        security_initializer = FuncSecurityInitializer(security_initializer)
    self.security_initializer = security_initializer
    self._qc_user_initializer = True


def add_security_initializer(self: QCAlgorithm, security_initializer: Any) -> None:
    """Adds to what is done to each security that is added."""
    from minilean.brokerages.security_initializer import CompositeSecurityInitializer, FuncSecurityInitializer

    if callable(security_initializer) and not hasattr(security_initializer, "initialize"):
        security_initializer = FuncSecurityInitializer(security_initializer)
    self.security_initializer = CompositeSecurityInitializer(self.security_initializer, security_initializer)


def set_risk_free_interest_rate_model(self: QCAlgorithm, model: Any) -> None:
    """Chooses the rate that statistics take as free of risk."""
    self.risk_free_interest_rate_model = model


@overloaded("time_span resolution", "bar_count resolution")
def set_warm_up(self: QCAlgorithm, period: Any, resolution: Resolution | None = None) -> None:
    """Feeds data of a span or of so many bars before the start, without trading."""
    state = self._qc
    if state.locked:
        message = "self.set_warmup(): This method cannot be used after algorithm initialized"
        raise InvalidOperation(message)
    state.warm_up_span = period if isinstance(period, timedelta) else None
    state.warm_up_bars = None if isinstance(period, timedelta) else int(period)
    self.settings.warmup_resolution = resolution


def set_finished_warming_up(self: QCAlgorithm) -> None:
    """Ends the warm-up."""
    self._qc.warming_up = False


@overloaded("exception")
def set_run_time_error(self: QCAlgorithm, error: BaseException) -> None:
    """Ends the run with an error."""
    self._qc.run_time_error = error
    self._qc.status = AlgorithmStatus.RUNTIME_ERROR


def set_status(self: QCAlgorithm, status: AlgorithmStatus) -> None:
    """Sets the run's state."""
    self._qc.status = status


def aware(utc: datetime) -> datetime:
    """A naive UTC time as users see it."""
    return utc.replace(tzinfo=UTC)


def post_initialize(self: QCAlgorithm, first_framework_step: Callable[[], None]) -> None:
    """Checks dates, sets the benchmark and the start of the warm-up (QCAlgorithm.PostInitialize).

    Raises AlgorithmError where the end lies before the start.
    """
    state = self._qc
    if state.end < state.start:
        message = "Please select an algorithm end date greater than start date."
        raise AlgorithmError(message)
    first_framework_step()
    if state.benchmark is None:
        state.benchmark = self.brokerage_model.get_benchmark(self.securities)
    _warn_of_benchmark_zone(self)
    begin = _warm_up_start(self)
    if begin is None:
        set_finished_warming_up(self)
    else:
        set_date_time(self, zone_clock(state.zone).to_utc(begin))
    self.on_end_of_time_step()


def _warn_of_benchmark_zone(self: QCAlgorithm) -> None:
    """Days of another zone than the algorithm's skew daily statistics."""
    from minilean.engine.benchmarks import SecurityBenchmark

    benchmark = self._qc.benchmark
    if not isinstance(benchmark, SecurityBenchmark):
        return
    configs = self.subscription_manager.subscriptions
    coarsest = max((config.resolution for config in configs), default=None)
    if Resolution.DAILY not in (coarsest, self.universe_settings.resolution):
        return
    symbol = benchmark.security.symbol
    entry = self.market_hours_database.get_entry(symbol.id.market, symbol, benchmark.security.type)
    if entry.data_time_zone != self._qc.zone:
        self.log(
            f"QCAlgorithm.PostInitialize(): Warning: Using a security benchmark of a different timezone "
            f"({entry.data_time_zone.key}) than the algorithm TimeZone ({self._qc.zone.key}) may lead to skewed and "
            "incorrect statistics. Use a higher resolution than daily to minimize."
        )


def _warm_up_start(self: QCAlgorithm) -> datetime | None:
    from minilean.algorithm.history_requests import first_time_of_bars

    state = self._qc
    if state.warm_up_bars is not None:
        resolution = self.settings.warmup_resolution
        starts = [
            first_time_of_bars(self, config, state.warm_up_bars, resolution)
            for config in state.configs
            if not config.is_internal_feed
        ]
        if starts:
            return min(starts)
        size = self.universe_settings.resolution if resolution is None else resolution
        from minilean.data.subscription_config import INCREMENTS

        return state.time - state.warm_up_bars * INCREMENTS[size]
    return None if state.warm_up_span is None else state.time - state.warm_up_span
