"""A follow-up into a question that stands alone, by rule: what is kept of the question before, what is replaced."""

from __future__ import annotations

import re
from collections.abc import Sequence

from qa import follow_up_english as english
from qa.contrasts import find_contrasted
from qa.follow_up_english import is_latin
from qa.greeting import is_greeting
from qa.intent import AnswerKind, read_intent
from qa.questions import find_questions

# "那普通高中呢?", "公办园呢", "and for kindergartens?": a new subject for the same question.
_NEW_SUBJECT = re.compile(
    r"^(?:那么?|还有|以及|换成|如果是|要是|嗯|哦|好的?|[,，\s])*(?P<subject>[^?？!！。]{1,24}?)"
    r"(?:呢|怎么样|又?如何|又怎样|的话)+[?？!！。\s]*$"
)
_NEW_SUBJECT_LED = re.compile(r"^(?:那么?|还有|以及|换成)(?P<subject>[^?？!！。]{1,12})[?？\s]*$")
_NEW_SUBJECT_EN = re.compile(
    r"^(?:and\s++|so\s++|ok(?:ay)?,?\s++)*(?:what about|how about|and)\s++(?:for\s++|in\s++|of\s++|the\s++)*"
    r"(?P<subject>[^?.!]{2,60})[?.!\s]*+$",
    re.IGNORECASE,
)
# What asks in a question. What stands before and after it is its subject. Possessive (*+), or a long run of 需要
# would be tried in every way it can be cut.
_ASKING = re.compile(
    r"(?:都|还|又|具体|一共|总共|大概|主要|到底|究竟|应该?|需要?|要|会|能|可以|打算|计划|准备)*+(?:是|有|做|达到|建|达|为|占|采取)?"
    r"(?:什么样的?|什么|哪些|哪[一几](?:个|项|方面|种|块)*|多少|几(?=[个所名人项年月天]|$)|怎么样?|如何|怎样|为什么|为何|谁|哪里|哪个|何时|多久|多[大长高远快])"
    r"(?:[个所名人项年月天])?(?:规定|要求|政策|措施|内容|安排|计划|目标|任务|工作|打算|说法|做法|变化|办法|时候|地方|比例)?(?:是|吗|呢)?"
    r"|吗(?=[?？\s]*$)|是否|能不能|要不要|有没有|可不可以"
)
_POINTS_BACK = re.compile(
    r"它们?|他们|她们|这个|那个|这些|那些|这项|那项|这方面|上述|前面|刚才|其中|该(?=[项校园计划政])|此项|此外|这样|同样"
)
_OPENS_WITHOUT_SUBJECT = re.compile(
    r"^(?:那么?|然后|所以|还|具体|一共|总共|大概|主要|到底|究竟|又|再|都|要|需要|应该|会|能|可以|是)*"
    r"(?:要|需要|是|有|在|由|从|到|给|建|做|占)?(?:什么|哪些|哪|多少|几|怎么|如何|怎样|为什么|为何|谁|何时|多久|有没有|是否|要不要|能不能)"
)
_CHANGES_SUBJECT = re.compile(r"顺便|另外|对了|换个|别的|by the way|another question|different", re.IGNORECASE)
# "家长们都不答应呢?", "要是分给少了怎么办": the same, under a condition.
_ADDS_CONDITION = re.compile(
    r"^(?!.*(?P<verb>[\u4e00-\u9fff])[不没](?P=verb))(?:那么?|嗯|哦|[,，\s])*(?:要是|如果|假如|万一|[\u4e00-\u9fff]{1,6}?(?:都|也|还|又)?[不没](?!锈|同的))|^(?:and|but|so|,|\s)*\bif\b",
    re.IGNORECASE,
)
_LEADS_ON = re.compile(r"^(?:那么?|嗯|哦|and|but|so|[,，\s])+", re.IGNORECASE)
_ONE_EN = re.compile(r"^(?:an?|the)\s+|\s+ones?$", re.IGNORECASE)
_FOLLOWS_ON = re.compile(r"^(?:那|那么|然后|所以|还有|再|具体|and\b|so\b|then\b)", re.IGNORECASE)
_YEAR = re.compile(r"(?:19|20)\d{2}\s*(?:年|学年)?")
_RELATIVE_YEAR = re.compile(r"今年|明年|去年|上一?年|前年|后年")
_OF_RELATIVE_YEAR = re.compile(
    rf"(?:{_RELATIVE_YEAR.pattern})的?(?:目标|打算|计划|安排|预期|指标|要求|任务|情况|实际)?"
)
# A question that ends in 吗: what it is about, and what it asks of that. "低保家庭免费吗", "烈士子女要排积分吗".
_PREDICATE = re.compile(
    r"^(?P<topic>[^,，。?？]{2,14}?)(?P<rest>(?:还|都|也|就)?(?:要不要|需不需要|需要|要|能|可以|会|应该|必须|得|用|算|是|有|归|属于|享受|参加|免费?|收|交|给|发)[^,，。]*吗?[?？\s]*)$"
)
# What says nothing of a question's subject: 去年完成了多少, 要收费吗.
_SAYS_LITTLE = re.compile(rf"^(?:要|能|可以|会|需要|还|都)+|{_RELATIVE_YEAR.pattern}|完成|实现|达到|增长|做到|了")
_TIME_AND_VERBS = re.compile(
    r"今年|明年|去年|本年|要|会|将|能|可以|打算|计划|准备|规划|新增|增加|多出|新建|建设|建|多|有"
)
_BARE_YEAR = re.compile(r"^\s*(?:19|20)\d{2}\s*年?的?\s*$")
# How a question of a kind is asked in Chinese behind its subject, and in English before it.
_ASKED_ANEW = {
    AnswerKind.FIGURE: ("有多少", "how many"),
    AnswerKind.TIME: ("是什么时候", "when is"),
    AnswerKind.WHO: ("由谁负责", "who is responsible for"),
    AnswerKind.RULE: ("有什么规定", "what are the rules for"),
    AnswerKind.OPEN: ("有什么安排", "what are the plans for"),
}
# Whose something is: 只有80个学生的学校呢 after 生均公用经费是多少.
_HOLDER = re.compile(r"(?:学校|学生|老师|教师|家庭|孩子|子女|职工|单位|企业|地区|[县区乡镇村])$")
# What is asked of a thing stays with the new one: 财政收入呢 after GDP增长目标是多少.
_AIMED = re.compile(r"(?:目标|指标|任务|标准|名额|计划数?)$")
_PUNCTUATION = " \t,，。.!！?？;；、:："
_SHORT_PREDICATE = 8  # characters; a longer one says what is asked about, too
_SHORT_SUBJECT = 3  # words or characters of its own that a question needs to stand alone


