"""Calls `minilean` as a person does: a process of its own."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
CALL = "import sys; from minilean.cli.main import main; sys.exit(main())"


def minilean(*words: str | Path) -> subprocess.CompletedProcess[str]:
    """What the command printed and its exit code; it runs in the repository."""
    return subprocess.run(
        [sys.executable, "-c", CALL, *map(str, words)], cwd=ROOT, capture_output=True, text=True, check=False
    )
