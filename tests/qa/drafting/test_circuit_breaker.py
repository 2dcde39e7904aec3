from __future__ import annotations

from qa.drafting.circuit_breaker import CircuitBreaker


def test_it_opens_after_failures_in_a_row_only() -> None:
    breaker = CircuitBreaker(failures=2, rest_seconds=10, clock=lambda: 0.0)
    for succeeded in (False, True, False):
        assert breaker.allows()
        breaker.note(succeeded=succeeded)
    assert breaker.allows()
    breaker.note(succeeded=False)
    assert not breaker.allows()


def test_of_those_who_come_after_the_rest_one_may_try() -> None:
    now = [0.0]
    breaker = CircuitBreaker(failures=1, rest_seconds=10, clock=lambda: now[0])
    breaker.note(succeeded=False)
    now[0] = 10.0
    assert [breaker.allows(), breaker.allows()] == [True, False]
    breaker.note(succeeded=True)
    assert breaker.allows()


def test_a_trial_whose_end_nobody_tells_is_followed_by_another() -> None:
    now = [0.0]
    breaker = CircuitBreaker(failures=1, rest_seconds=10, clock=lambda: now[0])
    breaker.note(succeeded=False)
    now[0] = 10.0
    assert breaker.allows()
    now[0] = 20.0
    assert breaker.allows()
