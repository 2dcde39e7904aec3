"""Whether paragraphs support a sentence that cites them: the judgement under citation precision and recall.

The stored text counts, not the text an answer carries: a citation of an anchor that is not stored
supports nothing.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from decimal import Decimal

from eval.corpus import Corpus
from eval.figures import figures_in
from eval.text_matching import bare, stands_in
from qa import Answer, Citation, Sentence

_QUOTED = re.compile(r"[「『“\"]([^「」『』“”\"]+)[」』”\"]")


def is_supported(sentence: str, cited: Sequence[Citation], answer: Answer, corpus: Corpus) -> bool:
    """Say whether the cited paragraphs support the sentence: the φ of ALCE for answers that quote.

    Yes when the sentence is, folded, a part of a cited paragraph. Also when it frames quotations: it
    holds at least one quote of `cited`; whatever in it stands in quotation marks or is a quote of the
    answer stands in a cited paragraph, its label, headings or title (or, echoed, in the question); and
    each figure in it stands there too. And when it explains: it holds no figure, and tells of a notice
    that the answer gives for a citation of its own and that the stored paragraph bears.

    Words of a frame or explanation are not judged further, and a free paraphrase is never supported:
    judging those takes a model.
    """
    folded = bare(sentence)
    if not folded:
        return False
    if any(folded in bare(corpus.text_of(citation.anchor)) for citation in cited):
        return True
    quoted = {bare(match) for match in _QUOTED.findall(sentence)} | {
        bare(citation.quote) for citation in answer.citations if bare(citation.quote) in folded
    }
    if not all(_stands_at(part, cited, corpus) or part in bare(answer.question) for part in quoted):
        return False
    figures = set(figures_in(sentence))
    frames = any(
        stands_in(citation.quote, sentence) and stands_in(citation.quote, corpus.text_of(citation.anchor))
        for citation in cited
    )
    return figures <= figures_of(cited, corpus) if frames else not figures and _explains(cited, answer, corpus)


def figures_of(cited: Iterable[Citation], corpus: Corpus) -> set[Decimal]:
    """Return the figures of the cited paragraphs and of what names their places."""
    return {figure for c in cited for place in _places_of(c, corpus) for figure in figures_in(place)}


def cited_by(sentence: Sentence, answer: Answer) -> list[Citation]:
    """Return the citations that a sentence names, in its order; numbers that no citation bears are left out."""
    by_number = {citation.number: citation for citation in answer.citations}
    return [by_number[number] for number in sentence.citations if number in by_number]


def _stands_at(part: str, cited: Sequence[Citation], corpus: Corpus) -> bool:
    """Say whether folded text stands in a cited paragraph or in what names its place."""
    for citation in cited:
        label = bare(paragraph.label) if (paragraph := corpus.paragraphs.get(citation.anchor)) else ""
        # A place is named as the label and the heading's words: 二、8 加快发展现代职业教育.
        parts = (part, part.removeprefix(label)) if label else (part,)
        if any(one in bare(place) for place in _places_of(citation, corpus) for one in parts):
            return True
    return False


def _explains(cited: Sequence[Citation], answer: Answer, corpus: Corpus) -> bool:
    told = {(notice.citation, notice.code) for notice in answer.notices}
    return any(
        (citation.number, notice.code) in told
        for citation in cited
        if (paragraph := corpus.paragraphs.get(citation.anchor))
        for notice in paragraph.notices
    )


def _places_of(citation: Citation, corpus: Corpus) -> tuple[str, ...]:
    """A cited paragraph's stored text, label, headings and document title; none when it is not stored."""
    paragraph = corpus.paragraphs.get(citation.anchor)
    if paragraph is None:
        return ()
    document = corpus.documents.get(paragraph.doc_id)
    return (paragraph.text, paragraph.label, *paragraph.heading_path, document.title if document else "")
