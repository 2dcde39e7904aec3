"""Models whose output later steps learn from: nobody may learn from a judgement on what the judge has learned."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Generic, TypeVar

from eval.forking import make_forked
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


def cross_fit(fit: Callable[[Callable[[str], bool]], Model], *, forked: bool = False) -> CrossFitted[Model]:
    """`fit` is told of each group of questions whether it may learn from it; forked, several are fitted at once."""

    def others_than(part: int) -> Callable[[str], bool]:
        return lambda group: part_of(group) != part

    told = [others_than(part) for part in (PARTS, *range(PARTS))]
    makers = [partial(fit, may_learn) for may_learn in told]
    whole, *parts = make_forked(makers) if forked else [make() for make in makers]
    return CrossFitted(whole, parts)


def part_of(group: str) -> int:
    """Questions on one article, and all those on one of the own documents, are in one part."""
    return hashlib.sha256(f"part {document_of(group)}".encode()).digest()[0] % PARTS


def document_of(group: str) -> str:
    """The article, or the own document, that a group of questions is about.

    >>> document_of("own:2022-education:school-meals"), document_of("Warsaw")
    ('2022-education', 'Warsaw')
    """
    return group.split(":")[1] if group.startswith(OWN_GROUP) else group
