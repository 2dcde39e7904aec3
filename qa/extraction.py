"""From ranked sentences to quotations: the smallest run of clauses that answers, or all of a rule, list or overview."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from ingest import (
    Paragraph,
    ParagraphKind,
    Span,
    split_clauses,
    split_sentences,
    tokenize,
    tokenize_words,
    trim_stops,
)
from qa.corpus import Corpus
from qa.evidence import Evidence, FoundSentence
from qa.intent import ASKING_WORDS, AnswerKind, Intent, holds_answer
from qa.lists import find_introduction, list_items

LONG_SENTENCE = 64  # characters; a longer one is narrowed to the clauses that answer
_SHORT_RUN = 24  # characters; a shorter run takes its better neighbour along, it seldom makes sense alone
_SECOND_MARGIN = 0.6  # how far below the best a second sentence may score to be quoted as well
_SEVERAL_MARGIN = 2.5  # the same where a rule or a list is asked for
_MOST_QUOTES = {False: 2, True: 5}
_MOST_OF_A_WHOLE = 8
_HEADING_NAMED = 0.5  # share of a heading's words, weighted by rarity, that a question about it names
_NEAR_BEST_CLAUSE = 0.72  # share of the best clause's score at which its neighbour joins the run


@dataclass(frozen=True, slots=True)
class Quotation:
    """Characters `span` of a paragraph, to be shown as they stand."""

    paragraph: Paragraph
    span: Span

    @property
    def text(self) -> str:
        return self.paragraph.text[self.span.start : self.span.end]


def extract_quotations(evidence: Evidence, corpus: Corpus) -> tuple[Quotation, ...]:
    """What to quote, in the order to show it; nothing without a sentence to quote from."""
    if evidence.part is not None:
        return quote_part(evidence.part, corpus)
    bodies = [sentence for sentence in evidence.sentences if not _is_heading(sentence)]
    if not bodies:
        return ()
    if evidence.intent.kind is AnswerKind.OVERVIEW:
        section = _find_section(evidence, corpus)
        if section:
            return section
    several = evidence.intent.wants_several
    items = _quote_list(evidence, bodies[0], corpus)
    if items:
        return items
    if (several or evidence.intent.kind is AnswerKind.MANNER) and _is_about(evidence, bodies[0].paragraph, corpus):
        return _quote_whole(bodies[0].paragraph)
    chosen = _choose_sentences(bodies, several=several)
    quotations = [
        Quotation(sentence.paragraph, trim_stops(sentence.paragraph.text, sentence.chunk.span))
        if several
        else _narrow(sentence, evidence, corpus)
        for sentence in chosen
    ]
    return _join_neighbours(quotations) if several else tuple(dict.fromkeys(quotations))


def _is_heading(sentence: FoundSentence) -> bool:
    """A heading says what is treated, not what holds; it answers only an overview."""
    paragraph = sentence.paragraph
    return paragraph.kind is ParagraphKind.HEADING or sentence.chunk.span.end <= paragraph.title_end + 1


def _names(evidence: Evidence, heading: str, corpus: Corpus) -> bool:
    """Whether the question says most of a heading's words, the rare ones counting more."""
    index = corpus.paragraph_index
    words = set(tokenize_words(heading))
    total = sum(index.inverse_document_frequency(word) for word in words)
    said = sum(index.inverse_document_frequency(word) for word in words & set(evidence.query.tokens))
    return total > 0 and said / total >= _HEADING_NAMED


def _is_about(evidence: Evidence, paragraph: Paragraph, corpus: Corpus) -> bool:
    """Whether the question names the paragraph's own subject, its heading, and not a detail of it."""
    if not paragraph.title_end:
        return False
    index = corpus.paragraph_index
    heading = set(tokenize_words(paragraph.text[paragraph.label_end : paragraph.title_end]))
    asked = set(evidence.query.tokens)
    words = {word for word in tokenize_words(evidence.query.text) if word not in ASKING_WORDS} or asked

    def share(of: set[str], within: set[str]) -> float:
        total = sum(index.inverse_document_frequency(word) for word in of)
        return sum(index.inverse_document_frequency(word) for word in of & within) / total if total else 0.0

    named = set(tokenize(paragraph.text[paragraph.label_end : paragraph.title_end]))
    return share(heading, asked) >= _HEADING_NAMED and (evidence.other_script or share(words, named) >= _HEADING_NAMED)


