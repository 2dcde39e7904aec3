"""What the product must beat: simple configurations that always answer, each a LangChain Runnable.

bm25   jieba words under BM25; the best paragraph, whole, is the answer
dense  cosine of the embedder's vectors; the best paragraph, whole, is the answer
naive  the pipeline of the tutorials: RecursiveCharacterTextSplitter(500, 50), dense top 4, the first chunk
       is the answer

A question that names its documents is answered from these alone. Quoting a whole paragraph makes citation precision and
recall near perfect for free (ALCE, table 11), which is why they are read beside fact recall.
"""

from __future__ import annotations

import math
import time
from collections import Counter
from collections.abc import Callable, Sequence
from functools import cache
from itertools import islice
from typing import Any, NamedTuple

import numpy as np
from langchain_core.embeddings import Embeddings
from langchain_core.runnables import Runnable, RunnableConfig, RunnableLambda
from numpy.typing import NDArray

from eval.corpus import Corpus
from eval.found_sentences import MOST_SENTENCES
from eval.records import TextSpan
from ingest import Paragraph, load_segmenter, split_sentences
from qa import Answer, Citation, Consulted, Language, Outcome, Question, Sentence, Timings

_CONSULTED = 10
_K1, _B = 1.2, 0.75
_NAIVE_CHUNK, _NAIVE_OVERLAP, _NAIVE_TOP = 500, 50, 4


class Span(NamedTuple):
    """Characters [start, end) of a paragraph, and the score they were found with."""

    paragraph: Paragraph
    start: int
    end: int
    score: float


class Found(NamedTuple):
    """What a baseline looked at, best first, how many of them it quotes, and its confidence, 0 to 1.

    `rank_sentences` gives the sentences of all documents, best first; None for a baseline that knows of none.
    """

    spans: Sequence[Span]
    quoted: int
    confidence: float
    rank_sentences: Callable[[], Sequence[TextSpan]] | None = None


def build_bm25(corpus: Corpus) -> Runnable[str | Question, Answer]:
    """Confidence is the best score ÷ Σ idf of the question's words · (k1 + 1), which no score exceeds."""
    import bm25s

    segmenter = load_segmenter()

    def index_of(tokens: Sequence[list[str]]) -> Any:
        index = bm25s.BM25(k1=_K1, b=_B)
        index.index(tokens, show_progress=False)
        return index

    paragraphs = [paragraph for paragraph in corpus.paragraphs.values() if segmenter.lcut(paragraph.text)]
    tokens = [segmenter.lcut(paragraph.text) for paragraph in paragraphs]
    index = index_of(tokens)
    sentences = _sentences_of(paragraphs)
    sentence_index = index_of([segmenter.lcut(_text_of(one, corpus)) for one in sentences])
    frequencies = Counter(token for words in tokens for token in set(words))

    def find(question: Question) -> Found:
        known = [token for token in segmenter.lcut(question.text) if token in frequencies]
        scores = index.get_scores(known) if known else np.zeros(len(paragraphs))
        highest = sum(
            math.log(1 + (len(paragraphs) - frequencies[t] + 0.5) / (frequencies[t] + 0.5)) * (_K1 + 1) for t in known
        )
        spans = _best_whole(paragraphs, scores, question)
        confidence = min(spans[0].score / highest, 1.0) if spans and highest else 0.0

        def rank_sentences() -> Sequence[TextSpan]:  # what is known to a paragraph is known to one of its sentences
            return _best(sentences, sentence_index.get_scores(known), question, corpus) if known else ()

        return Found(spans, 1, confidence, rank_sentences)

    return _to_runnable("bm25", find, corpus)


def build_dense(corpus: Corpus, embedder: Embeddings) -> Runnable[str | Question, Answer]:
    """Confidence is the best cosine, negative ones taken as 0."""
    paragraphs = list(corpus.paragraphs.values())
    vectors = _unit_rows(embedder.embed_documents([paragraph.text for paragraph in paragraphs]))
    sentences = _sentences_of(paragraphs)

    @cache  # made when the first question asks for sentences
    def sentence_vectors() -> NDArray[np.float64]:
        return _unit_rows(embedder.embed_documents([_text_of(one, corpus) for one in sentences]))

    def find(question: Question) -> Found:
        vector = _unit_rows([embedder.embed_query(question.text)])[0]
        spans = _best_whole(paragraphs, vectors @ vector, question)
        confidence = min(max(spans[0].score, 0.0), 1.0) if spans else 0.0
        return Found(spans, 1, confidence, lambda: _best(sentences, sentence_vectors() @ vector, question, corpus))

    return _to_runnable("dense", find, corpus)


