"""What the words beside a figure make of it: at least, at most, before, from, raised to. In Chinese and English alike."""

from __future__ import annotations

import re
from enum import StrEnum


class Bound(StrEnum):
    """What a word beside a figure makes of it."""

    AT_LEAST = "at_least"
    ABOVE = "above"
    AT_MOST = "at_most"
    BELOW = "below"
    ABOUT = "about"
    BEFORE = "before"
    AFTER = "after"
    AS_OF = "as_of"  # by 2025, 到2025年, 截至2025年底
    FROM = "from"  # from 2021, 自2021年起; also where a range or a change begins
    SPAN = "span"  # in five years: 五年, 五年内
    TO = "to"  # raised to 5, 提高到5
    BY = "by"  # raised by 5, 提高5


# What a language may leave unsaid, with the bounds that say the same.
_SAME_AS: dict[Bound, frozenset[Bound]] = {
    Bound.AS_OF: frozenset({Bound.BEFORE, Bound.AS_OF}),
    Bound.FROM: frozenset({Bound.FROM}),
    Bound.SPAN: frozenset({Bound.SPAN, Bound.AT_MOST}),
    Bound.TO: frozenset({Bound.TO}),
    Bound.BY: frozenset({Bound.BY, Bound.AS_OF}),
}

_FEW_WORDS = r"(?: (?!(?:who|that|which|with|if|when|unless|until|after|before|and|or|no|at)\b)[a-z]+){0,4}?"
_CHANGED = (
    r"(?:(?:rais|ris(?=e|ing)|increas|grow|grew|extend|expand|cut|reduc|lower|fall|drop|shorten|shrink)[a-z]*|rose|fell|shrank|went|go|goes)\b"
    r"(?:(?! (?:from|and|but|while|to|by) )[^\d]){0,40}"
)
_BOUNDS: tuple[tuple[Bound, str], ...] = (
    (
        Bound.AT_LEAST,
        r"不(?:得|准|能|应|可)?(?:低|少|小|短)于|至少|最低(?!工资|生活|保障|限度|标准)|最[少短]|及?以上"
        r"|\bat least\b|\bno(?:t)? (?:less|fewer|lower|shorter|smaller|younger) than\b|\bnot below\b"
        rf"|\bnot{_FEW_WORDS} (?:less|fewer|lower|shorter) than\b"
        r"|\bminimum(?: of)?\b(?! (?:living|wage|standard))|\bor (?:more|above|over|higher|older)\b|\band (?:above|over)\b",
    ),
    (
        Bound.AT_MOST,
        r"不(?:得|准|能|应|可)?(?:超过|(?:高|多|大|长)于)|至多|最[多高长]|以内|之内|及?以下"
        r"|\bat most\b|\bno(?:t)? (?:more|higher|longer|larger|greater|older) than\b|\b(?:not|never) exceed(?:ing)?\b"
        rf"|\bnot{_FEW_WORDS} (?:(?:more|higher|longer|larger|greater|older) than|over)\b"
        r"|(?<!\badd )(?<!\badds )(?<!\badded )(?<!\badding )\bup to\b|\bwithin\b|\bmaximum(?: of)?\b"
        r"|\bor (?:less|below|fewer|lower|younger)\b",
    ),
    (
        Bound.ABOVE,
        r"超过|高于|大于|多于|突破|超(?=\d)|\bmore than\b|\bover\b(?! (?:the|a|an|its|this|that|these|all)\b)|\babove\b"
        r"|\bexceed(?:s|ed|ing)?\b|\bgreater than\b|\bhigher than\b|\bolder than\b|\blonger than\b",
    ),
    (
        Bound.BELOW,
        r"低于|少于|小于|不足|不到|不满|未满|\bless than\b|\bfewer than\b|\bbelow\b|\bunder\b(?! (?:the|a|an|this|these)\b)"
        r"|\blower than\b|\byounger than\b|\bshorter than\b",
    ),
    (Bound.ABOUT, r"左右|上下|大约|约(?![定束谈请见])|近(?=\d)|余(?=[人名所个元万])|\babout\b|\baround\b|\bapproximately\b|\bsome (?=\d)|\broughly\b"),
    (Bound.BEFORE, rf"不(?:得|能|应)?[迟晚]于|\bno(?:t)? later than\b|\bnot{_FEW_WORDS} later than\b|\bbefore\b|\buntil\b"),
    (Bound.AFTER, rf"不(?:得|能|应)?早于|\bno(?:t)? (?:earlier|sooner) than\b|\bnot{_FEW_WORDS} earlier than\b|\bafter\b(?!-)"),
    (Bound.AS_OF, r"截至|截止到?|(?<![达提降升])到(?=(?:19|20)?\d*$|(?:19|20)\d\d)|\bas of\b|\bby (?:the )?(?:end|start|beginning|close) of\b"),
    (
        Bound.TO,
        r"(?:提高|增加|增长|上升|扩大|扩充|提升|降|降低|下降|减少|调整|压缩|缩短|延长)[到至为]"
        rf"|\b{_CHANGED} to\b",
    ),
    (
        Bound.BY,
        r"(?:再降|再升|提高|增加|增长|上升|下降|降低|减少|减免)了?(?=\d*$)"
        rf"|\b{_CHANGED} by\b",
    ),
    (Bound.AS_OF, r"\bby(?= *$| [a-z]+ *$)"),
    (Bound.FROM, r"[自从由](?=(?:每[年月人生])*\d*$)|\bsince\b|\bfrom(?= *$| [a-z]+ *$)"),
    (Bound.SPAN, r"\b(?:in|over (?=the))(?: ?the| each of the| any)?(?: (?:next|last|first|past))? *$"),
)  # fmt: skip
_BOUND_PATTERN = re.compile("|".join(f"(?P<{bound.value}_{at}>{words})" for at, (bound, words) in enumerate(_BOUNDS)))
# What only leads to a figure says nothing of its clause.
_RULING_PATTERN = re.compile("|".join(words for bound, words in _BOUNDS if bound not in _SAME_AS))
# What hides a figure has bounds like one.
_FIGURE_LIKE = r"(?:[\d一二三四五六七八九十百千万亿]|[Xx×*＊_○□]{2,}|〔原文此处数字缺失〕)"
_BESIDE = re.compile(rf"{_FIGURE_LIKE}[^，。；,;]{{0,4}}$"), re.compile(rf"^[^，。；,;]{{0,4}}?{_FIGURE_LIKE}")
# What bounds a figure from behind stands at its counter; all else that stands behind belongs to the next figure.
_BEHIND = re.compile(
    r"^(?:年?级)?[^\d级职历层]{0,5}?(?:(?P<at_least>及?以上|or (?:more|above|over|higher|older)\b|(?:and|or) (?:above|over)\b)"
    r"|(?P<at_most>以内|之内|及?以下|or (?:less|below|fewer|lower|younger)\b)|(?P<about>左右|上下|余))"
    r"|^(?:(?:个?(?:工作|自然)?[日天月周年]|学[年期]|小?时|分钟?|课时|公?里|米|节)?(?P<within>内))"
    r"|^[年月日号时点天周分个小岁春秋夏冬季学期度上下半工作末底初]{0,6}?(?:之|以|末|底|初)?(?:(?P<before>前)|(?P<after>后(?!备))|(?P<from>起(?!草|点|到)))"
    r"|^(?: ?[a-z%]+){0,4}? ?(?:(?P<or_more>(?:or|and) (?:more|above|over|higher|older)\b)|(?P<or_less>or (?:less|below|fewer|lower|younger)\b))"
)
_NAMED_BEHIND = {"or_more": Bound.AT_LEAST, "or_less": Bound.AT_MOST, "within": Bound.AT_MOST}
_BOUNDS_BEHIND = re.compile(r"及?以[上下内]|之内|or |and ")  # only what stands before them
# What bounds a date bounds each of its figures.
_DATE_BEFORE = re.compile(r"(?:(?:\d{4}年)?\d{1,2}月|\d{4}年|(?:\d{1,2}日 )?\d{1,2}月 |\d{1,2}日 )$")
_DATE_BEHIND = re.compile(r"^(?:年\d{1,2}月(?:\d{1,2}[日号])?|月\d{1,2}[日号]|日 \d{1,2}月(?: \d{4})?|月 \d{4})")
_PLACING = {"within", "over", "under", "above", "below"}  # without a figure
_INCLUDED = re.compile(r"[（(]含[^（()）]{0,6}[)）]")
_RULED = re.compile(
    r"不(?:得|准|能|应|可)?(?:低|少|小|短|高|多|大|长)于|不(?:得|准|能|应|可)?超过|不(?:得|能|应)?[迟晚早]于"
)  # a bound rules
_NEAR = 24  # characters beside a figure that its bound may stand in: "2022年12月底前"; twice as many in English


