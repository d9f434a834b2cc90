"""The models a security has before its brokerage's are set (the constructors in Common/Securities)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from minilean.enums import SecurityType
from minilean.interop.decimals import ZERO
from minilean.orders.fee.constant import ConstantFeeModel
from minilean.orders.fee.interactive_brokers import InteractiveBrokersFeeModel
from minilean.orders.slippage.slippage_model import NullSlippageModel
from minilean.securities.buying_power.cash import CashBuyingPowerModel
from minilean.securities.buying_power.crypto_future import CryptoFutureMarginModel
from minilean.securities.buying_power.security_margin import SecurityMarginModel
from minilean.securities.data_filter import CfdDataFilter, EquityDataFilter, ForexDataFilter, SecurityDataFilter
from minilean.securities.identifier import DEFAULT_DATE
from minilean.securities.margin_interest import BinanceFutureMarginInterestRateModel, MarginInterestRateModel
from minilean.securities.portfolio_model import SecurityPortfolioModel
from minilean.securities.price_variation import AdjustedPriceVariationModel, SecurityPriceVariationModel
from minilean.securities.settlement import ImmediateSettlementModel
from minilean.securities.shortable import NullShortableProvider

if TYPE_CHECKING:
    from minilean.securities.security import Security

_EQUITY, _FOREX, _CRYPTO = SecurityType.EQUITY, SecurityType.FOREX, SecurityType.CRYPTO
_CRYPTO_FUTURE, _CFD = SecurityType.CRYPTO_FUTURE, SecurityType.CFD
_LEVERAGES = {_EQUITY: 2, _FOREX: 50, _CFD: 50}
_FILTERS = {
    _EQUITY: EquityDataFilter, _FOREX: ForexDataFilter, _CRYPTO: ForexDataFilter, _CFD: CfdDataFilter,
}  # fmt: skip


def set_default_models(security: Security) -> None:
    """Gives a security the models of its kind."""
    from minilean.orders.fill.equity import EquityFillModel
    from minilean.orders.fill.fill_model import ImmediateFillModel

    kind = security.type
    security.portfolio_model = SecurityPortfolioModel()
    security.settlement_model = ImmediateSettlementModel()
    security.slippage_model = NullSlippageModel.INSTANCE
    security.shortable_provider = NullShortableProvider.INSTANCE
    security.data_filter = _FILTERS.get(kind, SecurityDataFilter)()
    security.price_variation_model = AdjustedPriceVariationModel() if kind is _EQUITY else SecurityPriceVariationModel()
    security.fill_model = EquityFillModel() if kind is _EQUITY else ImmediateFillModel()
    security.fee_model = _fee_model(security)
    security.margin_interest_rate_model = MarginInterestRateModel.NULL
    if kind is _CRYPTO:
        security.buying_power_model = CashBuyingPowerModel()
    elif kind is _CRYPTO_FUTURE:
        security.buying_power_model = CryptoFutureMarginModel()
        if security.symbol.id.date == DEFAULT_DATE:
            security.margin_interest_rate_model = BinanceFutureMarginInterestRateModel()
    else:
        security.buying_power_model = SecurityMarginModel(_LEVERAGES.get(kind, 1))


def _fee_model(security: Security) -> Any:
    if security.type is _CFD:
        return ConstantFeeModel(ZERO)
    if security.type is _CRYPTO:
        from minilean.orders.fee.coinbase import GDAXFeeModel

        return GDAXFeeModel()
    if security.type is _CRYPTO_FUTURE:
        from minilean.orders.fee.binance_coin_futures import BinanceCoinFuturesFeeModel
        from minilean.orders.fee.binance_futures import BinanceFuturesFeeModel

        future: Any = security
        return BinanceCoinFuturesFeeModel() if future.is_crypto_coin_future() else BinanceFuturesFeeModel()
    return InteractiveBrokersFeeModel()
