"""Logs keep every line and little of it in memory."""

from __future__ import annotations

import subprocess
import sys
import tracemalloc
from textwrap import dedent

from minilean.algorithm.log_lines import LogLines

ODD = ["two\nlines", "", "é€\U0001f600", "\udc80"]


def test_lines_come_back_as_they_were_said_and_in_their_order() -> None:
    said = [f"{number} {odd}" for number in range(50) for odd in ODD]
    lines = LogLines(held_characters=100)
    lines.extend(said)
    assert list(lines) == said == list(lines)
    assert len(lines) == len(said)


def test_a_part_can_be_gone_through_twice_and_follows_what_is_added() -> None:
    lines = LogLines(held_characters=10)
    lines.extend(["first", "second", "third"])
    before, late = lines.part(0, 2), lines.part(2)
    lines.append("fourth")
    assert list(before) == list(before) == ["first", "second"]
    assert list(late) == ["third", "fourth"]


def test_cleared_lines_are_gone_and_others_take_their_place() -> None:
    lines = LogLines(held_characters=10)
    lines.extend(["a long line of before"] * 3)
    lines.clear()
    lines.append("a long line of after")
    assert list(lines) == ["a long line of after"]


def test_a_long_log_is_not_held_in_memory() -> None:
    lines, characters = LogLines(), 0
    tracemalloc.start()
    for number in range(100_000):
        line = f"{number} a line of an ordinary length, as algorithms write them"
        characters += len(line)
        lines.append(line)
    held, _ = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert held < characters / 5


def test_a_full_disk_costs_no_line() -> None:
    program = """
        import resource
        from minilean.algorithm.log_lines import LogLines

        resource.setrlimit(resource.RLIMIT_FSIZE, (100, 100))
        lines = LogLines(held_characters=30)
        said = [f"line {number}" for number in range(50)]
        lines.extend(said)
        assert list(lines) == said
    """
    subprocess.run([sys.executable, "-c", dedent(program)], check=True)
