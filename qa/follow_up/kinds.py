"""Whom an English question is about, groups of people and schools, and the question with another of the kind."""

from __future__ import annotations

import re

_PEOPLE = (
    r"students?|pupils?|child(?:ren)?|kids?|boys?|girls?|graders?|boarders?|(?:under|post)?graduates?|freshmen|orphans?|twins|teachers?"
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
    r"\b(?:for|of|in|at|by|with|from|(?<!who )(?:can|do|does|did|will|must|should|may)|are) (?:the |an? |all )?"
    rf"(?P<group>{_ANY_SORT}?{_OF_A_SORT})",
    re.IGNORECASE,
)
_IS_GROUP = re.compile(rf"{_ANY_SORT}{{0,2}}?{_OF_A_SORT}(?: (?:in|at|for|of|with|from|who) [^?.!]+)?", re.IGNORECASE)
_BARE = re.compile(r"\s*+(?:(?:for|in|of|at|and)\s+)?(?:the\s+)?(?P<group>[^?.!]{2,60}?)[?.!\s]*$", re.IGNORECASE)
_ORDINAL = re.compile(rf"\b(?:{_ORDINALS})\b", re.IGNORECASE)
_ASKED_GROUP = re.compile(
    r"(?P<asked>how (?:much|many|long|often)|when|where|what|who)(?: (?:is|are) (?:it|they|there))? (?:for|in|at) (?:the )?"
    r"(?P<group>[^?.!]{2,60}?)[?.!\s]*$",
    re.IGNORECASE,
)
_WHAT_IS_THERE = re.compile(r"what\b[^?.!]* (?:is|are) there (?:for|in|at)\b", re.IGNORECASE)
_OF_LEVEL = re.compile(rf"(?:(?:{_SORTS})[ -])*(?:{_LEVELS})\b", re.IGNORECASE)
_OF_PEOPLE = re.compile(rf"\b(?:{_PEOPLE})\b", re.IGNORECASE)
_PEOPLE_TOLD = re.compile(
    rf"(?:{_PEOPLE}) (?:over|under|above|below|aged|with|without|in|of|from|who)\b", re.IGNORECASE
)
PERSON = (
    rf"(?:{_PEOPLE}|(?:grand)?(?:mothers?|fathers?|sons?|daughters?|mum|mom|dad|ma|pa)|husband|wife|bab(?:y|ies)"
    r"|brothers?|sisters?|seniors?)"
)
_PERSON = re.compile(rf"\b{PERSON}\b", re.IGNORECASE)
# Not "my son's uniform", "my student card": a thing.
_IS_ONE_OF_MINE = re.compile(
    rf"(?:my|our|his|her|their) (?:\w+ )?{PERSON}(?:-in-law)?"
    r"(?=,|\s(?:in|at|of|from|with|without|on|to|for|by|who|aged|under|over|above|below|born|if|when|and|or|as|also|too|now|already|is|are|has|have"
    r"|\w+ing|\w{3,}ed)\b|\s*$)",
    re.IGNORECASE,
)
_IS_OF_ANY_PEOPLE = re.compile(
    rf"{_ANY_SORT}{{0,2}}(?:{PERSON}|(?:nurse|doctor|driver|farmer|officer|servant|soldier|veteran|retiree|resident|citizen|foreigner|adult|visitor"
    r"|guest|volunteer|tourist|passenger|patient|tenant|employee|worker|intern|engineer|freelancer|firefighter)s?"
    r"|police|staff|men|women)",
    re.IGNORECASE,
)
_WHOSE = re.compile(r"\b(?:my|our|your|his|her|their) $", re.IGNORECASE)
_COUNTED = re.compile(r"\b(?:how (?:many|much)|per|each|every) $", re.IGNORECASE)
_ANY_SCHOOL = re.compile(r"schools?", re.IGNORECASE)
_ONE = re.compile(
    r"\b(?:school|kindergarten|preschool|nursery|college|university|student|pupil|child|teacher|parent)$", re.IGNORECASE
)
_LAST_WORD = re.compile(r"(\w+?)s?$")
# Of which year, at the end of a question.
OF_YEAR = r"(?: (?:in|for|of|during) (?:the year )?(?:19|20)\d{2})?"
NO_YEAR = r"(?!(?:the year )?(?:19|20)\d{2}[?.!\s]*$)"
# Whose subject is all that stands behind it: another one takes its place.
_SAID_OF = re.compile(
    r"^(?P<before>[^?.!]*\b(?:plans?|rules?|measures?|policy|policies|requirements?|targets?|say|said|know|tell me)"
    rf" (?:for|about|on) (?:the )?){NO_YEAR}[^?.!]+?(?P<after>{OF_YEAR})[?.!\s]*$",
    re.IGNORECASE,
)


