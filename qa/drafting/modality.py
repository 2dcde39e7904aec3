"""What turns a statement around: negation, prohibition, permission, bounds, direction. In Chinese and English alike.

A draft's clause and the source's must agree in these, whatever else it words differently.
"""

from __future__ import annotations

import re
from collections import Counter
from enum import StrEnum


class Force(StrEnum):
    """What a word does to its clause."""

    NEGATED = "negated"
    FORBIDDEN = "forbidden"
    OBLIGED = "obliged"
    WANTED = "wanted"  # required, but by a weak word: 要, will
    PERMITTED = "permitted"
    ENCOURAGED = "encouraged"
    QUALIFIED = "qualified"  # in principle
    MORE = "more"
    LESS = "less"
    UPWARD = "upward"  # 以上 of what is no figure: a grade, a level
    DOWNWARD = "downward"
    ALL = "all"
    ONLY = "only"


class Bound(StrEnum):
    """What a word beside a figure makes of it."""

    AT_LEAST = "at_least"
    ABOVE = "above"
    AT_MOST = "at_most"
    BELOW = "below"
    ABOUT = "about"
    BEFORE = "before"
    AFTER = "after"


_BOUNDS: tuple[tuple[Bound, str], ...] = (
    (
        Bound.AT_LEAST,
        r"不(?:得|准|能|应|可)?(?:低|少|小|短)于|至少|最低|最少|及?以上"
        r"|\bat least\b|\bno(?:t)? (?:less|fewer|lower) than\b|\bnot below\b|\bminimum(?: of)?\b|\bor (?:more|above|over|higher)\b|\band (?:above|over)\b",
    ),
    (
        Bound.AT_MOST,
        r"不(?:得|准|能|应|可)?(?:超过|(?:高|多|大|长)于)|至多|最多|最高|以内|之内|及?以下"
        r"|\bat most\b|\bno(?:t)? more than\b|\b(?:not|never) exceed(?:ing)?\b|\bup to\b|\bwithin\b|\bmaximum(?: of)?\b|\bor (?:less|below|fewer|lower)\b",
    ),
    (Bound.ABOVE, r"超过|高于|大于|多于|突破|超(?=\d)|\bmore than\b|\bover\b|\babove\b|\bexceed(?:s|ed|ing)?\b|\bgreater than\b|\bhigher than\b"),
    (Bound.BELOW, r"低于|少于|小于|不足|不到|不满|未满|\bless than\b|\bfewer than\b|\bbelow\b|\bunder\b|\blower than\b"),
    (Bound.ABOUT, r"左右|上下|大约|约|近(?=\d)|余(?=[人名所个元万])|\babout\b|\baround\b|\bapproximately\b|\bsome (?=\d)|\broughly\b"),
    (Bound.BEFORE, r"不迟于|不晚于|截至|截止|\bbefore\b|\bby(?= *$| (?:the )?end| [a-z]+ *$)|\buntil\b"),
    (Bound.AFTER, r"不早于|\bafter\b|\bsince\b|\bfrom(?= *$| [a-z]+ *$)"),
)  # fmt: skip
_FORCES: tuple[tuple[Force, str], ...] = (
    (
        Force.FORBIDDEN,
        r"不得|禁止|严禁|不准|不许|不允许|不可以|不可(?!或缺|避免|少)|不能|不应当?|切勿|杜绝"
        r"|\b(?:must|may|shall|can|should) ?not\b|\bcannot\b|\bcan't\b|\bmustn't\b|\bprohibit(?:s|ed)?\b|\bforbid(?:s|den)?\b|\bban(?:s|ned)?\b"
        r"|\bnot (?:be )?(?:allowed|permitted)\b",
    ),
    (
        Force.NEGATED,
        r"不再|没有|尚未|从未|未(?![来成满])|不(?![断仅但少同久论管良等足动正])|无(?![论障锡偿人缝])|没(?![收有])"
        r"|免(?!疫)|取消"
        r"|\bnot\b|\bno\b|\bnever\b|\bwithout\b|\bneither\b|\bnor\b|n't\b|\bexempt(?:s|ed)?\b|\bfree of\b|\bcancel(?:s|led|ed)?\b",
    ),
    (
        Force.OBLIGED,
        r"必须|应当|务必|须(?!知)|(?<![供适对相反响效一])应(?![用急对届聘征邀变激有])"
        r"|\bmust\b|\bshall\b|\bshould\b|\b(?:is|are) (?:required|obliged)\b|\bha(?:s|ve) to\b",
    ),
    (Force.QUALIFIED, r"原则上|\bin principle\b"),
    (
        Force.PERMITTED,
        r"可以|允许|准许|有权|(?<![许认宁])可(?![能见靠持行观信贵爱是燃再])|\bmay\b|\bcan\b|\b(?:is|are) (?:allowed|permitted|free|entitled)\b",
    ),
    (Force.ENCOURAGED, r"鼓励|提倡|倡导|\bencourag(?:e|es|ed|ing)\b"),
    (Force.WANTED, r"需要?(?!求)|(?<![主重需纲首概摘紧])要(?![点素闻件害领])|要求|\bwill\b|\bneeds? to\b|\bis to\b|\bare to\b|\brequires?\b"),
    (
        Force.MORE,
        r"增加|增长|提高|扩大|提升|上升|上调|新增|延长|增强|扩招"
        r"|\bincreas\w*|\brais(?:e|es|ed|ing)\b|\bexpand\w*|\bimprov\w*|\bgrow\w*|\bextend\w*|\badd(?:s|ed|ing)?\b",
    ),
    (
        Force.LESS,
        r"减少|降低|缩小|下降|压减|压缩|下调|缩短|减轻|削减|\bdecreas\w*|\breduc\w*|\blower(?:s|ed|ing)?\b(?! than)"
        r"|\bshrink\w*|\bcut(?:s|ting)?\b|\bshorten\w*",
    ),
    (Force.UPWARD, r"以上(?!规|要|述|内|情|措|工)"),
    (Force.DOWNWARD, r"以下(?!规|要|简|情|措|工|内|统|几|行|条|材|程)"),
    (Force.ALL, r"全部|所有|全体|一律|任何|\ball\b|\bevery\b|\bany\b"),
    (Force.ONLY, r"只(?=[能有限招需收在由])|仅|唯一|\bonly\b|\bsolely\b"),
)  # fmt: skip
_BOUND_PATTERN = re.compile("|".join(f"(?P<{bound.value}>{words})" for bound, words in _BOUNDS))
_FORCE_PATTERN = re.compile("|".join(f"(?P<{force.value}>{words})" for force, words in _FORCES))
# What hides a figure has bounds like one.
_FIGURE_LIKE = r"(?:[\d一二三四五六七八九十百千万亿]|[Xx×*＊_○□]{2,}|〔原文此处数字缺失〕)"
_BESIDE = re.compile(rf"{_FIGURE_LIKE}[^，。；,;]{{0,4}}$"), re.compile(rf"^[^，。；,;]{{0,4}}?{_FIGURE_LIKE}")
# What bounds a figure from behind stands at its counter; all else that stands behind belongs to the next figure.
_BEHIND = re.compile(
    r"^[^\d]{0,6}?(?:(?P<at_least>及?以上|or (?:more|above|over|higher)\b|(?:and|or) (?:above|over)\b)"
    r"|(?P<at_most>以内|之内|内(?![容部心外在地])|及?以下|or (?:less|below|fewer|lower)\b)"
    r"|(?P<about>左右|上下|余)|(?P<before>(?:之|以|底|末)?前)|(?P<after>(?:之|以)?后(?!备)|起(?!草|点|到)))"
    r"|^ ?[a-z%]* ?[a-z]* ?(?:(?P<or_more>(?:or|and) (?:more|above|over|higher)\b)|(?P<or_less>or (?:less|below|fewer|lower)\b))"
)
_RULED = re.compile(
    r"不(?:得|准|能|应|可)?(?:低|少|小|短|高|多|大|长)于|不(?:得|准|能|应|可)?超过|不[迟晚]于"
)  # a bound rules
_NEGATOR = re.compile(r"不得|不准|不许|不予|不能|不可|不再|不应?当?|严禁|禁止|没有?(?!收)|未|无(?![论])|免予?|非")
_NEGATED_WORD = 2  # characters behind a negator that tell what is negated; 1 at the end of a clause
_CLAUSE_END = re.compile(r"[，。；,;！？]")
_NEAR = 24  # characters beside a figure that its bound may stand in: "no less than 80", "2022年12月底前"


