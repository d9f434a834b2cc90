"""Users may read map and factor files themselves."""

from __future__ import annotations

import pytest

from minilean.errors import InvalidOperation
from minilean.shim.data_providers import LocalDiskFactorFileProvider, LocalDiskMapFileProvider
from tests.algorithm.running import run, said

READING = """
from QuantConnect.Lean.Engine.DataFeeds import DefaultDataProvider
data = DefaultDataProvider()
maps = LocalDiskMapFileProvider()
maps.initialize(data)
factors = LocalDiskFactorFileProvider()
factors.initialize(maps, data)
"""


def test_factors_of_a_date_are_those_that_scale_its_prices(tmp_path):
    lines = """
    factor = factors.get(self.spy).get_price_factor(date(2013, 10, 4), DataNormalizationMode.ADJUSTED)
    row = factors.get(self.spy).get_scaling_factors(datetime(2013, 10, 4))
    self.log(str(factor == row.price_scale_factor == row.price_factor * row.split_factor))
    self.log(str(0.8 < factor < 1))
    """
    assert said(run(tmp_path, READING + "".join(line.strip() + "\n" for line in lines.splitlines())))[:2] == [
        "True",
        "True",
    ]


def test_map_files_come_by_market_and_kind(tmp_path):
    line = "self.log(maps.get(AuxiliaryDataKey.create(self.spy)).get_by_permtick('SPY').permtick)"
    assert said(run(tmp_path, READING + line))[0] == "SPY"


def test_a_provider_has_to_be_initialized():
    with pytest.raises(InvalidOperation, match="initialized"):
        LocalDiskFactorFileProvider().get("SPY")
    with pytest.raises(InvalidOperation, match="initialized"):
        LocalDiskFactorFileProvider().initialize(LocalDiskMapFileProvider(), None)
