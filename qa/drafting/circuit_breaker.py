"""Leaving an endpoint alone for a while when it keeps failing, so that nobody waits for what is known to be away.

Written here: the library for it, pybreaker, holds a lock for the length of each call, one question after the other.
"""

from __future__ import annotations

import threading
import time
from collections.abc import Callable

FAILURES = 3  # in a row
REST_SECONDS = 30.0


class CircuitBreaker:
    """After some failures in a row nothing is let through for a while, then one call, whose end decides. Thread-safe."""

    def __init__(
        self,
        *,
        failures: int = FAILURES,
        rest_seconds: float = REST_SECONDS,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        self._most, self._rest_seconds, self._clock = failures, rest_seconds, clock
        self._lock = threading.Lock()
        self._failed = 0
        self._rests_until = 0.0

    def allows(self) -> bool:
        """Whether a call may be made now. Of those who ask at the end of a rest only the first may."""
        with self._lock:
            if self._failed < self._most:
                return True
            if self._clock() < self._rests_until:
                return False
            self._rests_until = self._clock() + self._rest_seconds
            return True

    def note(self, *, succeeded: bool) -> None:
        """How a call ended that was allowed."""
        with self._lock:
            self._failed = 0 if succeeded else self._failed + 1
            if self._failed >= self._most:
                self._rests_until = self._clock() + self._rest_seconds
