"""Small real stand-ins whose results can be worked out by head: encoders, documents, stores and answers."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import threading
from collections.abc import Collection, Mapping, Sequence
from pathlib import Path
from typing import Any

import numpy as np

from ingest import (
    Chunk,
    ChunkKind,
    Document,
    Encoder,
    Hit,
    IngestSettings,
    Message,
    Notice,
    Paragraph,
    ParagraphKind,
    Said,
    Store,
    TokenEncoder,
    TokenVectors,
    Vectors,
    chunk_paragraphs,
    hash_text,
    say,
)
from qa import (
    ABSTENTION_FEATURES,
    CLAUSE_FEATURES,
    OBJECTIONS,
    PARAGRAPH_FEATURES,
    READ_FEATURES,
    SENTENCE_FEATURES,
    Citation,
    Corpus,
    QaSettings,
    build_corpus,
)
from qa.vector_source import stack_vectors

ROOT = Path(__file__).parents[1]
# One process of the machine's, quiet and offline.
ENVIRONMENT = {
    "OMP_NUM_THREADS": "1",
    "OMP_WAIT_POLICY": "passive",
    "HF_HUB_OFFLINE": "1",
    "ANONYMIZED_TELEMETRY": "False",
    "PYTHONPATH": str(ROOT),
    "PYTHONIOENCODING": "utf-8",
}


class LetterEncoder:
    """One dimension for each letter, its count in the text, and one that is always 1; scaled to unit length."""

    def __init__(self, letters: str = "学校招生幼儿园高中职", *, name: str = "letters") -> None:
        self.letters = letters
        self._name = name
        self.queries = 0
        self.documents = 0
        self.encoded: list[str] = []
        self._lock = threading.Lock()

    @property
    def name(self) -> str:
        return self._name

    def encode_queries(self, texts: Sequence[str]) -> Vectors:
        with self._lock:
            self.queries += len(texts)
        return self._encode(texts)

    def encode_documents(self, texts: Sequence[str]) -> Vectors:
        with self._lock:
            self.documents += len(texts)
            self.encoded += texts
        return self._encode(texts)

    def _encode(self, texts: Sequence[str]) -> Vectors:
        counts = np.array([[1, *(text.count(letter) for letter in self.letters)] for text in texts], dtype=np.float32)
        return np.asarray(counts / np.linalg.norm(counts, axis=1, keepdims=True), dtype=np.float32)


class SpellingEncoder(LetterEncoder):
    """Tells its tokens too: each letter that it knows is one, the same letters have cosine 1 and others 0."""

    def encode_query_tokens(self, texts: Sequence[str]) -> list[tuple[Vectors, TokenVectors]]:
        return [(self.encode_queries([text])[0], self._tokens(text)) for text in texts]

    def encode_document_tokens(self, texts: Sequence[str]) -> list[TokenVectors]:
        return [self._tokens(text) for text in texts]

    def encode_pooled_tokens(self, texts: Sequence[str]) -> list[Vectors]:
        return [self._tokens(text).vectors.astype(np.float32) for text in texts]

    def _tokens(self, text: str) -> TokenVectors:
        places = [place for place, letter in enumerate(text) if letter in self.letters]
        vectors = np.zeros((len(places), len(self.letters)), dtype=np.float16)
        vectors[np.arange(len(places)), [self.letters.index(text[place]) for place in places]] = 1
        starts = np.array(places, dtype=np.int32)
        return TokenVectors(vectors, starts, starts + 1)


def two_encoders() -> tuple[LetterEncoder, LetterEncoder]:
    return LetterEncoder(), LetterEncoder("公办民普惠特殊教师", name="other-letters")


def open_letter_store(folder: Path, encoders: Sequence[Encoder] | None = None) -> Store:
    return Store(IngestSettings(store=folder), encoders or two_encoders())


def make_paragraph(
    anchor: str,
    text: str,
    *,
    position: int = 0,
    label: str = "",
    number: str = "",
    heading_path: tuple[str, ...] = (),
    kind: ParagraphKind = ParagraphKind.BODY,
    title_end: int = 0,
    notices: tuple[Notice, ...] = (),
) -> Paragraph:
    return Paragraph(
        anchor=anchor,
        doc_id=anchor.split("/", 1)[0],
        heading_path=heading_path,
        label=label,
        number=number,
        kind=kind,
        text=text,
        text_hash=hash_text(text),
        position=position,
        title_end=title_end,
        original=text,
        notices=notices,
    )


def written(text: str) -> Message:
    """A message that is the same in every language."""
    return say(Said.AS_WRITTEN, text=text)


def make_document(
    doc_id: str = "d", *, title: str = "", year: int | None = None, region: str = "", path: str = ""
) -> Document:
    return Document(
        doc_id, title or doc_id, year, path or f"{doc_id}.txt", "0" * 64, "2022-01-01T00:00:00+00:00", region
    )


def make_citation(
    paragraph: Paragraph, quote: str, *, number: int = 1, title: str = "文件", **changes: Any
) -> Citation:
    start = paragraph.text.index(quote)
    fields: dict[str, Any] = {
        "number": number,
        "anchor": paragraph.anchor,
        "doc_id": paragraph.doc_id,
        "doc_title": title,
        "label": paragraph.label,
        "heading_path": paragraph.heading_path,
        "quote": quote,
        "start": start,
        "end": start + len(quote),
        "paragraph": paragraph.text,
        "verified": False,
    }
    return Citation(**(fields | changes))


class MemoryVectors:
    """Vectors of a handful of chunks, searched by comparing all."""

    def __init__(self, chunks: Sequence[Chunk], encoders: Sequence[Encoder]) -> None:
        self.encoders = encoders
        self._chunks = chunks
        self._rows = [encoder.encode_documents([c.index_text for c in chunks]) for encoder in encoders if chunks]

    def search(
        self, encoder: int, kind: ChunkKind, vector: Vectors, count: int, documents: Collection[str] | None
    ) -> Sequence[Hit]:
        hits = [
            Hit(chunk.chunk_id, float(self._rows[encoder][i] @ vector))
            for i, chunk in enumerate(self._chunks)
            if chunk.kind is kind and (documents is None or chunk.anchor.split("/", 1)[0] in documents)
        ]
        return sorted(hits, key=lambda hit: -hit.cosine)[:count]

    def vectors(self, encoder: int, kind: ChunkKind, chunk_ids: Sequence[str]) -> Vectors:
        places = {chunk.chunk_id: i for i, chunk in enumerate(self._chunks) if chunk.kind is kind}
        return stack_vectors([self._rows[encoder][places[id_]] if id_ in places else None for id_ in chunk_ids])

    def tokens(self, chunks: Sequence[Chunk]) -> Sequence[TokenVectors] | None:
        main = self.encoders[0]
        return (
            main.encode_document_tokens([chunk.index_text for chunk in chunks])
            if isinstance(main, TokenEncoder)
            else None
        )


def make_corpus(
    paragraphs: Sequence[Paragraph],
    documents: Sequence[Document] = (),
    encoders: Sequence[Encoder] | None = None,
) -> Corpus:
    """A corpus in memory; a paragraph's document is made up where none of its id is given."""
    by_id = {document.doc_id: document for document in documents}
    for paragraph in paragraphs:
        by_id.setdefault(paragraph.doc_id, make_document(paragraph.doc_id))
    chunks = [
        chunk
        for doc_id, document in by_id.items()
        for chunk in chunk_paragraphs(document, tuple(p for p in paragraphs if p.doc_id == doc_id))
    ]
    return build_corpus(by_id, tuple(paragraphs), chunks, MemoryVectors(chunks, encoders or two_encoders()))


