"""Work shared out among processes forked from this one: what they work on is large, and need not be sent."""

from __future__ import annotations

import multiprocessing
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from typing import TypeVar, cast

from ingest import bound_threads, count_processors

Made = TypeVar("Made")


def make_forked(makers: Sequence[Callable[[], Made]]) -> list[Made]:
    """What each makes, in their order, as many at once as there are processors. What they make must pickle.

    >>> make_forked([lambda: 1, lambda: 2])
    [1, 2]
    """
    with ThreadPoolExecutor(count_processors()) as waiting:
        return list(waiting.map(_in_process, makers))


def _in_process(make: Callable[[], Made]) -> Made:
    context = multiprocessing.get_context("fork")
    receiver, sender = context.Pipe(duplex=False)
    process = context.Process(target=lambda: sender.send(_make_alone(make)))
    process.start()
    sender.close()
    try:
        return cast(Made, receiver.recv())
    finally:
        process.join()


def _make_alone(make: Callable[[], Made]) -> Made:
    """On a core of its own: numpy's threads in several processes would fight over the cores."""
    bound_threads()
    return make()
