"""Every place of the documents that says something of a thing."""

from __future__ import annotations

from ingest import tokenize, trim_stops
from qa.corpus import Corpus
from qa.evidence import Evidence
from qa.quotation import Quotation
from qa.sections import is_title, own_words

_MOST = 5
_ALMOST = 0.7  # of what the sentence that says most of the question's words says, the rare ones counting more


def find_mentions(evidence: Evidence, corpus: Corpus) -> tuple[Quotation, ...]:
    """The sentences that say most of what the question is about, one a paragraph, in reading order."""
    documents = {passage.paragraph.doc_id for passage in evidence.passages}
    rarities = [(term, corpus.paragraph_index.rarity(term)) for term in own_words(evidence)]
    best: dict[str, tuple[float, Quotation]] = {}
    for sentence, position in zip(corpus.sentences, corpus.sentence_paragraphs, strict=True):
        paragraph = corpus.paragraphs[position]
        if paragraph.doc_id not in documents or is_title(paragraph, sentence.span):
            continue
        tokens = set(tokenize(sentence.text))
        said = sum(rarity for term, rarity in rarities if not term.isdisjoint(tokens))
        if said > best.get(paragraph.anchor, (0.0,))[0]:
            best[paragraph.anchor] = said, Quotation(paragraph, trim_stops(paragraph.text, sentence.span))
    most = max((said for said, _ in best.values()), default=0.0)
    return tuple(quotation for said, quotation in best.values() if said >= _ALMOST * most)[:_MOST]
