"""Turns of a conversation that name no subject: more of the same, a bare why, the next part; and corrections."""

from __future__ import annotations

import re

from ingest import read_numeral
from qa.follow_up import chinese, english, places
from qa.follow_up.english import is_latin

_LEAD = r"^(?:那么?|可是?|但是?|嗯|哦|(?:and|but|so|then|ok(?:ay)?)\b|[,，\s])*+"
_END = r"[?？!！。.\s]*$"
_MATTERS = r"(?:内容|规定|要求|安排|方面|说明|信息)?"
_OTHERS = r"(?:别的|其[他它](?!人)的?|更多的?)"
_FURTHER = re.compile(
    rf"{_LEAD}(?:除了?(?:这些|这个|此)(?:之外|以外|外)?[,，]?)?(?:(?:还有|没有|没|有)?(?:什么)?{_OTHERS}{_MATTERS}(?:了吗|[吗么呢]|没有)?"
    rf"|还有(?:[吗么呢]|没有|(?:什么|哪些|啥){_OTHERS}?[吗么呢]?)|[就只]有?这(?:些|么多|样)(?:内容)?了?[吗么]|没有?了[吗么]|继续说?|接着说"
    r"|(?:is there |do you have )?(?:anything|what|something) (?:else|more|further)(?: (?:is there|to (?:know|add)|(?:about|on) (?:it|this|that)))?"
    rf"|is (?:that|this) (?:all|everything|it)|tell me more(?: about (?:it|this|that))?|go on|any more){_END}",
    re.IGNORECASE,
)
_BARE_WHY = re.compile(
    rf"{_LEAD}(?:(?:这|这样|那)?[是又]?(?:为什么|为何|为啥|凭什么|凭啥)(?:会?这[样么](?:规定|安排|定)?)?[呢啊呀]?"
    rf"|[是有]?(?:什么|啥)(?:原因|理由)呢?|(?:原因|理由)(?:是什么|是啥)?呢?"
    rf"|(?:why|how come|for what reason)(?: (?:is|was) (?:that|this|it)(?: so| the case)?| so| not)?){_END}",
    re.IGNORECASE,
)
# Whether the answer is right, where it stands, or why it is no figure: nothing but the same is asked.
_FIGURE = r"(?:the )?(?:\w+ )?(?:numbers?|figures?)"
_DOUBTS = re.compile(
    rf"{_LEAD}(?:(?:are |you )*+(?:really )?(?:sure|certain|serious)(?: (?:about|of) (?:it|this|that))?|really"
    r"|is (?:that|this|it) (?:really )?(?:right|true|correct)|how do you know(?: (?:it|this|that))?"
    r"|what do you mean(?: by (?:it|this|that))?|i (?:don['’]?t|do not) (?:understand|get it|believe (?:it|this|that|you))"
    r"|(?:please )?(?:(?:can|could) you )?(?:repeat|say) (?:it|this|that)(?: again)?"
    r"|where (?:does it say|did you (?:get|find|read)|is) (?:it|this|that) (?:written|from)"
    r"|where (?:does it say|did you (?:get|find|read)) (?:it|this|that|so)"
    rf"|can you guess(?: (?:it|{_FIGURE}))?"
    rf"|(?:why|how come) (?:(?:is|are) )?(?:(?:it|they) (?:hidden|blank)|{_FIGURE} (?:missing|hidden|blank|not (?:there|given|shown)))"
    rf"|why (?:(?:don|won|can)['’]?t|do not|will not|can ?not) you (?:tell|say|give|show)(?: me)?(?: (?:it|that|{_FIGURE}))?"
    r"|你?(?:确定|肯定|真的)(?:是?真的|是?对的|是?这样)?[吗么嘛]?|(?:这|这个)?(?:是?真的|对)[吗么嘛]|(?:这|这个)?(?:是?哪里写|写在哪里?)的?"
    r"|(?:这|这个)?是?(?:什么|啥)意思|我?(?:没[看听]|[看听]不)(?:懂|明白)|再说一[遍次]|你怎么知道的?"
    r"|(?:为什么|为何|怎么)不告诉我|(?:为什么|为何|怎么)(?:不|没有?)(?:告诉我|写|说|给出?|显示)?(?:具体)?(?:数字|数据)"
    rf"|(?:具体)?(?:数字|数据)(?:怎么|为什么|为何)(?:没有?了?|不[写说给显]示?|被?隐[去藏]了?|看不[到见])){_END}",
    re.IGNORECASE,
)
_WHETHER_IN_CHINESE = re.compile(r"有没有|是否|([\u4e00-\u9fff]{1,2})不\1")
_DENIAL = r"(?:不是|不对|错了|我?[说问打]错了|no|nope|sorry|oops|actually|wait)"
_MEANT = r"(?:我(?:要|想)?[问说指]的是(?![不否])|我是(?:想)?[问说指](?![不否])|i (?:mean|meant)\b|i(?: was| am|'m) asking about\b)"
# A denial is parted from what is meant by a mark, or by “I mean”: “No bus service in villages?” denies nothing.
_DENIES = rf"{_DENIAL}(?:\s*[,，。.!！;；]\s*|\s+(?=i (?:mean|meant|was|am)\b)|(?<=[不错][是对了])\s+)"
_CORRECTS = re.compile(
    rf"^(?:(?:{_DENIES})+(?:{_MEANT}|(?:应该)?是(?![不否]))?|(?:{_DENIAL})?{_MEANT})[,，:：\s]*", re.IGNORECASE
)
_NEXT = re.compile(
    rf"{_LEAD}(?:the )?(?:one (?P<where>before|after)(?: (?:it|that|this))?|(?P<way>[下后上前]|next|previous)\s?[一1]?个?"
    r"(?:(?P<unit>[编章节条项点]|部分)|(?P<english>one|article|chapter|section|part|item|point)\b)?)"
    rf"(?:呢|是?什么|[说讲写]了?(?:什么|啥|哪些)(?:内容)?|say)?{_END}",
    re.IGNORECASE,
)
_FINER = re.compile(r"第\s*[零〇一二三四五六七八九十百\d]+\s*[编章节条项点]")
_PART = re.compile(
    r"(?P<style>第\s*)(?P<number>[零〇一二三四五六七八九十百\d]+)(?=\s*个?(?P<unit>[编章节条项点]|部分))"
    r"|(?P<english>\b(?:article|chapter|section|part|item|point) )(?P<figure>\d+)",
    re.IGNORECASE,
)


