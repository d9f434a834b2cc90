"""Dividends and splits reach the portfolio and open orders (Engine/AlgorithmManager.cs)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from minilean.algorithm.volatility_history import warm_up_volatility
from minilean.enums import DataNormalizationMode, SecurityType, SplitType

if TYPE_CHECKING:
    from minilean.algorithm.facade import QCAlgorithm
    from minilean.data.corporate import Split
    from minilean.data.slice import Slice
    from minilean.securities.symbol import Symbol


def _mode(algorithm: QCAlgorithm, symbol: Symbol) -> DataNormalizationMode:
    for config in algorithm._qc.configs:
        if config.symbol == symbol and not config.is_internal_feed:
            return config.data_normalization_mode
    return DataNormalizationMode.ADJUSTED


def apply_dividends(algorithm: QCAlgorithm, data: Slice) -> None:
    """Pays dividends into the cash book where prices do not include them; what a warm-up passes is not ours."""
    for dividend in data.dividends.values():
        mode = _mode(algorithm, dividend.symbol)
        if not algorithm._qc.warming_up:
            algorithm.portfolio.apply_dividend(dividend, algorithm._qc.live_mode, mode)
        _warm_up_volatility(algorithm, dividend.symbol, mode)


def apply_splits(algorithm: QCAlgorithm, data: Slice) -> None:
    """Changes holdings, open trades and open orders where prices are raw."""
    for split in data.splits.values():
        if split.type != SplitType.SPLIT_OCCURRED:
            continue
        mode = _mode(algorithm, split.symbol)
        if not algorithm._qc.warming_up:
            _apply_split(algorithm, split, mode)
        _warm_up_volatility(algorithm, split.symbol, mode)


def _apply_split(algorithm: QCAlgorithm, split: Split, mode: DataNormalizationMode) -> None:
    live = algorithm._qc.live_mode
    algorithm.portfolio.apply_split(split, algorithm.securities[split.symbol], live, mode)
    algorithm.trade_builder.apply_split(split, live, mode)
    if live or mode == DataNormalizationMode.RAW:
        tickets = algorithm.transactions.get_open_order_tickets(split.symbol)
        algorithm.brokerage_model.apply_split(list(tickets), split)


def _warm_up_volatility(algorithm: QCAlgorithm, symbol: Symbol, mode: DataNormalizationMode) -> None:
    """A raw price jumps, the volatility must not."""
    if mode == DataNormalizationMode.RAW and symbol.security_type == SecurityType.EQUITY:
        warm_up_volatility(algorithm, algorithm.securities[symbol], mode)
