"""The new subject that a follow-up names: 那普通高中呢, "what about kindergartens?", "in rural areas?"."""

from __future__ import annotations

import re

from qa.contrasts import find_contrasted
from qa.follow_up import chinese, english, kinds, places
from qa.follow_up import subject as subjects
from qa.follow_up.chinese import PUNCTUATION
from qa.follow_up.days import ask_on_day
from qa.follow_up.english import is_latin
from qa.place_names import is_place

# "那普通高中呢?", "公办园呢", "and for kindergartens?": a new subject for the same question; 带了会怎么样 asks what follows.
_NEW_SUBJECT = re.compile(
    rf"^(?:{chinese.THEN}|还有|以及|换成|如果是|要是|嗯|哦|好的?|[,，\s])*(?P<subject>[^?？!！。]{{1,24}}?)"
    r"(?:呢|(?<!会)(?:怎么样|又?如何|又怎样)|的话)+[?？!！。\s]*$"
)
_NEW_SUBJECT_LED = re.compile(
    rf"^(?:{chinese.THEN}|还有|以及|换成|再?(?:说说|看看|讲讲))(?P<subject>[^?？!！。]{{1,12}})[?？\s]*$"
)
# "河北的是多少": of a place only; 学费是多少 asks of the same thing.
_NEW_PLACE = re.compile(
    rf"^(?:{chinese.THEN})?(?P<subject>[\u4e00-\u9fff]{{2,8}}?)的?(?:是|有)?(?:多少|几)?[?？!！。\s]*$"
)
_NEW_SUBJECT_EN = re.compile(
    r"^(?:and\s++|so\s++|ok(?:ay)?,?\s++)*(?:what about|how about|and|(?:also|(?:is it )?(?:the )?same)(?=\s+(?:for|in|to|of)\s))\s++"
    r"(?:for\s++|in\s++|of\s++|to\s++|the\s++)*"
    r"(?P<subject>[^?.!]{2,60})[?.!\s]*+$",
    re.IGNORECASE,
)
_SPAN = re.compile(
    r"(?:an?|\d+|one|two|three|four|five|six|ten) (?:hour|day|week|month|year|term|semester)s?\b", re.IGNORECASE
)
# Some for whom, or how long, what was asked holds.
_BESIDE = re.compile(rf"^{_SPAN.pattern}|s$", re.IGNORECASE)
# "in rural areas?", "per month?", "for two days?", "for visitors?": beside what was asked.
_PHRASE = re.compile(
    r"^(?:(?:and|but|so|ok(?:ay)?|what about|how about|also|same)\b|,|\s)*+(?P<lead>in|at|during|per|with|without|under|over|from"
    r"|for) (?P<noun>[^?.!,]{1,40}?)[?.!\s]*$",
    re.IGNORECASE,
)
_ONES = re.compile(r" ones?$", re.IGNORECASE)
_FOR_WHOM = re.compile(
    rf"^(?:(?:for|of|about) (?!{_SPAN.pattern})|(?:in|at|with|from) (?=[^?.!,]{{1,38}} ones?[?.!\s]*$))(?:the )?"
    r"(?P<subject>[^?.!,]{2,40}?)[?.!\s]*$",
    re.IGNORECASE,
)
_AT_PLACE = re.compile(r"^(?:in|for|of|at|from) ", re.IGNORECASE)
_NO_SUBJECT = re.compile(
    r"(?:free|example|instance|now|sure|course|real|it|that|whom|least|most|this|them|us|me|total|general|any|every|each|all|both"
    r"|too|very|not|no|yes|right|really|more|less|even|only|just|also|still|some|these|those|much|many|else|my|your|need|apply"
    r"|bring|pay|get|go|say|for|of|in|on|at|by|with|to|from|per"
    r"|about|(?:before|after)(?![- ]school)|until|till|since|than|or|and|such|like|as|you)\b",
    re.IGNORECASE,
)
_VERB = re.compile(
    r"\b(?:is|are|was|were|be|do|does|did|has|have|had|can|could|will|would|must|should|may|need|needs)\b",
    re.IGNORECASE,
)
# "Homework rules?", "Rules on homework?": what is asked of a thing is told, too.
_NAMES_ITS_ASPECT = re.compile(r"\b(?:rules?|policy|policies|limits?)$|\b(?:on|for)\b", re.IGNORECASE)
_NOUNS = re.compile(
    r"^(?!(?i:\d+|one|two|three|four|five|six|seven|eight|nine|ten) )(?P<subject>[\w'-]+(?: [\w'-]+){1,2}|[A-Z]{2,5}) ?\?\s*$"
)
# What may stand behind a preposition at the end: longer, it may hold a verb.
_SHORT_NOUN = re.compile(r"(?:(?:the|an?) )?(?P<noun>[^\s?.!,]+(?: [^\s?.!,]+)?)", re.IGNORECASE)
_WORD = re.compile(r"[\w'-]+")
_YEAR_BEHIND = re.compile(r"(?: in (?:19|20)\d{2})?[?.!\s]*$", re.IGNORECASE)


