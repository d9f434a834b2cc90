"""Settings every test shares."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from hypothesis import settings

from minilean.securities.symbol_cache import SymbolCache

settings.register_profile("house", deadline=None, max_examples=60)  # machines differ in speed, results may not
settings.load_profile("house")


@pytest.fixture(autouse=True)
def _tickers_of_one_test_only() -> Iterator[None]:
    """What tickers mean is known for a whole process: the next test begins without the map files of this one."""
    yield
    SymbolCache.start_run(None)
