"""Whatever the splits and dividends: a factor holds until its day, and factors add up to what their events say."""

from __future__ import annotations

from datetime import datetime, timedelta
from decimal import Decimal
from fractions import Fraction
from pathlib import Path
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from minilean.data.factor_file import CorporateFactorProvider, parse_factor_file
from minilean.enums import DataNormalizationMode

_START = datetime(2000, 1, 3)
_END = "20501231,1,1,0"
_LONG_AFTER = datetime(2049, 1, 1)
_PRECISION = Fraction(1, 10**20)

days = st.integers(0, 5000).map(lambda count: _START + timedelta(days=count))
dividends = st.integers(9000000, 10000000).map(lambda part: Decimal(part) / 10**7)
splits = st.sampled_from([Decimal(ratio) for ratio in ("0.5", "0.25", "0.1", "2", "1", "1", "1")])


@st.composite
def histories(draw: Any) -> list[tuple[datetime, Decimal, Decimal]]:
    """Rows of a factor file, oldest first, each with the ratios of the dividend and the split after its day."""
    dates = sorted(draw(st.sets(days, max_size=12)))
    return [(date, draw(dividends), draw(splits)) for date in dates]


def factors(history: list[tuple[datetime, Decimal, Decimal]]) -> CorporateFactorProvider:
    """The factor file of a history: the factors of a day are the products of all ratios from it on."""
    price = split = Decimal(1)
    rows = [_END]
    for date, dividend_ratio, split_ratio in reversed(history):
        price, split = Decimal(f"{price * dividend_ratio:.7f}"), split * split_ratio
        rows.append(f"{date:%Y%m%d},{price},{split},100")
    return parse_factor_file("any", "\n".join(reversed(rows)), Path("any.csv"))


def close(left: Fraction, right: Fraction) -> bool:
    return abs(left - right) <= _PRECISION * max(abs(left), abs(right))


@given(histories(), days)
def test_the_factor_of_a_day_is_that_of_the_first_row_not_before_it(history, day):
    provider = factors(history)
    row = next(row for row in provider.rows if row.date >= day)
    scale = row._price_factor * row._split_factor
    assert provider._get_price_factor(day, DataNormalizationMode.ADJUSTED) == scale
    assert provider._get_price_factor(day, DataNormalizationMode.SPLIT_ADJUSTED) == row._split_factor
    assert provider._get_price_factor(day, DataNormalizationMode.RAW) == 0


@given(histories(), days)
def test_the_events_after_a_day_multiply_to_its_factors(history, day):
    provider = factors(history)
    dividend_product = split_product = Fraction(1)
    for row in provider.rows:
        if row.date < day:
            continue
        dividend = provider.dividend_event_on_next_trading_day(row.date)
        split = provider.split_event_on_next_trading_day(row.date)
        dividend_product *= 1 if dividend is None else Fraction(dividend[0])
        split_product *= 1 if split is None else Fraction(split[0])
    assert close(split_product, Fraction(provider._get_price_factor(day, DataNormalizationMode.SPLIT_ADJUSTED)))
    whole = Fraction(provider._get_price_factor(day, DataNormalizationMode.ADJUSTED))
    assert close(dividend_product * split_product, whole)


@given(histories(), days, days, st.integers(1, 10**7).map(lambda cents: Decimal(cents) / 100))
def test_a_price_adjusted_to_a_day_and_from_there_to_the_present_is_the_adjusted_price(history, one, other, price):
    provider = factors(history)
    past, present = sorted((one, other))
    mode = DataNormalizationMode.SCALED_RAW
    then = Fraction(price) * Fraction(provider._get_price_scale(past, mode, present))
    now = then * Fraction(provider._get_price_scale(present, mode, _LONG_AFTER))
    assert close(now, Fraction(price) * Fraction(provider._get_price_factor(past, DataNormalizationMode.ADJUSTED)))


@given(histories(), days)
def test_the_present_needs_no_adjustment(history, day):
    provider = factors(history)
    assert provider._get_price_factor(_LONG_AFTER, DataNormalizationMode.ADJUSTED) == 1
    assert provider._get_price_scale(day, DataNormalizationMode.SCALED_RAW, day) == 1


@given(histories())
def test_an_event_is_told_on_the_day_of_its_row_only(history):
    provider = factors(history)
    for date, _, _ in history:
        for off in (-1, 1):
            day = date + timedelta(days=off)
            if day not in provider.row_dates():
                assert provider.dividend_event_on_next_trading_day(day) is None
                assert provider.split_event_on_next_trading_day(day) is None