def read_bounds(text: str, start: int, end: int) -> frozenset[Bound]:
    """The bounds of the figure at [start, end), by the words right before and behind it in its clause.

    >>> read_bounds("职普比不低于4:6。", 6, 9), read_bounds("at least 40 schools", 9, 11)
    (frozenset({<Bound.AT_LEAST: 'at_least'>}), frozenset({<Bound.AT_LEAST: 'at_least'>}))
    """
    near = 2 * _NEAR if text[:1].isascii() else _NEAR
    before = re.split(r"[，。；、,;]", _DATE_BEFORE.sub("", text[max(0, start - near) : start].lower()))[-1]
    behind = re.split(r"[，。；、,;（(]", _INCLUDED.sub("", _DATE_BEHIND.sub("日", text[end : end + near].lower())))[0]
    found = (_last(before), _first(behind))
    return frozenset(bound for bound in found if bound is not None)


def bounds_agree(draft: frozenset[Bound], source: frozenset[Bound]) -> bool:
    """Whether two sets of bounds say the same, though one may leave unsaid what only leads to a figure.

    >>> bounds_agree(frozenset({Bound.AS_OF}), frozenset()), bounds_agree(frozenset({Bound.AT_MOST}), frozenset())
    (True, False)
    """
    if {Bound.TO, Bound.BY} <= draft | source or {Bound.TO, Bound.FROM} <= draft | source:
        return False
    return all(
        bound in other or bound in _SAME_AS or any(bound in _SAME_AS.get(one, ()) for one in other)
        for one_side, other in ((draft, source), (source, draft))
        for bound in one_side
    )


