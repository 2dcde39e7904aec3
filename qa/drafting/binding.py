"""Whether what a sentence says together stands together: each figure, rate and body in the clause that is about the same.

Figures and names of which each stands somewhere in a paragraph may still be exchanged: the deadline of one body told of
another, a fee by the term told by the year.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from ingest import Paragraph, split_clauses, split_sentences
from qa.drafting.alignment import pairs_of, share_of
from qa.drafting.bounds import bounds_agree
from qa.drafting.circumstances import Circumstances, Kind, read_circumstances
from qa.drafting.figure_check import StandingFigure, figures_of
from qa.figures import find_figures, locate_figures, make_plain

# Who a clause begins with, and is about.
_GENERIC = "街道|乡镇|承租人|职工|学校|幼儿园|机构|家长|监护人|教师|学生|考生|校长|园长|企业|单位|用人单位|申请人"
_BODY = r"(?:局|厅|部门|委员会|委|政府|办公室|机关|中心|大学|学院|医院|银行|公司|协会|街道办事处|大队|支队|残联|妇联|工会|教育部|财政部)"
_ACTOR = re.compile(
    rf"^(?:[各由对]|其中|同时|[\u4e00-\u9fff]{{0,4}}(?:要求|规定|提出|明确)[，,：:]?)*(?P<name>(?:(?![由对向从把被给])[\u4e00-\u9fff]){{0,12}}?(?:{_BODY}|{_GENERIC})(?=应|须|必须|要|不得|可|不可|负责|会同|牵头|统筹|按|于|在|自|每|将|不再|一般|原则上))"
)
_DOING = re.compile(rf"由(?P<name>[\u4e00-\u9fff]{{0,12}}?(?:{_BODY}|{_GENERIC}))")
_BODY_FIRST = re.compile(rf"^(?P<name>[\u4e00-\u9fff]{{1,12}}?{_BODY})")
_RULING = re.compile(r"应|须|必须|不得|可以|要")
_STOPS = "，,；;。 "
_CHINESE_BODY = re.compile(rf"[\u4e00-\u9fff]{{1,14}}{_BODY}")
_ENGLISH_ACTOR = re.compile(
    r"^(?:the |each |every |all |an? |no |any )?(?:[a-z-]+ )?(?P<name>schools?|kindergartens?|institutions?|parents?|teachers?|students?|pupils?"
    r"|applicants?|companies|firms)\b(?=,? (?:must|shall|should|may|can|will|need|ha[sv]e?|is|are|do|does)\b)",
    re.IGNORECASE,
)
_SAID_AS = {
    "school": r"校|园",
    "kindergarten": r"园",
    "institution": r"机构|院|校|中心|单位",
    "parent": r"家长|监护人|父母",
    "teacher": r"教师|老师|教职工|人员|班主任|[校园]长",
    "student": r"生|儿童|少年|子女|幼儿|孩子",
    "pupil": r"生|儿童|少年|子女|幼儿|孩子",
    "applicant": r"申请|申报|考生|人员",
    "companie": r"公司|企业|单位",
    "firm": r"公司|企业|单位",
}
_ENGLISH_PART = re.compile(
    r";|, (?:and|while|but|whereas) |, (?=(?:[a-z]+ ){1,2}(?:schools|students|pupils|teachers)\b)|\bwhile\b|\bwhereas\b"
)
_ENUMERATING = re.compile(r"[、和与及]| and ")
_BOUNDING = re.compile(r"不?(?:得|应|能)?(?:低于|少于|高于|超过|多于)|最[高低多少长]|至少|至多|达到?|约")
_TELLING = 1  # pairs
_FEWEST_WORDS = 3  # pairs that tell what is done
_NEAR_BEST = 0.9  # of the best share of words that a clause has with one of the source


@dataclass(frozen=True, slots=True)
class _Clause:
    """`scope` is the clause with those before it that it goes on from: up to the one that names who it is about."""

    text: str
    scope: str
    sentence: str
    begins_with: str  # who the scope begins with, "" when nobody is named
    circumstances: Circumstances
    figures: tuple[StandingFigure, ...]


def find_moved(sentence: str, paragraphs: Sequence[Paragraph], quoted: Sequence[str], *, english: bool) -> str:
    """ "rate" when a sentence tells a rate that what it is quoted by has not, "moved" when it tells a figure together with
    what the source tells another one with, "" otherwise. `quoted` are the quotations, whose sentences count whole."""
    clauses = [clause for paragraph in paragraphs for clause in _read_clauses(paragraph)]
    near = [
        clause
        for clause in clauses
        if any(clause.text.strip(_STOPS) in one or one in clause.sentence for one in quoted)
    ]
    told = read_circumstances(sentence, english=english)
    around = "".join(dict.fromkeys(clause.sentence for clause in near))
    if not told.get(Kind.RATE, frozenset()) <= _rates(around):
        return "rate"
    for part in _parts(sentence, english=english):
        figures = figures_of(part)
        said = read_circumstances(part, english=english)
        holding = [clause for clause in near if _holds(clause, figures)] if figures else []
        if holding and all(_conflicts(part, said, clause, english) for clause in holding):
            return "moved"
        if english:
            continue
        if holding and all(_is_of_rival(part, clause, near) for clause in holding):
            return "moved"
        if not figures and _is_of_another(part, clauses):
            return "moved"
    return ""


def _holds(clause: _Clause, figures: Sequence[StandingFigure]) -> bool:
    """Each of the figures, with a bound that says the same where the clause gives it one."""
    return all(
        any(one.value == figure.value and bounds_agree(figure.bounds, one.bounds) for one in clause.figures)
        for figure in figures
    )


def _is_of_rival(part: str, clause: _Clause, near: Sequence[_Clause]) -> bool:
    """Whether what a part says before its figure (behind it, where nothing stands before) is said before another figure
    of the same sentence, and nothing of it before this one but what both say."""
    said, here = _beside_figure(part, clause.text)
    values = {figure.value for figure in clause.figures}
    for other in near:
        if other.sentence == clause.sentence and other.figures and not values & {one.value for one in other.figures}:
            there = _beside_figure(part, other.text)[1]
            if len(said & there - here) >= _TELLING and not said & here - there:
                return True
    return False


def _beside_figure(part: str, text: str) -> tuple[frozenset[str], frozenset[str]]:
    """Pairs of a part and of a source's clause on the side of their first figures that the part says what it is about."""
    (before, behind), (there_before, there_behind) = _around_figure(part), _around_figure(text)
    if pairs := frozenset(pairs_of(before)):
        return pairs, frozenset(pairs_of(there_before))
    return frozenset(pairs_of(behind)), frozenset(pairs_of(there_behind))


