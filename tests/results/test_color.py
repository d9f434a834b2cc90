"""Colors as LEAN's users write them."""

from __future__ import annotations

import pytest

from minilean.errors import ArgumentError
from minilean.results.color import Color
from minilean.results.result_json import color_text


def test_named_colors_answer_to_both_spellings() -> None:
    assert Color.STEEL_BLUE is Color.SteelBlue  # type: ignore[attr-defined]
    assert color_text(Color.STEEL_BLUE) == "#4682B4"  # type: ignore[attr-defined]
    assert str(Color.RED) == "Color [Red]"  # type: ignore[attr-defined]


def test_colors_are_made_of_parts_or_of_one_number() -> None:
    assert color_text(Color.from_argb(255, 128, 0)) == "#FF8000"
    assert color_text(Color.from_argb(10, 255, 128, 0)) == "#FF8000"
    assert Color.from_argb(Color.from_argb(1, 2, 3).to_argb()) == Color.from_argb(1, 2, 3)


def test_a_name_is_found_in_any_case() -> None:
    assert Color.from_name("darkorange") == Color.DARK_ORANGE  # type: ignore[attr-defined]
    assert Color.from_name("nothing").a == 0


def test_no_color_prints_as_nothing() -> None:
    assert not color_text(Color.EMPTY)


def test_parts_out_of_range_are_refused() -> None:
    with pytest.raises(ArgumentError):
        Color.from_argb(256, 0, 0)
