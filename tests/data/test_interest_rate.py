"""The risk-free rate of a date."""

from __future__ import annotations

from datetime import datetime
from decimal import Decimal

from minilean.data.interest_rate import (
    ConstantRiskFreeRateInterestRateModel,
    FuncRiskFreeRateInterestRateModel,
    InterestRateProvider,
)


def rates_in(folder, *rows: str) -> InterestRateProvider:
    path = folder / "alternative" / "interest-rate" / "usa"
    path.mkdir(parents=True)
    (path / "interest-rate.csv").write_text("\n".join(["DATE,PCREDIT8", *rows]))
    return InterestRateProvider(folder)


def test_a_rate_holds_until_the_next(tmp_path):
    rates = rates_in(tmp_path, "2003-01-09,2.25", "2003-06-26,2.00")
    assert rates._get_interest_rate(datetime(2003, 6, 25, 16)) == Decimal("0.0225")
    assert rates.get_interest_rate(datetime(2003, 6, 26)) == 0.02
    assert rates.get_interest_rate(datetime(2040, 1, 1)) == 0.02


def test_the_first_rate_holds_before_it(tmp_path):
    rates = rates_in(tmp_path, "2003-01-09,2.25")
    assert rates.get_interest_rate(datetime(2000, 1, 1)) == rates.get_interest_rate(datetime(1990, 1, 1)) == 0.0225


def test_lines_that_cannot_be_read_are_passed_over(tmp_path):
    rates = rates_in(tmp_path, "2003-01-09,2.25", "2004-01-01,.", "soon,1", "", "2004-01-02,NaN")
    assert rates.get_interest_rate(datetime(2005, 1, 1)) == 0.0225


def test_the_first_line_that_is_passed_over_is_named(tmp_path):
    (note,) = rates_in(tmp_path, "2003-01-09,2.25", "2004-01-01,.", "soon,1", "", "2004-01-02,NaN")._qc_notes
    assert note.endswith("interest-rate.csv, line 3: no date with a rate; lines like it (3) are passed over")


def test_a_file_without_rates_is_named(tmp_path):
    (note,) = InterestRateProvider(tmp_path)._qc_notes
    assert note.endswith(
        "usa/interest-rate.csv has no interest rates: the risk-free rate is 1 %, as in LEAN; "
        "`minilean data ensure` brings it"
    )
    assert rates_in(tmp_path, "2003-01-09,2.25")._qc_notes == []


def test_without_a_file_the_rate_is_one_percent(tmp_path):
    assert InterestRateProvider(tmp_path).get_interest_rate(datetime(2005, 1, 1)) == 0.01


def test_the_average_counts_each_date_as_often_as_it_is_named(tmp_path):
    rates = rates_in(tmp_path, "2003-01-09,2.00", "2003-06-26,1.00")
    days = [datetime(2003, 6, 25), datetime(2003, 6, 25), datetime(2003, 6, 26), datetime(2003, 6, 27)]
    assert rates.get_average_risk_free_rate(days) == 0.015
    assert rates.get_average_risk_free_rate([]) == 0


def test_a_constant_and_a_function_are_rates_too():
    assert ConstantRiskFreeRateInterestRateModel(0.05).get_interest_rate(datetime(2005, 1, 1)) == 0.05
    model = FuncRiskFreeRateInterestRateModel(lambda date: date.year / 100000)
    assert model.get_interest_rate(datetime(2005, 1, 1)) == 0.02005
