"""What a question names and what is found does not say: the year, the figures, another thing of the kind asked about.

The nearest passage on the right topic is often about something else: another year, the other level of schools. What
must not be taken for one another is told by `prompts/contrasts.txt`.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from ingest import ParagraphKind, fold, split_clauses
from qa.answer_kind import AnswerKind
from qa.contrasts import (
    Contrast,
    is_about_another,
    is_only_of_another,
    load_contrasts,
    named_of,
    names_another,
    told_of,
    told_under,
)
from qa.corpus import Corpus, searchable_text
from qa.evidence import Evidence
from qa.figures import find_figures, locate_figures, make_plain
from qa.holding import HOLDS, holds_answer
from qa.years import read_told_years, read_years

_COUNTED_TIMES = ("个小时", "个学时", "个课时", "个月", "个学期")  # 9个小时 is 9小时
_UNIT = re.compile(r"小时|分钟|课时|学时|学期|公里|[个名所人项元月级种家次条位户岁天日倍节周分班门]")
_MASK = re.compile(rf"[x×*○□]{{2,}}[万亿千百十]*(%|:|{_UNIT.pattern})")
_COUNTED = {AnswerKind.FIGURE, AnswerKind.MONEY, AnswerKind.TIME}
AMOUNTS = {AnswerKind.FIGURE, AnswerKind.MONEY}
_LEARNED = re.compile("毕业|学历|学位|本科|专科|大专|研究生|[考升]入")
_DEPUTY = re.compile(r"副([\u4e00-\u9fff]{2,4})")
MISMATCHES = (
    "year_missing",  # 1 when the question names a year, and neither the paragraph nor its document does
    "year_differs",  # … and the sentence names others only
    "figures_asked",  # 1 when the question tells a figure, a year and what the sentence tells otherwise aside
    "figures_missing",  # … that the paragraph does not hold
    "figures_missing_sentence",
    "contrast",  # 1 when the sentence is about another thing of a kind than the question
    "contrast_paragraph",  # … the paragraph under its headings
    "contrast_clause",  # … every clause of it that may answer, where a clause that names none is about the one before
    "list_missing",  # 1 when a list is asked for and the sentence lists nothing
)


def find_mismatches(evidence: Evidence, corpus: Corpus) -> dict[str, float]:
    """MISMATCHES of the best sentence. The evidence must hold one."""
    best = evidence.sentences[0]
    question, sentence, paragraph = map(fold, (evidence.query.text, best.chunk.text, searchable_text(best.paragraph)))
    document = corpus.documents.get(best.paragraph.doc_id)
    of_document = {document.year} if document is not None and document.year else set()
    asked_years, sentence_years = set(read_years(question, ())), set(read_years(sentence, ()))
    figures = set(find_figures(question)) - set(map(str, asked_years)) - find_denied_figures(question, sentence)
    features = {
        "year_missing": bool(asked_years) and not asked_years & {*read_years(paragraph, ()), *of_document},
        "year_differs": bool(asked_years and sentence_years) and not asked_years & sentence_years,
        "figures_asked": bool(figures),
        "figures_missing": not figures <= set(find_figures(paragraph)),
        "figures_missing_sentence": not figures <= set(find_figures(sentence)),
        "contrast": is_about_another(question, sentence),
        "contrast_paragraph": is_about_another(question, paragraph),
        "contrast_clause": _answers_another(question, evidence),
        "list_missing": evidence.intent.kind is AnswerKind.LIST and "、" not in sentence,
    }
    return {name: float(value) for name, value in features.items()}


def is_of_another(evidence: Evidence, corpus: Corpus) -> bool:
    """Whether the best sentence tells of another thing of a strict kind than the question, of 初中 where 高中 is asked
    about, and nothing above it names that; nor its paragraph, where no figure, sum or time is asked for. Where one is, all
    of its clauses that hold one must: 每月一次,幼儿园每季度一次 tells of schools too; and where these do, the figure or sum is of
    another though the sentence names both: 合理制定高中招生计划,中职招生500人. Of what somebody has that a deputy is asked
    about for; of a figure or sum of other years than the one named; of a table's row on what has a like name."""
    best = evidence.sentences[0]
    document = corpus.documents.get(best.paragraph.doc_id)
    question, sentence = fold(evidence.query.text), fold(best.chunk.text)
    if _asks_for_deputy(question, f"{sentence} {fold(best.paragraph.text)}"):
        return True
    if best.paragraph.kind is ParagraphKind.TABLE_ROW and names_another(question, fold(best.paragraph.text)):
        return True
    asked_years = set(read_years(question, ()))
    told_years = set(read_told_years(sentence)) if asked_years else set()
    if evidence.intent.kind in AMOUNTS and told_years and not asked_years & told_years:
        return True
    beside = "" if evidence.intent.kind in _COUNTED else best.paragraph.text
    around = fold(" ".join((document.title if document else "", *best.paragraph.heading_path, beside)))
    strict = load_contrasts(strict=True)
    headings = best.paragraph.heading_path if evidence.intent.kind in _COUNTED else ()
    of_asked = [
        (kind, asked, told_under(kind, sentence, headings)) for kind in strict if (asked := named_of(kind, question))
    ]
    of_another = any(is_only_of_another(*one, around) for one in of_asked)
    clauses, answering = _find_answering(evidence)
    if of_another:
        return evidence.intent.kind not in _COUNTED or _all_about_another(
            strict, question, clauses, answering, headings
        )
    stating = [clause for clause, answers in zip(clauses, answering, strict=True) if answers]
    return evidence.intent.kind in AMOUNTS and all(_states_of_another(clause, of_asked) for clause in stating)


