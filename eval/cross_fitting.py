"""Models whose output later steps learn from: nobody may learn from a judgement on what the judge has learned."""

from __future__ import annotations

import hashlib
import multiprocessing
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from typing import Generic, TypeVar, cast

from eval.training_sets import OWN_GROUP, in_training_half

PARTS = 3

Model = TypeVar("Model")


@dataclass(frozen=True, slots=True)
class CrossFitted(Generic[Model]):
    """`whole` has learned from everything, `parts[i]` from all but part i."""

    whole: Model
    parts: Sequence[Model]

    def unseen_by(self, group: str) -> Model:
        """One that has not learned from this group of questions."""
        return self.parts[part_of(group)] if in_training_half(group) else self.whole


def cross_fit(fit: Callable[[Callable[[str], bool]], Model], *, at_once: int = 1) -> CrossFitted[Model]:
    """`fit` is told of each group of questions whether it may learn from it.

    With more than one at once each is fitted in a process of its own, forked from this one.
    """

    def others_than(part: int) -> Callable[[str], bool]:
        return lambda group: part_of(group) != part

    told = [others_than(part) for part in (PARTS, *range(PARTS))]
    if at_once == 1:
        whole, *parts = map(fit, told)
    else:
        with ThreadPoolExecutor(at_once) as waiting:
            whole, *parts = waiting.map(lambda may_learn: _in_process(lambda: fit(may_learn)), told)
    return CrossFitted(whole, parts)


def _in_process(make: Callable[[], Model]) -> Model:
    context = multiprocessing.get_context("fork")  # what is learned from is large, and need not be sent
    receiver, sender = context.Pipe(duplex=False)
    process = context.Process(target=lambda: sender.send(make()))
    process.start()
    sender.close()
    try:
        return cast(Model, receiver.recv())
    finally:
        process.join()


def part_of(group: str) -> int:
    """Questions on one article, and all those on one of the own documents, are in one part."""
    whole = group.split(":")[1] if group.startswith(OWN_GROUP) else group
    return hashlib.sha256(f"part {whole}".encode()).digest()[0] % PARTS
