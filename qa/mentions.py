"""Every place of the documents that says something of a thing."""

from __future__ import annotations

import numpy as np

from ingest import trim_stops
from qa.corpus import Corpus
from qa.evidence import Evidence
from qa.quotation import Quotation
from qa.sections import is_title
from qa.subject_words import own_words

_MOST = 5
_ALMOST = 0.7  # of what the sentence that says most of the question's words says, the rare ones counting more


def find_mentions(evidence: Evidence, corpus: Corpus) -> tuple[Quotation, ...]:
    """The sentences that say most of what the question is about, one a paragraph, in reading order."""
    documents = {passage.paragraph.doc_id for passage in evidence.passages}
    said = np.zeros(len(corpus.sentences))
    for term in own_words(evidence):
        said[corpus.sentence_index.units_with(term)] += corpus.paragraph_index.rarity(term)
    best: dict[str, tuple[float, Quotation]] = {}
    for number in map(int, np.flatnonzero(said)):
        sentence, paragraph = corpus.sentences[number], corpus.paragraphs[corpus.sentence_paragraphs[number]]
        if paragraph.doc_id not in documents or is_title(paragraph, sentence.span):
            continue
        if said[number] > best.get(paragraph.anchor, (0.0,))[0]:
            quotation = Quotation(paragraph, trim_stops(paragraph.text, sentence.span))
            best[paragraph.anchor] = float(said[number]), quotation
    most = max((one for one, _ in best.values()), default=0.0)
    return tuple(quotation for one, quotation in best.values() if one >= _ALMOST * most)[:_MOST]
