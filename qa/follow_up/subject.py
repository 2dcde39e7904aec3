"""The earlier question with another subject in place of its own: a year, a place, a school, another thing of a kind."""

from __future__ import annotations

import re

from ingest import split_into_words
from qa.answer_kind import AnswerKind
from qa.contrasts import find_contrasted, load_contrasts, named_of
from qa.follow_up import another, another_english, chinese, english, kinds, places
from qa.follow_up.chinese import RELATIVE_YEAR, YEAR
from qa.follow_up.english import is_latin
from qa.intent import read_intent
from qa.place_names import find_place, is_place, is_short_name

_ONE_EN = re.compile(r"^(?:an?|the)\s+|\s+ones?$", re.IGNORECASE)
_ONES = re.compile(r"\sone(?P<many>s)?$", re.IGNORECASE)
_PLURAL = re.compile(r"(?:s|children|people)$", re.IGNORECASE)
_NAMED_AT_LENGTH, _LONGEST_SORT = 4, 6  # characters: 国家助学金 begins as 国家励志奖学金 does
_POINTS_BACK = re.compile(r"ones?|it|its|they|them|this|that|these|those", re.IGNORECASE)
_THIS = re.compile(r"(?:this|that|these|those)\b", re.IGNORECASE)
_OF_RELATIVE_YEAR = re.compile(
    rf"(?:{RELATIVE_YEAR.pattern}|(?:19|20)\d{{2}}年)的?(?:目标|打算|计划|安排|预期|指标|要求|任务|情况|实际)?"
)
_BARE_YEAR = re.compile(r"\s*(?:(?:in|for|of) )?(?P<year>(?:19|20)\d{2})\s*年?的?[?？.。\s]*$", re.IGNORECASE)
_A_YEAR = rf"(?:(?:19|20)\d{{2}}(?:\s*年)?|{RELATIVE_YEAR.pattern})"
# "2021 in Linjiang", 临江市2021年: a year and something else of a follow-up.
_WITH_YEAR = re.compile(
    rf"(?:in |for )?(?P<year>{_A_YEAR})的?\s?(?:(?:in|for|of|at) )?(?P<other>[^\d\s]\D{{1,30}})"
    rf"|(?P<first>[^\d\s]\D{{1,30}}?)的?\s?(?:(?:in|for|of) )?(?P<last>{_A_YEAR})",
    re.IGNORECASE,
)
_SCHOOL = re.compile(r"[园校学中]$")
_GRADE = re.compile(r"[一二三四五六七八九]年级")
_NUMBER = r"[\d.零〇一二两三四五六七八九十百千万]{1,8}"
_DIGIT = r"[\d〇零一二三四五六七八九]"
_A_TIME = re.compile(r"[一1]个?半?[月周天]")
_FIGURE = re.compile(
    rf"(?<![\d第])(?<!{_DIGIT}{_DIGIT}年)(?!(?:19|20)\d{{2}}年){_NUMBER}(?:[到至~—-]{_NUMBER})?半?(?:个半?)?(?P<unit>周?岁|小时|分钟|[月周]|[人名位元块天张间所平亩]|公里|平方米|万元)(?!级)半?"
    r"(?:以[上下内]|左右)?(?P<whose>的?(?:老年人|老人|小?孩子?|宝宝|幼儿|婴幼儿|儿童))?",
)
_BEFORE_NO_SCHOOL = re.compile(
    r" (?!(?:schools?|colleges?|universit|students?|pupils?|teachers?|children|kids|ones?|in|for|of|and|or)\b)[a-z]",
    re.IGNORECASE,
)
# How a question of a kind is asked in Chinese behind its subject, and in English before it.
_ASKED_ANEW = {
    AnswerKind.FIGURE: ("有多少", "how many"),
    AnswerKind.TIME: ("是什么时候", "when is"),
    AnswerKind.WHO: ("由谁负责", "who is responsible for"),
    AnswerKind.MONEY: ("要多少钱", "how much is"),
    AnswerKind.PLACE: ("在哪里", "where is"),
    AnswerKind.CONTACT: ("电话是多少", "what is the phone number for"),
    AnswerKind.MANNER: ("怎么办理", "what is the procedure for"),
    AnswerKind.REASON: ("为什么是这样", "what is the reason for"),
    AnswerKind.YES_NO: ("有没有规定", "is there a rule for"),
    AnswerKind.RULE: ("有什么规定", "what are the rules for"),
    AnswerKind.OPEN: ("有什么安排", "what are the plans for"),
}


def is_bare_year(text: str) -> bool:
    """Whether it is a year in figures and nothing else."""
    return _BARE_YEAR.match(text) is not None


def split_year(subject: str) -> tuple[str, str]:
    """The year that a subject names beside another word, and that; empty otherwise.

    >>> split_year("Linjiang in 2021"), split_year("2021年临江市"), split_year("2021"), split_year("临江市去年")
    (('2021', 'Linjiang'), ('2021年', '临江市'), ('', ''), ('去年', '临江市'))
    """
    named = _WITH_YEAR.fullmatch(subject)
    return (named["year"] or named["last"], named["other"] or named["first"]) if named else ("", "")


