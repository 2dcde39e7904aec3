"""Which of the readings of a question is meant: by how surely the documents answer each."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol, TypeVar

from qa.abstention import log_odds
from qa.corpus import Corpus
from qa.evidence import Evidence
from qa.subject_words import share_said

# A follow-up that could stand alone is meant with the earlier subject where that answers surer by these log-odds: on
# follow-ups of the own dev halves 0.8 and 2.5 where it was meant so, 0.0 and less where the subject had changed.
_MEANT_WITH_SUBJECT = 0.5
# Where only an earlier subject brings an answer: the share of the follow-up's own words that must be said there, or how
# sure it must be of a follow-up so short that it says little (车票怎么算). Of questions asked after others (own dev split,
# four further documents) 10 of 13 so answered though not told are refused by it, of follow-ups rightly so answered none.
_SAID, _SURE_WITH_SUBJECT = 0.2, 0.8
_SAYS_LITTLE = 8  # characters


class Answering(Protocol):
    """What is found for one reading."""

    @property
    def evidence(self) -> Sequence[Evidence]: ...
    @property
    def confidence(self) -> float: ...
    @property
    def sufficient(self) -> bool: ...


_Found = TypeVar("_Found", bound=Answering)


def choose_reading(found: Sequence[_Found], asked: str, corpus: Corpus) -> _Found:
    """Of what is found for each reading of `asked`, likeliest first: the first that answers, or one that does much more
    surely; the first of all where none does."""
    first, *others = found
    answering = [one for one in others if first.sufficient or _speaks_of(one, asked, corpus)]
    best = next((one for one in (first, *answering) if one.sufficient), first)
    for other in answering:
        if other.sufficient and log_odds(other.confidence) - log_odds(best.confidence) >= _MEANT_WITH_SUBJECT:
            best = other
    return best


def _speaks_of(found: Answering, asked: str, corpus: Corpus) -> bool:
    """Whether what is found with the subject of an earlier question is about this one too, not about that subject alone."""
    if not found.sufficient:
        return False
    leans = len(asked) <= _SAYS_LITTLE and found.confidence >= _SURE_WITH_SUBJECT
    return leans or share_said(found.evidence[0], asked, corpus) >= _SAID
