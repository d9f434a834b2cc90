"""Kinds of insights and portfolios."""

from __future__ import annotations

from minilean.interop.enumerations import DotNetEnum


class InsightType(DotNetEnum):
    """LEAN's InsightType (Common/Algorithm/Framework/Alphas/InsightType.cs)."""

    PRICE = 0
    VOLATILITY = 1


class InsightDirection(DotNetEnum):
    """LEAN's InsightDirection (Common/Algorithm/Framework/Alphas/InsightDirection.cs)."""

    DOWN = -1
    FLAT = 0
    UP = 1


class InsightScoreType(DotNetEnum):
    """LEAN's InsightScoreType (Common/Algorithm/Framework/Alphas/InsightScoreType.cs)."""

    DIRECTION = 0
    MAGNITUDE = 1


class PortfolioBias(DotNetEnum):
    """LEAN's PortfolioBias (Algorithm/Portfolio/PortfolioBias.cs)."""

    SHORT = -1
    LONG_SHORT = 0
    LONG = 1
