"""Years set side by side: what another year says of the same."""

from __future__ import annotations

from dataclasses import replace

from ingest import Chunk, tokenize_words
from qa.evidence import Evidence

_SAME = 0.5  # share of the shorter sentence's words, without figures, that both say
_FEWEST = 3  # words; fewer in common are chance


def find_parallel(evidence: Evidence, model: Evidence) -> Evidence | None:
    """One year's evidence with the sentence first that says most of what the model's best one says; None without one.

    Documents of a series repeat their sentences year by year with other figures.
    """
    if not model.sentences:
        return None
    said = _words(model.sentences[0].chunk)
    common = [len(said & _words(sentence.chunk)) for sentence in evidence.sentences]
    best = max(range(len(common)), key=lambda index: (common[index], -index), default=None)
    if best is None or common[best] < _FEWEST:
        return None
    if common[best] < _SAME * min(len(said), len(_words(evidence.sentences[best].chunk))):
        return None
    return replace(evidence, sentences=(evidence.sentences[best],))


def _words(sentence: Chunk) -> set[str]:
    return {word for word in tokenize_words(sentence.text) if not any(character.isdigit() for character in word)}
