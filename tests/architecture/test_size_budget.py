"""Files and functions stay small enough to read; an exception is a line with a reason in budget.toml."""

from __future__ import annotations

import tomllib
from pathlib import Path
from statistics import median

import pytest

from tests.architecture.sizes import Size, file_size, function_sizes, sources

FILE_LINES = 400
FUNCTION_LINES = 40
ALGORITHM_LINES = 150
BUDGET = tomllib.loads(Path(__file__).with_name("budget.toml").read_text(encoding="utf-8"))


def over(sizes: list[Size], limit: int) -> dict[str, int]:
    return {size.name: size.lines for size in sizes if size.lines > limit}


def files() -> list[Size]:
    return [file_size(path) for path in sources()]


def functions() -> list[Size]:
    return [size for path in sources() for size in function_sizes(path)]


@pytest.mark.parametrize(
    ("kind", "measure", "limit"), [("files", files, FILE_LINES), ("functions", functions, FUNCTION_LINES)]
)
def test_what_is_over_the_budget_has_a_reason(kind, measure, limit):
    sizes = measure()
    print(f"{len(sizes)} {kind}, median {median(size.lines for size in sizes)} lines")
    too_long = {name: lines for name, lines in over(sizes, limit).items() if name not in BUDGET[kind]}
    assert not too_long, f"{kind} over {limit} lines without a reason in budget.toml"


@pytest.mark.parametrize(
    ("kind", "measure", "limit"), [("files", files, FILE_LINES), ("functions", functions, FUNCTION_LINES)]
)
def test_no_reason_outlives_its_exception(kind, measure, limit):
    assert set(BUDGET[kind]) <= set(over(measure(), limit))
    assert all(len(reason.split()) >= 4 for reason in BUDGET[kind].values())


def test_an_algorithm_is_one_short_file():
    algorithms = [path for path in sources() if path.relative_to(path.parents[2]).parts[0] == "algorithms"]
    assert algorithms
    assert {path.name for path in algorithms} == {"main.py"}
    assert not [path for path in algorithms if file_size(path).lines >= ALGORITHM_LINES]
