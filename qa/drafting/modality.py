"""What turns a statement around: negation, prohibition, permission, direction, extent. In Chinese and English alike.

A draft's clause and the source's must agree in these, whatever else it words differently.
"""

from __future__ import annotations

import re
from collections import Counter
from enum import StrEnum

from qa.drafting.bounds import Bound, count_ruling_bounds, read_lone_bounds, without_bounds


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
_FORCE_PATTERN = re.compile("|".join(f"(?P<{force.value}_{at}>{words})" for at, (force, words) in enumerate(_FORCES)))
_NEGATOR = re.compile(r"不得|不准|不许|不予|不能|不可|不再|不应?当?|严禁|禁止|没有?(?!收)|未|无(?![论])|免予?|非")
_NEGATED_WORD = 2  # characters behind a negator that tell what is negated; 1 at the end of a clause
_CLAUSE_END = re.compile(r"[，。；,;！？]")


def read_forces(text: str) -> Counter[Force]:
    """How often each force stands in a clause; a bound does not negate ("不低于4:6"), it wants something.

    >>> sorted(read_forces("职普比不低于4:6")), sorted(read_forces("Schools may not test pupils"))
    ([<Force.WANTED: 'wanted'>], [<Force.FORBIDDEN: 'forbidden'>])
    """
    plain = text.lower()
    found = _FORCE_PATTERN.finditer(without_bounds(plain))
    forces = Counter(Force(str(match.lastgroup).rpartition("_")[0]) for match in found)
    lone = read_lone_bounds(plain)
    forces[Force.UPWARD] += sum(bound in {Bound.AT_LEAST, Bound.ABOVE} for bound in lone)
    forces[Force.DOWNWARD] += sum(bound in {Bound.AT_MOST, Bound.BELOW} for bound in lone)
    forces[Force.WANTED] += count_ruling_bounds(plain)
    return +forces


def count_negations(text: str) -> int:
    return _negations(read_forces(text))


def _negations(forces: Counter[Force]) -> int:
    return forces[Force.NEGATED] + forces[Force.FORBIDDEN] + forces[Force.FREE]


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
