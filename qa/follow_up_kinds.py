"""Whom and where an English question is about, groups, schools and places, and the question with another of the kind."""

from __future__ import annotations

import re

from qa.dictionary import knows
from qa.place_names import find_romanized

_PEOPLE = (
    r"students?|pupils?|child(?:ren)?|kids?|boys?|girls?|graders?|boarders?|graduates?|freshmen|orphans?|twins|teachers?"
    r"|principals?|head ?teachers?|parents?|guardians?|famil(?:y|ies)|workers?|people"
)
_NUMBERS = r"\d{1,2}(?!\d)|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve"
_ORDINALS = r"first|second|third|fourth|fifth|sixth|seventh|eighth|ninth|tenth|eleventh|twelfth|\d{1,2}(?:st|nd|rd|th)"
_LEVELS = (
    r"kindergartens?|pre-?schools?|nurser(?:y|ies)|colleges?|universit(?:y|ies)|(?:junior|senior) highs?"
    r"|schools?(?! (?:year|term|day)s?\b)"
    rf"|(?:grades?|years?) (?:{_NUMBERS})|(?:{_ORDINALS})[ -](?:grades?|years?)"
)
_SORTS = (
    r"primary|elementary|middle|junior|senior|high|secondary|vocational|technical|special|ordinary|regular|public|private"
    rf"|rural|urban|village|township|boarding|day|migrant|disabled|autistic|deaf|blind|poor|left-behind|new|{_ORDINALS}"
)
_NO_SORT = r"for|of|in|on|at|to|by|with|from|the|an?|and|or|many|much|if|when|per|each|every|there"
_OF_A_SORT = rf"(?:(?:{_SORTS})[ -])*(?:{_LEVELS}|{_PEOPLE})(?: (?:{_LEVELS}|{_PEOPLE}))*\b"
_ANY_SORT = rf"(?:(?!(?:{_NO_SORT})\b)[\w'-]+ )"
# Not "after-school care", "out-of-school".
_GROUP = re.compile(rf"(?<![\w-])(?:(?:ex|non)-)?{_OF_A_SORT}", re.IGNORECASE)
# A sort that is not listed is told by what stands before it: "for gifted children", "can gifted children".
_GROUP_BEHIND = re.compile(
    r"\b(?:for|of|in|at|by|with|from|can|do|does|did|will|must|should|may|are) (?:the |an? |all )?"
    rf"(?P<group>{_ANY_SORT}?{_OF_A_SORT})",
    re.IGNORECASE,
)
_IS_GROUP = re.compile(rf"{_ANY_SORT}{{0,2}}?{_OF_A_SORT}(?: (?:in|of|with|from|who) [^?.!]+)?", re.IGNORECASE)
_BARE = re.compile(r"\s*+(?:(?:for|in|of|at|and)\s+)?(?:the\s+)?(?P<group>[^?.!]{2,60}?)[?.!\s]*$", re.IGNORECASE)
_ORDINAL = re.compile(rf"\b(?:{_ORDINALS})\b", re.IGNORECASE)
_ASKED_GROUP = re.compile(
    r"(?!what (?:is|are) there)(?P<asked>how (?:much|many|long|often)|when|where|what|who)(?: (?:is|are) (?:it|they|there))? (?:for|in|at) (?:the )?"
    r"(?P<group>[^?.!]{2,60}?)[?.!\s]*$",
    re.IGNORECASE,
)
_OF_LEVEL = re.compile(rf"(?:(?:{_SORTS})[ -])*(?:{_LEVELS})\b", re.IGNORECASE)
_OF_PEOPLE = re.compile(rf"\b(?:{_PEOPLE})\b", re.IGNORECASE)
_COUNTED = re.compile(r"\b(?:how (?:many|much)|per|each|every) $", re.IGNORECASE)
_ANY_SCHOOL = re.compile(r"schools?", re.IGNORECASE)
_ONE = re.compile(
    r"\b(?:school|kindergarten|preschool|nursery|college|university|student|pupil|child|teacher|parent)$", re.IGNORECASE
)
_LAST_WORD = re.compile(r"(\w+?)s?$")
# Whose subject is all that stands behind it: another one takes its place.
_SAID_OF = re.compile(
    r"^(?P<before>[^?.!]*\b(?:plans?|rules?|measures?|policy|policies|requirements?|targets?|say|said|know|tell me)"
    r" (?:for|about|on) (?:the )?)[^?.!]+?(?P<after>(?: in (?:19|20)\d{2})?)[?.!\s]*$",
    re.IGNORECASE,
)

_NAME = re.compile(r"(?<![A-Za-z])[A-Z][a-z]+(?: [A-Z][a-z]+)*(?=\b)(?! \d)")
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
    named = _NAME.fullmatch(subject) and not _IS_GROUP.fullmatch(subject)
    return bool(named) and _NO_PLACES.isdisjoint(subject.split())


def find_bare_group(question: str) -> str:
    """The school, grade or group of people that a question names and nothing else; empty otherwise.

    >>> find_bare_group("for kindergartens?"), find_bare_group("Kindergartens?"), find_bare_group("Are kindergartens free?")
    ('kindergartens', 'Kindergartens', '')
    """
    match = _BARE.match(question)
    return match["group"] if match and _GROUP.fullmatch(match["group"]) else ""