def read_forces(text: str) -> Counter[Force]:
    """How often each force stands in a clause; a bound does not negate ("不低于4:6"), it wants something.

    >>> sorted(read_forces("职普比不低于4:6")), sorted(read_forces("Schools may not test pupils"))
    ([<Force.WANTED: 'wanted'>], [<Force.FORBIDDEN: 'forbidden'>])
    """
    plain = text.lower()
    rest = _BOUND_PATTERN.sub(lambda match: " " if _bounds_something(plain, match) else match.group(), plain)
    forces = Counter(Force(str(match.lastgroup)) for match in _FORCE_PATTERN.finditer(rest))
    forces[Force.WANTED] += len(_RULED.findall(plain))
    return +forces


def count_negations(text: str) -> int:
    forces = read_forces(text)
    return forces[Force.NEGATED] + forces[Force.FORBIDDEN]


def read_bounds(text: str, start: int, end: int) -> frozenset[Bound]:
    """The bounds of the figure at [start, end), by the words right before and behind it in its clause.

    >>> read_bounds("职普比不低于4:6。", 6, 9), read_bounds("at least 40 schools", 9, 11)
    (frozenset({<Bound.AT_LEAST: 'at_least'>}), frozenset({<Bound.AT_LEAST: 'at_least'>}))
    """
    before = re.split(r"[，。；、,;]", text[max(0, start - _NEAR) : start].lower())[-1]
    behind = re.split(r"[，。；、,;（(]", text[end : end + _NEAR].lower())[0]
    found = (_last(before), _first(behind))
    return frozenset(bound for bound in found if bound is not None)


