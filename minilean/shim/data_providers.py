"""What users build to read map and factor files themselves (Common/Data/Auxiliary)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from minilean.algorithm.run_context import RUN
from minilean.data.factor_file import CorporateFactorProvider, FactorFileProvider
from minilean.errors import InvalidOperation
from minilean.interop.names import dotnet
from minilean.securities.symbol import as_symbol

if TYPE_CHECKING:
    from minilean.data.map_file import MapFileProvider, MapFileResolver
    from minilean.enums import SecurityType
    from minilean.securities.identifier import SecurityIdentifier
    from minilean.securities.symbol import Symbol


@dotnet
class DefaultDataProvider:
    """Opens files of the data folder, as all of minilean does without being handed one."""


@dotnet
@dataclass(frozen=True)
class AuxiliaryDataKey:
    """The market and the kind of security that map and factor files belong to."""

    market: str
    security_type: SecurityType

    @staticmethod
    def create(symbol: Symbol | SecurityIdentifier) -> AuxiliaryDataKey:
        """The key of a symbol, of its underlying where there is one."""
        owner = symbol.underlying if symbol.has_underlying else symbol
        sid: Any = getattr(owner, "id", owner)
        return AuxiliaryDataKey(sid.market, sid.security_type)


@dotnet
class LocalDiskMapFileProvider:
    """Map files of the data folder."""

    def __init__(self) -> None:
        self._qc_files: MapFileProvider | None = None

    def initialize(self, data_provider: Any) -> None:
        """Makes the provider ready."""
        self._qc_files = RUN.get().map_files

    def get(self, auxiliary_data_key: AuxiliaryDataKey) -> MapFileResolver:
        """All map files of a market and kind."""
        return self._qc_ready().get(auxiliary_data_key.market, auxiliary_data_key.security_type)

    def _qc_ready(self) -> MapFileProvider:
        if self._qc_files is None:
            message = f"{type(self).__name__} must be initialized with a data provider first"
            raise InvalidOperation(message)
        return self._qc_files


@dotnet
class LocalZipMapFileProvider(LocalDiskMapFileProvider):
    """Map files of the data folder, packed or not."""


@dotnet
class LocalDiskFactorFileProvider:
    """Factor files of the data folder."""

    def __init__(self) -> None:
        self._qc_files: FactorFileProvider | None = None

    def initialize(self, map_file_provider: LocalDiskMapFileProvider, data_provider: Any) -> None:
        """Makes the provider ready."""
        map_files = map_file_provider._qc_ready()
        self._qc_files = FactorFileProvider(RUN.get().data_folder, map_files)

    def get(self, symbol: Any) -> CorporateFactorProvider:
        """The factors of a share."""
        if self._qc_files is None:
            message = f"{type(self).__name__} must be initialized with map files first"
            raise InvalidOperation(message)
        return self._qc_files.get(as_symbol(symbol))


@dotnet
class LocalZipFactorFileProvider(LocalDiskFactorFileProvider):
    """Factor files of the data folder, packed or not."""
