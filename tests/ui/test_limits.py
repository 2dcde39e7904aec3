from __future__ import annotations

from ui.limits import QuestionLimit


class Clock:
    def __init__(self) -> None:
        self.now = 100.0

    def __call__(self) -> float:
        return self.now


def test_a_minute_s_questions_pass_and_the_next_one_waits_for_the_first_to_grow_old() -> None:
    clock = Clock()
    limit = QuestionLimit(2, clock=clock)
    assert limit.take("a") == 0
    clock.now += 10
    assert limit.take("a") == 0
    assert limit.take("a") == 50
    clock.now += 49.5
    assert limit.take("a") == 1
    clock.now += 0.5
    assert limit.take("a") == 0


def test_one_who_asks_too_often_does_not_stop_the_others() -> None:
    limit = QuestionLimit(1, clock=Clock())
    assert [limit.take("a"), limit.take("a"), limit.take("b")] == [0, 60, 0]


def test_no_limit_counts_nothing() -> None:
    limit = QuestionLimit(0, clock=Clock())
    assert [limit.take("a") for _ in range(1000)] == [0] * 1000


def test_addresses_are_forgotten_after_their_minute() -> None:
    clock = Clock()
    limit = QuestionLimit(5, clock=clock)
    for number in range(10_000):
        limit.take(f"old {number}")
    clock.now += 61
    limit.take("new")
    assert set(limit._asked) == {"new"}