def _around_figure(text: str) -> tuple[str, str]:
    plain = make_plain(text)
    first, *_ = locate_figures(plain)
    return _BOUNDING.sub("", plain[: first.start]), plain[first.end :]


def _read_clauses(paragraph: Paragraph) -> list[_Clause]:
    text = paragraph.text
    read = []
    for span in split_sentences(text, paragraph.label_end, len(text)):
        sentence, scope, begins_with = text[span.start : span.end], "", ""
        rates: frozenset[str] = frozenset()
        clauses = (text[one.start : one.end] for one in split_clauses(text, span.start, span.end))
        for clause in (piece for one in clauses for piece in _pieces(one)):
            if actor := _ACTOR.match(clause.strip()) or _DOING.search(clause):
                scope, begins_with = "", actor["name"]
            scope += clause
            own = read_circumstances(clause, english=False, loose=True)
            rates = own.get(Kind.RATE) or rates  # which a clause takes from the one before it
            there = {**own, Kind.RATE: rates} if rates else own
            read.append(_Clause(clause, scope, sentence, begins_with, there, figures_of(clause)))
    return read


def _pieces(clause: str) -> list[str]:
    """The clause, or what it enumerates where each has a figure of its own: 小学3元、初中4元."""
    pieces = [piece for piece in _ENUMERATING.split(clause) if piece]
    return pieces if all(find_figures(piece) for piece in pieces) else [clause]


def _parts(sentence: str, *, english: bool) -> list[str]:
    if english:
        parts = (part.strip() for part in _ENGLISH_PART.split(sentence) if part and part.strip())
        return [piece for part in parts for piece in _pieces(part)]
    clauses = [sentence[span.start : span.end] for span in split_clauses(sentence)]
    for index in range(1, len(clauses)):  # 区财政局收到预算后，应当…: what the second says is still of the body
        if (body := _BODY_FIRST.match(clauses[index - 1])) and _RULING.match(clauses[index]):
            clauses[index] = body["name"] + clauses[index]
    return [piece for clause in clauses for piece in _pieces(clause)]


def _conflicts(part: str, said: Circumstances, clause: _Clause, english: bool) -> bool:
    """Whether a part names something of a kind of which the clause has only others, or is about somebody else."""
    there = clause.circumstances
    if any(kind in there and not values & there[kind] for kind, values in said.items()):
        return True
    return bool(clause.begins_with) and _is_about_another(part, clause, english)


def _is_about_another(part: str, clause: _Clause, english: bool) -> bool:
    if english:
        bodies = _CHINESE_BODY.findall(part)
        if bodies:
            return not any(_is_named(body, clause) for body in bodies)
        actor = _ENGLISH_ACTOR.match(part)
        return actor is not None and not re.search(_SAID_AS[actor["name"].lower().rstrip("s")], clause.scope)
    actor = _ACTOR.match(part) or _DOING.search(part)
    return actor is not None and not _is_named(actor["name"], clause)


def _is_named(name: str, clause: _Clause) -> bool:
    """Whole, or by the part of its name that the clause begins with: 街道 for 街道办事处."""
    return name in clause.scope or bool(clause.begins_with and clause.begins_with in name)


def _is_of_another(part: str, clauses: Sequence[_Clause]) -> bool:
    """Whether a Chinese clause begins with somebody whom none of the clauses that say the rest of it is about."""
    actor = _ACTOR.match(part) or _DOING.search(part)
    if actor is None or not re.search(f"{_BODY}$", actor["name"]):
        return False
    words = pairs_of(part.replace(actor["name"], " "))
    if len(words) < _FEWEST_WORDS:
        return False
    shares = [share_of(words, frozenset(pairs_of(clause.text))) for clause in clauses]
    best = max(shares, default=0.0)
    of_others = [clause for clause, share in zip(clauses, shares, strict=True) if share >= _NEAR_BEST * best]
    return bool(of_others) and all(
        (clause.begins_with or _DOING.search(clause.text)) and actor["name"] not in clause.scope for clause in of_others
    )


def _rates(text: str) -> frozenset[str]:
    return read_circumstances(text, english=False, loose=True).get(Kind.RATE, frozenset())
