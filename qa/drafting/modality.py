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
    FREE = "free"  # of a payment, a test, a duty: 免收, exempt, need not
    OBLIGED = "obliged"
    WANTED = "wanted"  # required, but by a weak word: 要, will
    PERMITTED = "permitted"
    ENCOURAGED = "encouraged"
    QUALIFIED = "qualified"  # in principle
    MORE = "more"
    LESS = "less"
    UPWARD = "upward"  # a least one that is no figure: 初中以上, not below the average
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
_FORCES: tuple[tuple[Force, str], ...] = (
    (
        Force.PERMITTED,
        r"\bnot (?:[a-z]+ly )?(?:forbidden|prohibited|banned)\b"
        r"|\bno\b(?! (?:more|less|fewer|lower|higher|later|earlier|longer)\b)[^,.;]{0,60} (?:may|can|must|shall|will|does|is|are) not\b",
    ),
    (Force.OBLIGED, r"\bnot (?:exempt|free)\b"),
    (
        Force.FORBIDDEN,
        r"不得|禁止|严禁|不准|不许|不允许|不可以|不可(?!或缺|避免|少)|不能|不应当?|切勿|杜绝"
        r"|\b(?:must|may|shall|can|should) ?not\b(?! only)"
        r"|\b(?:nobody|no one|(?<!without )no(?: [a-z]+){1,5}?) (?:may|can|shall)\b|\bcannot\b|\bcan't\b|\bmustn't\b"
        r"|\bprohibit(?:s|ed)?\b|\bforbid(?:s|den)?\b|\bban(?:s|ned)?\b"
        r"|\bnot (?:be )?(?:allowed|permitted)\b",
    ),
    (
        Force.FREE,
        r"可(?:以)?不(?!得)|免(?!疫)|不必|无[需须]|不需|\b(?:need|do|does|did|will) not (?:have|need) to\b|\bneed not\b"
        r"|\bexempt(?:s|ed|ion)?\b|\bpays? nothing\b|\bfree of\b"
        r"|(?<!-)\bfree\b(?! (?:to|time|play|reading|choice|movement)\b)(?=[ -](?:of\b|for\b|[a-z]+)|[.,;]|$)",
    ),
    (
        Force.NEGATED,
        r"不再|没有|尚未|从未|未(?![来成满])|不(?![断仅但少同久论管良等足动正])|无(?![论障锡偿人缝])|没(?![收有])"
        r"|取消|停(?=[止招发办用])|非(?![常洲遗物但凡法典议])"
        r"|\bnot\b|\bno\b|\bnever\b|\bwithout\b|\bneither\b|\bnor\b|\bnone\b|\bnobody\b|\bnothing\b|n't\b|\bcancel(?:s|led|ed)?\b"
        r"|\bnon(?=-)|\bstop(?:s|ped)?(?= [a-z]+ing\b)|\bsuspend(?:s|ed)?\b|\bwithheld\b"
        r"|\bfail(?:s|ed)?\b|\bfalls? short\b|\bdisagrees?\b|\babolish(?:es|ed)?\b",
    ),
    (
        Force.OBLIGED,
        r"必须|应当|务必|须(?!知)|(?<![供适对相反响效一])应(?![用急对届聘征邀变激有])"
        r"|\bmust\b|\bshall\b|\bshould\b|\b(?:is|are) (?:required|obliged)\b|\bha(?:s|ve) to\b",
    ),
    (Force.QUALIFIED, r"原则上|\bin principle\b"),
    (
        Force.PERMITTED,
        r"(?<![方才])可以|允许|准许|有权|(?<![许认宁方才])可(?![能见靠持行观信贵爱是燃再])"
        r"|(?<!\d )(?<!\bin )(?<!\bof )(?<!\bby )(?<!\bevery )\bmay\b(?! \d)|\bcan\b"
        r"|\b(?:is|are) (?:allowed|permitted|free to|entitled)\b|\bha(?:s|ve) the right\b",
    ),
    (Force.ENCOURAGED, r"鼓励|提倡|倡导|\bencourag(?:e|es|ed|ing)\b"),
    (Force.WANTED, r"需要?(?!求)|(?<![主重需纲首概摘紧])要(?![点素闻件害领])|要求|\bwill\b|\bneeds? to\b|\bis to\b|\bare to\b|\brequires?\b"),
    (
        Force.MORE,
        r"增加|增长|提高|扩大|提升|上升|上调|新增|延长|增强|扩招|加重"
        r"|\bincreas\w*|\brais(?:e|es|ed|ing)\b|\bexpand\w*|\bimprov\w*|\bgrow\w*|\bextend\w*|\badd(?:s|ed|ing)?\b",
    ),
    (
        Force.LESS,
        r"减少|降低|缩小|下降|压减|压缩|下调|缩短|减轻|削减|\bdecreas\w*|\breduc\w*|\blower(?:s|ed|ing)?\b(?! than)"
        r"|\bshrink\w*|\bcut(?:s|ting)?\b|\bshorten\w*",
    ),
    (Force.UPWARD, r"以上"),
    (Force.DOWNWARD, r"以下"),
    (Force.ALL, r"全部|所有|全体|一律|任何|\ball\b|\bevery\b(?! (?:\d|two|three|four|five|six|seven|eight|nine|ten"
        r"|day|week|month|year|term|school year|weekday|half|other|[a-z]+day"
        r"|january|february|march|april|june|july|august|september|october|november|december)\b)|\bany\b"),
    (Force.ONLY, r"只(?=[能有限招需收在由取允接承安])|仅|唯一|\bonly\b|\bsolely\b"),
)  # fmt: skip
_BOUND_PATTERN = re.compile("|".join(f"(?P<{bound.value}_{at}>{words})" for at, (bound, words) in enumerate(_BOUNDS)))
# What only leads to a figure says nothing of its clause.
_RULING_PATTERN = re.compile("|".join(words for bound, words in _BOUNDS if bound not in _SAME_AS))
_FORCE_PATTERN = re.compile("|".join(f"(?P<{force.value}_{at}>{words})" for at, (force, words) in enumerate(_FORCES)))
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
_NEGATOR = re.compile(r"不得|不准|不许|不予|不能|不可|不再|不应?当?|严禁|禁止|没有?(?!收)|未|无(?![论])|免予?|非")
_NEGATED_WORD = 2  # characters behind a negator that tell what is negated; 1 at the end of a clause
_CLAUSE_END = re.compile(r"[，。；,;！？]")
_NEAR = 24  # characters beside a figure that its bound may stand in: "2022年12月底前"; twice as many in English


