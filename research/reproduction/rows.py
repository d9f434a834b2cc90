"""What `make reproduce` runs: a project with its parameters and dates, and the reference's row for it."""

from __future__ import annotations

import csv
import json
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path

REFERENCE = Path(__file__).resolve().parents[1] / "reference"
ALL, IN_SAMPLE, OUT_OF_SAMPLE = "all", "in sample", "out of sample"


@dataclass(frozen=True, slots=True, kw_only=True)
class Figures:
    """Sharpe ratios a year from daily returns, turnover in equities a year, break-even cost in basis points a side."""

    gross: float
    net: float
    turnover: float | None = None
    break_even: float | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Reference:
    """Where the reference's figures stand: a file, the columns that pick its rows, and its names of the periods."""

    file: str
    where: dict[str, str]
    periods: tuple[str, str, str]

    def figures(self) -> dict[str, Figures]:
        """The reference's figures by period; raises KeyError for a row that is not there."""
        found = {
            row["period"]: row
            for row in _rows(self.file)
            if all(row[column] == value for column, value in self.where.items())
        }
        return {
            ours: Figures(
                gross=float(found[theirs]["sharpe_gross"]),
                net=float(found[theirs]["sharpe_net"]),
                turnover=_number(found[theirs]["turnover_x_yr"]),
                break_even=_number(found[theirs]["breakeven_bp_side"]),
            )
            for ours, theirs in zip((ALL, IN_SAMPLE, OUT_OF_SAMPLE), self.periods, strict=True)
        }


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """One run; `judged` names the periods that must agree, `explained` says why others may not.

    A null is a rule that must not pay: no net Sharpe ratio two standard errors above zero.
    """

    name: str
    project: str
    parameters: dict[str, str] = field(default_factory=dict)
    start: str = "1998-01-02"
    end: str = "2021-03-31"
    split: str = "2010-01-01"
    reference: Reference | None = None
    judged: tuple[str, ...] = (OUT_OF_SAMPLE,)
    is_null: bool = False
    made_up: str = ""  # a seeded "pair" or "lead" instead of market data
    expected: Figures | None = None  # of the whole period, where the reference has no table
    explained: str = ""


@cache
def _rows(file: str) -> list[dict[str, str]]:
    with (REFERENCE / file).open(encoding="utf-8") as lines:
        return list(csv.DictReader(lines))


def _number(text: str) -> float | None:
    return float(text) if text else None


EQUITY_PERIODS = ("all 1998-2021", "IS 1998-2009", "OOS 2010-2021")
FX_PERIODS = ("all 2007-2018", "IS 2007-2012", "OOS 2013-2018")
EVERY_PERIOD = (ALL, IN_SAMPLE, OUT_OF_SAMPLE)


def _momentum(name: str, file: str, where: dict[str, str], **parameters: str) -> Row:
    return Row(
        name=f"M1 {name}",
        project="intraday_momentum",
        parameters=parameters,
        reference=Reference(file=file, where={"asset": "spy", **where}, periods=EQUITY_PERIODS),
        judged=EVERY_PERIOD,
    )


def _gap(ticker: str) -> Row:
    where = {"asset": ticker.lower(), "rule": "gap continuation |z|>1, 10:00-16:00"}
    return _momentum(f"gap {ticker}", "momentum_gap_continuation.csv", where, mode="gap", tickers=ticker)


def _fx(name: str, strategy: str, cost_model: str, **parameters: str) -> Row:
    where = {"asset": "eurusd", "strategy": strategy, "cost_model": cost_model}
    return Row(
        name=f"S1 {name}",
        project="fx_time_of_day",
        parameters={"max_gross": "3", **parameters},
        start="2007-01-01",
        end="2018-12-31",
        split="2013-01-01",
        reference=Reference(file="seasonality_fx_strategies.csv", where=where, periods=FX_PERIODS),
        judged=EVERY_PERIOD,
    )


UNGATED = {"gates": "no", "stop_score": "0", "time_stop": "0", "pair_gross": "1"}
SEEDED_PAIR = json.loads((REFERENCE / "expected.json").read_text(encoding="utf-8"))["synthetic_pair"]


