"""The same thing on another day, or at another time of it: "and on Fridays?", 周末呢, after what it is asked of."""

from __future__ import annotations

import re

from qa.follow_up_english import is_latin

_HOLIDAY = r"(?:(?:public|school|national|summer|winter|spring|autumn) )?(?:holidays?|vacations?|breaks?)"
_DAY_EN = (
    r"(?:(?:(?:mon|tues|wednes|thurs|fri|satur|sun)days?|weekdays?|weekends?|school days?|workdays?)"
    rf"(?: (?:morning|afternoon|evening|night)s?)?|{_HOLIDAY}|(?:morning|afternoon|evening)s?|noon|night)"
)
_DAY_IN_ENGLISH = re.compile(
    rf"(?<![\w-])(?P<lead>(?:on|at|in|during|over) (?:the )?)?(?P<day>{_DAY_EN})(?![\w-])", re.IGNORECASE
)
_SPAN_OF_TIME = re.compile(rf"{_HOLIDAY}|(?:morning|afternoon|evening)s?", re.IGNORECASE)
_DAY_IN_CHINESE = re.compile(
    r"(?:(?:周|星期|礼拜)[一二三四五六日天末]|双休日|工作日|(?:法定)?节假日|节日|[寒暑]假|寒暑假|假期|平[时日]|早上|[上中下]午|晚上)"
    r"(?:早上|[上中下]午|晚上)?(?:期间|时候|里)?"
)


def ask_on_day(subject: str, before: str) -> str:
    """The earlier question of another day, or another time of the day or the year, in the place of one that it names or
    beside what it asks; empty when the subject is none, or in the other language.

    >>> ask_on_day("on Fridays", "When does the canteen open?"), ask_on_day("weekends", "Is it open on Mondays?")
    ('When does the canteen open on Fridays?', 'Is it open on weekends?')
    >>> ask_on_day("周五", "宿舍几点熄灯？"), ask_on_day("周五", "食堂周一几点开门？"), ask_on_day("体育馆", "食堂几点开门？")
    ('周五宿舍几点熄灯？', '食堂周五几点开门？', '')
    """
    if is_latin(subject) != is_latin(before):
        return ""
    if not is_latin(subject):
        told = _DAY_IN_CHINESE.search(before)
        start, end = told.span() if told else (0, 0)
        return f"{before[:start]}{subject}{before[end:]}" if _DAY_IN_CHINESE.fullmatch(subject) else ""
    named = _DAY_IN_ENGLISH.fullmatch(subject)
    if named is None:
        return ""
    lead = named["lead"] or _lead_of(named["day"])
    told = _DAY_IN_ENGLISH.search(before)
    if told and not (told["lead"] or named["lead"]):  # it is asked about: How long is the summer holiday?
        return f"{before[: told.start()]}{subject}{before[told.end() :]}"
    if told and told["lead"]:
        return f"{before[: told.start()]}{lead}{named['day']}{before[told.end() :]}"
    return f"{before.rstrip(' ?.!')} {lead}{named['day']}?"


def _lead_of(day: str) -> str:
    if day.lower() in {"noon", "night"}:
        return "at "
    return "in the " if _SPAN_OF_TIME.fullmatch(day) else "on "
