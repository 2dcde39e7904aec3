"""What a document looks back on and what it plans: of a report that has both, the part that a question is about."""

from __future__ import annotations

import re
from functools import lru_cache

from ingest import Paragraph, fold, split_clauses
from qa.candidates import EVERYTHING, Among
from qa.corpus import Corpus
from qa.intent import asks
from qa.years import read_years, says_last_year

_LOOKS_BACK = re.compile(r"回顾|过去[一三五]年|[去上]年(?:的?工作|完成)|工作总结|总结.{0,6}工作|完成情况")
_PLANNED = re.compile(
    r"今年|本年|明年|新的?一年|(?<!去年)(?<!上年)(?:计划|打算|准备|将要|预期|预计)|(?:要|将)(?:新增|新建|建|改造|达到|增长|完成)"
    r"|\bthis year\b|\bnext year\b|\bthe coming year\b|\bwill\b|\bplans? to\b|\bplanned\b|\bgoing to\b|\baim|\btargets?\b|\bexpect"
)


def narrow_to_tense(question: str, corpus: Corpus, among: Among = EVERYTHING) -> Among:
    """Without what the documents look back on where the question is about what is planned, and the other way round.

    Only of documents that have both by their headings; everything where the question tells neither.
    """
    folded = fold(question)
    asked = set(read_years(folded, ()))
    of_last_year, of_plans = asks_of_last_year(question), _PLANNED.search(folded) is not None
    if not (asked or of_last_year or of_plans):
        return among
    looking_back = {
        one.anchor: year
        for one in corpus.paragraphs
        if (among.documents is None or one.doc_id in among.documents)
        and (year := corpus.documents[one.doc_id].year) is not None
        and looks_back(one, year)
    }
    if not looking_back:
        return among
    with_both = {corpus.paragraphs[corpus.paragraph_positions[anchor]].doc_id for anchor in looking_back}
    done = of_last_year or (bool(asked) and asked <= {year - 1 for year in looking_back.values()})
    planned = not done and (of_plans or (bool(asked) and asked <= set(looking_back.values())))
    if done == planned:
        return among
    kept = frozenset(
        one.anchor
        for one in corpus.paragraphs
        if (among.anchors is None or one.anchor in among.anchors)
        and (one.doc_id not in with_both or not one.heading_path or (one.anchor in looking_back) == done)
    )
    return Among(among.documents, kept)


def asks_of_last_year(question: str) -> bool:
    """Whether what it asks is of last year, not only what it tells beside.

    >>> [asks_of_last_year(one) for one in ("去年招了多少人？", "去年没考好，今年能报哪些学校？", "I left school last year. Where do I sign up?")]
    [True, False, False]
    """
    clauses = [fold(question[span.start : span.end]) for span in split_clauses(question)]
    asking = [clause for clause in clauses if asks(clause)]
    return any(map(says_last_year, asking or clauses))


def looks_back(paragraph: Paragraph, year: int) -> bool:
    """Whether it stands under a heading of what was done before the document's year."""
    return any(_is_of_the_past(heading, year) for heading in paragraph.heading_path)


@lru_cache(maxsize=4096)  # many paragraphs stand under one heading
def _is_of_the_past(heading: str, year: int) -> bool:
    return _LOOKS_BACK.search(heading) is not None and all(one < year for one in read_years(fold(heading), ()))
