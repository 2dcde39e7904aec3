"""Running a command that prints."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable


def run_printing(command: Callable[[], int]) -> int:
    """A command's exit code. It may print into a pipe that closes early (`… | head`): then 1, and no traceback."""
    try:
        code = command()
        sys.stdout.flush()
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 1
    return code
