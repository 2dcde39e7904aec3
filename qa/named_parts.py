"""Which part of a document a question is about, by its heading."""

from __future__ import annotations

from collections.abc import Sequence

from ingest import Paragraph, ParagraphKind, fold
from qa.answer_kind import AnswerKind
from qa.corpus import Corpus
from qa.evidence import Evidence
from qa.glossary import find_everyday_words
from qa.sections import MOST_OF_A_WHOLE, bodies_under, body_sentences
from qa.subject_words import names_most_of, own_words, telling_words

_LONG_HEADING = 5  # characters; a shorter one, 其他事项, is said by chance
_ASIDE = 1  # words that no paragraph has, which a question may have beside an everyday word for a heading


def find_named_part(evidence: Evidence, corpus: Corpus) -> Paragraph | None:
    """The paragraph whose heading holds all that the question is about, the likeliest first; where much is asked, what
    stands above it and does as well. None without one."""
    passages = (one.paragraph for one in evidence.passages)
    part = next((one for one in passages if _is_named(_own_heading(one), evidence, corpus)), None)
    asks_much = evidence.intent.broad or evidence.intent.kind is AnswerKind.OVERVIEW
    return _outermost_named(part, evidence, corpus) if part is not None and asks_much else part


def asks_for_named_part(evidence: Evidence, corpus: Corpus) -> bool:
    """Whether the question is nothing but the words of a heading, and that all of what stands under it is wanted."""
    part = find_named_part(evidence, corpus) if evidence.intent.wants_several else None
    if part is None:
        return False
    heading = fold(_own_heading(part)).strip("。,;: ")
    said = (any(word in heading for word in term) for term in own_words(evidence))
    return len(heading) >= _LONG_HEADING and heading in fold(evidence.query.text) and all(said)


def _outermost_named(part: Paragraph, evidence: Evidence, corpus: Corpus) -> Paragraph:
    """The outermost heading above a part that holds each word of the question that the part's own does, and of which all
    can be told; the part itself where none does."""
    own = fold(_own_heading(part))
    said = [term for term in own_words(evidence) if any(word in own for word in term)]
    above = [part.heading_path[:depth] for depth in range(1, len(part.heading_path))]
    for one in corpus.paragraphs:
        if one.doc_id == part.doc_id and one.kind is ParagraphKind.HEADING and one.heading_path in above:
            heading = fold(_own_heading(one))
            names = all(any(word in heading for word in term) for term in said) and _is_named(heading, evidence, corpus)
            if names and sum(len(body_sentences(body)) for body in bodies_under(one, corpus)) <= MOST_OF_A_WHOLE:
                return one
    return part


def _own_heading(paragraph: Paragraph) -> str:
    end = len(paragraph.text) if paragraph.kind is ParagraphKind.HEADING else paragraph.title_end
    return paragraph.text[paragraph.label_end : end] if end and paragraph.heading_path else ""


def _is_named(heading: str, evidence: Evidence, corpus: Corpus) -> bool:
    folded = fold(heading)
    rest = fold(evidence.query.text)
    told = False
    for everyday, official in find_everyday_words(evidence.query.text):
        in_heading = any(fold(word) in folded for word in official.split())
        if in_heading:
            rest = rest.replace(everyday, " ")
            told = True
    telling = telling_words(evidence, corpus, rest)
    if not all(any(word in folded for word in said_by) for said_by in telling):
        return False
    words = own_words(evidence, rest)
    known = [term for term in words if any(map(corpus.paragraph_index.knows, term))]
    if len(words) - len(known) > max(len(known), _ASIDE * told):
        return False
    return told or bool(telling) or _is_all_said(folded, words, evidence, corpus)


def _is_all_said(heading: str, words: Sequence[frozenset[str]], evidence: Evidence, corpus: Corpus) -> bool:
    """Whether a question whose words tell no part from others says most of a heading, and nothing besides: 食堂管理 in a
    document on canteens."""
    said = all(any(word in heading for word in term) for term in words)
    return bool(words) and said and names_most_of(heading, evidence, corpus)
