"""Risk-free interest rates: the FED's primary credit rate, a constant, or a user's function."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Iterable
from datetime import datetime
from decimal import Decimal, InvalidOperation
from pathlib import Path

from minilean.interop.dates import midnight_of
from minilean.interop.decimals import ZERO, Number, to_decimal
from minilean.interop.names import dotnet

DEFAULT_RISK_FREE_RATE = Decimal("0.01")
_FIRST_DATE = datetime(1998, 1, 1)
_PERCENT = Decimal(100)


@dotnet
class RiskFreeInterestRateModel:
    """Gives a yearly rate, 0.01 being one percent, for a date (Common/Data/IRiskFreeInterestRateModel.cs)."""

    def _get_interest_rate(self, date: datetime) -> Decimal:
        raise NotImplementedError

    def get_interest_rate(self, date: datetime) -> float:
        """The rate that holds on a date."""
        return float(self._get_interest_rate(date))

    def get_average_risk_free_rate(self, dates: Iterable[datetime]) -> float:
        """The mean of the rates of the dates, each as often as it is named."""
        return float(self._get_average_risk_free_rate(dates))

    def _get_average_risk_free_rate(self, dates: Iterable[datetime]) -> Decimal:
        rates = [self._get_interest_rate(date) for date in dates]
        return sum(rates, ZERO) / len(rates) if rates else ZERO


@dotnet
class InterestRateProvider(RiskFreeInterestRateModel):
    """The rates of the data folder; each holds until the next (Common/Data/InterestRateProvider.cs)."""

    DEFAULT_RISK_FREE_RATE = float(DEFAULT_RISK_FREE_RATE)

    def __init__(self, data_folder: Path) -> None:
        path = data_folder / "alternative" / "interest-rate" / "usa" / "interest-rate.csv"
        self._rates, unread = _read(path)
        self._qc_notes = _notes(path, unread, known=bool(self._rates))
        # before the file's first rate, and before 1998, the first rate holds
        self._first = next(iter(self._rates.values()), DEFAULT_RISK_FREE_RATE)
        self._dates = sorted(date for date in self._rates if date >= _FIRST_DATE)

    def _get_interest_rate(self, date: datetime) -> Decimal:
        midnight = midnight_of(date)
        exact = self._rates.get(midnight)
        if exact is not None:
            return exact
        position = bisect_right(self._dates, midnight if date >= _FIRST_DATE else _FIRST_DATE)
        return self._rates[self._dates[position - 1]] if position else self._first


@dotnet
class ConstantRiskFreeRateInterestRateModel(RiskFreeInterestRateModel):
    """One rate for all dates."""

    def __init__(self, risk_free_rate: Number) -> None:
        self._rate = to_decimal(risk_free_rate)

    def _get_interest_rate(self, date: datetime) -> Decimal:
        return self._rate


@dotnet
class FuncRiskFreeRateInterestRateModel(RiskFreeInterestRateModel):
    """The rate a function gives for a date."""

    def __init__(self, get_interest_rate_func: Callable[[datetime], Number]) -> None:
        self._function = get_interest_rate_func

    def _get_interest_rate(self, date: datetime) -> Decimal:
        return to_decimal(self._function(date))


def _read(path: Path) -> tuple[dict[datetime, Decimal], list[int]]:
    """Dates with rates, and the lines that cannot be read: they and a missing file are passed over, as in LEAN."""
    rates: dict[datetime, Decimal] = {}
    unread = []
    lines = path.read_text(encoding="utf-8", errors="replace").splitlines() if path.is_file() else []
    for number, line in enumerate(lines[1:], 2):
        if not line.strip():
            continue
        try:
            day, percent = line.split(",")[:2]
            date, rate = datetime.strptime(day, "%Y-%m-%d"), Decimal(percent.strip())
        except (ValueError, InvalidOperation):
            unread.append(number)
            continue
        if rate.is_finite():
            rates[date] = rate / _PERCENT
        else:
            unread.append(number)
    return rates, unread


def _notes(path: Path, unread: list[int], *, known: bool) -> list[str]:
    """What people should know of the file."""
    if not known:
        return [
            f"{path} has no interest rates: the risk-free rate is 1 %, as in LEAN; `minilean data ensure` brings it"
        ]
    if unread:
        return [f"{path}, line {unread[0]}: no date with a rate; lines like it ({len(unread)}) are passed over"]
    return []
