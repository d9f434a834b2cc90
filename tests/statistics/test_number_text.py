"""Numbers print as .NET prints them."""

from __future__ import annotations

from decimal import Decimal

import pytest

from minilean.interop.decimal96 import add, divide, multiply, subtract
from minilean.statistics.number_text import decimal_text, grouped, percent, rounded, rounded_double
from minilean.statistics.spans import span_text


@pytest.mark.parametrize(("value", "text"), [("-0.00", "0.00"), ("0", "0"), ("2E+2", "200"), ("1.50", "1.50")])
def test_a_decimal_keeps_its_scale_and_a_zero_has_no_sign(value: str, text: str) -> None:
    assert decimal_text(Decimal(value)) == text


def test_rounding_never_pads() -> None:
    assert rounded(Decimal(100000), 2) == "100000"
    assert rounded(Decimal("0.12345"), 4) == "0.1234"
    assert percent(Decimal("0.35764321"), 3) == "35.764%"


@pytest.mark.parametrize(("value", "text"), [("-0.0001", "-0"), ("2", "2"), ("0.0005", "0"), ("1.2345", "1.234")])
def test_doubles_print_shortest_and_keep_a_negative_zero(value: str, text: str) -> None:
    assert rounded_double(Decimal(value), 3) == text


@pytest.mark.parametrize(
    ("value", "text"), [("1234567.895", "1,234,567.90"), ("-9306.929", "-9,306.93"), ("-0.001", "0.00"), ("0", "0.00")]
)
def test_grouped_numbers_round_half_away_and_lose_the_sign_of_nothing(value: str, text: str) -> None:
    assert grouped(Decimal(value)) == text


@pytest.mark.parametrize(
    ("ticks", "text"),
    [(0, "00:00:00"), (2 * 864_000_000_000 + 561_600_000_001, "2.15:36:00.0000001"), (-36_000_000_000, "-01:00:00")],
)
def test_spans_print_days_and_fractions_only_where_there_are_any(ticks: int, text: str) -> None:
    assert span_text(ticks) == text


def test_a_quotient_has_29_digits_where_96_bits_hold_them() -> None:
    assert divide(Decimal(20), 3) == Decimal("6.6666666666666666666666666667")
    assert divide(Decimal(80), 9) == Decimal("8.888888888888888888888888889")
    assert str(divide(Decimal("10.00"), 8)) == "1.25"
    assert str(divide(Decimal("1.00"), 2)) == "0.50"
    assert str(divide(Decimal("5942.6762048697376419913720050"), 41)) == "144.9433220699936010241798050"


def test_sums_round_to_what_96_bits_hold() -> None:
    third = divide(Decimal(1), 3)
    assert add(Decimal(9), third) == Decimal("9.333333333333333333333333333")
    assert subtract(Decimal(1), third) == Decimal("0.6666666666666666666666666667")


def test_products_round_to_what_96_bits_hold() -> None:
    assert str(multiply(Decimal("123.49503125158064516129032258"), Decimal(310))) == "38283.459687990000000000000000"
    assert str(multiply(Decimal(150), Decimal("-0.50"))) == "-75.00"


def test_a_zero_product_of_long_factors_has_no_scale() -> None:
    assert str(multiply(Decimal("0.0001"), Decimal(0))) == "0.0000"
    assert str(multiply(Decimal("61.22833823"), Decimal(0))) == "0"


def test_a_quotient_has_no_fewer_than_no_decimals() -> None:
    assert str(divide(Decimal("116.31"), Decimal("0.00000001"))) == "11631000000"
