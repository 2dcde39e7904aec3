"""How long a question may be, how many one visitor may ask, and how long uploads lie about, so that nobody can take the service from the others."""

from __future__ import annotations

import math
import threading
import time
from collections import deque
from collections.abc import Callable

# Characters. The longest question anyone asked in the labelled sets has 120; beyond this it is a pasted text. Less than
# `QaSettings.max_question`, on purpose: who runs the program may ask for more than everybody on the web.
QUESTION_LIMIT = 500
# Seconds: how often Gradio's copies of uploaded files are looked through, and how old one may become.
UPLOADS_KEPT = (3600, 86_400)
_MINUTE = 60.0
# Visitors remembered at once; the addresses of a busy minute. They are forgotten after it and written nowhere.
_VISITORS = 10_000


class QuestionLimit:
    """At most `per_minute` questions in any minute from one address; 0 means no limit. Safe under threads."""

    def __init__(self, per_minute: int, *, clock: Callable[[], float] = time.monotonic) -> None:
        self._per_minute = per_minute
        self._clock = clock
        self._asked: dict[str, deque[float]] = {}
        self._lock = threading.Lock()

    def take(self, address: str) -> int:
        """Count a question. 0 when it may be asked, else the seconds until it may, and then it does not count."""
        if not self._per_minute:
            return 0
        with self._lock:
            now = self._clock()
            times = self._asked.setdefault(address, deque())
            while times and now - times[0] >= _MINUTE:
                times.popleft()
            if len(times) >= self._per_minute:
                return math.ceil(_MINUTE - (now - times[0]))
            times.append(now)
            if len(self._asked) > _VISITORS:
                self._forget(now)
            return 0

    def _forget(self, now: float) -> None:
        self._asked = {one: times for one, times in self._asked.items() if times and now - times[-1] < _MINUTE}
