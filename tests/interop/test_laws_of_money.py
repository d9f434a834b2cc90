"""Sums, differences, products and quotients of money equal those of an exact model of .NET's 96-bit decimal."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import MIN_EMIN, Context, Decimal

from hypothesis import assume, example, given
from hypothesis import strategies as st

from minilean.interop.decimal96 import add, divide, multiply, subtract

_LARGEST = 2**96 - 1
_MOST_DECIMALS = 28
_WIDE = Context(prec=200, Emin=MIN_EMIN)


@dataclass(frozen=True)
class Net:
    """A number of .NET's: a whole number below 2**96 with a sign, and how many of its digits are decimals."""

    digits: int
    scale: int

    @property
    def decimal(self) -> Decimal:
        return Decimal(self.digits).scaleb(-self.scale, _WIDE)

    def __add__(self, other: Net) -> Net:
        scale = max(self.scale, other.scale)
        return fitted(self.at(scale) + other.at(scale), scale)

    def __sub__(self, other: Net) -> Net:
        return self + Net(-other.digits, other.scale)

    def __mul__(self, other: Net) -> Net:
        return fitted(self.digits * other.digits, self.scale + other.scale)

    def __truediv__(self, other: Net) -> Net:
        scale = max(self.scale - other.scale, 0)
        dividend = self.digits * 10 ** max(other.scale - self.scale, 0)
        if dividend % other.digits == 0:
            return fitted(dividend // other.digits, scale)
        while scale < _MOST_DECIMALS and abs(dividend) * 10 // abs(other.digits) <= _LARGEST:
            dividend, scale = dividend * 10, scale + 1
        quotient = fitted(rounded(dividend, other.digits), scale)
        return quotient.without_zeros()

    def at(self, scale: int) -> int:
        """The digits with so many decimals."""
        return self.digits * 10 ** (scale - self.scale)

    def without_zeros(self) -> Net:
        digits, scale = self.digits, self.scale
        while scale and digits % 10 == 0:
            digits, scale = digits // 10, scale - 1
        return Net(digits, scale)


def rounded(dividend: int, divisor: int) -> int:
    """The nearest whole number, the even one of two as near."""
    whole, rest = divmod(abs(dividend), abs(divisor))
    twice = 2 * rest
    up = twice > abs(divisor) or (twice == abs(divisor) and whole % 2 == 1)
    return (whole + up) * (1 if (dividend < 0) == (divisor < 0) else -1)


def fitted(digits: int, scale: int) -> Net:
    """As many decimals as 96 bits and 28 places hold; numbers too large for any are none of a test's."""
    for cut in range(max(scale - _MOST_DECIMALS, 0), scale + 1):
        short = rounded(digits, 10**cut)
        if abs(short) <= _LARGEST:
            return Net(short, scale - cut)
    assume(False)
    raise AssertionError


def same(ours: Decimal, theirs: Net) -> bool:
    """Equal, with as many decimals shown; a zero may show any."""
    return ours == theirs.decimal and (not ours or -int(ours.as_tuple().exponent) == theirs.scale)


_SIZES = st.one_of(st.integers(0, 10**6), st.integers(0, 2**32), st.integers(0, 2**64), st.integers(0, _LARGEST))
numbers = st.builds(
    lambda size, sign, scale: Net(size * sign, scale), _SIZES, st.sampled_from((1, -1)), st.integers(0, _MOST_DECIMALS)
)
divisors = numbers.filter(lambda number: number.digits != 0)


@given(numbers, numbers)
def test_a_sum_is_rounded_where_dotnet_rounds_it(left: Net, right: Net):
    assert same(add(left.decimal, right.decimal), left + right)


@given(numbers, numbers)
def test_a_difference_is_rounded_where_dotnet_rounds_it(left: Net, right: Net):
    assert same(subtract(left.decimal, right.decimal), left - right)


@given(numbers, numbers)
def test_a_product_is_rounded_where_dotnet_rounds_it(left: Net, right: Net):
    assert same(multiply(left.decimal, right.decimal), left * right)


@given(numbers, divisors)
@example(Net(600, 2), Net(2, 0))
@example(Net(1, 0), Net(3, 0))
@example(Net(5, 0), Net(2, 3))
def test_a_quotient_is_rounded_where_dotnet_rounds_it(left: Net, right: Net):
    assert same(divide(left.decimal, right.decimal), left / right)


amounts = st.integers(-(10**12), 10**12).map(lambda cents: Decimal(cents).scaleb(-2))


@given(st.lists(amounts, max_size=30))
def test_money_that_comes_and_goes_again_leaves_nothing(payments: list[Decimal]):
    balance = Decimal(0)
    for payment in payments:
        balance = add(balance, payment)
    for payment in reversed(payments):
        balance = subtract(balance, payment)
    assert balance == 0


@given(amounts, st.integers(1, 10**6))
def test_a_price_times_a_quantity_divided_by_the_quantity_is_the_price(price: Decimal, quantity: int):
    assert divide(multiply(price, Decimal(quantity)), Decimal(quantity)) == price
