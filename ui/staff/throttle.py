"""How long someone must wait before the next try to sign in, after failed ones."""

from __future__ import annotations

import threading
import time
from collections import OrderedDict, deque
from collections.abc import Callable

FREE_TRIES = 3  # mistypings that cost nothing
LONGEST_WAIT_SECONDS = 60.0  # for one name from one address: 1,440 guesses a day
_FORGET_SECONDS = 3600.0
_REMEMBERED = 1000
# Failures of all names within a minute: each further one makes every try wait longer, up to a bound.
_ALL_FREE, _ALL_LONGEST_SECONDS = 10, 5.0


class Throttle:
    """Failed tries, by who tries and all together. Safe under threads; `clock` counts in seconds.

    Who tries is a name and the address it is tried from: staff is not locked out by others' guesses at its name.
    """

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self._clock = clock
        self._lock = threading.Lock()
        self._failures: OrderedDict[tuple[str, str], tuple[int, float]] = OrderedDict()
        self._all: deque[float] = deque(maxlen=1000)

    def wait_for_one(self, who: tuple[str, str]) -> float:
        """Seconds until their next try is looked at again; 0: now. Doubles with each failure."""
        with self._lock:
            failures, last = self._failures.get(who, (0, 0.0))
            if failures < FREE_TRIES:
                return 0.0
            pause = min(LONGEST_WAIT_SECONDS, 2.0 ** (failures - FREE_TRIES + 1))
            return max(0.0, last + pause - self._clock())

    def wait_for_all(self) -> float:
        """Seconds that any try takes longer now, since many failed in the last minute."""
        with self._lock:
            now = self._clock()
            failures = sum(now - one < 60.0 for one in self._all)
            return min(_ALL_LONGEST_SECONDS, max(0, failures - _ALL_FREE) * 0.25)

    def fail(self, who: tuple[str, str]) -> None:
        with self._lock:
            now = self._clock()
            failures, last = self._failures.pop(who, (0, now))
            self._failures[who] = (1 if now - last > _FORGET_SECONDS else failures + 1, now)
            self._all.append(now)
            if len(self._failures) > _REMEMBERED:  # names are whatever someone types
                self._failures.popitem(last=False)

    def succeed(self, who: tuple[str, str]) -> None:
        with self._lock:
            self._failures.pop(who, None)