def is_group(subject: str) -> bool:
    """Whether it is a school, grade or group of people and nothing else."""
    return _IS_GROUP.fullmatch(subject) is not None


def is_own_person(subject: str) -> bool:
    """Whether it is someone who belongs to the asker: my daughter in grade 1.

    >>> [is_own_person(text) for text in ("my mother-in-law", "my child entering grade 1", "my son aged 6", "my son's uniform", "my student card")]
    [True, True, True, False, False]
    """
    return _IS_ONE_OF_MINE.match(subject) is not None


def is_of_any_people(subject: str) -> bool:
    """Whether it is people and nothing else, of whatever occupation: nurses, and not student cards."""
    return _IS_OF_ANY_PEOPLE.fullmatch(subject) is not None


def find_bare_group(question: str) -> str:
    """The school, grade or group of people that a question names and nothing else; empty otherwise.

    >>> find_bare_group("for kindergartens?"), find_bare_group("Kindergartens?"), find_bare_group("Are kindergartens free?")
    ('kindergartens', 'Kindergartens', '')
    """
    match = _BARE.match(question)
    return match["group"] if match and _GROUP.fullmatch(match["group"]) else ""


def split_asked_group(question: str, before: str) -> tuple[str, str]:
    """The school, grade or group of people that a question names beside what asks, and what asks; empty otherwise, and
    where it asks what there is for them and the earlier one does not.

    >>> split_asked_group("when for junior high?", "Is lunch free?"), split_asked_group("how much for lunch?", "Is lunch free?")
    (('junior high', 'when'), ('', ''))
    """
    match = _ASKED_GROUP.match(question)
    alone = _WHAT_IS_THERE.match(question) and not _WHAT_IS_THERE.match(before)
    return (match["group"], match["asked"]) if match and not alone and _GROUP.fullmatch(match["group"]) else ("", "")