def read_new_subject(question: str, before: str = "") -> str:
    """What the last question, `before`, is asked of, by the words that lead on to it; empty where none does.

    >>> read_new_subject("那普通高中呢?"), read_new_subject("And for kindergartens?"), read_new_subject("学费多少")
    ('普通高中', 'kindergartens', '')
    """
    place = _NEW_PLACE.match(question)
    if place and is_place(place["subject"]):
        return place["subject"]
    for pattern in (_NEW_SUBJECT, _NEW_SUBJECT_LED, _NEW_SUBJECT_EN):
        match = pattern.match(question)
        if match:
            subject = match["subject"].strip(PUNCTUATION).removeprefix("对于").removeprefix("关于").removesuffix("的")
            asks = chinese.ASKING.search(subject) or english.asks(subject)
            if subject and not asks and not chinese.points_back(subject):
                return subject
    return chinese.find_holder_asked_about(question, before)


def read_people_within(question: str, before: str) -> str:
    """Whom the earlier English question is asked of, in the school that the follow-up names: "and in kindergartens?"; empty
    where it names none, or one that takes the place of another behind the same word.

    >>> read_people_within("And in kindergartens?", "What must teachers do?"), read_people_within("teachers?", "Who pays?")
    ('kindergarten teachers', '')
    """
    phrase = _PHRASE.match(question)
    if phrase is None or phrase["lead"].lower() not in {"in", "at", "for"}:
        return ""
    return kinds.name_people_within(phrase["noun"].removeprefix("the "), before, f" {phrase['lead'].lower()} ")


def read_bare_subject(question: str, *, corrects: bool) -> str:
    """A year, a school or a group that is all of a question; of a correction all that asks nothing of its own."""
    said = question.strip(PUNCTUATION)
    place = _AT_PLACE.sub("", said).removesuffix("'s")
    if is_latin(said) and places.is_of_places(place):
        return place
    for_whom = _FOR_WHOM.match(question)
    if for_whom and _is_noun(for_whom["subject"]):
        return for_whom["subject"]
    if subjects.is_bare_year(said):
        return said
    asks = chinese.ASKING.search(said) or english.asks(said)
    if corrects and said and not asks and not chinese.points_back(said):
        return re.sub(r"^(?:for|in|of|about) ", "", said, flags=re.IGNORECASE).removesuffix("的")
    return chinese.find_bare_holder(said) or kinds.find_bare_group(said)