def doubts(question: str) -> bool:
    """Whether it asks of the answer before whether it is right, where it stands or why it holds no figure.

    >>> [doubts(text) for text in ("Are you sure?", "你确定吗？", "Why is the number missing?", "Is it free?", "数字经济怎么没有")]
    [True, True, True, False, False]
    """
    return _DOUBTS.match(question) is not None


def asks_further(question: str) -> bool:
    """Whether it asks for more of what was asked about.

    >>> [asks_further(text) for text in ("还有别的吗", "Anything else?", "其他的呢", "其他人呢", "换个别的问题")]
    [True, True, True, False, False]
    """
    return _FURTHER.match(question) is not None


def ask_further(before: str) -> str:
    """
    >>> ask_further("学前教育有什么安排?"), ask_further("What are the plans for kindergartens?")
    ('学前教育还有什么?', 'What else do the documents say about kindergartens?')
    """
    if is_latin(before):
        topic = english.name_topic(before) or english.words_of_topic(before)
        return places.keep_places(f"What else do the documents say about {topic}?", before) if topic else before
    topic = chinese.find_topic(before).replace(" ", "")
    return f"{topic}还有什么?" if topic else before


def asks_why(question: str) -> bool:
    """Whether it asks for the reason of what was asked about, and nothing more.

    >>> [asks_why(text) for text in ("为什么呢？", "Why is that?", "为什么要交费")]
    [True, True, False]
    """
    return _BARE_WHY.match(question) is not None


def ask_why(before: str) -> str:
    """Why what an earlier question is about is so, in its language.

    >>> ask_why("随迁子女需要居住证吗？"), ask_why("职普比是多少"), ask_why("Are vocational schools free?")
    ('为什么随迁子女需要居住证?', '为什么职普比是这样?', 'Why are vocational schools free?')
    >>> ask_why("What are the plans for kindergartens?")
    'What is the reason for kindergartens?'
    """
    if is_latin(before):
        if english.asks_whether(before):
            return f"Why {before[0].lower()}{before[1:]}"
        topic = english.find_topic(before) or english.words_of_topic(before)
        return places.keep_places(f"What is the reason for {topic}?", before)
    told = _WHETHER_IN_CHINESE.sub(_say_yes, before.rstrip(chinese.PUNCTUATION)).removesuffix("吗")
    topic = chinese.find_topic(told).replace(" ", "")
    return f"为什么{topic}是这样?" if chinese.ASKING.search(told) else f"为什么{told}?"


def _say_yes(whether: re.Match[str]) -> str:
    return whether[1] or ("有" if whether.group() == "有没有" else "")


def strip_correction(question: str) -> str:
    """What is meant, of a turn that corrects the one before; empty where it corrects nothing.

    >>> [strip_correction(text) for text in ("不对，是初中", "我问的是大学生的", "Sorry, I mean junior high", "不是本地户口能报吗")]
    ['初中', '大学生的', 'junior high', '']
    """
    corrects = _CORRECTS.match(question)
    return question[corrects.end() :] if corrects else ""


def ask_next_part(question: str, before: str) -> str:
    """The earlier question of the next or previous part of a document; empty where none is asked for.

    >>> ask_next_part("那下一条呢", "第六条说了什么"), ask_next_part("the next one?", "What does article 7 say?")
    ('第7条说了什么', 'What does article 8 say?')
    >>> ask_next_part("and the one before that?", "What does article 7 say?")
    'What does article 6 say?'
    """
    asked = _NEXT.match(question)
    unit = (asked["unit"] or asked["english"] or "").strip().lower() if asked else ""
    parts = [
        one for one in _PART.finditer(before) if unit in ("", "one", (one["unit"] or one["english"]).strip().lower())
    ]
    part = parts[-1] if parts else None
    number = read_numeral(part["number"] or part["figure"]) if part else None
    if asked is None or part is None or number is None:
        return ""
    number += -1 if (asked["way"] or asked["where"]).lower() in {"上", "前", "previous", "before"} else 1
    if number < 1:
        return ""
    rest = before[part.end() :]
    if unit and part is parts[-1]:
        rest = rest[: len(unit)] + _FINER.sub("", rest[len(unit) :])
    return f"{before[: part.start()]}{part['style'] or part['english']}{number}{rest}"
