"""The places that an English question is about, and the question of another one."""

from __future__ import annotations

import re
from functools import lru_cache

from ingest import PROVINCES, load_cities, romanize
from qa.dictionary import knows
from qa.follow_up.kinds import is_group
from qa.place_names import find_romanized

_NAME = re.compile(r"(?<![A-Za-z])[A-Z][a-z]+(?: [A-Z][a-z]+)*(?=\b)(?! \d)")
_FIRST_WORD = re.compile(r"\w+")
_STANDS_AS_PLACE = re.compile(r"\b(?:in|of|for|from|at|and|will|does|did|has) $", re.IGNORECASE)
_OF_ALL_PLACES = re.compile(r"\b(?:nation(?:al|wide|ally)|country|countrywide|provincial|elsewhere)\b", re.IGNORECASE)
_BETWEEN_PLACES = re.compile(r"(?:\s|,|\band\b|\bor\b)+")
_REGION = r"(?:new area|city|county|district|province|prefecture|municipality|township|town)"
_BY_ITS_REGION = re.compile(rf"(?<![A-Za-z])(?P<name>[A-Za-z]+) {_REGION}\b", re.IGNORECASE)
_NO_PLACES = frozenset(
    "January February March April May June July August September October November December I Monday Tuesday Wednesday"
    " Thursday Friday Saturday Sunday Year Grade Chinese English Maths Math Mandarin Ministry Bureau Education".split()
)


def is_place(subject: str) -> bool:
    """Whether it is the name of a place and nothing else.

    >>> [is_place(text) for text in ("Hebei", "danlin county", "the county", "kindergartens", "Monday")]
    [True, True, False, False, False]
    """
    region = _BY_ITS_REGION.fullmatch(subject)
    if region:
        return subject[0].isupper() or not knows(region["name"])
    named = _NAME.fullmatch(subject) and not is_group(subject)
    return bool(named) and _NO_PLACES.isdisjoint(subject.split())


def is_city(subject: str) -> bool:
    """Whether it is the name of a province or city, or of several of one sound.

    >>> [is_city(text) for text in ("Beijing", "Suzhou", "Uniforms")]
    [True, True, False]
    """
    return is_place(subject) and subject.lower() in _load_cities_in_pinyin()


@lru_cache(maxsize=1)
def _load_cities_in_pinyin() -> frozenset[str]:
    return frozenset(map(romanize, (*PROVINCES, *load_cities())))


def ask_of_place(subject: str, before: str) -> str:
    """The earlier question of another place; empty when the subject is none.

    >>> ask_of_place("Hebei", "What was Jiangsu's GDP growth in 2024?"), ask_of_place("Hebei", "How many new jobs are planned?")
    ("What was Hebei's GDP growth in 2024?", 'How many new jobs are planned in Hebei?')
    >>> ask_of_place("Luhe county", "How many teachers will Mingxi city recruit?"), ask_of_place("lunch", "What is Jiangsu's GDP?")
    ('How many teachers will Luhe county recruit?', '')
    """
    subject = subject.removesuffix("'s")
    return put_place(subject, before) if is_place(subject) else ""


def put_place(place: str, before: str) -> str:
    """The earlier question of a place, in whatever script that is written.

    >>> put_place("临江", "How many jobs are planned in Jiangsu?")
    'How many jobs are planned in 临江?'
    """
    regions = [match for match in _BY_ITS_REGION.finditer(before) if _names_region(match)]
    names = [match for match in _NAME.finditer(before) if match.start() and is_place(match.group())]
    named = next(iter(regions or names), None)
    if named is None:
        return f"{before.rstrip(' ?.!')} in {place}?"
    return f"{before[: named.start()]}{place}{before[named.end() :]}"


def find_places(question: str) -> tuple[str, ...]:
    """The places that an English question names: provinces, cities, what is called a county, and names in their stead that are no words.

    >>> find_places("Has Hubei raised pensions?"), find_places("What are Danlin county's Spring Festival rules?")
    (('Hubei',), ('Danlin county',))
    >>> find_places("How many teachers will Danlin hire?")
    ('Danlin',)
    """
    regions = [match.group() for match in _BY_ITS_REGION.finditer(question) if _names_region(match)]
    first = _FIRST_WORD.match(question)
    start = first.end() if first and not find_romanized(first.group()) else 0
    alone = [one.group() for one in _NAME.finditer(question, start) if _names_one_place(one)]
    return tuple(dict.fromkeys((*regions, *(name for name in alone if not any(name in one for one in regions)))))


def is_of_places(topic: str) -> bool:
    """Whether it is places and nothing else: Jiangsu and Hubei."""
    places = find_places(f"in {topic}")
    return bool(places) and not _BETWEEN_PLACES.sub("", re.sub("|".join(map(re.escape, places)), "", topic))


def keep_places(asked: str, before: str) -> str:
    """A question of the places of the earlier one, where it names none, and does not ask of all the country.

    >>> keep_places("What about wages?", "Has Hubei raised pensions?"), keep_places("Wages in Hebei?", "Pensions in Hubei?")
    ('What about wages in Hubei?', 'Wages in Hebei?')
    """
    places = () if find_places(asked) or _OF_ALL_PLACES.search(asked) else find_places(before)
    places = tuple(place for place in places if place not in asked)
    return f"{asked.rstrip(' ?.!')} in {' and '.join(places)}?" if asked and places else asked


def _names_one_place(named: re.Match[str]) -> bool:
    """A province or city, or behind "in" or "will" or before "'s" a name that is no word: not in "the Yuyue card"."""
    name = named.group()
    if find_romanized(name):
        return True
    stands_so = _STANDS_AS_PLACE.search(named.string, 0, named.start()) or named.string.startswith("'s", named.end())
    return bool(stands_so) and is_place(name) and not any(knows(word.lower()) for word in name.split())


def _names_region(region: re.Match[str]) -> bool:
    """In a question: Danlin county, danlin county; not "each county", "Which county"."""
    name = region["name"]
    return (name[0].isupper() and region.start() > 0) or bool(find_romanized(name)) or not knows(name.lower())
