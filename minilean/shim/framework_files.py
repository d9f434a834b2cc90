"""LEAN's framework models that also exist as Python files, which algorithms import by file name."""

from __future__ import annotations

from importlib import import_module
from types import ModuleType

from minilean.shim.public_names import resolve

FOLDERS: dict[str, frozenset[str]] = {
    "Alphas": frozenset({
        "BasePairsTradingAlphaModel", "ConstantAlphaModel", "EmaCrossAlphaModel", "HistoricalReturnsAlphaModel",
        "MacdAlphaModel", "NullAlphaModel", "PearsonCorrelationPairsTradingAlphaModel", "RsiAlphaModel",
    }),
    "Execution": frozenset({
        "ImmediateExecutionModel", "NullExecutionModel", "SpreadExecutionModel", "StandardDeviationExecutionModel",
        "VolumeWeightedAveragePriceExecutionModel",
    }),
    "Portfolio": frozenset({
        "AccumulativeInsightPortfolioConstructionModel", "BlackLittermanOptimizationPortfolioConstructionModel",
        "ConfidenceWeightedPortfolioConstructionModel", "EqualWeightingPortfolioConstructionModel",
        "InsightWeightingPortfolioConstructionModel", "MaximumSharpeRatioPortfolioOptimizer",
        "MeanReversionPortfolioConstructionModel", "MeanVarianceOptimizationPortfolioConstructionModel",
        "MinimumVariancePortfolioOptimizer", "NullPortfolioConstructionModel", "RiskParityPortfolioConstructionModel",
        "RiskParityPortfolioOptimizer", "SectorWeightingPortfolioConstructionModel",
        "UnconstrainedMeanVariancePortfolioOptimizer",
    }),
    "Risk": frozenset({
        "CompositeRiskManagementModel", "MaximumDrawdownPercentPerSecurity", "MaximumDrawdownPercentPortfolio",
        "MaximumSectorExposureRiskManagementModel", "MaximumUnrealizedProfitPercentPerSecurity",
        "NullRiskManagementModel", "TrailingStopRiskManagementModel",
    }),
    "Selection": frozenset({
        "ETFConstituentsUniverseSelectionModel", "EmaCrossUniverseSelectionModel", "FundamentalUniverseSelectionModel",
        "FutureUniverseSelectionModel", "ManualUniverseSelectionModel", "OptionUniverseSelectionModel",
        "QC500UniverseSelectionModel", "UniverseSelectionModel",
    }),
    "Orders.Slippage": frozenset({"VolumeShareSlippageModel"}),
}  # fmt: skip
"""Folder to the names of its files; each file holds the class of its name."""

TWINS: dict[str, str] = {"VolumeShareSlippageModel": "minilean.orders.slippage.volume_share_script"}
"""Models whose Python file computes otherwise than the C# class of the name, with their modules."""


def is_folder(name: str) -> bool:
    """Whether a dotted module name is one of the folders, or a part of the way to one."""
    return any(folder == name or folder.startswith(f"{name}.") for folder in FOLDERS)


def is_file(name: str) -> bool:
    """Whether a dotted module name is a framework file, with or without its folder."""
    folder, _, file = name.rpartition(".")
    if folder:
        return file in FOLDERS.get(folder, ())
    return any(file in files for files in FOLDERS.values())


def fill(module: ModuleType) -> None:
    """Puts the class of a framework file into its module."""
    name = module.__name__.rpartition(".")[2]
    found = getattr(import_module(TWINS[name]), name) if name in TWINS else resolve(name)
    setattr(module, name, found)
