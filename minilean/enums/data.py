"""Kinds of market data, their bars and files."""

from __future__ import annotations

from minilean.interop.enumerations import DotNetEnum


class RenkoType(DotNetEnum):
    """LEAN's RenkoType (Common/Data/Market/RenkoType.cs)."""

    CLASSIC = 0
    WICKED = 1


class BarDirection(DotNetEnum):
    """LEAN's BarDirection (Common/Data/Market/BarDirection.cs)."""

    RISING = 0
    NO_DELTA = 1
    FALLING = 2


class FileFormat(DotNetEnum):
    """LEAN's FileFormat (Common/Data/FileFormat.cs)."""

    CSV = 0
    BINARY = 1
    ZIP_ENTRY_NAME = 2
    UNFOLDING_COLLECTION = 3
    INDEX = 4
    FOLDING_COLLECTION = 5


class Match(DotNetEnum):
    """LEAN's Match (Common/Util/CurrencyPairUtil.cs)."""

    NO_MATCH = 0
    EXACT_MATCH = 1
    INVERSE_MATCH = 2