def disagreement(draft: Counter[Force], source: Counter[Force]) -> str:
    """Why a draft's clause does not say what the source's does, by their forces; "" when they agree.

    It may be weaker in nothing and stronger in nothing: what is forbidden or negated stays so, what is permitted or
    encouraged becomes no duty, no strong duty appears, "in principle" is kept, more is not less.
    """
    not_in_draft = draft[Force.NEGATED] + draft[Force.FORBIDDEN] == 0
    not_in_source = source[Force.NEGATED] + source[Force.FORBIDDEN] == 0
    if not_in_draft != not_in_source:
        return "negation"
    if bool(draft[Force.FORBIDDEN]) and not source[Force.FORBIDDEN] + source[Force.OBLIGED] + source[Force.WANTED]:
        return "modality"
    if not not_in_draft and source[Force.FORBIDDEN] and not draft[Force.FORBIDDEN] and draft[Force.PERMITTED]:
        return "modality"
    duty_in_source = source[Force.OBLIGED] + source[Force.WANTED] + source[Force.FORBIDDEN]
    if draft[Force.OBLIGED] and not duty_in_source + source[Force.ONLY]:
        return "modality"
    for soft in (Force.PERMITTED, Force.ENCOURAGED, Force.QUALIFIED):
        if bool(draft[soft]) != bool(source[soft]) and not (
            soft is Force.PERMITTED and (draft[Force.FORBIDDEN] or (draft[Force.ONLY] and source[Force.ONLY]))
        ):
            return "modality"
    for one, other in ((Force.MORE, Force.LESS), (Force.UPWARD, Force.DOWNWARD)):
        if (draft[one] and source[other] and not source[one]) or (draft[other] and source[one] and not source[other]):
            return "direction"
    if (draft[Force.ALL] and not source[Force.ALL]) or bool(draft[Force.ONLY]) != bool(source[Force.ONLY]):
        return "extent"
    return ""


def is_negation_moved(draft: str, quote: str) -> bool:
    """Whether a word that both hold is negated in one and nowhere in the other.

    >>> is_negation_moved("凭残疾证不申请免考", "凭残疾证申请免考"), is_negation_moved("对答复服的", "对答复不服的")
    (True, True)
    >>> is_negation_moved("学校不得收费", "学校严禁收费")
    False
    """
    return _negates_alone(draft, quote) or _negates_alone(quote, draft)


def _negates_alone(text: str, other: str) -> bool:
    for match in _NEGATOR.finditer(text):
        word = re.sub(r"[^\u4e00-\u9fff]", "", text[match.end() : match.end() + _NEGATED_WORD])
        places = [place.start() for place in re.finditer(re.escape(word), other)] if word else []
        if places and not any(_NEGATOR.search(_CLAUSE_END.split(other[:place])[-1]) for place in places):
            return True
    return False


def _bounds_something(plain: str, match: re.Match[str]) -> bool:
    """By itself (不低于, no more than), or because a figure stands beside it."""
    if re.match(r"不.*于|不.*超过|no", match.group()):
        return True
    before, behind = _BESIDE
    return bool(before.search(plain[: match.start()][-_NEAR:]) or behind.search(plain[match.end() :][:_NEAR]))


def _first(behind: str) -> Bound | None:
    match = _BEHIND.search(behind)
    if match is None:
        return None
    return {"or_more": Bound.AT_LEAST, "or_less": Bound.AT_MOST}.get(str(match.lastgroup)) or Bound(
        str(match.lastgroup)
    )


def _last(before: str) -> Bound | None:
    matches = [match for match in _BOUND_PATTERN.finditer(before) if not re.search(r"\d", before[match.end() :])]
    return Bound(str(matches[-1].lastgroup)) if matches else None