def ask_of_group(subject: str, before: str) -> str:
    """The earlier question of another school, grade or group of people; empty when the subject is none. Where it names
    none, the new one stands behind it. A level of school stands before people that are counted, and takes the place of
    others.

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
    return put_group(subject, before) if _IS_GROUP.fullmatch(subject) else ""


def put_group(subject: str, before: str) -> str:
    """The earlier question of a school, grade or group of people, in whatever script that is written."""
    named = _find_likest(subject, before)
    if named is None:
        said = _SAID_OF.match(before)
        if said:
            return f"{said['before']}{subject}{said['after']}?"
        return f"{before.rstrip(' ?.!')} for {subject}?"
    start, end = named
    level = _OF_LEVEL.match(before, start, end)
    if level and level.end() < end and not _OF_PEOPLE.search(subject):
        return f"{before[:start]}{_of_one(subject)}{before[level.end() :]}"
    counted = _COUNTED.search(before, 0, start) and not _ANY_SCHOOL.fullmatch(subject)
    if not level and counted and _OF_PEOPLE.fullmatch(before, start, end) and _OF_LEVEL.fullmatch(subject):
        return f"{before[:start]}{_of_one(subject)} {before[start:]}"
    if _ONE.search(before, start, end):
        subject = _of_one(subject)
    return f"{before[:start]}{subject}{before[end:]}"


def ask_within(subject: str, before: str) -> str:
    """The earlier question of another school, grade or group of people: of its people in a level of school.

    >>> ask_within("kindergartens", "What must a teacher do?"), ask_within("parents", "What must teachers do?")
    ('What must a kindergarten teacher do?', 'What must parents do?')
    """
    return ask_of_group(name_people_within(subject, before) or subject, before)


def name_people_within(level: str, before: str, lead: str = "") -> str:
    """The people whom the earlier question names, in a level of school; empty where they are named with a level, or
    behind the `lead` that the new one has: there it takes their place.

    >>> name_people_within("kindergartens", "What must teachers do?"), name_people_within("kindergartens", "Is lunch free?")
    ('kindergarten teachers', '')
    >>> name_people_within("kindergartens", "What are the rules for teachers?", " for ")
    ''
    >>> name_people_within("middle school", "When can I register my child?", " for ")
    'child for middle school'
    """
    named = _find_likest(level, before) if _OF_LEVEL.fullmatch(level) else None
    people = _GROUP.search(before, *named) if named else None
    if named is None or people is None or _OF_LEVEL.search(people.group()) or not is_of_people(people.group()):
        return ""
    start, end = named
    behind_same = lead and before[:start].lower().removesuffix("the ").endswith(lead)
    for_schools = lead == " for " and _ANY_SCHOOL.fullmatch(level)
    if behind_same or for_schools:
        return ""
    if _WHOSE.search(before, 0, people.start()):
        return f"{before[start:end]}{lead or ' in '}{level}"
    return f"{before[start : people.start()]}{_of_one(level)} {before[people.start() : end]}"


def ask_of_ordinal(subject: str, before: str) -> str:
    """The earlier question of another one in an order; empty where the subject is none, or the question names none.

    >>> ask_of_ordinal("second", "How much is the first prize?"), ask_of_ordinal("second", "How much is the prize?")
    ('How much is the second prize?', '')
    """
    told = _ORDINAL.search(before) if _ORDINAL.fullmatch(subject) else None
    return f"{before[: told.start()]}{subject}{before[told.end() :]}" if told else ""


def names_group(text: str) -> bool:
    """Whether it names a school, grade or group of people."""
    return _GROUP.search(text) is not None


def names_people(text: str) -> bool:
    return _PERSON.search(text) is not None


def names_group_behind(lead: str, text: str) -> bool:
    """Whether it names a school, grade or group of people right behind a word.

    >>> names_group_behind("in", "How many places in public schools?"), names_group_behind("in", "Can schools open in rented flats?")
    (True, False)
    """
    return any(match.group().lower().startswith(f"{lead} ") for match in _GROUP_BEHIND.finditer(text))


def without_people(text: str) -> str:
    """
    >>> without_people("My mother has a permit")
    'My … has a permit'
    """
    return _PERSON.sub("…", text)


def is_of_people(text: str) -> bool:
    """Whether it names people at its end, or at its beginning and then tells which.

    >>> [is_of_people(text) for text in ("school for autistic children", "people over 80", "student loan")]
    [True, True, False]
    """
    return bool(_PEOPLE_TOLD.match(text)) or any(match.end() == len(text) for match in _OF_PEOPLE.finditer(text))


def _of_one(group: str) -> str:
    """ "private school" for "private schools", as it stands before another noun or behind "a"."""
    return re.sub(r"s$", "", re.sub(r"ies$", "y", group))


def _find_likest(subject: str, before: str) -> tuple[int, int] | None:
    """Where the question names the school, grade or group of people most like another one."""
    named = [match.span("group") for match in _GROUP_BEHIND.finditer(before)]
    named += [match.span() for match in _GROUP.finditer(before)]
    return max(named, key=lambda span: _likeness(subject, before[slice(*span)]), default=None)


def _likeness(subject: str, group: str) -> tuple[bool, int, int]:
    same = _LAST_WORD.findall(subject.lower()) == _LAST_WORD.findall(group.lower())
    kinds = sum(bool(kind.search(subject) and kind.search(group)) for kind in (_OF_PEOPLE, _OF_LEVEL))
    return same, kinds, len(group)
