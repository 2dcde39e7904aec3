"""How often a page that grows may be sent to the browser."""

from __future__ import annotations

import time
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from typing import TypeVar

Update = TypeVar("Update")


def limit_rate(
    updates: Iterable[Update],
    *,
    per_second: int = 5,
    clock: Callable[[], float] = time.monotonic,
    sleep: Callable[[float], None] = time.sleep,
) -> Iterator[Update]:
    """Pass on at most `per_second` updates in any second; each replaces the one before, so others are left out.

    The first ones pass at once (a quick answer never waits), and the last one always passes, late if it
    must. `clock` and `sleep` count in seconds.
    """
    sent: deque[float] = deque(maxlen=per_second)
    held: list[Update] = []
    for update in updates:
        held = [update]
        if len(sent) < per_second or clock() - sent[0] >= 1.0:
            sent.append(clock())
            held = []
            yield update
    for update in held:
        sleep(max(0.0, 1.0 - (clock() - sent[0])))
        yield update
