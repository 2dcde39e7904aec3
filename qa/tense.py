"""What a document looks back on and what it plans: of a report that has both, the part that a question is about."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import replace
from functools import lru_cache

from ingest import Paragraph, ParagraphKind, fold, split_clauses
from qa.answer_kind import AnswerKind
from qa.candidates import EVERYTHING, Among
from qa.corpus import Corpus
from qa.intent import asks, read_intent
from qa.years import read_years, says_last_year, says_next_year, without_base_year

_LOOKS_BACK = re.compile(r"回顾|过去[一三五]年|[去上]年(?:的?工作|完成)|工作总结|总结.{0,6}工作|完成情况")
_PLANS = re.compile(r"安排|计划|任务|打算|思路|重点|部署|目标")
_THIS_YEAR = re.compile(r"今年|本年|\bthis year\b")
_PLANNED = re.compile(
    r"今年|本年|明年|新的?一年|(?<!去年)(?<!年度)(?:计划|打算|准备|将要?|预计|要)(?=新增|新建|建|改造|改建|扩建|招|增|达到|实施|安排|做|办|资助|培训|投入|评|开|组织|选派)|打算"
    r"|\bthis year\b|\bnext year\b|\bthe coming year\b|\bwill\b|\bplans? to\b|\bplanned\b|\bgoing to\b|\baims?\b|\btargets?\b"
)
# What asks how things stand, or of the report itself, although it names this year or a plan.
_STANDS = re.compile(
    r"完成率|完成了|已|截至|至今|为止|现在|目前|报告|问题|困难|不足|挑战|短板|\bcompletion\b|\bso far\b|\bproblems?\b|\bdifficult|\breport\b|\bcurrently\b"
)

_YEARLY = {AnswerKind.FIGURE, AnswerKind.MONEY, AnswerKind.TIME}

# What asks what holds now of something that was last year: 去年交过的钱能退吗, 去年毕业的还能报吗.
_OF_NOW = re.compile(
    r"(?:去年|上一?年)[^,，。?？]{0,8}[过了]的|(?:去年|上一?年)(?:毕业|报名|入学|出生|休学|退学|转学|搬来)[^,，。?？]{0,6}的"
    r"|还[能要用算可得]|能不能|可不可以|可以|要不要|怎么[办补申报]|\b(?:can|should|must|may|still)\b|\bdo (?:i|we)\b"
)


def narrow_to_tense(question: str, corpus: Corpus, among: Among = EVERYTHING) -> Among:
    """Without what the documents look back on where the question is about what is planned, and the other way round; what
    names the year that is wanted stays in either part, as a table of both years does.

    Only of documents that have both by their headings; everything where the question tells neither.
    """
    folded = fold(question)
    told = {document.year for document in corpus.documents.values() if document.year}
    asked = set(read_years(folded, told | {year - 1 for year in told}))
    of_last_year = asks_of_last_year(question)
    of_plans = _PLANNED.search(folded) is not None and not _STANDS.search(folded)
    if not (asked or of_last_year or of_plans):
        return among
    within = [one for one in corpus.paragraphs if among.documents is None or one.doc_id in among.documents]
    planned_for = _planned_years(within, corpus)
    looking_back = {
        one.anchor: year
        for one in within
        if (year := planned_for.get(one.doc_id)) is not None and looks_back(one, year)
    }
    if not looking_back:
        return among
    with_both = {corpus.paragraphs[corpus.paragraph_positions[anchor]].doc_id for anchor in looking_back}
    done = of_last_year or (bool(asked) and asked <= {year - 1 for year in looking_back.values()})
    both = says_last_year(folded) and not of_last_year
    planned = not done and not both and (of_plans or (bool(asked) and asked <= set(looking_back.values())))
    if done == planned:
        return among
    wanted = asked or {year if planned else year - 1 for year in looking_back.values()}
    kept = frozenset(
        one.anchor
        for one in corpus.paragraphs
        if (among.anchors is None or one.anchor in among.anchors)
        and (
            one.doc_id not in with_both
            or not one.heading_path
            or one.anchor == f"{one.doc_id}/title"
            or (one.anchor in looking_back) == done
            or (one.kind is not ParagraphKind.HEADING and not wanted.isdisjoint(read_years(fold(one.text), ())))
        )
    )
    return replace(among, anchors=kept)


def _planned_years(paragraphs: Iterable[Paragraph], corpus: Corpus) -> dict[str, int]:
    """The year that each document plans: its own, or the next where a heading plans that, as in a yearly report."""
    years = {doc_id: document.year for doc_id, document in corpus.documents.items() if document.year}
    planned = dict(years)
    for heading, doc_id in {(heading, one.doc_id) for one in paragraphs for heading in one.heading_path}:
        if doc_id in years and years[doc_id] + 1 in _read_planned(heading):
            planned[doc_id] = years[doc_id] + 1
    return planned


def tells_tense(heading: str) -> bool:
    """Whether a heading says that what was done, or what is planned, stands under it."""
    return _LOOKS_BACK.search(heading) is not None or _PLANS.search(heading) is not None


@lru_cache(maxsize=4096)
def _read_planned(heading: str) -> tuple[int, ...]:
    return read_years(fold(heading), ()) if _PLANS.search(heading) else ()


def asks_of_last_year(question: str) -> bool:
    """Whether what it asks is of last year and of no other, not only what it tells beside.

    >>> [asks_of_last_year(one) for one in ("去年招了多少人？", "去年没考好，今年能报哪些学校？", "去年交过的钱能退吗？")]
    [True, False, False]
    >>> [asks_of_last_year(one) for one in ("去年招生同比增加多少？", "招生比去年增加多少？")]
    [True, False]
    """
    clauses = [fold(question[span.start : span.end]) for span in split_clauses(question)]
    asking = [clause for clause in clauses if asks(clause)]
    asked = asking or clauses
    other = any(_THIS_YEAR.search(clause) or _OF_NOW.search(clause) for clause in asked)
    return any(says_last_year(without_base_year(clause)) for clause in asked) and not other


def asks_figure_of_next_year(question: str) -> bool:
    """Whether it asks how many, how much or when of next year: what is another every year.

    >>> [asks_figure_of_next_year(one) for one in ("明年招多少人？", "明年上小学要考试吗？", "How much is it next year?")]
    [True, False, True]
    """
    clauses = [fold(question[span.start : span.end]) for span in split_clauses(question)]
    return any(says_next_year(clause) and asks(clause) and read_intent(clause).kind in _YEARLY for clause in clauses)


def looks_back(paragraph: Paragraph, year: int) -> bool:
    """Whether it stands under a heading of what was done before the document's year."""
    return any(_is_of_the_past(heading, year) for heading in paragraph.heading_path)


@lru_cache(maxsize=4096)  # many paragraphs stand under one heading
def _is_of_the_past(heading: str, year: int) -> bool:
    return _LOOKS_BACK.search(heading) is not None and all(one < year for one in read_years(fold(heading), ()))
