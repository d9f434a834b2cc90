"""Dividends and splits reach the portfolio and open orders (Engine/AlgorithmManager.cs)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from minilean.enums import DataNormalizationMode, SplitType

if TYPE_CHECKING:
    from minilean.algorithm.facade import QCAlgorithm
    from minilean.data.slice import Slice
    from minilean.securities.symbol import Symbol


def _mode(algorithm: QCAlgorithm, symbol: Symbol) -> DataNormalizationMode:
    for config in algorithm._qc.configs:
        if config.symbol == symbol and not config.is_internal_feed:
            return config.data_normalization_mode
    return DataNormalizationMode.ADJUSTED


def apply_dividends(algorithm: QCAlgorithm, data: Slice) -> None:
    """Pays dividends into the cash book where prices do not include them."""
    if algorithm._qc.warming_up:
        return
    for dividend in data.dividends.values():
        algorithm.portfolio.apply_dividend(dividend, algorithm._qc.live_mode, _mode(algorithm, dividend.symbol))


def apply_splits(algorithm: QCAlgorithm, data: Slice) -> None:
    """Changes holdings, open trades and open orders where prices are raw."""
    if algorithm._qc.warming_up:
        return
    live = algorithm._qc.live_mode
    for split in data.splits.values():
        if split.type != SplitType.SPLIT_OCCURRED:
            continue
        mode = _mode(algorithm, split.symbol)
        security = algorithm.securities[split.symbol]
        algorithm.portfolio.apply_split(split, security, live, mode)
        algorithm.trade_builder.apply_split(split, live, mode)
        if live or mode == DataNormalizationMode.RAW:
            tickets = algorithm.transactions.get_open_order_tickets(split.symbol)
            algorithm.brokerage_model.apply_split(list(tickets), split)
