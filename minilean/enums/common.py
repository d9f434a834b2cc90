"""Resolutions, accounts, normalization and the other enumerations of LEAN's global file."""

from __future__ import annotations

from minilean.interop.enumerations import DotNetEnum


class BrokerageEnvironment(DotNetEnum):
    """LEAN's BrokerageEnvironment (Common/Global.cs)."""

    LIVE = 0
    PAPER = 1


class Language(DotNetEnum):
    """LEAN's Language (Common/Global.cs)."""

    C_SHARP = 0
    F_SHARP = 1
    VISUAL_BASIC = 2
    JAVA = 3
    PYTHON = 4


class ServerType(DotNetEnum):
    """LEAN's ServerType (Common/Global.cs)."""

    SERVER512 = 0
    SERVER1024 = 1
    SERVER2048 = 2


class SecurityType(DotNetEnum):
    """LEAN's SecurityType (Common/Global.cs)."""

    BASE = 0
    EQUITY = 1
    OPTION = 2
    COMMODITY = 3
    FOREX = 4
    FUTURE = 5
    CFD = 6
    CRYPTO = 7
    FUTURE_OPTION = 8
    INDEX = 9
    INDEX_OPTION = 10
    CRYPTO_FUTURE = 11


class AccountType(DotNetEnum):
    """LEAN's AccountType (Common/Global.cs)."""

    MARGIN = 0
    CASH = 1


class MarketDataType(DotNetEnum):
    """LEAN's MarketDataType (Common/Global.cs)."""

    BASE = 0
    TRADE_BAR = 1
    TICK = 2
    AUXILIARY = 3
    QUOTE_BAR = 4
    OPTION_CHAIN = 5
    FUTURES_CHAIN = 6


class DataFeedEndpoint(DotNetEnum):
    """LEAN's DataFeedEndpoint (Common/Global.cs)."""

    BACKTESTING = 0
    FILE_SYSTEM = 1
    LIVE_TRADING = 2
    DATABASE = 3


class StoragePermissions(DotNetEnum):
    """LEAN's StoragePermissions (Common/Global.cs)."""

    PUBLIC = 0
    AUTHENTICATED = 1


class TickType(DotNetEnum):
    """LEAN's TickType (Common/Global.cs)."""

    TRADE = 0
    QUOTE = 1
    OPEN_INTEREST = 2


class DelistingType(DotNetEnum):
    """LEAN's DelistingType (Common/Global.cs)."""

    WARNING = 0
    DELISTED = 1


class SplitType(DotNetEnum):
    """LEAN's SplitType (Common/Global.cs)."""

    WARNING = 0
    SPLIT_OCCURRED = 1


class Resolution(DotNetEnum):
    """LEAN's Resolution (Common/Global.cs)."""

    TICK = 0
    SECOND = 1
    MINUTE = 2
    HOUR = 3
    DAILY = 4


class PositionSide(DotNetEnum):
    """LEAN's PositionSide (Common/Global.cs)."""

    SHORT = -1
    NONE = 0
    LONG = 1


class OptionRight(DotNetEnum):
    """LEAN's OptionRight (Common/Global.cs)."""

    CALL = 0
    PUT = 1


class OptionStyle(DotNetEnum):
    """LEAN's OptionStyle (Common/Global.cs)."""

    AMERICAN = 0
    EUROPEAN = 1


class SettlementType(DotNetEnum):
    """LEAN's SettlementType (Common/Global.cs)."""

    PHYSICAL_DELIVERY = 0
    CASH = 1


class AlgorithmStatus(DotNetEnum):
    """LEAN's AlgorithmStatus (Common/Global.cs)."""

    DEPLOY_ERROR = 0
    IN_QUEUE = 1
    RUNNING = 2
    STOPPED = 3
    LIQUIDATED = 4
    DELETED = 5
    COMPLETED = 6
    RUNTIME_ERROR = 7
    INVALID = 8
    LOGGING_IN = 9
    INITIALIZING = 10
    HISTORY = 11
    PENDING_INPUT = 12
    IDLE = 13


class SubscriptionTransportMedium(DotNetEnum):
    """LEAN's SubscriptionTransportMedium (Common/Global.cs)."""

    LOCAL_FILE = 0
    REMOTE_FILE = 1
    REST = 2
    STREAMING = 3
    OBJECT_STORE = 4


class WritePolicy(DotNetEnum):
    """LEAN's WritePolicy (Common/Global.cs)."""

    OVERWRITE = 0
    MERGE = 1
    APPEND = 2


class Period(DotNetEnum):
    """LEAN's Period (Common/Global.cs)."""

    TEN_SECONDS = 10
    THIRTY_SECONDS = 30
    ONE_MINUTE = 60
    TWO_MINUTES = 120
    THREE_MINUTES = 180
    FIVE_MINUTES = 300
    TEN_MINUTES = 600
    FIFTEEN_MINUTES = 900
    TWENTY_MINUTES = 1200
    THIRTY_MINUTES = 1800
    ONE_HOUR = 3600
    TWO_HOURS = 7200
    FOUR_HOURS = 14400
    SIX_HOURS = 21600


class DataNormalizationMode(DotNetEnum):
    """LEAN's DataNormalizationMode (Common/Global.cs)."""

    RAW = 0
    ADJUSTED = 1
    SPLIT_ADJUSTED = 2
    TOTAL_RETURN = 3
    FORWARD_PANAMA_CANAL = 4
    BACKWARDS_PANAMA_CANAL = 5
    BACKWARDS_RATIO = 6
    SCALED_RAW = 7


class DataMappingMode(DotNetEnum):
    """LEAN's DataMappingMode (Common/Global.cs)."""

    LAST_TRADING_DAY = 0
    FIRST_DAY_MONTH = 1
    OPEN_INTEREST = 2
    OPEN_INTEREST_ANNUAL = 3


class CashBookUpdateType(DotNetEnum):
    """LEAN's CashBookUpdateType (Common/Global.cs)."""

    ADDED = 0
    REMOVED = 1
    UPDATED = 2


class DeploymentTarget(DotNetEnum):
    """LEAN's DeploymentTarget (Common/Global.cs)."""

    CLOUD_PLATFORM = 0
    LOCAL_PLATFORM = 1
    PRIVATE_CLOUD_PLATFORM = 2


class AlgorithmMode(DotNetEnum):
    """LEAN's AlgorithmMode (Common/Global.cs)."""

    LIVE = 0
    OPTIMIZATION = 1
    BACKTESTING = 2
    RESEARCH = 3


class DayOfWeek(DotNetEnum):
    """.NET's DayOfWeek: the week starts on Sunday."""

    SUNDAY = 0
    MONDAY = 1
    TUESDAY = 2
    WEDNESDAY = 3
    THURSDAY = 4
    FRIDAY = 5
    SATURDAY = 6