def split_asked_group(question: str) -> tuple[str, str]:
    """The school, grade or group of people that a question names beside what asks, and what asks; empty otherwise.

    >>> split_asked_group("when for junior high?"), split_asked_group("how much for lunch?")
    (('junior high', 'when'), ('', ''))
    """
    match = _ASKED_GROUP.match(question)
    return (match["group"], match["asked"]) if match and _GROUP.fullmatch(match["group"]) else ("", "")


def ask_of_group(subject: str, before: str, *, within: bool = False) -> str:
    """The earlier question of another school, grade or group of people; empty when the subject is none. Where it names
    none, the new one stands behind it. A level of school stands before people that are counted, or that are meant
    `within` it, and takes the place of others.

    >>> ask_of_group("junior secondary students", "How much homework can Year 4 pupils get?")
    'How much homework can junior secondary students get?'
    >>> ask_of_group("middle schools", "How many primary school teachers will be hired?")
    'How many middle school teachers will be hired?'
    >>> ask_of_group("private schools", "Who sets the fees for school meals?")
    'Who sets the fees for private school meals?'
    >>> ask_of_group("kindergartens", "What are the plans for special education?")
    'What are the plans for kindergartens?'
    >>> ask_of_group("kindergartens", "How many teachers will be hired?"), ask_of_group("schools", "What must parents do?")
    ('How many kindergarten teachers will be hired?', 'What must schools do?')
    >>> ask_of_group("teachers", "How much is lunch?"), ask_of_group("the lunch fee", "How much do boarders pay?")
    ('How much is lunch for teachers?', '')
    """
    if _IS_GROUP.fullmatch(subject) is None:
        return ""
    named = [match.span("group") for match in _GROUP_BEHIND.finditer(before)]
    named += [match.span() for match in _GROUP.finditer(before)]
    if not named:
        said = _SAID_OF.match(before)
        if said:
            return f"{said['before']}{subject}{said['after']}?"
        return f"{before.rstrip(' ?.!')} for {subject}?"
    start, end = max(named, key=lambda span: _likeness(subject, before[slice(*span)]))
    level = _OF_LEVEL.match(before, start, end)
    if level and level.end() < end and not _OF_PEOPLE.search(subject):
        return f"{before[:start]}{_of_one(subject)}{before[level.end() :]}"
    counted = _COUNTED.search(before, 0, start) and not _ANY_SCHOOL.fullmatch(subject)
    if not level and (within or counted) and _OF_PEOPLE.fullmatch(before, start, end) and _OF_LEVEL.fullmatch(subject):
        return f"{before[:start]}{_of_one(subject)} {before[start:]}"
    if _ONE.search(before, start, end):
        subject = _of_one(subject)
    return f"{before[:start]}{subject}{before[end:]}"


def ask_of_ordinal(subject: str, before: str) -> str:
    """The earlier question of another one in an order; empty where the subject is none, or the question names none.

    >>> ask_of_ordinal("second", "How much is the first prize?"), ask_of_ordinal("second", "How much is the prize?")
    ('How much is the second prize?', '')
    """
    told = _ORDINAL.search(before) if _ORDINAL.fullmatch(subject) else None
    return f"{before[: told.start()]}{subject}{before[told.end() :]}" if told else ""


def ask_of_place(subject: str, before: str) -> str:
    """The earlier question of another place; empty when the subject is none.

    >>> ask_of_place("Hebei", "What was Jiangsu's GDP growth in 2024?"), ask_of_place("Hebei", "How many new jobs are planned?")
    ("What was Hebei's GDP growth in 2024?", 'How many new jobs are planned in Hebei?')
    >>> ask_of_place("Luhe county", "How many teachers will Mingxi city recruit?"), ask_of_place("lunch", "What is Jiangsu's GDP?")
    ('How many teachers will Luhe county recruit?', '')
    """
    subject = subject.removesuffix("'s")
    if not is_place(subject):
        return ""
    regions = [match for match in _BY_ITS_REGION.finditer(before) if _names_region(match)]
    names = [match for match in _NAME.finditer(before) if match.start() and is_place(match.group())]
    named = next(iter(regions or names), None)
    if named is None:
        return f"{before.rstrip(' ?.!')} in {subject}?"
    return f"{before[: named.start()]}{subject}{before[named.end() :]}"


def is_of_people(text: str) -> bool:
    """Whether it names people at its end.

    >>> is_of_people("school for autistic children"), is_of_people("special education")
    (True, False)
    """
    return any(match.end() == len(text) for match in _OF_PEOPLE.finditer(text))


def _of_one(group: str) -> str:
    """ "private school" for "private schools", as it stands before another noun or behind "a"."""
    return re.sub(r"s$", "", re.sub(r"ies$", "y", group))


def _likeness(subject: str, group: str) -> tuple[bool, int, int]:
    same = _LAST_WORD.findall(subject.lower()) == _LAST_WORD.findall(group.lower())
    kinds = sum(bool(kind.search(subject) and kind.search(group)) for kind in (_OF_PEOPLE, _OF_LEVEL))
    return same, kinds, len(group)


def _names_region(region: re.Match[str]) -> bool:
    """In a question: Danlin county, danlin county; not "each county", "Which county"."""
    name = region["name"]
    return (name[0].isupper() and region.start() > 0) or bool(find_romanized(name)) or not knows(name.lower())