def make_standalone(question: str, history: Sequence[str]) -> str:
    """The question as it would be asked without the earlier ones; as it is when it stands alone already.

    `history` holds the earlier questions, oldest first; each is read in the light of those before it.

    >>> make_standalone("那普通高中呢?", ["2022年中职招生有什么规定?"])
    '2022年普通高中招生有什么规定?'
    >>> make_standalone("具体要建几个?", ["公办园有什么安排?"])
    '公办园具体要建几个?'
    >>> make_standalone("孩子上小学要考试吗?", ["公办园有什么安排?"])
    '孩子上小学要考试吗?'
    """
    return read_follow_up(question, history)[0]


def read_follow_up(question: str, history: Sequence[str]) -> tuple[str, ...]:
    """All that a question may mean after the earlier ones, likeliest first, each once.

    The rules decide the first; where the documents do not answer it, or answer the second more surely, the question
    may be meant with the subject of the one before. One that names a new subject is never read with the old one: its answer would be wrong. Nor is
    one with words of its own in English, where they cannot be looked for in the documents.

    >>> read_follow_up("能多出多少个学位?", ["今年要建几所公办园?"])
    ('能多出多少个学位?', '今年 公办园能多出多少个学位?')
    """
    question = question.strip()
    before = ""
    for earlier in history:
        if not is_greeting(earlier):
            before = _combine(earlier.strip(), before)
    if not before or is_greeting(question):
        return (question,)
    each = reversed(find_questions(before) or (before,))  # the last of several is what was on the asker's mind
    return tuple(dict.fromkeys(reading for one in each for reading in _read_after(question, one)))


def _read_after(question: str, before: str) -> tuple[str, ...]:
    likeliest = _combine(question, before)
    if _read_new_subject(question) or _CHANGES_SUBJECT.search(question) or is_latin(question):
        return (likeliest,)
    return likeliest, _with_topic_of(before, question)


def _combine(question: str, before: str) -> str:
    if not before:
        return question
    if _ADDS_CONDITION.match(question) or _ADDS_CONDITION.match(_read_new_subject(question)):
        comma = ", " if is_latin(before) else "，"
        return f"{before.rstrip(_PUNCTUATION)}{comma}{_LEADS_ON.sub('', question)}"
    subject = _read_new_subject(question)
    if subject:
        return _ask_about(subject, before)
    if _CHANGES_SUBJECT.search(question) or not _leans_on_earlier(question):
        return question
    return _with_topic_of(before, question)


def _with_topic_of(before: str, question: str) -> str:
    if is_latin(before) and is_latin(question):
        pointing = english.point_to(english.find_topic(before), question)
        if pointing:
            return pointing
    topic = _topic_of(before)
    if _RELATIVE_YEAR.search(question):
        topic = _RELATIVE_YEAR.sub("", topic)
    space = " " if topic[-1:].isascii() and question[:1].isascii() else ""
    return f"{topic}{space}{question.lstrip('那么 ,，')}" if topic else question