def _states_of_another(clause: str, of_asked: Sequence[tuple[Contrast, set[int], set[int]]]) -> bool:
    """Whether a clause names another thing of a kind than the question itself does, as where something is, and not as what
    somebody learned: 研究生每人5万元 may be told of a school's teachers."""
    named = ((asked, told_of(kind, clause)) for kind, asked, _ in of_asked)
    return _LEARNED.search(clause) is None and any(told and not asked & told for asked, told in named)


def _asks_for_deputy(question: str, told: str) -> bool:
    """Whether a folded question is about a deputy of somebody whom a folded text names, and it names no deputy.

    >>> [_asks_for_deputy("副班主任有津贴吗", told) for told in ("班主任津贴每月400元", "班主任、副班主任有津贴", "副职")]
    [True, False, False]
    """
    posts = (post[:length] for post in _DEPUTY.findall(question) for length in range(len(post), 1, -1))
    return any(post in told and f"副{post}" not in told for post in posts)


def find_denied_figures(question: str, sentence: str) -> set[str]:
    """Figures of a folded question in whose place the sentence states, or hides, another of the same unit: what it
    supposes and the document tells otherwise. The answer is what the document says.

    >>> find_denied_figures("为什么要求不低于5:5", "职普比不低于4:6"), find_denied_figures("为什么是80%", "达到xx%以上")
    ({'5:5'}, {'80%'})
    >>> find_denied_figures("90天内能退吗", "收费80元"), find_denied_figures("4节够吗", "每周4节,每节40分钟")
    (set(), set())
    """
    asked, stated = _by_unit(question), _by_unit(sentence)
    return {value for unit, values in asked.items() if unit in stated for value in values - stated[unit]}


def differs_in_figures(question: str, sentence: str) -> bool:
    """Whether a folded question and a sentence tell different figures of one unit: what it supposes may be of another.

    >>> differs_in_figures("为什么小学生要睡9小时", "小学生10小时,初中生9小时"), differs_in_figures("为什么要睡9小时", "睡9小时,不少于2次")
    (True, False)
    """
    asked, stated = _by_unit(question), _by_unit(sentence)
    return any(unit in stated and values != stated[unit] for unit, values in asked.items())


def _by_unit(folded: str) -> dict[str, set[str]]:
    plain = make_plain(folded)
    found: dict[str, set[str]] = {}
    for figure in locate_figures(plain):
        unit = _UNIT.match(plain, figure.end + plain.startswith(_COUNTED_TIMES, figure.end))
        shape = next((sign for sign in ":%" if sign in figure.value), unit.group() if unit else "")
        if shape and shape != "年":
            found.setdefault(shape, set()).add(figure.value)
    for mask in _MASK.finditer(plain):
        found.setdefault(mask.group(1), set())
    return found


def _answers_another(question: str, evidence: Evidence) -> bool:
    clauses, answering = _find_answering(evidence)
    return any(_all_about_another([kind], question, clauses, answering) for kind in load_contrasts())


def _find_answering(evidence: Evidence) -> tuple[list[str], list[bool]]:
    """The clauses of the best sentence, folded, and which of them hold the kind of answer asked; all where none does."""
    best = evidence.sentences[0]
    text = best.paragraph.text
    spans = split_clauses(text, best.chunk.span.start, best.chunk.span.end)
    clauses = [fold(text[span.start : span.end]) for span in spans]
    holds = [holds_answer(evidence.intent, clause) >= HOLDS for clause in clauses]
    return clauses, holds if any(holds) else [True] * len(clauses)


def _all_about_another(
    kinds: Sequence[Contrast],
    question: str,
    clauses: Sequence[str],
    answering: Sequence[bool],
    headings: Sequence[str] = (),
) -> bool:
    """Whether each of those clauses under the headings that may answer is about another thing of one of the kinds than the
    question. A clause on what the question names of another kind is not about the one before: 三至六年级60分钟,初中90分钟 tells of
    八年级.

    >>> kinds = [(("小学",), ("初中",))]
    >>> [_all_about_another(kinds, "初中几点放学", clauses, [False, True]) for clauses in (["小学", "5点"], ["小学5点", "初中6点"])]
    [True, False]
    """
    kinds = [kind for kind in kinds if named_of(kind, question)]
    asked = [named_of(kind, question) for kind in kinds]
    told = [told_under(kind, "", headings) for kind in kinds]
    about = []
    for clause, answers in zip(clauses, answering, strict=True):
        named = [told_under(kind, clause, headings) if told_of(kind, clause) else set[int]() for kind in kinds]
        on_asked = any(one & own for one, own in zip(named, asked, strict=True))
        told = [one or (set() if on_asked else before) for one, before in zip(named, told, strict=True)]
        if answers:
            about.append(any(own and one and not own & one for own, one in zip(asked, told, strict=True)))
    return bool(about) and all(about)
