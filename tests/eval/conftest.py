"""Builders of small corpora, cases and answers whose measures can be worked out by head."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

import pytest

from eval.corpus import Corpus, build_corpus
from eval.records import Case, CaseResult, Gold
from ingest import Document, NoticeCode, Paragraph, ParagraphKind
from qa import Answer, AnswerNotice, Citation, Consulted, Language, Outcome, Sentence, Timings


def build_paragraph(anchor: str, text: str, *, label: str = "", position: int = 0, original: str = "") -> Paragraph:
    doc_id = anchor.split("/", 1)[0]
    return Paragraph(
        anchor, doc_id, (), label, "", ParagraphKind.BODY, text, "0" * 16, position, original=original or text
    )


@pytest.fixture
def make_corpus() -> Callable[..., Corpus]:
    """make_corpus({"d/1": "text", …}): one document per part before the slash, titled by `titles`, else by its id."""

    def make(
        texts: dict[str, str], *, titles: dict[str, str] | None = None, passages: dict[str, str] | None = None
    ) -> Corpus:
        paragraphs = [build_paragraph(anchor, text, position=i) for i, (anchor, text) in enumerate(texts.items())]
        doc_ids = dict.fromkeys(paragraph.doc_id for paragraph in paragraphs)
        documents = [
            Document(doc_id, (titles or {}).get(doc_id, doc_id), None, f"files/{doc_id}.docx", "0" * 64, "")
            for doc_id in doc_ids
        ]
        return build_corpus(documents, paragraphs, passages)

    return make


@pytest.fixture
def make_case() -> Callable[..., Case]:
    def make(identifier: str = "q1", **fields: Any) -> Case:
        values: dict[str, Any] = {
            "question": "问？",
            "history": (),
            "language": Language.ZH,
            "category": "figure",
            "answerable": True,
            "gold": (),
            "facts": (),
            "forbidden": (),
            "notices": (),
            "cluster": identifier,
        }
        values |= fields
        values["gold"] = tuple(Gold(quote=g) if isinstance(g, str) else g for g in values["gold"])
        return Case(id=identifier, **values)

    return make


@pytest.fixture
def make_answer() -> Callable[..., Answer]:
    """make_answer(corpus, [("d/1", "quote"), …]): a sentence a quote; `sentences` and `text` override."""

    def make(
        corpus: Corpus,
        quotes: Sequence[tuple[str, str]] = (),
        *,
        sentences: Sequence[tuple[str, Sequence[int]]] | None = None,
        text: str | None = None,
        consulted: Sequence[str] = (),
        outcome: Outcome = Outcome.ANSWERED,
        notices: Sequence[NoticeCode] = (),
        confidence: float = 0.9,
        question: str = "问？",
    ) -> Answer:
        citations = tuple(_cite(number, anchor, quote, corpus) for number, (anchor, quote) in enumerate(quotes, 1))
        if sentences is None:
            sentences = [(citation.quote, (citation.number,)) for citation in citations]
        shown = "".join(part + "".join(f"[{n}]" for n in numbers) for part, numbers in sentences)
        return Answer(
            id="",
            question=question,
            standalone_question=question,
            language=Language.ZH,
            outcome=outcome,
            text=shown if text is None else text,
            sentences=tuple(Sentence(part, tuple(numbers)) for part, numbers in sentences),
            citations=citations,
            notices=tuple(AnswerNotice(code, "…") for code in notices),
            consulted=tuple(Consulted(anchor, 1.0 - 0.01 * i) for i, anchor in enumerate(consulted)),
            confidence=confidence,
            answerer="extractive",
            timings_ms=Timings(1, 1, 1, 3),
        )

    return make


def _cite(number: int, anchor: str, quote: str, corpus: Corpus) -> Citation:
    text = corpus.text_of(anchor)
    start = max(text.find(quote), 0)
    doc_id = anchor.split("/", 1)[0]
    document = corpus.documents.get(doc_id)
    title = document.title if document else ""
    return Citation(number, anchor, doc_id, title, "", (), quote, start, start + len(quote), text, verified=True)


@pytest.fixture
def make_result() -> Callable[..., CaseResult]:
    def make(case: Case, answer: Answer | None, *, seconds: float = 0.1, **measures: float | None) -> CaseResult:
        return CaseResult(case, answer, "" if answer else "ValueError: broken", seconds, measures)

    return make