def _pair(first: str, second: str, judged: tuple[str, ...] = EVERY_PERIOD, explained: str = "") -> Row:
    return Row(
        name=f"P1 {first}/{second}, no gates",
        project="pairs_ou",
        parameters={
            "tickers": f"{first},{second}",
            "linked": f"{first}/{second}",
            **UNGATED,
        },
        reference=Reference(
            file="pairs_hourly_al_kalman.csv",
            where={"pair": f"{first.lower()}~{second.lower()}", "rule": "AL s-score 60d hourly"},
            periods=EQUITY_PERIODS,
        ),
        judged=judged,
        explained=explained,
    )


RECORDED, TIGHT = "oanda spread in file", "IB-like 0.2bp comm + tight spread"
DEFAULT_LEGS = "BR-Chan: short 03-09 NY, long 11-15 NY"
ROWS: tuple[Row, ...] = (
    _momentum(
        "noise area",
        "momentum_noise_area.csv",
        {"rule": "N14 m1 boundary exit (paper-like)"},
        mode="noise_area",
    ),
    _momentum(
        "noise area, hold", "momentum_noise_area.csv", {"rule": "N14 m1 hold to close"}, mode="noise_area", exit="hold"
    ),
    _momentum(
        "last hour", "momentum_intraday_strategies.csv", {"rule": "sign(rROD) if |rROD|>med63"}, mode="last_hour"
    ),
    _gap("SPY"),
    _gap("AAPL"),
    _gap("IBM"),
    Row(
        name="S2 overnight",
        project="overnight_drift",
        reference=Reference(
            file="seasonality_overnight_intraday.csv",
            where={"asset": "spy", "rule": "overnight long"},
            periods=EQUITY_PERIODS,
        ),
        judged=(ALL, OUT_OF_SAMPLE),
        explained="the bad opening print of 2000-12-18, which the reference leaves out, is sold at here",
    ),
    _fx("recorded", DEFAULT_LEGS, RECORDED),
    _fx("tight", DEFAULT_LEGS, TIGHT, costs="tight"),
    Row(
        name="R1 RSI(2)",
        project="index_reversal",
        parameters={"mode": "rsi2"},
        reference=Reference(
            file="meanreversion_rsi2_execution_variants.csv",
            where={"execution": "MOO: decide 16:00, fill next open"},
            periods=EQUITY_PERIODS,
        ),
        judged=EVERY_PERIOD,
    ),
    Row(
        name="R2 five-day fade",
        project="index_reversal",
        parameters={"mode": "z5", "min_trade_pct": "0"},
        reference=Reference(
            file="meanreversion_strategies.csv",
            where={"asset": "spy", "strategy": "R1b fade 5d z (c-c)"},
            periods=EQUITY_PERIODS,
        ),
        judged=EVERY_PERIOD,
        explained="the reference fills at the very close it decides on; here the next open",
    ),
    Row(
        name="M2 ten assets",
        project="time_series_momentum",
        parameters={"long_only": "no", "target_daily_vol": "0.0063", "daily_stocks": "EEM,IWM,USO"},
        reference=Reference(
            file="momentum_tsmom_daily.csv",
            where={"asset": "PORT all ex btc", "lookback": "252"},
            periods=("all", "<=2009", "2010+"),
        ),
        judged=EVERY_PERIOD,  # on ten of the reference's fourteen assets
    ),
    _pair("IBM", "SPY"),
    _pair("AAPL", "SPY", judged=(ALL, OUT_OF_SAMPLE), explained="what is decided at four fills at the next open here"),
    Row(name="P1 ten pairs, gates", project="pairs_ou", parameters={"linked": "all"}, is_null=True),
    Row(
        name="P1 seeded pair",
        project="pairs_ou",
        parameters={"tickers": "ONE,TWO", "linked": "ONE/TWO", **UNGATED},
        start="2010-01-04",
        end="2013-11-13",
        made_up="pair",
        expected=Figures(gross=SEEDED_PAIR["al_sharpe_gross"], net=SEEDED_PAIR["al_sharpe_net_1bp"]),
        judged=(ALL,),
    ),
    Row(name="L1 six leads, gates", project="lead_lag", parameters={"allow_unproven": "yes"}, is_null=True),
    Row(
        name="L1 seeded lead",
        project="lead_lag",
        parameters={"leads": "FIRST>LATER", "allow_unproven": "yes"},
        start="2003-01-06",
        end="2008-06-30",
        made_up="lead",
    ),
)