def _quote_whole(paragraph: Paragraph) -> tuple[Quotation, ...]:
    """All the sentences under a run-in heading, as one quotation each run of them that is short enough to read."""
    sentences = split_sentences(paragraph.text, paragraph.title_end, len(paragraph.text))
    spans = [trim_stops(paragraph.text, sentence) for sentence in sentences]
    return tuple(Quotation(paragraph, span) for span in spans if span.start < span.end)[:_MOST_OF_A_WHOLE]


def _quote_list(evidence: Evidence, best: FoundSentence, corpus: Corpus) -> tuple[Quotation, ...]:
    """What introduces a list, and its items, when the best sentence introduces it or the question is about all of it."""
    introduction = find_introduction(best.paragraph, corpus)
    if introduction is None:
        return ()
    text = introduction.text
    last = split_sentences(text, introduction.label_end, len(text))[-1]
    leads = introduction.anchor == best.paragraph.anchor and best.chunk.span.start >= last.start
    whole = evidence.intent.wants_several or evidence.intent.kind is AnswerKind.MANNER
    if not leads and not (whole and _names(evidence, text[last.start : last.end], corpus)):
        return ()
    return _quote_introduced(introduction, list_items(introduction, corpus))


def _choose_sentences(bodies: Sequence[FoundSentence], *, several: bool) -> list[FoundSentence]:
    best = bodies[0]
    margin = _SEVERAL_MARGIN if several else _SECOND_MARGIN
    near = [sentence for sentence in bodies if sentence.score >= best.score - margin]
    if several:
        same = best.paragraph.anchor
        near = [one for one in near if one.paragraph.anchor == same or one.score >= best.score - _SECOND_MARGIN]
    chosen = near[: _MOST_QUOTES[several]]
    first = [sentence for sentence in chosen if sentence.paragraph.anchor == best.paragraph.anchor]
    others = [sentence for sentence in chosen if sentence.paragraph.anchor != best.paragraph.anchor]
    if several:
        first.sort(key=lambda sentence: sentence.chunk.span.start)
    return first + others


def _narrow(sentence: FoundSentence, evidence: Evidence, corpus: Corpus) -> Quotation:
    paragraph = sentence.paragraph
    whole = trim_stops(paragraph.text, sentence.chunk.span)
    clauses = split_clauses(paragraph.text, whole.start, whole.end)
    if whole.end - whole.start <= LONG_SENTENCE or len(clauses) < 2:
        return Quotation(paragraph, whole)
    scores = _score_clauses([paragraph.text[c.start : c.end] for c in clauses], evidence, corpus)
    best = max(range(len(clauses)), key=lambda index: (scores[index], -index))
    first = last = best
    while True:
        length = clauses[last].end - clauses[first].start
        left = scores[first - 1] if first > 0 else 0.0
        right = scores[last + 1] if last + 1 < len(clauses) else 0.0
        widened = _widen(clauses, first, last, take_left=left > right)
        if max(left, right) == 0.0 or clauses[widened[1]].end - clauses[widened[0]].start > LONG_SENTENCE:
            break
        if max(left, right) < _NEAR_BEST_CLAUSE * scores[best] and length >= _SHORT_RUN:
            break
        first, last = widened
    return Quotation(paragraph, trim_stops(paragraph.text, Span(clauses[first].start, clauses[last].end)))


def _widen(clauses: Sequence[Span], first: int, last: int, *, take_left: bool) -> tuple[int, int]:
    take_left = first > 0 and (take_left or last + 1 == len(clauses))
    return (first - 1, last) if take_left else (first, min(last + 1, len(clauses) - 1))


