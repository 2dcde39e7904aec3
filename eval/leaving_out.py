"""Questions that nothing answers any more: some passages are left out of what is asked about."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from enum import StrEnum

from eval.cases import PassageText
from eval.errors import EvalError
from eval.records import Case

_EVERY = 4


class LeftOut(StrEnum):
    """A passage alone, so that its siblings stay, or all passages of a title."""

    PASSAGES = "passages"
    TITLES = "titles"


def leave_out(
    cases: Sequence[Case], passages: Sequence[PassageText], which: LeftOut
) -> tuple[tuple[Case, ...], tuple[PassageText, ...]]:
    """Leave out every fourth of what the cases have as gold, in the order of the file.

    A case that has lost all its gold becomes unanswerable, without facts. Raises EvalError when no case has a
    passage as gold, or when there is too little gold to leave any out.
    """
    asked = {gold.passage for case in cases for gold in case.gold if gold.passage}
    key_of = {p.id: p.title if which is LeftOut.TITLES else p.id for p in passages}
    keys = list(dict.fromkeys(key_of[passage.id] for passage in passages if passage.id in asked))
    gone_keys = set(keys[_EVERY - 1 :: _EVERY])
    if not gone_keys:
        raise EvalError(f"Nothing can be left out: the questions have fewer than {_EVERY} {which.value} as gold.")
    gone = {passage.id for passage in passages if key_of[passage.id] in gone_keys}
    left = (replace(case, gold=tuple(gold for gold in case.gold if gold.passage not in gone)) for case in cases)
    return (
        tuple(
            case if case.gold or not before.gold else replace(case, answerable=False, facts=())
            for case, before in zip(left, cases, strict=True)
        ),
        tuple(passage for passage in passages if passage.id not in gone),
    )
