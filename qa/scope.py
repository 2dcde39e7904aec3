"""Which documents a question is about: the years and places it names, the newest year when it names none."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from ingest import Document, Paragraph, fold, tokenize, tokenize_words
from qa.candidates import EVERYTHING, Among
from qa.contrasts import say_otherwise
from qa.corpus import Corpus, searchable_text
from qa.glossary import write_out
from qa.intent import ASKING_WORDS
from qa.places import find_named_places, find_other_places, is_told_of, telling_name, without_places
from qa.places_compared import in_order, sets_side_by_side
from qa.tense import asks_figure_of_next_year, asks_of_last_year, looks_back
from qa.terms import weigh_terms
from qa.validity import find_in_force, series_of
from qa.years import (
    LAST_YEAR,
    NEXT_YEAR,
    asks_of_change,
    read_compared_years,
    read_years,
    says_next_year,
    says_year_before_last,
    tells_change,
    without_base_year,
    without_years,
    years_side_by_side,
)

_TITLE = re.compile(r"《([^《》]+)》")
_NAMED_YEARS = re.compile(r"《[^《》]*》|[（(〔\[]\s*(?:19|20)\d{2}\s*[-—–~～至]+\s*(?:19|20)?\d{2}\s*年?\s*[）)〕\]]")
_SAYS_WHAT_IS_ASKED = 0.5  # share of a question's words; a change of something else shares 增加 or 全县 with it
_SHORTEST_TITLE = 4  # characters of a title that tell it from others


@dataclass(frozen=True, slots=True)
class Scope:
    """Which paragraphs may answer; `years` are those asked for or chosen, in the order to answer.

    `within` are the documents of the place or title that the question names, of whatever year; None where it names none.
    `places` are those of several that the question names, each to be answered from its own documents, in its order.
    `missing_years` and `missing_place` name what the question asks about and no document covers: then there is
    nothing to answer from. `newest` tells that the year was chosen, not asked; `in_force` that a rule of an earlier year
    answers, which applies in the year asked for. `untold_years` are asked for beside `years`, and no document tells of them.
    """

    among: Among = EVERYTHING
    years: tuple[int, ...] = ()
    missing_years: tuple[int, ...] = ()
    missing_place: str = ""
    newest: bool = False
    compares: bool = False
    places: tuple[str, ...] = ()
    within: frozenset[str] | None = None
    in_force: bool = False
    untold_years: tuple[int, ...] = ()

    @property
    def is_empty(self) -> bool:
        return bool(self.missing_years or self.missing_place)

    def leave_out_names(self, question: str, corpus: Corpus) -> str:
        """The question without what chose the documents, their years, the one before that it compares with, and the place
        that all of them are of: it need not be found in them."""
        documents = corpus.documents
        of_documents = {document.year for document in documents.values() if document.year}
        of_documents |= {*(self.years if self.in_force else ()), *self.untold_years}
        within = documents if self.among.documents is None else self.among.documents & documents.keys()
        regions = {documents[doc_id].region for doc_id in within}
        places = {region for region in regions if region} if len(regions) == 1 else set()
        named = of_documents & {*self.years, *self.untold_years}
        left = without_base_year(question) if self.compares else question
        return without_places(without_years(left, named), places)


def decide_scope(question: str, corpus: Corpus, only: Collection[str] = ()) -> Scope:
    """Read the years, places and titles of a stand-alone question against the documents there are.

    `only` names those that may answer, by id; none means all. A title in 《》 that some have leaves only these.
    """
    folded = fold(question)
    documents = {doc_id: document for doc_id, document in corpus.documents.items() if not only or doc_id in only}
    titled = {doc_id for doc_id, document in documents.items() if _is_titled(folded, document)}
    limited = bool(titled or only)
    documents = {doc_id: document for doc_id, document in documents.items() if not titled or doc_id in titled}
    places = find_named_places(folded, documents)
    compares = bool(places) and sets_side_by_side(question)
    named = find_other_places(question, corpus.documents, compares=compares)
    others = () if places else named
    names = {place: telling_name(place, corpus.documents) for place in others}
    telling = {
        place: [one.anchor for one in corpus.paragraphs if is_told_of(place, name, one)]
        for place, name in names.items()
    }
    missing_place = next((place for place, anchors in telling.items() if not anchors), "")
    if missing_place:
        return Scope(missing_place=missing_place)
    chosen = {doc_id: doc for doc_id, doc in documents.items() if not places or doc.region in places}
    limited = limited or bool(places)
    scope = _decide_years(question, folded, corpus, chosen, limited=limited)
    scope = replace(scope, within=frozenset(chosen) if limited else None)
    if len(places) > 1 or (compares and named):
        return replace(scope, places=in_order((*places, *named), question))
    if not others or not are_of_places(corpus.documents) or scope.is_empty:
        return scope
    # Documents of other places tell of this one only where they name it.
    there = frozenset(anchor for anchors in telling.values() for anchor in anchors)
    anchors = there if scope.among.anchors is None else there & scope.among.anchors
    return replace(scope, among=replace(scope.among, anchors=anchors, naming=frozenset(names.values())))


def are_of_places(documents: Mapping[str, Document]) -> bool:
    """Whether most documents say of which place they are."""
    return 2 * sum(bool(document.region) for document in documents.values()) > len(documents)


def _decide_years(
    question: str,
    folded: str,
    corpus: Corpus,
    chosen: Mapping[str, Document],
    *,
    limited: bool,
) -> Scope:
    covered = {doc.year for doc in chosen.values() if doc.year}
    newest_year = max(covered, default=None)
    years = read_years(folded, covered)
    by_series, by_place = _group_series(chosen.values()), _group_places(chosen.values())
    newest_alone = {newest_year} if newest_year else set()
    comparable = _years_of_several(by_series) or _years_of_several(by_place) or newest_alone
    compared = read_compared_years(folded, comparable)
    of_last_year = asks_of_last_year(question)
    of_change = asks_of_change(folded) and not of_last_year
    if of_change and newest_year and newest_year - 1 not in comparable and set(years) <= {newest_year}:
        telling = _find_change(question, corpus, chosen, years, compares=len(compared) > 1)
        if telling:
            return replace(_scope_of(telling, newest_year), years=years)
        if telling is None:
            latest = _scope_of_newest(chosen, limited=limited)
            return replace(latest, years=years, newest=False) if years else latest
    if compared:
        if not years and len(compared) > 2:
            compared = tuple(sorted(compared))  # over the years
        scope = _with_untold(_scope_of_years(compared, chosen, corpus), compared, folded, corpus)
        return replace(scope, newest=not years and max(compared) == newest_year)
    if not years and newest_year and of_last_year:
        if newest_year - 1 not in covered:
            newest = _scope_of_newest(chosen, limited=limited).among.documents or chosen.keys()
            return _scope_of_last_year(newest_year, newest, corpus)
        years = (newest_year - 1,)
    if not years and newest_year and says_year_before_last(folded):
        years = (newest_year - 2,)
    if years:
        return _with_untold(_scope_of_years(years, chosen, corpus), years, folded, corpus)
    scope = _scope_of_newest(chosen, limited=limited)
    if newest_year and says_next_year(folded):
        if asks_figure_of_next_year(question):
            return _scope_of_next_year(newest_year, scope.among.documents or chosen.keys(), corpus)
        return replace(scope, years=(newest_year + 1,), newest=False)
    return scope


def _group_series(documents: Iterable[Document]) -> list[list[Document]]:
    """The documents that are alike but for their year, together."""
    series: dict[str, list[Document]] = {}
    for document in documents:
        series.setdefault(series_of(document), []).append(document)
    return list(series.values())


def _group_places(documents: Collection[Document]) -> list[list[Document]]:
    """The documents of one place together; where there is only one, those that name none are of it too."""
    places = {document.region for document in documents if document.region}
    only = "".join(places) if len(places) == 1 else ""
    groups: dict[str, list[Document]] = {}
    for document in documents:
        groups.setdefault(document.region or only, []).append(document)
    return list(groups.values())


def _years_of_several(groups: Iterable[Iterable[Document]]) -> set[int]:
    """The years of the groups that have documents of several: those can be compared."""
    of_groups = ({document.year for document in group if document.year} for group in groups)
    return {year for years in of_groups if len(years) > 1 for year in years}


def _newest_of(group: Iterable[Document]) -> list[Document]:
    """Those of its newest year and those of no year."""
    newest = max((document.year for document in group if document.year), default=None)
    return [document for document in group if document.year in {newest, None}]


def _find_change(
    question: str, corpus: Corpus, chosen: Mapping[str, Document], years: tuple[int, ...], *, compares: bool
) -> list[Paragraph] | None:
    """What tells the change asked for since the year before: of the years named, else of the newest of each place.

    None where a report that looks back tells of both years instead. If none says what is asked, all that tells a change
    may answer, unless years can be compared: the question may have other words.
    """
    groups = _group_places(chosen.values())
    newest = {document.doc_id for group in groups for document in _newest_of(group)}
    asked = {doc_id for doc_id in newest if not years or chosen[doc_id].year in {*years, None}}
    within = [one for one in corpus.paragraphs if one.doc_id in asked]
    changes = [one for one in within if _tells_change(one, chosen)]
    telling = _with_what_is_asked(changes, question, corpus)
    if telling or compares:
        return telling
    return None if any(looks_back(one, chosen[one.doc_id].year or 0) for one in within) else changes


def _tells_change(paragraph: Paragraph, documents: Mapping[str, Document]) -> bool:
    """Whether it tells a change since the year before, as 比上年 or by its number."""
    folded, year = fold(paragraph.text), documents[paragraph.doc_id].year
    return tells_change(folded) or (year is not None and re.search(rf"[比较]{year - 1}年", folded) is not None)


def _with_what_is_asked(telling: Sequence[Paragraph], question: str, corpus: Corpus) -> list[Paragraph]:
    """Those that say most of the question's words with their headings, the rare ones counting more; all of them where the
    documents have none of its words."""
    index = corpus.paragraph_index
    words = [word for word in tokenize_words(write_out(question)) if word not in ASKING_WORDS]
    terms = [term for word in words if any(map(index.knows, term := say_otherwise(word) | {word}))]
    weighed = weigh_terms(terms, index)
    said = ((one, set(tokenize(searchable_text(one)))) for one in telling)
    return [one for one, tokens in said if not terms or weighed.share_in(tokens) >= _SAYS_WHAT_IS_ASKED]


def narrow_to_year(scope: Scope, year: int, corpus: Corpus) -> Among:
    """The part of a scope that belongs to documents of one year."""
    of_year = {doc_id for doc_id, document in corpus.documents.items() if document.year == year}
    within = scope.among.documents
    return replace(scope.among, documents=frozenset(of_year if within is None else of_year & within))


def _scope_of_years(years: tuple[int, ...], chosen: Mapping[str, Document], corpus: Corpus) -> Scope:
    """The documents of these years, those of no year, rules in force; and what tells of these years in others, but those
    of a series that has documents of them."""
    covered = {doc.year for doc in chosen.values()}
    in_force = find_in_force(chosen.values(), corpus.paragraphs, years)
    there = tuple(year for year in years if year in covered)
    own = frozenset(doc_id for doc_id, doc in chosen.items() if doc.year in {*years, None}) | in_force
    whole = Scope(Among(own), there or years, compares=len(there) > 1, in_force=bool(in_force) and not there)
    if whole.compares:
        return whole
    series = {series_of(doc) for doc in chosen.values() if doc.year in years}
    others = {doc_id for doc_id, doc in chosen.items() if doc_id not in own and series_of(doc) not in series}
    said = re.compile("|".join(f"(?<!\\d){year}(?!\\d)" for year in years))
    mentioning = [one for one in corpus.paragraphs if one.doc_id in others and said.search(_without_names(one))]
    if not mentioning:
        return whole if own else Scope(missing_years=years)
    documents = own.union(one.doc_id for one in mentioning)
    anchors = {one.anchor for one in mentioning}.union(one.anchor for one in corpus.paragraphs if one.doc_id in own)
    return replace(whole, among=Among(documents, frozenset(anchors), of_years=frozenset(years), own=own))


def _with_untold(scope: Scope, asked: Sequence[int], folded: str, corpus: Corpus) -> Scope:
    """With the years asked for beside those that are covered which nothing that may answer tells of."""
    left = [year for year in asked if year not in scope.years and year in years_side_by_side(folded)]
    if not left or scope.is_empty or scope.among.documents is None:
        return scope
    texts = [searchable_text(one) for one in corpus.paragraphs if one.doc_id in scope.among.documents]
    untold = (year for year in left if not any(str(year) in text for text in texts))
    return replace(scope, untold_years=tuple(untold))


def _without_names(paragraph: Paragraph) -> str:
    """Its text and headings without titles in 《》 and the years of plans in brackets, which tell nothing of a year."""
    return _NAMED_YEARS.sub("", searchable_text(paragraph))


def _scope_of_last_year(year: int, newest: Collection[str], corpus: Corpus) -> Scope:
    """What the documents of the year tell of the one before."""
    told = re.compile(rf"(?<![较比同])(?:{LAST_YEAR})|(?<!\d){year - 1}(?!\d)")
    telling = [
        one
        for one in corpus.paragraphs
        if one.doc_id in newest and (told.search(fold(searchable_text(one))) or looks_back(one, year))
    ]
    return _scope_of(telling, year - 1)


def _scope_of_next_year(year: int, newest: Collection[str], corpus: Corpus) -> Scope:
    """What the documents of the year tell of the one after it."""
    told = re.compile(rf"(?:{NEXT_YEAR})|(?<!\d){year + 1}(?!\d)")
    return _scope_of(
        [one for one in corpus.paragraphs if one.doc_id in newest and told.search(fold(searchable_text(one)))], year + 1
    )


def _scope_of(telling: Sequence[Paragraph], year: int) -> Scope:
    """The paragraphs that tell of a year; the year is missing where none does."""
    if not telling:
        return Scope(missing_years=(year,))
    return Scope(Among(frozenset(one.doc_id for one in telling), frozenset(one.anchor for one in telling)), (year,))


def _scope_of_newest(chosen: Mapping[str, Document], *, limited: bool) -> Scope:
    """The newest document of each series: those whose titles differ only in the year."""
    groups = _group_series(chosen.values())
    kept = {document.doc_id for group in groups for document in _newest_of(group)}
    newest = {max(years) for group in groups if (years := _years_of_several([group]))}
    if not newest and not limited:
        return Scope()
    return Scope(Among(frozenset(kept)), tuple(sorted(newest, reverse=True)), newest=bool(newest))


def _is_titled(folded: str, document: Document) -> bool:
    """Whether the question names the document's title, whole or in part, in title marks."""
    named = (match.group(1).strip() for match in _TITLE.finditer(folded))
    return any(len(words) >= _SHORTEST_TITLE and words in fold(document.title) for words in named)
