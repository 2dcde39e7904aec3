"""Whether the figures of a sentence are the source's: by value, with their unit and bound, and none where one is hidden."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from ingest import NoticeCode, Paragraph, Span, split_clauses
from qa.drafting.alignment import pairs_of, share_of
from qa.drafting.bounds import Bound, bounds_agree, read_bounds
from qa.figures import find_figures, locate_figures, make_plain

# Counters that say the same of what they count; of others each stands for itself.
_COUNTERS = {
    **{
        character: character for character in "个所项级种次条位户岁天倍周亩班门节页张座台套间册批期轮吨米分年月日号元家"
    },
    **dict.fromkeys("人名位", "人"),
    **dict.fromkeys("元块", "元"),
    **dict.fromkeys("日号", "日"),
}
_BREAK = re.compile(r"[，。；、,;：:（）()]")
# How much more of its words stands at another figure. On the pairs learned from it stops 44 of 167 swapped figures and
# none of 300 supported sentences about policies.
_MOVED = 0.2
_HIDING = (NoticeCode.MASKED_FIGURE, NoticeCode.DAMAGED_TEXT)
_PERCENT = re.compile(r"(?<=\d)\s*(?:per ?cent|percent)\b", re.IGNORECASE)
_NUMBER_WORDS = {
    word: value
    for value, word in enumerate(
        "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen "
        "eighteen nineteen".split()
    )
} | {
    word: 10 * value
    for value, word in enumerate("twenty thirty forty fifty sixty seventy eighty ninety".split(), start=2)
}
_MULTIPLIERS = {"hundred": 100, "thousand": 1000, "million": 10**6, "billion": 10**9}
_WORDED = re.compile(
    rf"\b(?:(?P<digits>\d+(?:\.\d+)?)\s*(?P<scale>thousand|million|billion)|(?P<words>(?:{'|'.join([*_NUMBER_WORDS, *_MULTIPLIERS])})"
    rf"(?:[ -](?:and )?(?:{'|'.join([*_NUMBER_WORDS, *_MULTIPLIERS])}))*))\b",
    re.IGNORECASE,
)
_MONTH_NAMES = "January February March April May June July August September October November December".split()
_MONTH_NAME = "|".join(_MONTH_NAMES)
# A sentence may begin with "May" and "March" as words.
_MONTH = re.compile(
    rf"\b(?P<day>\d{{1,2}})(?:st|nd|rd|th)? (?:of )?(?P<dated>{_MONTH_NAME})\b"
    rf"|(?!^(?:May|March) [a-z])\b(?P<named>{_MONTH_NAME})\b(?: (?P<behind>\d{{1,2}})\b(?![:%.,]?\d|%))?"
)
_WEEKDAYS = zip("Monday Tuesday Wednesday Thursday Friday Saturday Sunday".split(), "一二三四五六日", strict=True)
_ONE = re.compile(r"\bone (?=(?:full |school |academic )*(?:year|month|week|day|hour|term)\b)", re.IGNORECASE)
_ONCE = re.compile(r"\bonce(?= (?:an?|each|every|per|in)\b)|(?<=\bleast )once\b|(?<=\bmost )once\b", re.IGNORECASE)
# What is worded as a part or a multiple: the source must word it too.
_PARTS = (
    (re.compile(r"(?i)\bhalf\b"), re.compile(r"半|50%|五成")),
    (re.compile(r"(?i)\bdoubl(?:e[ds]?|ing)\b"), re.compile(r"[加双]倍|翻[一1]?番|[一1]倍")),
    (re.compile(r"(?i)\btwice\b"), re.compile(r"[两2二][次倍]")),
    *(
        (re.compile(rf"(?i)\b(?:an?|per|each|every) (?:school |calendar )?{english}\b"), re.compile(chinese))
        for english, chinese in (
            ("day", "[日天]"),
            ("week", "周|星期"),
            ("month", "月"),
            ("term", "学期"),
            ("quarter", "季"),
            ("year", "年"),
        )
    ),
    *(
        (re.compile(rf"\b{english}s?\b"), re.compile(rf"(?:周|星期|礼拜)(?:[一二三四五六][至到、])?{chinese}"))
        for english, chinese in _WEEKDAYS
    ),
)
_UNREADABLE = re.compile(
    r"\b(?:thirds?|quarters|(?<! a )(?<!each )(?<!every )(?<!per )quarter|triple[ds]?|dozens?|hundreds|thousands|millions)\b(?!-)",
    re.IGNORECASE,
)
# What an English word behind a figure counts, as the Chinese behind it may say.
_ADJECTIVE = r"(?!(?:in|of|per|for|and|or|to|at|from|with|an?|the|by|on|each|every)\b)[a-z'-]+"
_PEOPLE, _PLACES = r"[名人位个户例]", r"[所个家间处类门款项场座套]"
_UNITS = tuple(
    (
        re.compile(rf"^[ -]?(?:{_ADJECTIVE} ){{0,{between}}}?(?:{english})\b", re.IGNORECASE),
        re.compile(rf"^(?:{behind})"),
    )
    for between, english, behind in (
        (1, r"yuan", r"元"),
        (0, r"percentage points?", r"个?百分点"),
        (0, r"(?:full |consecutive )?(?:calendar |school |academic )?years?", r"个?(?:学|周)?年|周?岁"),
        (0, r"(?:full )?months?", r"个?月"),
        (0, r"(?:working |calendar |full )?days?", r"个?(?:工作|自然)?[日天]"),
        (0, r"weeks?", r"个?(?:星期|周)"),
        (2, r"hours?", r"个?(?:小时|学时|课时|时)"),
        (0, r"minutes?", r"分钟"),
        (2, r"lessons?", r"个?(?:课时|学时|节|堂|次)"),
        (1, r"points?", r"分(?!钟)|个百分点"),
        (0, r"times?", r"[次回轮]"),
        (0, r"square metres?", r"平方?米|㎡"),
        (0, r"metres?", r"米"),
        (0, r"kilomet(?:re|er)s?", r"公里|千米"),
        (0, r"grams?", r"克"),
        (0, r"mu", r"亩"),
        (0, r"degrees?", r"℃|°|度|摄氏度"),
        (
            2,
            r"pupils?|students?|children|teachers?|members?|people|persons?|participants?|graduates?|doctors?",
            _PEOPLE,
        ),
        (2, r"places", r"[个名人]"),
        (2, r"schools?|kindergartens?|firms?|institutions?|hospitals?|programmes?|courses?|canteens?", _PLACES),
        (2, r"classes", r"个|[一-龥]{0,4}班"),
        (0, r"月", r"月"),
        (0, r"日", r"[日号]"),
    )
)
_BEHIND = 40  # characters
_RANGE = re.compile(r"^(?:余|多|周?岁)?(?:[至到~—–-]+[\d一二三四五六七八九十两.]+)?(?:余|多)?")
_ENGLISH_TIME = re.compile(r"^Over(?= \d+ (?:years|months|weeks|days|terms)\b)")
_SHARING = re.compile(r"^[^.;]*?(?:\band\b|\bor\b|\bthose\b|,)[^.;]*$")


@dataclass(frozen=True, slots=True)
class StandingFigure:
    """A figure in a text: its counter ("" for none known), its bounds, `clause`, what stands around it up to the
    next comma, colon, bracket or mark of enumeration, and `behind`, the characters that follow."""

    value: str
    counter: str
    bounds: frozenset[Bound]
    clause: str
    behind: str = ""


def figures_of(text: str) -> tuple[StandingFigure, ...]:
    """Figures with what stands beside them, in order.

    >>> [(f.value, f.counter) for f in figures_of("新建公办园3所，新增学位600个")]
    [('3', '所'), ('600', '个')]
    """
    return tuple(figure for figure, _, _ in _located_figures_of(make_plain(text)))


def find_wrong_figure(sentence: str, paragraphs: Sequence[Paragraph], titles: str, *, same_language: bool) -> str:
    """What is wrong with a sentence's figures: "figure" (it stands nowhere that is cited), "hidden_figure" (the source
    hides what it gives), "unit", "bound", "moved" (it is another thing's there); "" for nothing. `titles` may lend a
    year."""
    years = {value for value in find_figures(titles) if len(value) == 4}
    if not same_language:
        return _find_wrong_english_figure(read_english(sentence), paragraphs, years)
    standing = [figure for paragraph in paragraphs for figure in figures_of(paragraph.text)]
    for figure in figures_of(sentence):
        same = [one for one in standing if one.value == figure.value]
        if not same:
            if figure.value in years and (figure.counter in {"年", ""}):
                continue
            return "figure"
        if any(_hides(paragraph, figure) for paragraph in paragraphs):
            return "hidden_figure"
        alike = [one for one in same if _counts_alike(figure, one)]
        if not alike:
            return "unit"
        if not any(bounds_agree(figure.bounds, one.bounds) for one in alike):
            return "bound"
        if _is_moved(figure, standing):
            return "moved"
    return ""


def _find_wrong_english_figure(written: str, paragraphs: Sequence[Paragraph], years: set[str]) -> str:
    """Of a Chinese source; a label is no figure of it. A bound may be shared by figures that "and" or "or" joins."""
    source = "\n".join(paragraph.text[paragraph.label_end :] for paragraph in paragraphs)
    if _UNREADABLE.search(written) or any(
        english.search(written) and not chinese.search(source) for english, chinese in _PARTS
    ):
        return "figure"
    standing = figures_of(source)
    shared: frozenset[Bound] = frozenset()
    end = 0
    said = Counter(figure.value for figure in figures_of(written))
    held = Counter(figure.value for figure in standing)
    if any(held[value] and count > held[value] for value, count in said.items()):
        return "moved"  # one figure of the source told of two things
    for figure, start, stop in _located_figures_of(written):
        if not _SHARING.match(written[end:start]):
            shared = frozenset()
        end, shared = stop, figure.bounds or shared
        same = [one for one in standing if one.value == figure.value]
        if not same:
            if figure.value in years:
                continue
            return "figure"
        alike = [one for one in same if counts_as_said(figure, one)]
        if not alike:
            return "unit"
        if not any(
            bounds_agree(bounds, one.bounds) for one in alike for bounds in {figure.bounds, figure.bounds or shared}
        ):
            return "bound"
    return ""


def counts_as_said(figure: StandingFigure, other: StandingFigure) -> bool:
    """Whether what follows an English figure, where it is a known unit, is what follows the Chinese one."""
    if not figure.value.isdigit():
        return True
    behind = _RANGE.sub("", other.behind)
    if re.fullmatch(r"(?:19|20)\d[1-9]|20[1-9]0", figure.value) and not any(
        english.search(figure.behind) for english, _ in _UNITS
    ):
        return behind.startswith(("年", "-", "—", "–", "~", "～", "/"))
    wanted = next((chinese for english, chinese in _UNITS if english.search(figure.behind)), None)
    return wanted is None or wanted.match(behind) is not None


def least_figure_overlap(sentence: str, paragraphs: Sequence[Paragraph]) -> float:
    """How much of a clause with a figure stands in a source's clause with the same one; the least of all, 1 for none."""
    standing = [figure for paragraph in paragraphs for figure in figures_of(paragraph.text)]
    shares = [_overlap_with(figure, standing)[0] for figure in figures_of(sentence)]
    return min(shares, default=1.0)


def _located_figures_of(text: str) -> Iterator[tuple[StandingFigure, int, int]]:
    """Each with the characters [start, end) of the text, which is plain already, that it stands in."""
    for span in split_clauses(text):
        clause = text[span.start : span.end]
        for figure in locate_figures(clause):
            behind = clause[figure.end :]
            around = _BREAK.split(clause[: figure.start])[-1] + _BREAK.split(behind)[0]
            bounds = read_bounds(clause, figure.start, figure.end)
            counter = _COUNTERS.get(behind.lstrip()[:1], "")
            standing = StandingFigure(figure.value, counter, bounds, around, behind[:_BEHIND])
            yield standing, span.start + figure.start, span.start + figure.end


def _overlap_with(figure: StandingFigure, standing: Sequence[StandingFigure]) -> tuple[float, float]:
    """The largest share of what stands around a figure that stands around the same figure, and around another one of
    the same counter."""
    words = pairs_of(figure.clause)
    same = other = 0.0
    for one in standing:
        share = share_of(words, frozenset(pairs_of(one.clause)))
        if one.value == figure.value:
            same = max(same, share)
        elif one.counter == figure.counter and one.value.endswith("%") is figure.value.endswith("%"):
            other = max(other, share)
    return same, other


def _is_moved(figure: StandingFigure, standing: Sequence[StandingFigure]) -> bool:
    same, other = _overlap_with(figure, standing)
    return other - same >= _MOVED


def _counts_alike(figure: StandingFigure, other: StandingFigure) -> bool:
    return not figure.counter or not other.counter or figure.counter == other.counter


def _hides(paragraph: Paragraph, figure: StandingFigure) -> bool:
    """Whether the clause that says most of what the figure's clause says hides a figure and does not hold this one."""
    hidden = [notice.span for notice in paragraph.notices if notice.code in _HIDING and notice.span]
    if not hidden:
        return False
    words = pairs_of(figure.clause)
    clauses = split_clauses(paragraph.text)
    shares = [share_of(words, frozenset(pairs_of(paragraph.text[one.start : one.end]))) for one in clauses]
    best = max(range(len(clauses)), key=lambda index: (shares[index], -index))
    clause = clauses[best]
    return any(_overlap(clause, span) for span in hidden) and figure.value not in find_figures(
        paragraph.text[clause.start : clause.end]
    )


def _overlap(one: Span, other: Span) -> bool:
    return one.start <= other.end and other.start <= one.end


def read_english(sentence: str) -> str:
    """With figures as digits: "3 million", "twenty-five", "80 percent", "once a week", and months as Chinese has them. A
    lone "one" is no figure but of time."""

    def value(match: re.Match[str]) -> str:
        if match["digits"]:
            return f"{float(match['digits']) * _MULTIPLIERS[match['scale'].lower()]:.0f}"
        words = [word for word in re.split(r"[ -]+", match["words"].lower()) if word != "and"]
        if words == ["one"]:
            return match.group()
        total = part = 0
        for word in words:
            if word == "hundred":
                part = (part or 1) * 100
            elif word in _MULTIPLIERS:
                total, part = total + (part or 1) * _MULTIPLIERS[word], 0
            else:
                part += _NUMBER_WORDS[word]
        return str(total + part)

    plain = _MONTH.sub(_write_month, _ONE.sub("1 ", _ONCE.sub("1 time", make_plain(sentence))))
    return _ENGLISH_TIME.sub("In", _PERCENT.sub("%", _WORDED.sub(value, plain)))


def _write_month(match: re.Match[str]) -> str:
    """With Chinese units, in the order that it has: what bounds a date stands at its day."""
    month, day = _MONTH_NAMES.index(match["dated"] or match["named"]) + 1, match["day"] or match["behind"]
    return f"{day}日 {month}月" if day else f"{month}月"