def is_year(subject: str, before: str) -> bool:
    if _BARE_YEAR.match(subject) or _OF_RELATIVE_YEAR.fullmatch(subject):
        return True
    return is_latin(before) and bool(another_english.ask_of_year(subject, before))


def ask_about(subject: str, before: str) -> str:
    """The earlier question with another subject, in its language; a year that the new one does not name stays."""
    bare = _BARE_YEAR.match(subject)
    if bare and is_latin(before):
        return another_english.ask_in_year(bare["year"], before)
    if bare:
        return f"{bare['year']}年{RELATIVE_YEAR.sub('', YEAR.sub('', before))}"
    if _OF_RELATIVE_YEAR.fullmatch(subject):
        comma = "" if RELATIVE_YEAR.fullmatch(subject) else "，"
        return f"{subject}{comma}{RELATIVE_YEAR.sub('', YEAR.sub('', before))}"
    of_grade = _ask_of_grade(subject, before)
    if of_grade:
        return of_grade
    own = _ONE_EN.sub("", subject)
    if is_latin(before) and is_latin(subject):
        one = own.removesuffix(
            "s"
        )  # kindergartens, for vocational in “the vocational rule”, not in “vocational schools”
        sort = find_contrasted(one, before) if one != own else None
        if sort and _BEFORE_NO_SCHOOL.match(before, sort[1]):
            return _put_in(one, before, *sort)
        named = (
            another_english.ask_of_year(subject, before)
            or kinds.ask_of_ordinal(own, before)
            or kinds.ask_of_group(own, before)
            or places.ask_of_place(own, before)
        )
        if named:
            return named
    contrasted = find_contrasted(own, before) if is_latin(subject) == is_latin(before) else None
    if contrasted:
        return _put_in(own, before, *contrasted)
    noun = _find_noun_of_ones(subject, before)
    if noun:
        return ask_about(f"{own} {noun}", before)
    if _FIGURE.fullmatch(subject) and not is_latin(before):
        return _ask_of_figure(subject, before)
    counterpart = _find_counterpart(subject, before)
    if counterpart:
        return before.replace(counterpart, subject, 1)
    year = YEAR.search(before) or RELATIVE_YEAR.search(before)
    kept = year.group().strip() if year and not YEAR.search(subject) and not RELATIVE_YEAR.search(subject) else ""
    if is_latin(before) != is_latin(subject) and not subject.isupper():
        return _ask_of_whom_or_where(own, before) or _ask_in_language_of(subject, kept, before)
    return (
        another_english.ask_about(subject, before, kept)
        if is_latin(before)
        else another.ask_about(subject, before, kept)
    )


def _ask_of_grade(subject: str, before: str) -> str:
    """The earlier question of another grade of its school; empty where either names none.

    >>> _ask_of_grade("二年级", "初中一年级几点放学"), _ask_of_grade("七年级", "小学六年级几点放学")
    ('初中二年级几点放学', '七年级几点放学')
    """
    grade = _find_counterpart(subject, before) if _GRADE.fullmatch(subject) else ""
    if grade and subject[0] in "七八九":
        before = before.replace(f"小学{grade}", grade, 1)
    return before.replace(grade, subject, 1) if grade else ""


def _ask_of_figure(subject: str, before: str) -> str:
    """The earlier question of another age, sum or count, in place of the first of the same unit or else before it all.

    >>> _ask_of_figure("70到79岁", "80岁以上的老人补贴多少"), _ask_of_figure("两岁半", "托育配比是多少")
    ('70到79岁的老人补贴多少', '两岁半托育配比是多少')
    """
    figure = _FIGURE.fullmatch(subject)
    alike = (one for one in _FIGURE.finditer(before) if figure and _unit_of(one) == _unit_of(figure))
    told = next(alike, None)
    a_time = told and figure and figure["whose"] and _A_TIME.fullmatch(told.group())
    if told is None or a_time:  # what it costs for a month is not of the age
        return f"{subject}{before}"
    end = told.end() if figure and figure["whose"] else told.start("whose") if told["whose"] else told.end()
    return f"{before[: told.start()]}{subject}{before[end:]}"


def _unit_of(figure: re.Match[str]) -> str:
    return figure["unit"].replace("周岁", "岁")


def ask_whether(holder: str, asked: str, before: str) -> str:
    """What the earlier question is about, asked of another one: all of it where both ask whether there is such a thing."""
    if chinese.asks_alike(asked, before):
        return ask_about(holder, before)
    topic = chinese.find_thing(before)
    contrasted = find_contrasted(holder, topic) or chinese.find_holder(topic)
    return f"{_put_in(holder, topic, *contrasted) if contrasted else f'{holder}{topic}'}{asked}"


