"""Globals and LeanData: where files of the data folder are."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

from minilean.algorithm.run_context import RUN
from minilean.enums import Resolution, SecurityType, TickType
from minilean.errors import NotInMiniLean
from minilean.interop.names import dotnet, to_snake

if TYPE_CHECKING:
    from minilean.securities.symbol import Symbol

_COARSE = (Resolution.HOUR, Resolution.DAILY)
_BY_TICKER = (SecurityType.BASE, SecurityType.INDEX, SecurityType.EQUITY, SecurityType.FOREX, SecurityType.CFD)


class _GlobalNames(type):
    """Answers in either spelling with what belongs to the run."""

    def __getattr__(cls, name: str) -> Any:
        snake = to_snake(name)
        if snake in ("data_folder", "cache_data_folder"):
            return str(RUN.get().data_folder)
        if snake == "live_mode":
            return False
        raise AttributeError(name)


class Globals(metaclass=_GlobalNames):
    """LEAN's Globals (Common/Globals.cs): ``Globals.data_folder``."""

    @staticmethod
    def get_data_folder_path(relative_path: str) -> str:
        """A path in the data folder."""
        return str(RUN.get().data_folder / relative_path)

    GetDataFolderPath = get_data_folder_path


@dotnet
class LeanData:
    """The layout of the data folder (Common/Util/LeanData.cs), for kinds of securities without contracts."""

    @staticmethod
    def generate_zip_file_name(symbol: Symbol, date: date, resolution: Resolution, tick_type: TickType) -> str:
        """The name of the file; raises NotInMiniLean for options and futures."""
        kind = tick_type.dotnet_name.lower()
        if resolution not in _COARSE:
            return f"{date:%Y%m%d}_{kind}.zip"
        if symbol.security_type in _BY_TICKER:
            return f"{symbol.value.lower()}.zip"
        if symbol.security_type == SecurityType.CRYPTO:
            return f"{symbol.value.lower()}_{kind}.zip"
        if symbol.security_type == SecurityType.CRYPTO_FUTURE:
            return f"{symbol.id.symbol.lower()}_{kind}.zip"
        raise NotInMiniLean(f"LeanData.generate_zip_file_name of {symbol.security_type.dotnet_name}")

    @staticmethod
    def generate_relative_zip_file_directory(symbol: Symbol, resolution: Resolution) -> str:
        """The folder, as seen from the data folder."""
        parts = [symbol.security_type.dotnet_name.lower(), symbol.id.market, resolution.dotnet_name.lower()]
        if resolution not in _COARSE:
            coin = symbol.security_type == SecurityType.CRYPTO_FUTURE
            parts.append((symbol.id.symbol if coin else symbol.value).lower())
        return str(Path(*parts))

    @staticmethod
    def generate_relative_zip_file_path(symbol: Symbol, date: date, resolution: Resolution, tick_type: TickType) -> str:
        """The file, as seen from the data folder."""
        folder = LeanData.generate_relative_zip_file_directory(symbol, resolution)
        return str(Path(folder, LeanData.generate_zip_file_name(symbol, date, resolution, tick_type)))

    @staticmethod
    def generate_zip_file_path(
        data_directory: str, symbol: Symbol, date: date, resolution: Resolution, tick_type: TickType
    ) -> str:
        """The file in a data folder."""
        return str(Path(data_directory, LeanData.generate_relative_zip_file_path(symbol, date, resolution, tick_type)))
