"""Every notebook runs from top to bottom on the data at hand, and is committed without what it printed."""

from __future__ import annotations

import os

import nbformat
import pytest
from nbclient import NotebookClient

from tests.command_line import ROOT
from tests.market_data import real_data

NOTEBOOKS = sorted((ROOT / "research/notebooks").glob("*.ipynb"))


@pytest.fixture
def path_of_a_notebook(monkeypatch, tmp_path):
    """The kernel finds the project, Library and, as in LEAN's container, AlgorithmImports; figures go nowhere."""
    folders = [ROOT, ROOT / "Library", ROOT / "research/lean_container"]
    monkeypatch.setenv("PYTHONPATH", os.pathsep.join(str(folder) for folder in folders))
    monkeypatch.setenv("MINILEAN_SAMPLE_DATA", str(real_data()))
    monkeypatch.setenv("RESEARCH_FIGURES", str(tmp_path / "figures"))
    monkeypatch.setenv("MPLBACKEND", "module://matplotlib_inline.backend_inline")


@pytest.mark.filterwarnings("ignore::DeprecationWarning:zmq", "ignore::DeprecationWarning:jupyter_client")
@pytest.mark.parametrize("file", NOTEBOOKS, ids=lambda file: file.stem)
def test_a_notebook_runs_from_top_to_bottom(file, path_of_a_notebook):
    notebook = nbformat.read(file, as_version=4)
    NotebookClient(
        notebook, timeout=300, kernel_name="python3", resources={"metadata": {"path": str(file.parent)}}
    ).execute()
    errors = [output for cell in notebook.cells for output in cell.get("outputs", []) if output.output_type == "error"]
    assert not errors


@pytest.mark.parametrize("file", NOTEBOOKS, ids=lambda file: file.stem)
def test_a_notebook_is_committed_without_output(file):
    notebook = nbformat.read(file, as_version=4)
    cells = [cell for cell in notebook.cells if cell.cell_type == "code"]
    assert cells
    assert all(not cell.outputs and cell.execution_count is None for cell in cells)


@pytest.mark.parametrize("file", NOTEBOOKS, ids=lambda file: file.stem)
def test_a_notebook_asks_a_question_and_answers_it(file):
    text = "\n".join(cell.source for cell in nbformat.read(file, as_version=4).cells if cell.cell_type == "markdown")
    assert "**Question.**" in text
    assert "## Verdict" in text