def _put_in(subject: str, before: str, start: int, end: int) -> str:
    """The earlier question with the subject in place of [start, end), what both say once: 初中生 for 小学 in 小学生几点放学,
    国家助学金 for 国家奖学金.
    So is a sort that both name: 公办初中 for 小学 in 民办小学招多少人."""
    head, rest = before[:start], before[end:]
    for kind in load_contrasts():
        if named_of(kind, subject):
            words = (word for thing in kind for word in thing if not word.isascii() and head.endswith(word))
            head = head.removesuffix(max(words, key=len, default=""))
    begins = -1 if is_latin(subject) or len(subject) < _NAMED_AT_LENGTH else head.rfind(subject[:2])
    if begins >= 0 and len(head) - begins <= _LONGEST_SORT:
        head = head[:begins]
    if _GRADE.fullmatch(subject):
        rest = rest.removeprefix("生")
    said = next((length for length in range(len(subject), 0, -1) if rest.startswith(subject[-length:])), 0)
    return f"{head}{subject}{rest[said:]}"


def _find_noun_of_ones(subject: str, before: str) -> str:
    """What "public ones" and "a rural one" are, by the English question before; empty where it does not tell."""
    ones = _ONES.search(subject)
    if ones is None or _THIS.match(subject) or not is_latin(before):
        return ""
    noun = english.find_topic(before).rpartition(" ")[2]
    unknown = _POINTS_BACK.fullmatch(noun) or (ones["many"] and not _PLURAL.search(noun))
    return "" if unknown else noun


def _ask_of_whom_or_where(subject: str, before: str) -> str:
    """The earlier question of a place, a school or a group that is named in the other language; empty where it is none,
    or takes the place of all that was asked about.

    >>> _ask_of_whom_or_where("临江市", "How many schools will Hubei build?"), _ask_of_whom_or_where("boarders", "几点放学？")
    ('How many schools will 临江市 build?', '几点放学 for boarders?')
    >>> _ask_of_whom_or_where("junior high", "小学课后服务费多少？"), _ask_of_whom_or_where("学费", "When is lunch?")
    ('课后服务费多少 for junior high?', '')
    >>> _ask_of_whom_or_where("民办学校", "How many public schools are there?"), _ask_of_whom_or_where("teachers", "公办园有多少？")
    ('', '')
    """
    if is_latin(before):
        if is_place(subject) or (places.find_places(before) and is_short_name(subject)):
            return places.put_place(subject, before)
        holder = chinese.find_bare_holder(subject)
        return kinds.put_group(subject, before) if holder and _is_told_of_group(subject, before) else ""
    in_place = places.is_of_places(subject) or places.is_city(subject)
    if not (in_place or kinds.is_group(subject)):
        return ""
    find, lead = (find_place, "in") if in_place else (chinese.find_holder, "for")
    start, end = find(before) or (0, 0)
    asked, *_ = re.split(rf" {lead} (?=[A-Za-z])", f"{before[:start]}{before[end:]}")
    told = chinese.find_topic(YEAR.sub("", asked))
    return f"{asked.rstrip(chinese.PUNCTUATION)} {lead} {subject}?" if told else ""


def _is_told_of_group(subject: str, before: str) -> bool:
    """Whether an English question asks of a thing that a group has, which another one may have, too: not where the group
    is that thing, nor of a school where it names none."""
    topic = english.match_topic(before)
    if topic and kinds.is_group(topic["topic"]):
        thing = topic["before"] if topic.re is english.BEHIND_PREPOSITION else ""
        return english.names_thing(english.ASKING.sub(" ", thing))
    return kinds.names_group(before) or not _SCHOOL.search(subject)


def _ask_in_language_of(subject: str, year: str, before: str) -> str:
    """The kind of question that the earlier one is, in the other language."""
    asked, asked_in_english = _ASKED_ANEW.get(read_intent(before).kind, _ASKED_ANEW[AnswerKind.OPEN])
    if not is_latin(subject):
        return f"{year}{'年' if year.isdigit() else ''}{subject}{asked}?"
    return (
        " ".join(part for part in (asked_in_english, subject, f"in {year.rstrip('学年')}" if year else "") if part)
        + "?"
    )


def _find_counterpart(subject: str, before: str) -> str:
    """A word of the question before that differs from the new subject in one character: 市里 for 县里."""
    if not 2 <= len(subject) <= 4 or is_latin(subject):
        return ""
    width = len(subject)
    words = split_into_words(before)
    for start in range(len(before) - width + 1):
        part = before[start : start + width]
        same = sum(one == other for one, other in zip(part, subject, strict=True))
        if (
            same == width - 1
            and part[-1] == subject[-1]
            and "\u4e00" <= part[0] <= "\u9fff"
            and part[0] not in "多少几哪"
            and not any(word.endswith(part) and word != part for word in words)  # 公交车 holds no 交车
        ):
            return part
    return ""
