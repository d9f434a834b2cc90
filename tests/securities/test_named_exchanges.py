"""Exchanges by name, by code and by what data files call them."""

from __future__ import annotations

import pytest

from minilean.enums import SecurityType
from minilean.errors import NotInMiniLean
from minilean.securities.named_exchanges import Exchange, exchange_of_shares


def test_an_exchange_prints_its_name():
    assert str(Exchange.NYSE) == "NYSE"
    assert (Exchange.NYSE.code, Exchange.NYSE.market) == ("N", "usa")
    assert Exchange.CBOE.security_types == [SecurityType.EQUITY, SecurityType.OPTION, SecurityType.INDEX_OPTION]


def test_exchanges_are_equal_by_code_market_and_what_is_traded():
    mine = Exchange("Mine", "N", "my own", "usa", SecurityType.EQUITY)
    assert mine == Exchange.NYSE
    assert hash(mine) == hash(Exchange.NYSE)
    assert mine != Exchange.ARCA
    assert mine != "N"
    assert mine.description == "my own"


def test_the_unknown_exchange_equals_nothing_at_all():
    nothing = None
    assert nothing == Exchange.UNKNOWN
    assert Exchange.NYSE != Exchange.UNKNOWN
    assert Exchange.UNKNOWN != Exchange.NYSE


@pytest.mark.parametrize(
    ("name", "exchange"),
    [("P", "ARCA"), ("t", "NASDAQ"), ("BATS Z", "BATS"), ("NASDAQ BX", "NASDAQ_BX"), ("H", "MIAX_PEARL")],
)
def test_data_files_name_exchanges_by_letters_or_names(name, exchange):
    assert exchange_of_shares(name) is getattr(Exchange, exchange)


def test_the_national_stock_exchange_depends_on_the_country():
    assert exchange_of_shares("NSE") is Exchange.NSX
    assert exchange_of_shares("NSE", "india") is Exchange.NSE
    assert exchange_of_shares("NSE", "elsewhere") is exchange_of_shares("") is Exchange.UNKNOWN


def test_leans_descriptions_are_not_here():
    with pytest.raises(NotInMiniLean, match="description"):
        _ = Exchange.NYSE.description
