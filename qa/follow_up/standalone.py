"""A follow-up into a question that stands alone, by rule: what is kept of the questions before, what is replaced."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from qa.follow_up import another, another_english, chinese, english, kinds, places, turns
from qa.follow_up import subject as subjects
from qa.follow_up.chinese import PUNCTUATION, RELATIVE_YEAR
from qa.follow_up.days import ask_on_day
from qa.follow_up.document import ask_of_document, asks_of_document
from qa.follow_up.english import is_latin
from qa.follow_up.new_subject import ask_beside, read_bare_subject, read_new_subject, read_nouns, read_people_within
from qa.greeting import is_greeting, strip_acknowledgement
from qa.intent import read_intent
from qa.language import find_asked_language, simplify
from qa.place_names import ask_of_place, find_place, is_place, is_short_name, split_place
from qa.questions import find_questions

_CHANGES_SUBJECT = re.compile(
    r"顺便|另外|对了|换个|别的(?!吗|呢|么|[?？\s]*$)|by the way|another question|different", re.IGNORECASE
)
# "家长们都不答应呢?", "要是分给少了怎么办", "不能到学校去的呢": the same, under a condition.
# "What if I miss it?" points back to what is done.
_ADDS_CONDITION = re.compile(
    rf"^(?!.*(?P<verb>[\u4e00-\u9fff])[不没](?P=verb))(?:{chinese.THEN}|嗯|哦|[,，\s])*"
    rf"(?:[^,，。?？\d]{{1,8}}了呢[?？\s]*$|要是|如果|假如|万一|{chinese.LATE}|[\u4e00-\u9fff]{{1,6}}?(?:都|也|还|又)?[不没](?!锈|同的))"
    rf"|^(?:and|but|so|,|\s)*\b(?:if\b|what if\b(?!.*\b(?:it|they|them)\b)[^?]{{1,60}}[?]*$)",
    re.IGNORECASE,
)
_WHAT_IF = re.compile(r"\bwhat if\b", re.IGNORECASE)
# Of whom the earlier question is asked.
_SOMEONE = re.compile(r"\b(?:he|she|someone|somebody|anyone|anybody)\b", re.IGNORECASE)
_MERELY_ADDS = re.compile(r"要是|如果|假如|万一|的话|[呢办][?？!！。\s]*$")
_DENIES = re.compile(
    rf"^(?:{chinese.THEN}|[,，\s])*(?:还是)?(?:不能?|没有?)(?![一不])[^,，]{{2,12}}(?:呢|的话)[?？\s]*$"
)
# "考试的时候呢": the same, then.
_WHEN_SO = re.compile(
    rf"^(?:{chinese.THEN}|[,，\s])*(?P<when>(?!什么|何|这|那|每?[一两几]?个?[小课学工]时)[^,，。?？\d]{{1,8}}?(?:的?时候|期间|时))的?呢[?？\s]*$"
)
_LEADS_ON = re.compile(rf"^(?:{chinese.THEN}|嗯|哦|(?:and|but|so)\b|[,，\s])+", re.IGNORECASE)
# "那小学的呢，持证上岗率多少": all of a question, its subject first.
_SUBJECT_FIRST = re.compile(
    rf"^(?:{chinese.THEN}|嗯|[,，\s])*(?P<subject>[^,，?？!！。]{{1,12}}?)的?呢\s*[,，、\s]\s*(?P<rest>[^,，].{{2,}})$"
)
_PEOPLE = re.compile(
    r"学生|孩子|娃|子女|儿童|幼儿|老师|教师|家长|双胞胎|家庭|职工|人员|军人|student|child|teacher|parent|pupil|famil|twins|people",
    re.IGNORECASE,
)
_SHORT_CONDITION = 8  # characters; a longer one may be all that is asked
# 去年实际增长多少 behind 今年目标是多少 asks for no target.
_AIM, _DONE = re.compile(r"(?:的?(?:目标|计划|任务|预期))+$"), re.compile(r"实际|去年")
_WHY_LED = re.compile(r"^(?:为什么|为何|为啥|凭什么)")
_BUILDS = re.compile(r"新建|改扩建|改建|扩建|迁建|重建")
_THEY = re.compile(r"(?<!其)[他她]们?|\bthe(?:y|m|ir)\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class _Told:
    """What earlier questions leave to lean on: the last that stands alone, to which a new subject is put; the same with
    the last such subject; the last of all as it is read; and the last that is about people, whom "they" means; and the
    place that one asked of last."""

    alone: str = ""
    about: str = ""
    last: str = ""
    people: str = ""
    place: str = ""


def make_standalone(question: str, history: Sequence[str]) -> str:
    """The question as it would be asked without the earlier ones; as it is when it stands alone already.

    `history` holds the earlier questions, oldest first; each is read in the light of those before it.

    >>> make_standalone("那普通高中呢?", ["2022年中职招生有什么规定?"])
    '2022年普通高中招生有什么规定?'
    >>> make_standalone("具体要建几个?", ["公办园有什么安排?"])
    '公办园具体要建几个?'
    >>> make_standalone("几号之前?", ["随迁子女怎么报名?", "要交什么证明?"])
    '随迁子女 报名几号之前?'
    >>> make_standalone("孩子上小学要考试吗?", ["公办园有什么安排?"])
    '孩子上小学要考试吗?'
    """
    return read_follow_up(question, history)[0]


def read_follow_up(question: str, history: Sequence[str]) -> tuple[str, ...]:
    """All that a question may mean after the earlier ones, likeliest first, each once.

    The rules decide the first; where the documents do not answer it, or answer the second more surely, the question
    may be meant with the subject of the one before. One that names a new subject is never read with the old one: its
    answer would be wrong. Nor is one with words of its own in English, where they cannot be looked for in the documents,
    nor one that asks for all of a subject.

    >>> read_follow_up("能多出多少个学位?", ["今年要建几所公办园?"])
    ('能多出多少个学位?', '今年 公办园能多出多少个学位?')
    >>> read_follow_up("双减工作怎么推进?", ["孩子上小学要考试吗?"])
    ('双减工作怎么推进?',)
    """
    told = _Told()
    for number, earlier in enumerate(history):
        if not (is_greeting(earlier) or turns.asks_further(earlier) or _asks_the_same(earlier, history[:number])):
            told = _remember(told, english.write_out(_strip(earlier)))
    if not told.last or is_greeting(question):
        return (question.strip(),)
    return (told.last,) if _asks_the_same(question, history) else _read(_strip(question), told)[0]


def _asks_the_same(question: str, history: Sequence[str]) -> bool:
    """Whether a turn asks for the answer before in another language, or doubts it."""
    asked = _strip(question)
    return turns.doubts(asked) or find_asked_language(asked, history) is not None


def _strip(question: str) -> str:
    """With simplified characters, and without thanks before what it asks; 不对 tells that it corrects, 对了 that it turns
    to something else."""
    question = simplify(question.strip())
    while not (turns.strip_correction(question) or _CHANGES_SUBJECT.match(question)):
        rest = strip_acknowledgement(question)
        if rest == question:
            break
        question = rest
    return question


def _remember(told: _Told, earlier: str) -> _Told:
    readings, told_now = _read(earlier, told)
    people = told_now.about if _PEOPLE.search(told_now.about) else told.people
    return replace(told_now, last=readings[0], people=people)


def _read(question: str, told: _Told) -> tuple[tuple[str, ...], _Told]:
    """What the question may mean, and what it leaves to those behind it."""
    if not told.last or not question:
        return (question,), _Told(question, question, question)
    if turns.asks_further(question):
        return (turns.ask_further(told.about),), told
    if turns.asks_why(question):
        return (turns.ask_why(told.about),), told
    next_part = turns.ask_next_part(question, told.last)
    if next_part:
        return (next_part,), replace(told, alone=next_part, about=next_part)
    of_document = question if asks_of_document(question) else ask_of_document(question, told.last)
    if of_document:
        return (of_document,), replace(told, about=of_document)
    meant = turns.strip_correction(question)
    question = meant or question
    first = _SUBJECT_FIRST.match(question)
    if first and chinese.ASKING.search(first["rest"]) and not chinese.points_back(first["subject"]):
        if _leans_on_earlier(first["rest"]):
            return _read_with_subject(first["subject"], told)
        question = f"{first['subject']}{first['rest']}"
        return (question,), replace(told, alone=question, about=question)
    holder, asked = chinese.split_bare_question(question)
    if holder and not is_latin(told.alone):
        readings = _each(told.alone, lambda one: subjects.ask_whether(holder, asked, one))
        return readings, replace(told, about=readings[0])
    group, asked = kinds.split_asked_group(english.strip_lead(question), told.last)
    if group and is_latin(told.last):
        readings = _each(told.last, lambda one: another_english.ask_of(asked, kinds.ask_within(group, one)))
        if another_english.asks_otherwise(asked, told.last):
            return (question, *readings), replace(told, alone=readings[0], about=readings[0])
        return readings, replace(told, about=readings[0])
    beside = ask_beside(question, told.about)
    if beside:
        return (beside,), replace(told, about=beside)
    subject = (
        read_people_within(question, told.alone)
        or read_new_subject(question, told.last)
        or read_bare_subject(question, corrects=bool(meant))
    )
    if _ADDS_CONDITION.match(question) or _ADDS_CONDITION.match(subject) or _DENIES.match(question):
        comma = ", " if is_latin(told.about) else "，"
        condition = _LEADS_ON.sub("", question).rstrip(PUNCTUATION).removesuffix("呢")
        readings = _each(told.about, lambda one: f"{one.rstrip(PUNCTUATION)}{comma}{_LEADS_ON.sub('', question)}")
        if _asks_for_itself(question, told.about):
            return tuple(dict.fromkeys((question, *readings))), replace(told, alone=question, about=question)
        if is_latin(question) or len(condition) <= _SHORT_CONDITION:
            return readings, told
        return (*readings, condition), replace(told, about=condition)
    when = None if is_latin(told.last) else _WHEN_SO.match(question)
    if when and not ask_on_day(when["when"], told.last):
        return _each(told.last, lambda one: f"{when['when']}{one}"), told
    if subject:
        return _read_with_subject(subject, told)
    nouns = read_nouns(question, told.about)
    if nouns:
        readings, told = _read_with_subject(nouns, told)
        return tuple(dict.fromkeys((*readings, question))), replace(told, alone=readings[0])
    place, rest = split_place(chinese.strip_lead(question))
    if place and not is_latin(told.last) and _leans_on_earlier(rest):
        readings = _each(ask_of_place(place, told.last, told.place), lambda one: _with_topic_of(one, rest))
        return readings, replace(told, alone=readings[0], about=readings[0], place=place)
    if not _CHANGES_SUBJECT.search(question) and _leans_on_earlier(question):
        about = told.people if _THEY.search(question) and not _PEOPLE.search(told.about) else told.about
        return _each(about or told.about, lambda one: _with_topic_of(one, question)), told
    readings = (question,)
    if not (_CHANGES_SUBJECT.search(question) or is_latin(question) or read_intent(question).broad):
        readings = (question, *_each(told.about, lambda one: _with_topic_of(one, question)))
    said = chinese.strip_told(question)
    return tuple(dict.fromkeys(readings)), replace(told, alone=said, about=said)


def _read_with_subject(subject: str, told: _Told) -> tuple[tuple[str, ...], _Told]:
    """Another year or place is asked the last question; another thing the last that stands alone, or else the last."""
    year, place = subjects.split_year(subject)
    if year and (_is_place_beside(place, told) or places.is_of_places(place)):
        (asked, *_), there = _read_with_subject(place, told)
        return _read_with_subject(year, replace(there, last=asked))
    place = subject.removeprefix("在")
    subject = place if _is_place_beside(place, told) else subject
    if not is_latin(told.last) and _is_place_beside(subject, told):
        place = subject if is_place(subject) else f"{subject}，"  # set off, for it is none that every step knows
        readings = _each(told.last, lambda one: ask_of_place(place, one, told.place))
        return readings, replace(told, alone=readings[0], about=readings[0], place=place)
    if subjects.is_year(subject, told.last) or is_place(subject) or places.is_place(subject):
        readings = _each(told.last, lambda one: subjects.ask_about(subject, one))
        return readings, replace(told, alone=readings[0], about=readings[0])
    readings = _each(told.last, lambda one: ask_on_day(subject, one))
    if any(readings):
        return readings, replace(told, about=readings[0])
    ask_for = another_english.ask_for if is_latin(told.about) else another.ask_for
    readings = _each(told.about, lambda one: places.keep_places(_ask_behind_told(ask_for, subject, one), one))
    if any(readings):
        return readings, replace(told, about=readings[0])
    readings = _each(told.alone, lambda one: _ask_there(subject, one, told.place))
    if told.last != told.about:
        readings = tuple(dict.fromkeys((*readings, _ask_there(subject, told.last, told.place))))
    return readings, replace(told, about=readings[0])


def _ask_there(subject: str, before: str, place: str) -> str:
    """The earlier question with another subject, of the place that it begins with, or in English names."""
    there = place if place and before.startswith(place) and not is_place(place) else ""
    asked = f"{there}{_ask_behind_told(subjects.ask_about, subject, before.removeprefix(there))}"
    return places.keep_places(asked, before) if is_latin(asked) else asked


def _ask_behind_told(ask: Callable[[str, str], str], subject: str, before: str) -> str:
    """Another thing asked of the last sentence of the earlier question, in English behind what the others tell, unless
    they tell of other people: "My son is in grade 7. When is registration?"."""
    if not is_latin(before):
        return ask(subject, before)
    told, last = english.split_told(before)
    if kinds.names_people(told) and (kinds.is_group(subject) or kinds.is_own_person(subject)):
        return ask(subject, before if _SOMEONE.search(last) or _THEY.search(last) else last)
    asked = ask(subject, last)
    of_group = kinds.names_group(told) and not kinds.names_group(last)
    if of_group and kinds.is_group(subject) and not kinds.names_people(subject):  # I teach grade 1. … – And grade 4?
        return asked
    return f"{told}{asked}" if asked else ""


def _is_place_beside(subject: str, told: _Told) -> bool:
    """Whether it is a place to ask the last question of: by its full name, or a short one where that names a place."""
    if is_place(subject):
        return True
    names_place = find_place(told.last) or (told.place and told.last.startswith(told.place))
    return bool(names_place) and is_short_name(subject)


def _each(before: str, read: Callable[[str], str]) -> tuple[str, ...]:
    """A reading after each of the questions that the earlier one holds; the last was on the asker's mind."""
    return tuple(dict.fromkeys(read(one) for one in reversed(find_questions(before) or (before,))))


