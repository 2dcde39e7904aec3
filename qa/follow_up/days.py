"""The same thing on another day, or at another time of it: "and on Fridays?", 周末呢, after what it is asked of."""

from __future__ import annotations

import re

from qa.follow_up import chinese, english
from qa.follow_up.english import is_latin

_HOLIDAY = r"(?:(?:public|school|national|summer|winter|spring|autumn) )?(?:holidays?|vacations?|breaks?)"
_DAY_EN = (
    r"(?:(?:(?:mon|tues|wednes|thurs|fri|satur|sun)days?|weekdays?|weekends?|school days?|workdays?)"
    rf"(?: (?:morning|afternoon|evening|night)s?)?|{_HOLIDAY}|(?:morning|afternoon|evening)s?|noon|night)"
)
# A span, Monday to Friday, is one.
_DAY_IN_ENGLISH = re.compile(
    r"(?<![\w-])(?P<lead>(?:on|at|in|during|over|from) (?:the )?)?"
    rf"(?P<day>{_DAY_EN}(?:(?: and | or | to | through |, ?|-){_DAY_EN}){{0,6}})(?![\w-])",
    re.IGNORECASE,
)
_IS_HOLIDAY = re.compile(_HOLIDAY, re.IGNORECASE)
_SPAN_OF_TIME = re.compile(rf"{_HOLIDAY}|(?:morning|afternoon|evening)s?", re.IGNORECASE)
# A time or a leave that is itself asked about: not "a term" behind what is done in it.
_TIME_EN = re.compile(
    r"(?<!\bper )(?<!\beach )(?<!\bevery )(?<!\ba )\b(?:terms?|semesters?|(?:maternity|sick|annual) leave"
    r"|exams?|examinations?|festivals?)$",
    re.IGNORECASE,
)
_WEEK = r"(?:周|星期|礼拜)"
_FEAST = (
    r"(?:五一(?:国际)?劳动节|六一(?:国际)?儿童节|(?:春|劳动|儿童|教师|妇女|青年)节|元旦|除夕"
    r"|(?:清明|端午|中秋|国庆|元宵|重阳|五一|六一)(?:节|(?![路街村镇]|班(?!车)|广场|[小中]学(?!生)|幼儿园))"
    r"|(?<![二月第])十一(?=放|小?长?假|期间|$))(?:小?长假|假期)?"
)
_FREE = rf"(?:寒暑假|[寒暑春秋]假|假期|{_FEAST})"
_DAY = (
    rf"(?:{_WEEK}[一二三四五六日天末](?:[至到]{_WEEK}?[一二三四五六日天](?!年))?|双休日|工作日|(?:法定)?节假日|节日"
    rf"|平[时日]|{_FREE})(?:期间|时候|里)?"
)
_HOUR = r"(?:早上|[上中下]午|晚上)"
_DAYS = rf"{_DAY}(?:[至到和、]{_DAY}){{0,6}}"
_WHEN_IN_CHINESE = re.compile(rf"(?P<day>{_DAYS})?(?P<hour>{_HOUR})?(?:期间|时候|里)?")
_TOLD = re.compile(rf"(?P<day>{_DAYS}){_HOUR}?|{_HOUR}(?:期间|时候|里)?")
_IS_FREE = re.compile(_FREE)
# A term within which something is asked, or a school's feast: not 一学期多少钱, 上学期间.
_TERM = re.compile(
    r"(?:[本上下新]|第[一二]|[春秋]季?)学期(?![间限])内?|(?:体育|艺术|科技|读书|阅读|文化)节(?:期间|里)?"
)
# A time or a leave that is itself asked about, how it is spent or begun aside: 产假休几天, 秋季学期几号开学.
_ABOUT_TIME = re.compile(
    r"(?:(?:[病事婚产丧年亲儿理乳长]|[年公]休)假|(?<![一两每个])学期|考试|[期月中高]考)\s?(?:放|休|请|开学)?$"
)


def ask_on_day(subject: str, before: str) -> str:
    """The earlier question of another day, or another time of the day or the year, in the place of one that it names or
    beside what it asks; empty when the subject is none, or in the other language, or a holiday asked about as another
    time is.

    >>> ask_on_day("on Fridays", "When does the canteen open?"), ask_on_day("weekends", "Is it open on Mondays?")
    ('When does the canteen open on Fridays?', 'Is it open on weekends?')
    >>> ask_on_day("周五", "宿舍几点熄灯？"), ask_on_day("周五", "食堂周一几点开门？"), ask_on_day("体育馆", "食堂几点开门？")
    ('周五宿舍几点熄灯？', '食堂周五几点开门？', '')
    >>> ask_on_day("周末", "周一至周五几点上课？"), ask_on_day("晚上", "寒假食堂几点开门？"), ask_on_day("寒假", "期末考试什么时候？")
    ('周末几点上课？', '寒假晚上食堂几点开门？', '')
    """
    if is_latin(subject) != is_latin(before):
        return ""
    return _ask_in_english(subject, before) if is_latin(subject) else _ask_in_chinese(subject, before)


def _ask_in_english(subject: str, before: str) -> str:
    named = _DAY_IN_ENGLISH.fullmatch(subject)
    if named is None:
        return ""
    lead = named["lead"] or _lead_of(named["day"])
    told = _DAY_IN_ENGLISH.search(before)
    if told and not (told["lead"] or named["lead"]):  # it is asked about: How long is the summer holiday?
        return f"{before[: told.start()]}{subject}{before[told.end() :]}"
    if told and told["lead"]:
        return f"{before[: told.start()]}{lead}{named['day']}{before[told.end() :]}"
    if not named["lead"] and _IS_HOLIDAY.fullmatch(subject) and _TIME_EN.search(english.find_topic(before)):
        return ""
    return f"{before.rstrip(' ?.!')} {lead}{named['day']}?"


def _ask_in_chinese(subject: str, before: str) -> str:
    named = _WHEN_IN_CHINESE.fullmatch(subject)
    if named is None or not (named["day"] or named["hour"]):
        return ""
    told = _TOLD.search(before)
    if told and told["day"] and _IS_FREE.match(told["day"]) and not named["day"]:
        return f"{before[: told.end('day')]}{subject}{before[told.end() :]}"
    if not told and _IS_FREE.match(subject):
        if _IS_FREE.fullmatch(subject) and _ABOUT_TIME.search(chinese.find_topic(before)):
            return ""
        told = _TERM.search(before)
    start, end = told.span() if told else (0, 0)
    return f"{before[:start]}{subject}{before[end:]}"


def _lead_of(day: str) -> str:
    if day.lower() in {"noon", "night"}:
        return "at "
    return "in the " if _SPAN_OF_TIME.fullmatch(day) else "on "