def write_weights(
    folder: Path,
    *,
    paragraph: Mapping[str, float] | None = None,
    read: Mapping[str, float] | None = None,
    sentence: Mapping[str, float] | None = None,
    abstention: Mapping[str, float] | None = None,
    bias: float = -1.0,
    threshold: float = 0.5,
) -> QaSettings:
    """Weights for both scripts, 0 where none is given. By default words alone decide, and one in twenty of the question's
    must stand in the paragraph, rare ones counting more: confidence = 1 / (1 + exp(1 − 20 · share))."""
    ranking = folder / "ranking.json"
    refusing = folder / "abstention.json"
    of_paragraph = dict.fromkeys(PARAGRAPH_FEATURES, 0.0) | dict(paragraph or {"lexical": 10.0})
    of_read = dict.fromkeys(READ_FEATURES, 0.0) | of_paragraph | dict(read or {})
    of_sentence = dict.fromkeys(SENTENCE_FEATURES, 0.0) | dict(sentence or {"lexical": 10.0, "paragraph_scaled": 5.0})
    of_clause = dict.fromkeys(CLAUSE_FEATURES, 0.0) | {"words": 2.0, "holds_answer": 2.0}
    weights = dict.fromkeys(ABSTENTION_FEATURES, 0.0) | dict(abstention or {"coverage_paragraph": 20.0})
    model = {  # two units that together weigh as they are told: x = relu(x) − relu(−x)
        "features": {name: {"mean": 0, "scale": 1, "weights": [weight, -weight]} for name, weight in weights.items()},
        "units": {"bias": [0, 0], "output": [1, -1]},
        "bias": bias,
        "against": dict.fromkeys(OBJECTIONS, -10.0),
        "threshold": threshold,
    }
    folder.mkdir(parents=True, exist_ok=True)
    ranking.write_text(
        json.dumps(
            {
                "reader": None,
                "queries": None,
                "paragraph": of_paragraph,
                "paragraph_other_script": of_paragraph,
                "read": of_read,
                "read_other_script": of_read,
                "sentence": of_sentence,
                "sentence_other_script": of_sentence,
                "clause": of_clause,
                "clause_unread": of_clause,
            }
        ),
        encoding="utf-8",
    )
    refusing.write_text(json.dumps({"same_script": model, "other_script": model}), encoding="utf-8")
    return QaSettings(ranking_weights=ranking, abstention_weights=refusing)


def run_python(*arguments: str, timeout_seconds: float = 300, **environment: str) -> subprocess.CompletedProcess[str]:
    """A Python process in the repository's root, its output as text."""
    return subprocess.run(
        [sys.executable, *arguments],
        cwd=ROOT,
        env=os.environ | ENVIRONMENT | environment,
        capture_output=True,
        text=True,
        encoding="utf-8",
        timeout=timeout_seconds,
        check=False,
    )


def is_one_sentence(text: str) -> bool:
    """Whether a process said what is wrong in one line for a person, and not with a traceback."""
    return len(text.strip().splitlines()) == 1 and "Traceback" not in text and " " in text.strip()
