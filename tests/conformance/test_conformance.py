"""Every conformance algorithm gives, to the last digit, what real LEAN recorded for it."""

from __future__ import annotations

from pathlib import Path

import pytest

from minilean.cli.verify import Task, verify
from tests.market_data import real_data

_HERE = Path(__file__).parent
_SETS = ((_HERE / "algorithms", _HERE / "golden"), (_HERE / "perf", _HERE / "perf" / "golden"))
_RUNS = [(algorithms, golden) for algorithms, goldens in _SETS for golden in sorted(goldens.iterdir())]


@pytest.mark.parametrize(("algorithms", "golden"), _RUNS, ids=[golden.name for _, golden in _RUNS])
def test_a_run_equals_leans(algorithms: Path, golden: Path, tmp_path: Path) -> None:
    task = Task(algorithms / f"{golden.name}.py", golden, real_data(), tmp_path, every_chart=False)
    assert verify(task) == []
