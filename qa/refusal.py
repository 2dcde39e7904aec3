"""What is said where the documents hold no answer."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping, Sequence

from qa.composition import heading_words
from qa.corpus import Corpus
from qa.evidence import Evidence
from qa.figures import find_figures
from qa.prompt_files import Frames
from qa.records import Sentence
from qa.scope import Scope

_SUGGESTIONS = 3
_SAYS_NOTHING = re.compile(r"[总附]\s*则|其[他它](?:事项)?|附件.{0,3}")  # of what a part is about


def refuse(scope: Scope, evidence: Sequence[Evidence], corpus: Corpus, frames: Frames) -> tuple[Sentence, ...]:
    """That the documents do not say, why, and what they do cover; no figure among it but the years there are."""
    words = frames["refusal"]
    if scope.missing_years:
        return (Sentence(_name_years(scope, corpus, words)),)
    if scope.missing_place:
        return (Sentence(words["region_not_covered"].format(asked=scope.missing_place)),)
    if scope.among.naming:
        asked = "、".join(sorted(scope.among.naming))
        return (Sentence(words["region_in_passing"].format(asked=asked)),)
    if scope.among.of_years and not scope.among.own:
        return (Sentence(_name_years(scope, corpus, words)),)
    topics = _topics(evidence, {document.title for document in corpus.documents.values()})
    listed = words["between_topics"].join(topics)
    suggestion = (Sentence(words["suggestion"].format(topics=listed)),) if topics else ()
    return (Sentence(words["not_in_documents"]), *suggestion)


def _name_years(scope: Scope, corpus: Corpus, words: Mapping[str, str]) -> str:
    """That no document is of the years asked for, or those there are only mention them; and of which years there are: of the
    place that is asked about."""
    documents = [one for doc_id, one in corpus.documents.items() if scope.within is None or doc_id in scope.within]
    asked = "、".join(map(str, scope.missing_years or scope.years))
    available = "、".join(map(str, sorted({one.year for one in documents if one.year})))
    places = {one.region for one in documents} if scope.within is not None else set()
    if scope.among.of_years:
        return words["year_in_passing"].format(asked=asked, available=available)
    if len(places) == 1 and (place := places.pop()):
        return words["year_not_covered_there"].format(place=place, asked=asked, available=available)
    return words["year_not_covered"].format(asked=asked, available=available)


def _topics(evidence: Sequence[Evidence], titles: Collection[str]) -> list[str]:
    """Headings nearest to the question, without numbers; titles and those that hold figures are left out."""
    near = [p.paragraph.heading_path[-1] for one in evidence for p in one.passages if p.paragraph.heading_path]
    words = dict.fromkeys(heading_words(heading).rstrip("?？") for heading in near)
    told = (
        topic
        for topic in words
        if topic not in titles
        and not _SAYS_NOTHING.fullmatch(topic)
        and not find_figures(topic)
        and 2 < len(topic) <= 24
    )
    return list(told)[:_SUGGESTIONS]
