"""The comparison with recordings sees every difference that matters and no other."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from minilean.results.difference import first_difference
from minilean.results.exact_json import NumberText
from minilean.results.location import result_file
from minilean.results.verification import Recorded, differences, keyed_lines
from tests.results.golden_folder import GOLDEN, as_result_folder

if TYPE_CHECKING:
    from pathlib import Path


def found(name: str, folder: Path) -> list[str]:
    golden = Recorded.from_golden(GOLDEN / name)
    return [str(each) for each in differences(golden, Recorded.from_result(folder))]


def replace(file: Path, old: str, new: str) -> None:
    text = file.read_text(encoding="utf-8")
    assert old in text
    file.write_text(text.replace(old, new, 1), encoding="utf-8")


def test_a_recording_equals_itself(tmp_path: Path) -> None:
    assert found("limit_orders", as_result_folder("limit_orders", tmp_path)) == []


def test_another_figure_is_named_with_both_values(tmp_path: Path) -> None:
    folder = as_result_folder("buy_and_hold_hour", tmp_path)
    replace(folder / "1.json", '"Net Profit":"29.433%"', '"Net Profit":"29.434%"')
    assert found("buy_and_hold_hour", folder) == ["statistics.Net Profit: golden '29.433%', ours '29.434%'"]


def test_a_number_printed_with_another_scale_differs(tmp_path: Path) -> None:
    folder = as_result_folder("buy_and_hold_hour", tmp_path)
    replace(folder / "1-order-events.json", '"fillQuantity":804.0', '"fillQuantity":804.00')
    (difference,) = found("buy_and_hold_hour", folder)
    assert difference == "order-events[1].fillQuantity: golden 804.0, ours 804.00"


def test_the_random_name_of_a_run_does_not_count(tmp_path: Path) -> None:
    folder = as_result_folder("buy_and_hold_hour", tmp_path)
    file = folder / "1-order-events.json"
    file.write_text(file.read_text(encoding="utf-8").replace("BuyAndHoldHour", "1497653067"), encoding="utf-8")
    assert found("buy_and_hold_hour", folder) == []


def test_estimates_of_capacity_wait_and_other_charts_do_not(tmp_path: Path) -> None:
    folder = as_result_folder("buy_and_hold_hour", tmp_path)
    replace(folder / "1.json", "225416000.0", "1.0")
    assert found("buy_and_hold_hour", folder) == []
    replace(folder / "1.json", "[1357016400,121.4361]", "[1357016400,121.4362]")
    (difference,) = found("buy_and_hold_hour", folder)
    assert difference.startswith("charts[Benchmark].series.Benchmark.values[0][1]: golden 121.4361, ours 121.4362")


def test_log_lines_compare_from_their_key_on_without_messages() -> None:
    log = "2013-08-01 10:00:00 ORDER|2013-08-01 10:00:00|id=1|msg=no money\nAlgorithm starting warm up...\n"
    assert keyed_lines(log) == ["ORDER|2013-08-01 10:00:00|id=1|msg="]


def test_a_missing_line_of_the_log_is_a_difference(tmp_path: Path) -> None:
    folder = as_result_folder("limit_orders", tmp_path)
    file = folder / "1-log.txt"
    file.write_text(file.read_text(encoding="utf-8").split("\n", 1)[1], encoding="utf-8")
    assert found("limit_orders", folder)[0].startswith("log[0]: golden 'ORDER|2013-08-01 10:00:00|id=1")


def test_a_folder_without_a_result_says_so(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError, match="no result of a back test"):
        result_file(tmp_path)


def test_what_only_one_side_has_is_a_difference() -> None:
    assert str(first_difference({"a": [NumberText("1")]}, {"a": []})) == "a[0]: golden 1, ours nothing"
    assert str(first_difference({}, {"b": NumberText("2")})) == "b: golden nothing, ours 2"
    assert str(first_difference({"a": "1"}, {"a": NumberText("1")})) == "a: golden '1', ours 1"


def test_an_error_only_ours_has_is_told(tmp_path: Path) -> None:
    folder = as_result_folder("limit_orders", tmp_path)
    replace(folder / "1.json", '"RuntimeError":""', '"RuntimeError":"KeyError\\n  SPY"')
    replace(folder / "1.json", '"Status":"Completed"', '"Status":"RuntimeError"')
    assert found("limit_orders", folder) == ["status: golden 'Completed', ours 'RuntimeError: KeyError SPY'"]
