"""Binance futures, settled in a stablecoin or in their coin (Common/Brokerages/Binance*FuturesBrokerageModel.cs)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from minilean.brokerages.binance import BinanceBrokerageModel
from minilean.brokerages.default import benchmark_of
from minilean.enums import AccountType, SecurityType
from minilean.errors import InvalidOperation
from minilean.interop.names import dotnet
from minilean.orders.fee.binance_coin_futures import BinanceCoinFuturesFeeModel
from minilean.orders.fee.binance_futures import BinanceFuturesFeeModel

if TYPE_CHECKING:
    from minilean.securities.security import Security


@dotnet
class BinanceFuturesBrokerageModel(BinanceBrokerageModel):
    """Crypto futures on margin; perpetual ones pay funding."""

    def __init__(self, account_type: AccountType) -> None:
        super().__init__(account_type)
        if account_type is AccountType.CASH:
            raise InvalidOperation("CryptoFuture can only be traded using a Margin account type")

    def get_benchmark(self, securities: Any) -> Any:
        """The perpetual BTCUSDT."""
        return benchmark_of(securities, "BTCUSDT", SecurityType.CRYPTO_FUTURE, self._qc_market)

    def get_fee_model(self, security: Security) -> Any:
        """A share of the position's value."""
        return BinanceFuturesFeeModel()

    def get_margin_interest_rate_model(self, security: Security) -> Any:
        """Funding for perpetual futures."""
        from minilean.securities.margin_interest import BinanceFutureMarginInterestRateModel

        if is_perpetual(security):
            return BinanceFutureMarginInterestRateModel()
        return super().get_margin_interest_rate_model(security)

    def get_buying_power_model(self, security: Security) -> Any:
        """Binance's maintenance margins for futures."""
        from minilean.securities.buying_power.crypto_future import BinanceCryptoFutureMarginModel

        if security.type is SecurityType.CRYPTO_FUTURE:
            return BinanceCryptoFutureMarginModel(self._get_leverage(security))
        return super().get_buying_power_model(security)


@dotnet
class BinanceCoinFuturesBrokerageModel(BinanceFuturesBrokerageModel):
    """Futures settled in their own coin."""

    def get_benchmark(self, securities: Any) -> Any:
        """The perpetual BTCUSD."""
        return benchmark_of(securities, "BTCUSD", SecurityType.CRYPTO_FUTURE, self._qc_market)

    def get_fee_model(self, security: Security) -> Any:
        """A share of the position's value."""
        return BinanceCoinFuturesFeeModel()

    def get_buying_power_model(self, security: Security) -> Any:
        """The plain margins of crypto futures."""
        from minilean.securities.buying_power.crypto_future import CryptoFutureMarginModel

        if security.type is SecurityType.CRYPTO_FUTURE:
            return CryptoFutureMarginModel(self._get_leverage(security))
        return super().get_buying_power_model(security)


def is_perpetual(security: Security) -> bool:
    """A crypto future without an expiry."""
    from minilean.securities.identifier import SecurityIdentifier

    symbol = security.symbol
    return symbol.security_type is SecurityType.CRYPTO_FUTURE and symbol.id.date == SecurityIdentifier.DEFAULT_DATE
