"""When, how often, where and for whom a statement holds, as values that a draft and its source can be compared by.

Of each kind a statement holds no value or some; the same ones are read from Chinese and English.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from enum import StrEnum

from ingest import read_numeral

Circumstances = Mapping["Kind", frozenset[str]]


class Kind(StrEnum):
    RATE = "rate"  # a length of time or a thing that something comes again with: "12 months", "1 term"
    SEASON = "season"
    HALF = "half"  # of a year, a term, a day
    LEVEL = "level"  # of a school
    OWNER = "owner"
    PLACE = "place"
    MEDIUM = "medium"


# By kind and value the words for it: English, then Chinese. A value's words may stand for several values: 中小学.
_WORDS: Mapping[Kind, Mapping[str, tuple[str, str]]] = {
    Kind.SEASON: {
        "spring": (r"\bspring\b", r"春(?![节联晖蕾雨])"),
        "summer": (r"\bsummers?\b", r"夏|暑"),
        "autumn": (r"\bautumn\b|\bfall(?= (?:term|semester))", r"秋"),
        "winter": (r"\bwinters?\b", r"冬|寒假|寒暑"),
    },
    Kind.HALF: {
        "first half": (r"\bfirst half\b|\bfirst (?:term|semester)\b", r"上半[年月学]|上学期|第一学期|前半"),
        "second half": (r"\bsecond half\b|\bsecond (?:term|semester)\b", r"下半[年月学]|下学期|第二学期|后半"),
        "morning": (r"\bmornings?\b", r"上午|早[上晨]|晨"),
        "afternoon": (r"\bafternoons?\b", r"下午|午后"),
        "evening": (r"\bevenings?\b", r"晚[上间自]|夜"),
    },
    Kind.LEVEL: {
        "kindergarten": (r"\bkindergartens?\b|\bpreschools?\b", r"幼儿园|学前|幼儿|入园|[公民]办园"),
        "primary": (r"\bprimary\b|\belementary\b", r"小学(?!生?化)|中小学|义务教育"),
        "junior": (r"\bjunior\b|\blower secondary\b", r"初中|初[一二三]|中学|中小学|义务教育"),
        "senior": (
            r"\bsenior\b(?!(?: high| secondary)?(?: school)? entrance)|\bhigh schools?\b|\bupper secondary\b",
            r"高中|高[一二三]|普高|中学|中小学",
        ),
        "college": (r"\bcolleges?\b|\buniversit(?:y|ies)\b", r"高校|大学|学院|高职|大专|本科|高等"),
    },
    Kind.OWNER: {
        "public": (r"\bpublic (?:schools?|kindergartens?|places|hospitals?)\b|\bpublicly[- ]run\b", r"公办|公立"),
        "private": (r"\bprivate(?:ly[- ]run)?\b", r"民办|私立|社会力量"),
    },
    Kind.PLACE: {
        "urban": (r"\burban\b|\bin (?:the )?(?:cities|towns)\b", r"城(?!乡|镇乡)|市区"),
        "rural": (r"\brural\b|\bvillages?\b|\bcountryside\b", r"农村|乡村|村|农业|乡镇"),
        "both": (r"\burban and rural\b", r"城乡"),
    },
    Kind.MEDIUM: {
        "online": (r"\bonline\b", r"线上|网上|网络|在线|直播|平台"),
        "offline": (r"\boffline\b|\bin person\b|\bon[- ]site\b", r"线下|现场|到场|当面|窗口"),
    },
}
_PATTERNS = {
    kind: {value: tuple(re.compile(words, re.IGNORECASE) for words in both) for value, both in values.items()}
    for kind, values in _WORDS.items()
}
_NUMERAL = r"(?:[一二两三四五六七八九十]+|\d+)"
_UNITS = {
    **dict.fromkeys(("year", "年", "学年"), (12, "months")),
    **dict.fromkeys(("half-year", "half year", "半年"), (6, "months")),
    **dict.fromkeys(("quarter", "季度", "季"), (3, "months")),
    **dict.fromkeys(("month", "月"), (1, "months")),
    **dict.fromkeys(("week", "周", "星期"), (7, "days")),
    **dict.fromkeys(("day", "日", "天", "工作日"), (1, "days")),
    **dict.fromkeys(("term", "semester", "学期"), (1, "terms")),
}
_CHINESE_UNIT = r"学年|半年|年(?![龄级])|季度|季|月|周(?!岁)|星期|工作日|日|天|学期"
_CHINESE_RATES = (
    re.compile(rf"[每按逐](?P<count>{_NUMERAL})?个?(?P<unit>{_CHINESE_UNIT})"),
    re.compile(
        rf"(?<![第\d])(?P<count>{_NUMERAL})个?(?P<unit>{_CHINESE_UNIT})(?:一|1)(?=[次届度评签换轮考聘检审查结报通调])"
    ),
)
# What an English adverb may say of a source that counts no times: an annual plan, a monthly report.
_LOOSE_RATES = (
    (
        re.compile(
            r"年度|全年|当年|当学年|历年|(?<![\d一二三四五六七八九十两几多本今去近青少末])年(?![级龄底初末前后代月人以度])"
        ),
        (12, "months"),
    ),
    (re.compile(r"季度"), (3, "months")),
    (re.compile(r"(?<![\d一二三四五六七八九十两个本当])月(?![底初末前后日平])"), (1, "months")),
    (re.compile(r"(?<![\d一二三四五六七八九十])周(?:[检评考报调例]|一至)"), (7, "days")),
    (
        re.compile(r"日常|天天|(?<![\d一二三四五六七八九十节假生今当工作休])日(?![前后期常])|当[日天]|全天|工作日"),
        (1, "days"),
    ),
    (re.compile(r"学期[初末]|各学期|新学期|当学期"), (1, "terms")),
)
_ENGLISH_COUNT = {
    word: value for value, word in enumerate("one two three four five six seven eight nine ten".split(), 1)
}
_ENGLISH_UNIT = r"half[- ]year|year|quarter|month|week|day|term|semester"
_ENGLISH_RATE = re.compile(
    rf"(?:(?<!\bfor )(?<!\bin )(?<!\bwithin )(?<!than )(?<!half )(?<!\bof )(?<!\bafter )(?<!\bover )(?<!\bonce in )\ban?"
    rf"|\bper|\beach|\bevery|(?<=\bper child )and|(?<=\bper student )and|(?<=\bper pupil )and|(?<=\bper person )and)"
    rf" (?:(?P<count>\d+|{'|'.join(_ENGLISH_COUNT)}) )?(?:school |academic |calendar |full |working |teaching )?"
    rf"(?P<unit>{_ENGLISH_UNIT})s?\b(?!['’-]| of\b)",
    re.IGNORECASE,
)
_ENGLISH_ADVERBS = (
    (re.compile(r"\bannual(?:ly)?\b|\byearly\b", re.IGNORECASE), (12, "months")),
    (re.compile(r"\bhalf-yearly\b|\bsemi-?annual(?:ly)?\b", re.IGNORECASE), (6, "months")),
    (re.compile(r"\bquarterly\b", re.IGNORECASE), (3, "months")),
    (re.compile(r"\bmonthly\b", re.IGNORECASE), (1, "months")),
    (re.compile(r"\bweekly\b", re.IGNORECASE), (7, "days")),
    (re.compile(r"\bdaily\b|\bevery (?:weekday|school day)\b", re.IGNORECASE), (1, "days")),
    (re.compile(r"\btermly\b", re.IGNORECASE), (1, "terms")),
)  # fmt: skip


def read_circumstances(text: str, *, english: bool, loose: bool = False) -> Circumstances:
    """The values of each kind that a text names; kinds without any are left out. `loose` also counts what only implies
    a rate, as a source may (年度计划).

    >>> dict(read_circumstances("每两年评选一次", english=False)) == dict(read_circumstances("every 2 years", english=True))
    True
    >>> sorted(read_circumstances("For the spring term, 2 yuan a day", english=True)[Kind.SEASON])
    ['spring']
    """
    side = 0 if english else 1
    found = {
        kind: frozenset(value for value, patterns in values.items() if patterns[side].search(text))
        for kind, values in _PATTERNS.items()
    }
    found[Kind.RATE] = _read_english_rates(text) if english else _read_rates(text, loose=loose)
    return {kind: values for kind, values in found.items() if values}


def _read_rates(text: str, *, loose: bool) -> frozenset[str]:
    rates = {
        _rate(_count(match["count"]), match["unit"]) for pattern in _CHINESE_RATES for match in pattern.finditer(text)
    }
    if loose:
        rates |= {f"{count} {unit}" for pattern, (count, unit) in _LOOSE_RATES if pattern.search(text)}
    return frozenset(rates)


def _read_english_rates(text: str) -> frozenset[str]:
    rates = {_rate(_count(match["count"]), match["unit"].lower()) for match in _ENGLISH_RATE.finditer(text)}
    return frozenset(rates | {f"{count} {unit}" for pattern, (count, unit) in _ENGLISH_ADVERBS if pattern.search(text)})


def _count(written: str | None) -> int:
    if written is None:
        return 1
    if written.isdecimal():
        return int(written)
    return _ENGLISH_COUNT.get(written.lower()) or read_numeral(written) or 0


def _rate(count: int, unit: str) -> str:
    """In months, days or terms: half a year and six months are one."""
    each, of = _UNITS[unit]
    return f"{count * each} {of}"
