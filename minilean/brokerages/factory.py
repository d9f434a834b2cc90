"""The model of a brokerage by its name (Common/Brokerages/IBrokerageModel.cs, BrokerageModel)."""

from __future__ import annotations

from importlib import import_module
from typing import Any

from minilean.enums import AccountType, BrokerageName
from minilean.errors import NotInMiniLean

_MODELS = {
    BrokerageName.DEFAULT: ("default", "DefaultBrokerageModel"),
    BrokerageName.INTERACTIVE_BROKERS_BROKERAGE: ("interactive_brokers", "InteractiveBrokersBrokerageModel"),
    BrokerageName.ALPACA: ("alpaca", "AlpacaBrokerageModel"),
    BrokerageName.TRADIER_BROKERAGE: ("tradier", "TradierBrokerageModel"),
    BrokerageName.OANDA_BROKERAGE: ("oanda", "OandaBrokerageModel"),
    BrokerageName.FXCM_BROKERAGE: ("fxcm", "FxcmBrokerageModel"),
    BrokerageName.BITFINEX: ("bitfinex", "BitfinexBrokerageModel"),
    BrokerageName.BINANCE: ("binance", "BinanceBrokerageModel"),
    BrokerageName.BINANCE_US: ("binance", "BinanceUSBrokerageModel"),
    BrokerageName.BINANCE_FUTURES: ("binance_futures", "BinanceFuturesBrokerageModel"),
    BrokerageName.BINANCE_COIN_FUTURES: ("binance_futures", "BinanceCoinFuturesBrokerageModel"),
    BrokerageName.GDAX: ("coinbase", "GDAXBrokerageModel"),
    BrokerageName.COINBASE: ("coinbase", "CoinbaseBrokerageModel"),
    BrokerageName.KRAKEN: ("kraken", "KrakenBrokerageModel"),
    BrokerageName.BYBIT: ("bybit", "BybitBrokerageModel"),
    BrokerageName.TRADE_STATION: ("trade_station", "TradeStationBrokerageModel"),
    BrokerageName.CHARLES_SCHWAB: ("charles_schwab", "CharlesSchwabBrokerageModel"),
    BrokerageName.TASTYTRADE: ("tastytrade", "TastytradeBrokerageModel"),
    BrokerageName.AXOS: ("axos", "AxosClearingBrokerageModel"),
    BrokerageName.TD_AMERITRADE: ("td_ameritrade", "TDAmeritradeBrokerageModel"),
    BrokerageName.WOLVERINE: ("wolverine", "WolverineBrokerageModel"),
    BrokerageName.RBI: ("rbi", "RBIBrokerageModel"),
    BrokerageName.ALPHA_STREAMS: ("alpha_streams", "AlphaStreamsBrokerageModel"),
    BrokerageName.WEBULL: ("webull", "WebullBrokerageModel"),
    BrokerageName.PUBLIC: ("public", "PublicBrokerageModel"),
}


def create_brokerage_model(brokerage: BrokerageName, account_type: AccountType = AccountType.MARGIN) -> Any:
    """A new model; raises NotInMiniLean for a brokerage without one here, and what the model raises."""
    if brokerage not in _MODELS:
        raise NotInMiniLean(f"the brokerage model of {brokerage.dotnet_name}")
    module, name = _MODELS[brokerage]
    model = getattr(import_module(f"minilean.brokerages.{module}"), name)
    return model() if brokerage is BrokerageName.ALPACA else model(account_type)