def _score_clauses(texts: Sequence[str], evidence: Evidence, corpus: Corpus) -> list[float]:
    """Share of the question's words, nearness to it, and whether the kind of answer wanted is there; 0 and more."""
    frequencies = {
        token: corpus.paragraph_index.inverse_document_frequency(token)
        for token in evidence.query.tokens
        if corpus.paragraph_index.knows(token)
    }
    total = sum(frequencies.values()) or 1.0
    encoder = len(corpus.vectors.encoders) - 1
    cosines = corpus.vectors.encoders[encoder].encode_documents(list(texts)) @ evidence.query.vectors[encoder]
    scores = []
    for text, cosine in zip(texts, cosines, strict=True):
        tokens = set(tokenize(text))
        coverage = sum(value for token, value in frequencies.items() if token in tokens) / total
        scores.append(max(0.0, coverage + float(cosine) + _bonus(evidence.intent, text)))
    return scores


def _bonus(intent: Intent, text: str) -> float:
    return 0.4 * (holds_answer(intent, text) - 0.5)


def quote_part(part: Paragraph, corpus: Corpus) -> tuple[Quotation, ...]:
    """A part of a document as its overview: the headings inside it, else its list, else its sentences in order."""
    headings = _headings_inside(part, corpus)
    if len(headings) > 1:
        return headings
    items = list_items(part, corpus)
    if items:
        return _quote_introduced(part, items)
    if part.kind is not ParagraphKind.HEADING:
        return _quote_whole(part)
    under = [one for one in corpus.paragraphs if one.doc_id == part.doc_id and one.anchor.startswith(f"{part.anchor}/")]
    bodies = [one for one in under if one.kind is not ParagraphKind.HEADING and not one.lead]
    return tuple(_first_sentence(one) for one in bodies[:_MOST_OF_A_WHOLE])


def _find_section(evidence: Evidence, corpus: Corpus) -> tuple[Quotation, ...]:
    """The headings inside the section that the question names best, as its overview; none when it has no such parts."""
    for passage in evidence.passages[:3]:
        section = passage.paragraph
        if section.kind is ParagraphKind.HEADING and (passage.rank == 1 or _names(evidence, section.text, corpus)):
            headings = _headings_inside(section, corpus)
            if len(headings) > 1:
                return headings
    return ()


def _headings_inside(section: Paragraph, corpus: Corpus) -> tuple[Quotation, ...]:
    """The headings one level below a heading, in order, without their numbers."""
    if section.kind is not ParagraphKind.HEADING:
        return ()
    depth = len(section.heading_path)
    inside: Mapping[tuple[str, ...], Paragraph] = {
        paragraph.heading_path: paragraph
        for paragraph in reversed(corpus.paragraphs)
        if paragraph.doc_id == section.doc_id
        and len(paragraph.heading_path) == depth + 1
        and paragraph.heading_path[:depth] == section.heading_path
        and (paragraph.kind is ParagraphKind.HEADING or paragraph.title_end)
    }
    parts = sorted(inside.values(), key=lambda paragraph: paragraph.position)
    return tuple(
        Quotation(part, trim_stops(part.text, Span(part.label_end, part.title_end or len(part.text)))) for part in parts
    )


def _first_sentence(paragraph: Paragraph) -> Quotation:
    first = split_sentences(paragraph.text, paragraph.label_end, len(paragraph.text))[0]
    return Quotation(paragraph, trim_stops(paragraph.text, first))


def _quote_introduced(introduction: Paragraph, items: Sequence[Paragraph]) -> tuple[Quotation, ...]:
    text = introduction.text
    last = split_sentences(text, introduction.label_end, len(text))[-1]
    return (Quotation(introduction, trim_stops(text, last)), *map(_first_sentence, items))


def _join_neighbours(quotations: Sequence[Quotation]) -> tuple[Quotation, ...]:
    """Quotations that touch or overlap in one paragraph become one."""
    joined: list[Quotation] = []
    for quotation in quotations:
        before = joined[-1] if joined else None
        if before is not None and before.paragraph.anchor == quotation.paragraph.anchor:
            low, high = sorted((before.span, quotation.span), key=lambda span: span.start)
            gap = before.paragraph.text[low.end : high.start]
            if high.start <= low.end or len(gap.strip("，,；;。、 ")) == 0:
                joined[-1] = Quotation(before.paragraph, Span(low.start, max(low.end, high.end)))
                continue
        joined.append(quotation)
    return tuple(joined)
