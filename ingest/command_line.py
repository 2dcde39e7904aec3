"""Running a command that prints."""

from __future__ import annotations

import io
import os
import sys
from collections.abc import Callable


def run_printing(command: Callable[[], int]) -> int:
    """A command's exit code. It prints UTF-8, whatever the surroundings use, and may print into a pipe that closes early
    (`… | head`): then 1, and no traceback."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")
    try:
        code = command()
        sys.stdout.flush()
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 1
    return code