def read_lone_bounds(plain: str) -> list[Bound]:
    """The bounds of a text in small letters that no figure stands beside: 初中以上, not below the average."""
    return [
        Bound(_name_of(match))
        for match in _BOUND_PATTERN.finditer(plain)
        if match.group() not in _PLACING and not _is_beside(plain, match)
    ]


def without_bounds(plain: str) -> str:
    """A text in small letters without the words that bound something; what only leads to a figure stays.

    >>> without_bounds("职普比不低于4:6")
    '职普比 4:6'
    """
    return _RULING_PATTERN.sub(lambda match: " " if _bounds_something(plain, match) else match.group(), plain)


def count_ruling_bounds(plain: str) -> int:
    """The bounds that want something: 不低于, 不得超过."""
    return len(_RULED.findall(plain))


def _bounds_something(plain: str, match: re.Match[str]) -> bool:
    """By itself (不低于, no more than), or because a figure stands beside it."""
    return bool(re.match(r"不.*于|不.*超过|no", match.group())) or _is_beside(plain, match)


def _is_beside(plain: str, match: re.Match[str]) -> bool:
    """Whether a figure is what it bounds."""
    before, behind = _BESIDE
    return bool(before.search(plain[: match.start()][-_NEAR:]) or behind.search(plain[match.end() :][:_NEAR]))


def _first(behind: str) -> Bound | None:
    match = _BEHIND.search(behind)
    if match is None:
        return None
    return _NAMED_BEHIND.get(str(match.lastgroup)) or Bound(str(match.lastgroup))


def _last(before: str) -> Bound | None:
    matches = [
        match
        for match in _BOUND_PATTERN.finditer(before)
        if not re.search(r"\d", before[match.end() :]) and not _BOUNDS_BEHIND.match(match.group())
    ]
    return Bound(_name_of(matches[-1])) if matches else None


def _name_of(match: re.Match[str]) -> str:
    """The bound of the group that matched: it is numbered, since one may have several patterns."""
    return str(match.lastgroup).rpartition("_")[0]
