"""Which documents a question is about: the years and places it names, the newest year when it names none."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping
from dataclasses import dataclass, replace

from ingest import PROVINCES, Document, fold
from qa.candidates import EVERYTHING, Among
from qa.corpus import Corpus

# Four digits are a year before 年, and alone unless something is counted or measured by them.
_YEAR = re.compile(
    r"(?<![\d.:])((?:19|20)\d{2})(?![\d%])(?!\s*(?:[个万亿多余亩册套间户次吨字斤千百块件辆米]|平方|平米|公[里顷斤分]|课时|分钟?(?!别|类)"
    r"|名(?![单额师校])|所(?![有需])|人(?![才工员口事])|元(?!旦)|项(?!目)|座(?!谈)|家(?![长庭校])|本(?![市省县区级科])|位(?!置)|条(?![件例])|台(?![账州湾])))"
)
_CHINESE_YEAR = re.compile(r"([二一][〇零○Oo九][〇零○Oo一二三四五六七八九]{2})年")
# Two digits before 年 are a length of time at least as often: what stands around them tells.
_SHORT_YEAR = re.compile(
    r"(?<![\d.满近共任约过达超第了经龄已整史续])(?<!从教|任教|执教|建国|建校|建党)(\d{2})年"
    r"(?![级来期制以前后内间左里多]|之[内前后久]|周年|时间|教龄|工龄|历史|经验|免费|义务|一贯|校庆)"
)
_CHINESE_DIGITS = {
    **{character: str(i) for i, character in enumerate("〇一二三四五六七八九")},
    "零": "0",
    "○": "0",
    "o": "0",
}
_LAST_YEAR = re.compile(r"去年|上一?年(?![级末])|前一年|\blast year\b|\bprevious year\b|\byear before\b")
_COMPARISON = re.compile(
    r"相比|比较|对比|比去年|比上年|较上年|较去年|变化|变动|差别|区别|不同|各年|历年|逐年|这几年|近几年|增加了|减少了|提高了|降低了"
    r"|\bcompar|\bchange|\bdiffer|\bversus\b|\bvs\b|\byear[- ]on[- ]year\b|\bover the years\b"
)
_SERIES = re.compile(r"(?:19|20)\d{2}\s*年?度?|[二一][〇零○九][〇零○一二三四五六七八九]{2}年度?")
_TITLE = re.compile(r"《([^《》]+)》")
_SHORTEST_TITLE = 4  # characters of a title that tell it from others
_PLACE_SUFFIX = re.compile(r"(?:特别行政区|壮族自治区|回族自治区|维吾尔自治区|自治区|自治州|自治县|省|市|县|区)$")


@dataclass(frozen=True, slots=True)
class Scope:
    """Which paragraphs may answer; `years` are those asked for or chosen, in the order to answer.

    `missing_years` and `missing_place` name what the question asks about and no document covers: then there is
    nothing to answer from. `newest` tells that the year was chosen, not asked.
    """

    among: Among = EVERYTHING
    years: tuple[int, ...] = ()
    missing_years: tuple[int, ...] = ()
    missing_place: str = ""
    newest: bool = False
    compares: bool = False

    @property
    def is_empty(self) -> bool:
        return bool(self.missing_years or self.missing_place)


def decide_scope(question: str, corpus: Corpus, only: Collection[str] = ()) -> Scope:
    """Read the years, places and titles of a stand-alone question against the documents there are.

    `only` names those that may answer, by id; none means all. A title in 《》 that some have leaves only these.
    """
    folded = fold(question)
    documents = {doc_id: document for doc_id, document in corpus.documents.items() if not only or doc_id in only}
    titled = {doc_id for doc_id, document in documents.items() if _is_titled(folded, document)}
    limited = bool(titled or only)
    documents = {doc_id: document for doc_id, document in documents.items() if not titled or doc_id in titled}
    places = _named_places(folded, documents)
    missing_place = _missing_place(folded, corpus, places)
    if missing_place:
        return Scope(missing_place=missing_place)
    chosen = {doc_id: doc for doc_id, doc in documents.items() if not places or doc.region in places}
    covered = {doc.year for doc in chosen.values() if doc.year}
    newest_year = max(covered, default=None)
    years = read_years(folded, covered)
    compares = bool(_COMPARISON.search(folded))
    says_last_year = newest_year is not None and bool(_LAST_YEAR.search(folded))
    if compares and newest_year and len(years) < 2:
        anchor_year = years[0] if years and not says_last_year else newest_year
        earlier = [year for year in covered if year < anchor_year]
        if earlier:
            years = (anchor_year, max(earlier))
        elif says_last_year and not years:
            years = (newest_year - 1,)
    if not years and says_last_year and newest_year:
        if newest_year - 1 not in covered:  # answered from the newest, and told that it is another year
            return replace(
                _scope_of_newest(chosen, limited=limited or bool(places)), years=(newest_year - 1,), newest=False
            )
        years = (newest_year - 1,)
    if years:
        return _scope_of_years(years, chosen, corpus, compares=compares and len(years) > 1)
    return _scope_of_newest(chosen, limited=limited or bool(places))


def read_years(folded: str, covered: Collection[int]) -> tuple[int, ...]:
    """Years that a folded question names, in order, each once. Two digits name one only if it is covered.

    >>> read_years("2021年和二〇二二年", ()), read_years("22年招生", {2022}), read_years("教龄满22年", {2022})
    ((2021, 2022), (2022,), ())
    """
    found = {match.start(): int(match.group(1)) for match in _YEAR.finditer(folded)}
    for match in _CHINESE_YEAR.finditer(folded):
        found[match.start()] = int("".join(_CHINESE_DIGITS.get(character, character) for character in match.group(1)))
    short = {match.start(): 2000 + int(match.group(1)) for match in _SHORT_YEAR.finditer(folded)}
    found |= {start: year for start, year in short.items() if year in covered}
    return tuple(dict.fromkeys(year for _, year in sorted(found.items())))


def narrow_to_year(scope: Scope, year: int, corpus: Corpus) -> Among:
    """The part of a scope that belongs to documents of one year."""
    of_year = {doc_id for doc_id, document in corpus.documents.items() if document.year == year}
    within = scope.among.documents
    return Among(frozenset(of_year if within is None else of_year & within), scope.among.anchors)


def _scope_of_years(years: tuple[int, ...], chosen: Mapping[str, Document], corpus: Corpus, *, compares: bool) -> Scope:
    covered = {doc.year for doc in chosen.values()}
    if covered & set(years):
        documents = frozenset(doc_id for doc_id, doc in chosen.items() if doc.year in {*years, None})
        return Scope(Among(documents), tuple(year for year in years if year in covered), compares=compares)
    if None in covered:
        return Scope(Among(frozenset(doc_id for doc_id, doc in chosen.items() if doc.year is None)), years)
    said = re.compile("|".join(f"(?<!\\d){year}(?!\\d)" for year in years))
    mentioning = [one for one in corpus.paragraphs if one.doc_id in chosen and said.search(one.text)]
    if not mentioning:
        return Scope(missing_years=years)
    documents = frozenset(one.doc_id for one in mentioning)
    return Scope(Among(documents, frozenset(one.anchor for one in mentioning)), years)


def _scope_of_newest(chosen: Mapping[str, Document], *, limited: bool) -> Scope:
    """The newest document of each series: those whose titles differ only in the year."""
    series: dict[str, list[Document]] = {}
    for document in chosen.values():
        series.setdefault(_SERIES.sub("", document.title).strip(), []).append(document)
    kept: set[str] = set()
    newest: set[int] = set()
    for group in series.values():
        years = {document.year for document in group if document.year}
        if len(years) > 1:
            newest.add(max(years))
        kept |= {document.doc_id for document in group if not document.year or document.year == max(years)}
    if not newest and not limited:
        return Scope()
    return Scope(Among(frozenset(kept)), tuple(sorted(newest, reverse=True)), newest=bool(newest))


def _named_places(folded: str, documents: Mapping[str, Document]) -> frozenset[str]:
    """Regions of documents that the question names, with or without 省 or 市."""
    regions = {document.region for document in documents.values() if document.region}
    return frozenset(region for region in regions if _stem(region) in folded)


def _missing_place(folded: str, corpus: Corpus, places: frozenset[str]) -> str:
    """A province that the question names and no document is about or mentions; "" when there is none."""
    if places:
        return ""
    for short in PROVINCES:
        if short in folded and not any(short in fold(paragraph.text) for paragraph in corpus.paragraphs):
            return short
    return ""


def _is_titled(folded: str, document: Document) -> bool:
    """Whether the question names the document's title, whole or in part, in title marks."""
    named = (match.group(1).strip() for match in _TITLE.finditer(folded))
    return any(len(words) >= _SHORTEST_TITLE and words in fold(document.title) for words in named)


def _stem(region: str) -> str:
    stem = _PLACE_SUFFIX.sub("", fold(region))
    return stem if len(stem) > 1 else fold(region)