def build_naive(corpus: Corpus, embedder: Embeddings) -> Runnable[str | Question, Answer]:
    """A chunk's paragraphs count as retrieved in reading order, its part of each is quoted. Confidence as for dense."""
    from langchain_core.documents import Document as LangChainDocument
    from langchain_core.vectorstores import InMemoryVectorStore
    from langchain_text_splitters import RecursiveCharacterTextSplitter

    by_document: dict[str, list[Paragraph]] = {}
    for paragraph in corpus.paragraphs.values():
        by_document.setdefault(paragraph.doc_id, []).append(paragraph)
    splitter = RecursiveCharacterTextSplitter(
        chunk_size=_NAIVE_CHUNK, chunk_overlap=_NAIVE_OVERLAP, add_start_index=True
    )
    chunks = splitter.split_documents(
        LangChainDocument("\n".join(paragraph.text for paragraph in own), metadata={"doc_id": doc_id})
        for doc_id, own in by_document.items()
    )
    store = InMemoryVectorStore(embedder)
    store.add_documents(chunks)

    def find(question: Question) -> Found:
        spans: list[Span] = []
        quoted = 0
        found = store.similarity_search_with_score(
            question.text, k=_NAIVE_TOP, filter=lambda chunk: _is_asked_of(question, str(chunk.metadata["doc_id"]))
        )
        for chunk, score in found:
            start = int(chunk.metadata["start_index"])
            own = by_document[str(chunk.metadata["doc_id"])]
            spans += _spans_of_chunk(own, start, start + len(chunk.page_content), float(score))
            quoted = quoted or len(spans)
        return Found(spans, quoted, min(max(float(found[0][1]), 0.0), 1.0) if found else 0.0)

    return _to_runnable("naive", find, corpus)


def _spans_of_chunk(paragraphs: Sequence[Paragraph], start: int, end: int, score: float) -> list[Span]:
    """Return the parts of paragraphs that characters [start, end) of their texts, joined by line breaks, hold."""
    spans: list[Span] = []
    offset = 0
    for paragraph in paragraphs:
        first, last = max(start - offset, 0), min(end - offset, len(paragraph.text))
        if first < last:
            spans.append(Span(paragraph, first, last, score))
        offset += len(paragraph.text) + 1
    return spans


def _is_asked_of(question: Question, doc_id: str) -> bool:
    return not question.documents or doc_id in question.documents


def _best_whole(paragraphs: Sequence[Paragraph], scores: NDArray[Any], question: Question) -> list[Span]:
    """Return the best paragraphs as spans; of equal scores the earlier paragraph first."""
    order = (i for i in np.argsort(-scores, kind="stable") if _is_asked_of(question, paragraphs[i].doc_id))
    return [Span(paragraphs[i], 0, len(paragraphs[i].text), float(scores[i])) for i in islice(order, _CONSULTED)]


def _best(sentences: Sequence[TextSpan], scores: NDArray[Any], question: Question, corpus: Corpus) -> list[TextSpan]:
    ranked = (sentences[i] for i in np.argsort(-scores, kind="stable"))
    asked_of = (one for one in ranked if _is_asked_of(question, corpus.paragraphs[one.anchor].doc_id))
    return list(islice(asked_of, MOST_SENTENCES))


def _sentences_of(paragraphs: Sequence[Paragraph]) -> list[TextSpan]:
    return [
        TextSpan(paragraph.anchor, span.start, span.end)
        for paragraph in paragraphs
        for span in split_sentences(paragraph.text, paragraph.label_end)
    ]


def _text_of(sentence: TextSpan, corpus: Corpus) -> str:
    return corpus.text_of(sentence.anchor)[sentence.start : sentence.end]


def _to_runnable(name: str, find: Callable[[Question], Found], corpus: Corpus) -> Runnable[str | Question, Answer]:
    finder = RunnableLambda(find, name=f"find by {name}")  # a step of its own, so that callbacks see what it found

    def ask(asked: str | Question, config: RunnableConfig) -> Answer:
        question = Question(asked) if isinstance(asked, str) else asked
        started = time.perf_counter()
        found = finder.invoke(question, config)
        milliseconds = (time.perf_counter() - started) * 1000
        return _to_answer(name, question, found, corpus, milliseconds)

    return RunnableLambda(ask, name=name)


def _to_answer(name: str, question: Question, found: Found, corpus: Corpus, milliseconds: float) -> Answer:
    citations = tuple(_cite(number, span, corpus) for number, span in enumerate(found.spans[: found.quoted], start=1))
    return Answer(
        id=question.id,
        question=question.text,
        standalone_question=question.text,
        language=question.language or Language.ZH,
        outcome=Outcome.ANSWERED,
        text="\n".join(f"{citation.quote}[{citation.number}]" for citation in citations),
        sentences=tuple(Sentence(citation.quote, (citation.number,)) for citation in citations),
        citations=citations,
        notices=(),
        consulted=tuple(Consulted(span.paragraph.anchor, span.score) for span in found.spans),
        confidence=found.confidence,
        answerer=name,
        timings_ms=Timings(embed=0.0, retrieve=milliseconds, answer=0.0, total=milliseconds),
    )


def _cite(number: int, span: Span, corpus: Corpus) -> Citation:
    paragraph = span.paragraph
    document = corpus.documents.get(paragraph.doc_id)
    return Citation(
        number=number,
        anchor=paragraph.anchor,
        doc_id=paragraph.doc_id,
        doc_title=document.title if document else "",
        label=paragraph.label,
        heading_path=paragraph.heading_path,
        quote=paragraph.text[span.start : span.end],
        start=span.start,
        end=span.end,
        paragraph=paragraph.text,
        verified=True,
    )


def _unit_rows(vectors: Sequence[Sequence[float]]) -> NDArray[np.float64]:
    rows = np.asarray(vectors, dtype=np.float64)
    unit: NDArray[np.float64] = rows / np.maximum(np.linalg.norm(rows, axis=1, keepdims=True), 1e-12)
    return unit