def _asks_for_itself(question: str, before: str) -> bool:
    """Whether a question under a condition names its own subject: 小学没有晚自习吗, and not 不交呢, 要是不交怎么办; 晚三天返校怎么办
    after one that speaks of nothing like it; "What if my child is sick?"."""
    if is_latin(question):
        return not (_WHAT_IF.search(question) is None or _SOMEONE.search(question) or _leans_on_earlier(question))
    done = chinese.find_done_late(question)
    if done and set(done).isdisjoint(before):
        return True
    return (
        not _MERELY_ADDS.search(question)
        and chinese.ASKING.search(question) is not None
        and not _leans_on_earlier(question)
    )


def _leans_on_earlier(question: str) -> bool:
    return english.leans_on_earlier(question) if is_latin(question) else chinese.leans_on_earlier(question)


def _with_topic_of(before: str, question: str) -> str:
    if is_latin(before) and is_latin(question):
        pointing = english.point_to(before, question)
        if pointing:
            return places.keep_places(pointing, before)
    topic = english.words_of_topic(before) if is_latin(before) else chinese.find_topic(before)
    if is_latin(question):
        question = _LEADS_ON.sub("", question)
        topic = english.without_years(topic) if english.without_years(question) != question else topic
    if RELATIVE_YEAR.search(question):
        topic = _AIM.sub("", RELATIVE_YEAR.sub("", topic)) if _DONE.search(question) else RELATIVE_YEAR.sub("", topic)
    why = _WHY_LED.match(question)
    if why and topic and not is_latin(topic):
        return f"{why[0]}{topic}{question[why.end() :]}"
    if _BUILDS.search(question):
        topic = _BUILDS.sub("", topic).strip()
    if not is_latin(question):
        topic = another.without_kindred(topic, chinese.find_topic(question))
    space = " " if topic[-1:].isascii() and question[:1].isascii() else ""
    return f"{topic}{space}{chinese.strip_lead(question)}" if topic else question
