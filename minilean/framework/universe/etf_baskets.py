"""Ready-made lists of exchange traded funds that join as they are listed."""

from __future__ import annotations

from datetime import datetime

from minilean.enums import SecurityType
from minilean.framework.universe.custom import InceptionDateUniverseSelectionModel
from minilean.interop.names import dotnet
from minilean.securities.symbol import Symbol

_ENERGY = (
    "XLE 19981222 IYE 20000616 VDE 20040929 USO 20060410 XES 20060622 XOP 20060622 UNG 20070418 ICLN 20080625 "
    "ERX 20081106 ERY 20081106 SCO 20081125 UCO 20081125 AMJ 20090602 BNO 20100602 AMLP 20100825 OIH 20111221 "
    "DGAZ 20120208 UGAZ 20120208 TAN 20120215"
)
_METALS = (
    "GLD 20041118 IAU 20050128 SLV 20060428 GDX 20060522 AGQ 20081204 GDXJ 20091111 PPLT 20100108 NUGT 20101208 "
    "DUST 20101208 USLV 20111017 UGLD 20111017 JNUG 20131003 JDST 20131003"
)
_SP500_SECTORS = (
    "XLB 19981222 XLE 19981222 XLF 19981222 XLI 19981222 XLK 19981222 XLP 19981222 XLU 19981222 XLV 19981222 "
    "XLY 19981222"
)
_TECHNOLOGY = (
    "XLK 19981222 QQQ 19990310 SOXX 20010713 IGV 20010713 VGT 20040130 QTEC 20060425 FDN 20060623 FXL 20070510 "
    "TECL 20081217 TECS 20081217 SOXL 20100311 SOXS 20100311 SKYY 20110706 SMH 20111221 KWEB 20130801 FTEC 20131024"
)
_TREASURIES = (
    "IEF 20020726 SHY 20020726 TLT 20020726 IEI 20070111 SHV 20070111 TLH 20070111 EDV 20071210 BIL 20070530 "
    "SPTL 20070530 TBT 20080501 TMF 20090416 TMV 20090416 TBF 20090820 VGSH 20091123 VGIT 20091123 VGLT 20091124 "
    "SCHO 20100806 SCHR 20100806 SPTS 20111201 GOVT 20120224"
)
_VOLATILITY = (
    "SQQQ 20100211 TQQQ 20100211 TVIX 20101130 VIXY 20110104 SPLV 20110505 SVXY 20111004 UVXY 20111004 EEMV 20111020 "
    "EFAV 20111020 USMV 20111020"
)
"""Tickers with their dates of listing."""


def _dated(table: str) -> dict[str, datetime]:
    words = table.split()
    return {ticker: datetime.strptime(day, "%Y%m%d") for ticker, day in zip(words[::2], words[1::2], strict=True)}


@dotnet
class EnergyETFUniverse(InceptionDateUniverseSelectionModel):
    """Energy (Algorithm.Framework/Selection/EnergyETFUniverse.cs)."""

    def __init__(self) -> None:
        super().__init__("qc-energy-etf-basket", _dated(_ENERGY))


@dotnet
class MetalsETFUniverse(InceptionDateUniverseSelectionModel):
    """Metals (Algorithm.Framework/Selection/MetalsETFUniverse.cs)."""

    def __init__(self) -> None:
        super().__init__("qc-metals-etf-basket", _dated(_METALS))


@dotnet
class SP500SectorsETFUniverse(InceptionDateUniverseSelectionModel):
    """The sectors of the S&P 500 (Algorithm.Framework/Selection/SP500SectorsETFUniverse.cs)."""

    def __init__(self) -> None:
        super().__init__("qc-sp500-sectors-etf-basket", _dated(_SP500_SECTORS))


@dotnet
class TechnologyETFUniverse(InceptionDateUniverseSelectionModel):
    """Technology (Algorithm.Framework/Selection/TechnologyETFUniverse.cs)."""

    def __init__(self) -> None:
        super().__init__("qc-technology-etf-basket", _dated(_TECHNOLOGY))


@dotnet
class USTreasuriesETFUniverse(InceptionDateUniverseSelectionModel):
    """US treasuries (Algorithm.Framework/Selection/USTreasuriesETFUniverse.cs)."""

    def __init__(self) -> None:
        super().__init__("qc-us-treasuries-etf-basket", _dated(_TREASURIES))


@dotnet
class VolatilityETFUniverse(InceptionDateUniverseSelectionModel):
    """Volatility (Algorithm.Framework/Selection/VolatilityETFUniverse.cs)."""

    def __init__(self) -> None:
        super().__init__("qc-volatility-etf-basket", _dated(_VOLATILITY))


_LIQUID = (
    "XLB XLE XLF XLI XLK XLP XLU XLV XLY "
    "VDE USO XES XOP UNG ICLN ERX UCO AMJ BNO AMLP UGAZ TAN ERY SCO DGAZ "
    "GLD IAU SLV GDX AGQ PPLT NUGT USLV UGLD JNUG DUST JDST "
    "QQQ IGV QTEC FDN FXL TECL SOXL SKYY KWEB TECS SOXS "
    "IEF SHY TLT IEI TLH BIL SPTL TMF SCHO SCHR SPTS GOVT SHV TBT TBF TMV "
    "TVIX VIXY SPLV UVXY EEMV EFAV USMV SVXY"
)
"""Sectors, energy, metals, technology, treasuries, volatility."""


@dotnet
class LiquidETFUniverse(InceptionDateUniverseSelectionModel):
    """The liquid ones, from the first day of their map files (Algorithm.Framework/Selection/LiquidETFUniverse.cs)."""

    def __init__(self) -> None:
        symbols = [Symbol.create(ticker, SecurityType.EQUITY, "usa") for ticker in _LIQUID.split()]
        super().__init__("qc-liquid-etf-basket", {symbol.value: symbol.id.date for symbol in symbols})
