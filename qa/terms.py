"""What a question's words are called in the documents: the same words; of an English question those that translate them."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from ingest import LexicalIndex, fold, tokenize, tokenize_words
from qa.corpus import Corpus
from qa.dictionary import find_content_words, knows, stem
from qa.glossary import find_everyday_words
from qa.pinyin_names import is_pinyin, is_syllable, say_by_sound
from qa.query import Query
from qa.records import Language

_LATIN = re.compile("[a-z]")


def with_terms(query: Query, corpus: Corpus) -> Query:
    """The query with its words as these documents say them, unless it has them already."""
    return query if query.terms else replace(query, terms=_find_terms(query, corpus))


@dataclass(frozen=True, slots=True)
class WeighedTerms:
    """Terms, each the tokens that may stand for it, with their rarity."""

    weights: Sequence[tuple[Collection[str], float]]

    def share_in(self, tokens: Collection[str]) -> float:
        """Share of what the terms weigh that these tokens say, 0 to 1."""
        total = sum(weight for _, weight in self.weights) or 1.0
        return sum(weight for term, weight in self.weights if any(token in tokens for token in term)) / total


def weigh_terms(terms: Iterable[Collection[str]], index: LexicalIndex) -> WeighedTerms:
    return WeighedTerms([(term, index.rarity(term)) for term in terms])


def _find_terms(query: Query, corpus: Corpus) -> Mapping[str, frozenset[str]]:
    """Word of the question, folded → the tokens that may stand for it; none where the documents lack it."""
    if not (corpus.is_other_script(query.text) and corpus.language is Language.ZH):
        return {token: frozenset((token,)) for token in query.tokens}
    question = fold(query.text)
    terms = {token: frozenset((token,)) for token in tokenize(query.text) if not _LATIN.search(token)}
    glossary: dict[str, str] = {}
    for everyday, official in find_everyday_words(question):
        glossary.update({word: f"{glossary.get(word, '')} {official}" for word in everyday.split()})
    words = find_content_words(question)
    for word, before in zip(words, ("", *words), strict=False):
        said_by = frozenset(tokenize_words(glossary.get(word, ""))) | corpus.translations.get(stem(word), frozenset())
        if not said_by and is_pinyin(word):
            said_by = say_by_sound(word, corpus.sounds)
        if is_syllable(before) and not terms.get(before) and is_pinyin(word):  # Zhang Weimin: 张伟, 伟民
            terms[before] = say_by_sound(before + word, corpus.sounds) - said_by
        if said_by or word in glossary or knows(word) or is_pinyin(word):
            terms[word] = said_by
    return terms or {token: frozenset((token,)) for token in query.tokens}