def ask_beside(question: str, before: str) -> str:
    """The earlier English question with a phrase that says where, when or with what, in place of one that begins alike or
    behind it; empty where the follow-up is no such phrase.

    >>> ask_beside("in rural areas?", "How many schools will be built?"), ask_beside("per month?", "How much is lunch per day?")
    ('How many schools will be built in rural areas?', 'How much is lunch per month?')
    >>> ask_beside("And in housing?", "What did Zhejiang achieve in education in 2024?"), ask_beside("in 2023?", "How much?")
    ('What did Zhejiang achieve in housing in 2024?', '')
    """
    phrase = _PHRASE.match(question)
    if phrase is None or not is_latin(before) or not _is_noun(phrase["noun"]):
        return ""
    lead, noun = phrase["lead"].lower(), phrase["noun"]
    named = noun.removeprefix("the ")
    if lead in {"in", "at", "for"} and (kinds.is_group(named) or places.is_place(named)):
        return ""
    of_sort = find_contrasted(_ONES.sub("", noun), before) and kinds.names_group(before)
    if _ONES.search(noun) and (of_sort or kinds.names_group_behind(lead, before)):
        return ""
    topic = english.match_topic(before)
    if lead == "for" and topic and _is_in_place_of(topic, noun):
        return ""
    on_day = ask_on_day(f"{lead} {noun}", before)
    if on_day:
        return on_day
    year = _YEAR_BEHIND.search(before)
    end = year.start() if year else len(before)
    start, behind = _find_phrase_alike(lead, noun, before, end) or (end, end)
    return f"{before[:start].rstrip(' ?.!')} {lead} {noun}{before[behind:].rstrip(' ?.!')}?"


def _is_in_place_of(topic: re.Match[str], noun: str) -> bool:
    """Whether "for …" names another topic than the earlier question does, and not for what that is asked."""
    if _SPAN.match(noun):
        return False
    if topic.re is english.BEHIND_PREPOSITION:
        return True
    if _BESIDE.search(noun):
        return False
    if topic.re is not english.BEHIND_BE or find_contrasted(noun, topic["topic"]):
        return True
    kind = noun.rpartition(" ")[2].lower()
    return any(word.endswith(kind) for word in topic["topic"].lower().split())


def _find_phrase_alike(lead: str, noun: str, before: str, end: int) -> tuple[int, int] | None:
    """Where a phrase stands in whose place the new one is meant: one of the same noun (in rural areas, in urban areas), or
    a short one that is the last before `end`, of no place, school or people, and tells of none which they are; after "per"
    the word behind it wherever it stands."""
    last = re.escape(noun.rpartition(" ")[2])
    same = re.compile(rf" {lead} (?:[\w'-]+ ){{0,2}}{last}\b", re.IGNORECASE).search(before, 0, end)
    if same:
        return same.span()
    start = before.lower().rfind(f" {lead} ", 0, end)
    if lead == "per" and start > 0 and (word := _WORD.match(before, start + len(lead) + 2, end)):
        return start, word.end()
    told = _SHORT_NOUN.fullmatch(before, start + len(lead) + 2, end) if start > 0 else None
    if told is None or kinds.is_group(told["noun"]) or places.find_places(before[start:end]):
        return None
    of_people = " " in told["noun"] and kinds.is_of_people(before[:start])
    return None if of_people else (start, end)


def read_nouns(question: str, before: str) -> str:
    """Two or three English words that are all of a question and may be what the earlier one is asked of; empty otherwise.

    >>> read_nouns("Elderly meals?", "Who is responsible for childcare?"), read_nouns("Who pays?", "When is lunch?")
    ('elderly meals', '')
    >>> read_nouns("Food safety?", "How many schools will be built?")  # what is not counted
    ''
    """
    nouns = _NOUNS.match(question)
    subject = nouns["subject"] if nouns else ""
    if not (subject and is_latin(f"{subject}{before}") and _is_noun(subject)):
        return ""
    if _SPAN.fullmatch(subject) or _NAMES_ITS_ASPECT.search(subject):
        return ""
    topic = english.match_topic(before)
    if topic is None or (topic.re is english.COUNTED and not subject.endswith("s")):
        return ""
    return (
        f"{subject[0].lower()}{subject[1:]}"
        if subject[1].islower() and not places.find_places(f"in {subject}")
        else subject
    )


def _is_noun(words: str) -> bool:
    """Whether it may be what is asked about, and neither asks nor points back nor is a time or place of its own rules."""
    return not (
        _NO_SUBJECT.match(words)
        or english.asks(words)
        or english.ASKING.search(words)
        or _VERB.search(words)
        or english.without_years(words) != words
        or english.RELATIVE_YEAR.search(words)
    )