def _read_new_subject(question: str) -> str:
    for pattern in (_NEW_SUBJECT, _NEW_SUBJECT_LED, _NEW_SUBJECT_EN):
        match = pattern.match(question)
        if match:
            subject = match["subject"].strip(_PUNCTUATION).removeprefix("对于").removeprefix("关于").removesuffix("的")
            if subject and not _ASKING.search(subject) and not _POINTS_BACK.fullmatch(subject):
                return subject
    return ""


def _ask_about(subject: str, before: str) -> str:
    """The earlier question with another subject, in its language; a year that the new one does not name stays."""
    if _BARE_YEAR.match(subject):
        year = _YEAR.search(subject)
        return f"{year.group() if year else ''}{_YEAR.sub('', before)}"
    if _OF_RELATIVE_YEAR.fullmatch(subject):
        comma = "" if _RELATIVE_YEAR.fullmatch(subject) else "，"
        return f"{subject}{comma}{_RELATIVE_YEAR.sub('', _YEAR.sub('', before))}"
    of_year = english.ask_of_year(subject, before) if is_latin(before) else ""
    if of_year:
        return of_year
    own = _ONE_EN.sub("", subject)
    contrasted = find_contrasted(own, before) if is_latin(subject) == is_latin(before) else None
    if contrasted:
        return _put_in(own, before, *contrasted)
    counterpart = _find_counterpart(subject, before)
    if counterpart:
        return before.replace(counterpart, subject, 1)
    year = _YEAR.search(before) or _RELATIVE_YEAR.search(before)
    kept = year.group().strip() if year and not _YEAR.search(subject) and not _RELATIVE_YEAR.search(subject) else ""
    if is_latin(before) != is_latin(subject):
        return _ask_in_language_of(subject, kept, before)
    if is_latin(before):
        return english.ask_about(subject, before, kept)
    asking = _ASKING.search(before)
    if asking is None or asking.group().startswith("吗"):
        told = _PREDICATE.match(_YEAR.sub("", before))
        return f"{kept}{subject}{told['rest']}" if told else f"{kept}{subject}有什么安排?"
    own = _TIME_AND_VERBS.sub("", _YEAR.sub("", before[: asking.start()])).strip(_PUNCTUATION)
    tail = before[asking.start() :].strip(_PUNCTUATION) if len(own) > 1 else asking.group()
    aimed = _AIMED.search(own)
    if aimed and aimed.group() not in subject:
        subject = f"{subject}{aimed.group()}"
    holder = _HOLDER.search(subject) and not _HOLDER.search(own) and tail == asking.group()  # of what else it is asked
    return f"{kept}{subject}{own if holder else ''}{tail}?"


def _put_in(subject: str, before: str, start: int, end: int) -> str:
    """The earlier question with the subject in place of [start, end), what both say once: 初中生 for 小学 in 小学生几点放学."""
    rest = before[end:]
    said = next((length for length in range(len(subject), 0, -1) if rest.startswith(subject[-length:])), 0)
    return f"{before[:start]}{subject}{rest[said:]}"


def _ask_in_language_of(subject: str, year: str, before: str) -> str:
    """The kind of question that the earlier one is, in the other language."""
    chinese, english = _ASKED_ANEW.get(read_intent(before).kind, _ASKED_ANEW[AnswerKind.OPEN])
    if not is_latin(subject):
        return f"{year}{'年' if year.isdigit() else ''}{subject}{chinese}?"
    return " ".join(part for part in (english, subject, f"in {year.rstrip('学年')}" if year else "") if part) + "?"


def _find_counterpart(subject: str, before: str) -> str:
    """A word of the question before that differs from the new subject in one character: 市里 for 县里."""
    if not 2 <= len(subject) <= 4 or is_latin(subject):
        return ""
    width = len(subject)
    for start in range(len(before) - width + 1):
        part = before[start : start + width]
        same = sum(one == other for one, other in zip(part, subject, strict=True))
        if same == width - 1 and part[-1] == subject[-1] and "\u4e00" <= part[0] <= "\u9fff":
            return part
    return ""


def _leans_on_earlier(question: str) -> bool:
    """Whether it names no subject of its own."""
    if is_latin(question):
        return english.leans_on_earlier(question)
    if _POINTS_BACK.search(question):
        return True
    own = _ASKING.sub("", _FOLLOWS_ON.sub("", question)).strip(_PUNCTUATION)
    little = len(_SAYS_LITTLE.sub("", own)) < _SHORT_SUBJECT
    return little or bool(_OPENS_WITHOUT_SUBJECT.match(question) and len(own) <= 2 * _SHORT_SUBJECT)


def _topic_of(question: str) -> str:
    told = _PREDICATE.match(question) if question.rstrip("?？ ").endswith("吗") else None
    if told and len(told["rest"].rstrip(_PUNCTUATION)) <= _SHORT_PREDICATE:
        return str(told["topic"])
    pattern = english.ASKING if is_latin(question) else _ASKING
    return " ".join(part.strip(_PUNCTUATION) for part in pattern.split(question) if part and part.strip(_PUNCTUATION))
