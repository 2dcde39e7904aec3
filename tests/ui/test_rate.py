from __future__ import annotations

from collections.abc import Iterator

from hypothesis import given
from hypothesis import strategies as st

from ui.rate import limit_rate


class Clock:
    """Time that passes only when someone waits."""

    def __init__(self) -> None:
        self.now = 0.0

    def __call__(self) -> float:
        return self.now

    def sleep(self, seconds: float) -> None:
        self.now += seconds


def play(gaps: list[float], per_second: int = 5) -> list[tuple[float, int]]:
    """When which of the updates 0, 1, 2 … pass, each coming so many seconds after the one before."""
    clock = Clock()

    def updates() -> Iterator[int]:
        for number, gap in enumerate(gaps):
            clock.sleep(gap)
            yield number

    passed = limit_rate(updates(), per_second=per_second, clock=clock, sleep=clock.sleep)
    return [(clock.now, number) for number in passed]


def test_a_quick_answer_does_not_wait() -> None:
    assert play([0.0, 0.1]) == [(0.0, 0), (0.1, 1)]


def test_the_last_update_passes_late_rather_than_not_at_all() -> None:
    assert play([0.0] * 9) == [(0.0, 0), (0.0, 1), (0.0, 2), (0.0, 3), (0.0, 4), (1.0, 8)]


def test_nothing_gives_nothing() -> None:
    assert play([]) == []


@given(st.lists(st.floats(0, 2), max_size=60), st.integers(1, 6))
def test_never_more_than_so_many_in_a_second_and_the_last_is_never_lost(gaps: list[float], per_second: int) -> None:
    passed = play(gaps, per_second)
    times = [time for time, _ in passed]
    assert all(later - earlier >= 1 - 1e-9 for earlier, later in zip(times, times[per_second:], strict=False))
    assert [number for _, number in passed][-1:] == ([len(gaps) - 1] if gaps else [])
