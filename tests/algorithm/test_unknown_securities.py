"""Securities nobody has data of."""

from __future__ import annotations

import pytest

from minilean.errors import AlgorithmError
from tests.algorithm.running import run


@pytest.mark.parametrize(
    ("call", "named"),
    [
        ('self.add_equity("ZZZQ")', "ZZZQ is unknown"),
        ('self.add_equity("")', "an empty ticker is unknown"),
        ('self.add_crypto("BTCXYZ", market="coinbase")', "BTCXYZ"),
    ],
)
def test_an_unknown_ticker_is_refused_by_name(tmp_path, call, named):
    with pytest.raises(AlgorithmError, match=named):
        run(tmp_path, call)


def test_a_security_whose_hours_the_algorithm_set_is_known(tmp_path):
    run(
        tmp_path,
        """
hours = self.market_hours_database.get_entry(Market.USA, Symbol.EMPTY, SecurityType.EQUITY).exchange_hours
self.market_hours_database.set_entry(Market.INTERACTIVE_BROKERS, "", SecurityType.CFD, hours)
self.add_cfd("SPY", market=Market.INTERACTIVE_BROKERS)
""",
    )
