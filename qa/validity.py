"""For which years a rule is in force, as its own text says: from when, and for how long."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable

from ingest import Document, Paragraph, fold, read_numeral
from qa.years import read_years

_SERIES = re.compile(r"(?:19|20)\d{2}\s*年?度?|[二一][〇零○九][〇零○一二三四五六七八九]{2}年度?")
_STARTS = re.compile(
    r"自\s*((?:19|20)\d{2})\s*年(\s*1月1日)?[^,，。;；]{0,8}起(?:正式)?(?:施行|实施|执行|试行|生效)|自(?:印发|发布|公布|下发|颁布)之日起[^,，。;；]{0,8}?(?:施行|实施|执行|试行|生效)"
)
_LASTS = re.compile(r"(?:有效期|试行期|试行)(?:限)?(?:为|是)?\s*([\d一二两三四五六七八九十]{1,3})\s*年")
_UNTIL = re.compile(r"(?:有效期|执行|施行|实施)(?:限)?(?:截止)?[至到]\s*((?:19|20)\d{2})\s*年")
# Years that a rule is taken to be in force where it says only from when: what such rules may be given at most, as a rule.
_LONGEST = 5


def series_of(document: Document) -> str:
    """The document's title without its year, which it shares with those of other years."""
    return _SERIES.sub("", document.title).strip()


def find_in_force(documents: Collection[Document], paragraphs: Iterable[Paragraph], years: Collection[int]) -> set[str]:
    """The ids of documents that are in force in one of these years: rules of an earlier year, or of none that they name,
    which say when they begin to apply. A document of one year by its title is only where it says how long, and there is none
    of a later year: else the next year has its own."""
    newest: dict[str, int] = {}
    for one in documents:
        newest[series_of(one)] = max(one.year or 0, newest.get(series_of(one), 0))
    rules = {one.doc_id: one.year for one in documents if one.year is None or one.year < max(years)}
    of_a_year = {one.doc_id for one in documents if read_years(fold(one.title), ())}
    replaced = {one.doc_id for one in documents if one.doc_id in of_a_year and (one.year or 0) < newest[series_of(one)]}
    begins: dict[str, int] = {}
    ends: dict[str, int] = {}
    for paragraph in paragraphs if rules else ():
        folded = fold(paragraph.text)
        starts = _STARTS.search(folded) if paragraph.doc_id in rules else None
        begin = int(starts.group(1) or rules[paragraph.doc_id] or 0) if starts is not None else 0
        if not begin:
            continue
        lasts, until = _LASTS.search(folded), _UNTIL.search(folded)
        if paragraph.doc_id in replaced or (paragraph.doc_id in of_a_year and not (lasts or until)):
            continue
        length = read_numeral(lasts.group(1)) if lasts else None
        end = begin + (_LONGEST if length is None else length) - (starts is not None and starts.group(2) is not None)
        begins[paragraph.doc_id] = begin
        ends[paragraph.doc_id] = int(until.group(1)) if until else end
    return {doc_id for doc_id, begin in begins.items() if any(begin <= year <= ends[doc_id] for year in years)}