def read_forces(text: str) -> Counter[Force]:
    """How often each force stands in a clause; a bound does not negate ("不低于4:6"), it wants something.

    >>> sorted(read_forces("职普比不低于4:6")), sorted(read_forces("Schools may not test pupils"))
    ([<Force.WANTED: 'wanted'>], [<Force.FORBIDDEN: 'forbidden'>])
    """
    plain = text.lower()
    free = [
        Bound(_name_of(match))
        for match in _BOUND_PATTERN.finditer(plain)
        if match.group() not in _PLACING and not _is_beside(plain, match)
    ]
    rest = _RULING_PATTERN.sub(lambda match: " " if _bounds_something(plain, match) else match.group(), plain)
    forces = Counter(Force(_name_of(match)) for match in _FORCE_PATTERN.finditer(rest))
    forces[Force.UPWARD] += sum(bound in {Bound.AT_LEAST, Bound.ABOVE} for bound in free)
    forces[Force.DOWNWARD] += sum(bound in {Bound.AT_MOST, Bound.BELOW} for bound in free)
    forces[Force.WANTED] += len(_RULED.findall(plain))
    return +forces


def count_negations(text: str) -> int:
    return _negations(read_forces(text))


def _negations(forces: Counter[Force]) -> int:
    return forces[Force.NEGATED] + forces[Force.FORBIDDEN] + forces[Force.FREE]


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


def disagreement(draft: Counter[Force], source: Counter[Force]) -> str:
    """Why a draft's clause does not say what the source's does, by their forces; "" when they agree.

    It may be weaker in nothing and stronger in nothing: what is forbidden or negated stays so, what is permitted or
    encouraged becomes no duty, no strong duty appears, "in principle" is kept, more is not less.
    """
    not_in_draft, not_in_source = not _negations(draft), not _negations(source)
    if not_in_draft != not_in_source or (draft[Force.FREE] and not source[Force.FREE]):
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
            soft is Force.PERMITTED
            and ((draft[Force.FORBIDDEN] and not draft[soft]) or (draft[Force.ONLY] and source[Force.ONLY]))
        ):
            return "modality"
    for one, other in ((Force.MORE, Force.LESS), (Force.UPWARD, Force.DOWNWARD)):
        if (draft[one] and source[other] and not source[one]) or (draft[other] and source[one] and not source[other]):
            return "direction"
    if (draft[Force.ALL] and not source[Force.ALL]) or bool(draft[Force.ONLY]) != bool(source[Force.ONLY]):
        return "extent"
    return ""


def is_turned(draft: Counter[Force], source: Counter[Force]) -> bool:
    """Whether a draft in another language makes a permission of a duty or a duty of a prohibition."""
    softer = draft[Force.PERMITTED] > source[Force.PERMITTED] and not (draft[Force.ONLY] and source[Force.ONLY])
    turned = draft[Force.OBLIGED] and source[Force.FORBIDDEN] and not draft[Force.FORBIDDEN]
    return bool(softer or turned)


def is_unfounded(draft: Counter[Force], source: Counter[Force]) -> bool:
    """Whether a draft rules or permits where nothing that it stands on does."""
    ruled = source[Force.OBLIGED] + source[Force.WANTED] + source[Force.FORBIDDEN] + source[Force.ONLY]
    return bool(
        (draft[Force.PERMITTED] and not source[Force.PERMITTED])
        or (draft[Force.OBLIGED] + draft[Force.FORBIDDEN] and not ruled)
    )


def is_negation_lost(draft: str, source: str) -> bool:
    return count_negations(source) > 0 and count_negations(draft) == 0


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
    """A force or bound by the group that matched: it is numbered, since one may have several patterns."""
    return str(match.lastgroup).rpartition("_")[0]
