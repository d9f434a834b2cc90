"""What the commands agree on: how a date is written, and how a process ends that was stopped by hand."""

from __future__ import annotations

import argparse
from datetime import datetime

INTERRUPTED = 130
"""The exit code of a shell's command that Ctrl-C ended."""


def day(text: str) -> datetime:
    """A date of the command line. Raises argparse's error for another form."""
    try:
        return datetime.strptime(text, "%Y-%m-%d")
    except ValueError as error:
        raise argparse.ArgumentTypeError(f"{text!r} is not a date of the form YYYY-MM-DD") from error
