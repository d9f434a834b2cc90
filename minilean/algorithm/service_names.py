"""The names of QCAlgorithm that reach outside the simulation, and those users only read."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, ClassVar

from minilean.algorithm import security_ids, services
from minilean.algorithm.trading_calendar import TradingCalendar
from minilean.interop.names import dotnet

if TYPE_CHECKING:
    from minilean.algorithm.commands import CommandRegistry
    from minilean.algorithm.notifications import NotificationManager
    from minilean.algorithm.state import AlgorithmState


@dotnet
class AlgorithmServices:
    """The base of QCAlgorithm with LEAN's smaller services."""

    MAX_TAGS_COUNT: ClassVar = 100
    MAX_NAME_AND_TAGS_LENGTH: ClassVar = 200
    MaxTagsCount = MAX_TAGS_COUNT
    MaxNameAndTagsLength = MAX_NAME_AND_TAGS_LENGTH

    _qc: AlgorithmState
    _qc_commands: CommandRegistry
    brokerage_message_handler: Any
    notify: NotificationManager
    debug_mode: bool = False

    add_command = services.add_command
    run_command = services.run_command
    link = services.link
    broadcast_command = services.broadcast_command
    download = services.download
    train = services.train
    shortable = services.shortable
    shortable_quantity = services.shortable_quantity
    set_trade_builder = services.set_trade_builder
    set_brokerage_message_handler = services.set_brokerage_message_handler
    runtime_statistics = property(services.runtime_statistics)

    cusip = security_ids.cusip
    composite_figi = security_ids.composite_figi
    sedol = security_ids.sedol
    isin = security_ids.isin
    cik = security_ids.cik

    @property
    def enable_automatic_indicator_warm_up(self: Any) -> bool:
        """The setting automatic_indicator_warm_up by its former name."""
        return bool(self.settings.automatic_indicator_warm_up)

    @enable_automatic_indicator_warm_up.setter
    def enable_automatic_indicator_warm_up(self: Any, value: bool) -> None:
        self.settings.automatic_indicator_warm_up = value

    @property
    def trading_calendar(self: Any) -> TradingCalendar:
        """Business days and holidays of the securities."""
        return TradingCalendar(self)

    @property
    def time_keeper(self: Any) -> Any:
        """The clocks of all zones."""
        return self._qc_keeper

    @property
    def deployment_details(self) -> dict[str, str]:
        """What a live broker tells of the account; nothing here."""
        return {}

    @property
    def log_messages(self) -> list[str]:
        """The log lines of this step."""
        return self._qc.spoken("log")

    @property
    def debug_messages(self) -> list[str]:
        """The debug lines of this step."""
        return self._qc.spoken("debug")

    @property
    def error_messages(self) -> list[str]:
        """The error lines of this step."""
        return self._qc.spoken("error")
