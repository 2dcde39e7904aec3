"""Question sets made ready for learning: passages, sentences, tokens and vectors in memory, and corpora cut from them."""

from __future__ import annotations

import json
import random
import unicodedata
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np

from eval.halves import half_of
from eval.kept_vectors import encode, encode_tokens
from eval.typos import add_typos, find_homophones
from ingest import (
    Chunk,
    ChunkKind,
    Document,
    Encoder,
    Hit,
    Paragraph,
    ParagraphKind,
    TokenVectors,
    Vectors,
    build_lexical_index,
    chunk_paragraphs,
    parse_document,
    read_file,
    tokenize,
    tokenize_sounds,
)
from qa import Corpus, Query, build_query, searchable_text, without_years

SEED = 20221
_TYPO_EVERY = 4
_ENOUGH = (400, 180_000)  # passages and characters of a set: more of them change little and take long to encode
OWN_GROUP = "own:"  # begins the groups of the project's own questions
HELD_BACK_GROUP = "own held back:"  # … of those on documents that nothing is learned from


def in_training_half(group: str) -> bool:
    """Of the public sets the half `dev` is learned from, article by article.

    So are the own questions, all of their dev split and none on documents held back.
    """
    if group.startswith(HELD_BACK_GROUP):
        return False
    return group.startswith(OWN_GROUP) or half_of(group) == "dev"


@dataclass(frozen=True, slots=True)
class TrainingQuestion:
    """`gold` are indexes of passages; `facts` the extractive answers, any of them; `group` is kept whole in a split."""

    text: str
    language: str
    gold: frozenset[int]
    facts: tuple[str, ...]
    group: str
    vectors: tuple[Vectors, ...]
    token_vectors: TokenVectors | None

    def query(self) -> Query:
        return build_query(self.text, self.vectors, self.token_vectors)


@dataclass(frozen=True)
class TrainingSet:
    """A set's passages with everything that a corpus needs, so that cutting a part of it costs little."""

    name: str
    encoders: Sequence[Encoder]
    document: Document
    paragraphs: tuple[Paragraph, ...]
    chunks_of: tuple[tuple[Chunk, ...], ...]
    tokens_of: tuple[list[str], ...]
    sentence_tokens: dict[str, list[str]]
    sentence_sounds: dict[str, list[str]]
    vectors: tuple[dict[str, Vectors], ...]
    window_tokens: dict[str, TokenVectors]
    questions: tuple[TrainingQuestion, ...]

    def corpus(self, passages: Iterable[int]) -> Corpus:
        """A corpus of these passages alone: nothing in it knows of the others."""
        kept = sorted(passages)
        chunks = [chunk for index in kept for chunk in self.chunks_of[index]]
        sentences = tuple(chunk for chunk in chunks if chunk.kind is ChunkKind.SENTENCE)
        windows = tuple(chunk for chunk in chunks if chunk.kind is ChunkKind.PARAGRAPH)
        return Corpus(
            {self.document.doc_id: self.document},
            tuple(self.paragraphs[index] for index in kept),
            sentences,
            windows,
            build_lexical_index([self.tokens_of[index] for index in kept]),
            build_lexical_index([self.sentence_tokens[chunk.chunk_id] for chunk in sentences]),
            build_lexical_index([self.sentence_sounds[chunk.chunk_id] for chunk in sentences]),
            MatrixVectors(self.encoders, self.vectors, self.window_tokens, sentences, windows),
        )


class MatrixVectors:
    """Vectors in memory, searched exactly: what a store's search approximates."""

    def __init__(
        self,
        encoders: Sequence[Encoder],
        vectors: Sequence[dict[str, Vectors]],
        window_tokens: dict[str, TokenVectors],
        sentences: Sequence[Chunk],
        windows: Sequence[Chunk],
    ) -> None:
        self.encoders = encoders
        self._window_tokens = window_tokens
        self._ids = {
            ChunkKind.SENTENCE: [chunk.chunk_id for chunk in sentences],
            ChunkKind.PARAGRAPH: [chunk.chunk_id for chunk in windows],
        }
        self._rows = {kind: {id_: row for row, id_ in enumerate(ids)} for kind, ids in self._ids.items()}
        self._matrices = {
            (encoder, kind): np.stack([vectors[encoder][id_] for id_ in ids])
            for encoder in range(len(encoders))
            for kind, ids in self._ids.items()
            if ids
        }

    def search(
        self, encoder: int, kind: ChunkKind, vector: Vectors, count: int, documents: Collection[str] | None
    ) -> Sequence[Hit]:
        if documents is not None:
            raise ValueError("training searches whole corpora")
        if (encoder, kind) not in self._matrices:
            return ()
        cosines = self._matrices[encoder, kind] @ vector
        order = np.argsort(-cosines, kind="stable")[:count]
        return tuple(Hit(self._ids[kind][index], float(cosines[index])) for index in order)

    def vectors(self, encoder: int, kind: ChunkKind, chunk_ids: Sequence[str]) -> Vectors:
        return self._matrices[encoder, kind][[self._rows[kind][id_] for id_ in chunk_ids]]

    def tokens(self, chunks: Sequence[Chunk]) -> Sequence[TokenVectors] | None:
        if not self._window_tokens:
            return None
        return [self._window_tokens[chunk.chunk_id] for chunk in chunks]


def load_training_set(folder: Path, encoders: Sequence[Encoder], cache: Path) -> TrainingSet:
    """`passages.jsonl` and `cases.jsonl` of a folder. Vectors are kept in `cache` between runs."""
    passages = _enough(_read_lines(folder / "passages.jsonl"))
    paragraphs = tuple(
        Paragraph(
            anchor=f"{folder.name}/{passage['id']}",
            doc_id=folder.name,
            heading_path=(str(passage["title"]).replace("_", " "),),
            label="",
            number="",
            kind=ParagraphKind.BODY,
            text=str(passage["text"]),
            text_hash="",
            position=position,
        )
        for position, passage in enumerate(passages)
    )
    document = Document(folder.name, "", None, str(folder), "", "")
    positions = {str(passage["id"]): index for index, passage in enumerate(passages)}
    cases = [
        case
        for case in _read_lines(folder / "cases.jsonl")
        if case["answerable"] and all(gold["passage"] in positions for gold in case["gold"])
    ]
    groups = [str(passage["title"]) for passage in passages]
    cases += _with_typos(cases, [str(passage["text"]) for passage in passages])
    question_texts = [str(case["question"]) for case in cases]
    question_vectors = [encode(encoder, question_texts, cache, queries=True) for encoder in encoders]
    question_tokens = encode_tokens(encoders, question_texts, cache, queries=True)
    questions = tuple(
        TrainingQuestion(
            text=text,
            language=str(case["language"]),
            gold=frozenset(positions[gold["passage"]] for gold in case["gold"]),
            facts=tuple(map(str, case["facts"][0])) if case.get("facts") else (),
            group=groups[min(positions[gold["passage"]] for gold in case["gold"])],
            vectors=tuple(vectors[index] for vectors in question_vectors),
            token_vectors=question_tokens[index] if question_tokens else None,
        )
        for index, (text, case) in enumerate(zip(question_texts, cases, strict=True))
    )
    return build_training_set(folder.name, encoders, document, paragraphs, questions, cache)


def _enough(passages: Sequence[dict[str, Any]]) -> Sequence[dict[str, Any]]:
    count, characters = _ENOUGH
    read = 0
    for number, passage in enumerate(passages):
        if number >= count and read >= characters:
            return passages[:number]
        read += len(passage["text"])
    return passages


def _with_typos(cases: Sequence[dict[str, Any]], texts: Sequence[str]) -> list[dict[str, Any]]:
    """Every fourth Chinese question again with one or two homophone typos."""
    homophones = find_homophones(texts)
    chance = random.Random(SEED)
    chosen = [case for case in cases if case["language"] == "zh"][::_TYPO_EVERY]
    return [
        {**case, "question": add_typos(str(case["question"]), 1 + turn % 2, homophones, chance)}
        for turn, case in enumerate(chosen)
    ]


def build_training_set(
    name: str,
    encoders: Sequence[Encoder],
    document: Document,
    paragraphs: tuple[Paragraph, ...],
    questions: tuple[TrainingQuestion, ...],
    cache: Path,
) -> TrainingSet:
    """Chunk, tokenize and encode the paragraphs of one document."""
    chunks_of = tuple(chunk_paragraphs(document, (paragraph,)) for paragraph in paragraphs)
    chunks = [chunk for group in chunks_of for chunk in group]
    sentences = [chunk for chunk in chunks if chunk.kind is ChunkKind.SENTENCE]
    vectors = tuple(
        dict(
            zip(
                [chunk.chunk_id for chunk in chunks],
                encode(encoder, [chunk.index_text for chunk in chunks], cache, queries=False),
                strict=True,
            )
        )
        for encoder in encoders
    )
    windows = [chunk for chunk in chunks if chunk.kind is ChunkKind.PARAGRAPH]
    read = encode_tokens(encoders, [chunk.index_text for chunk in windows], cache, queries=False)
    return TrainingSet(
        name=name,
        encoders=encoders,
        document=document,
        paragraphs=paragraphs,
        chunks_of=chunks_of,
        tokens_of=tuple(tokenize(searchable_text(paragraph)) for paragraph in paragraphs),
        sentence_tokens={chunk.chunk_id: tokenize(chunk.text) for chunk in sentences},
        sentence_sounds={chunk.chunk_id: tokenize_sounds(chunk.text) for chunk in sentences},
        vectors=vectors,
        window_tokens={chunk.chunk_id: tokens for chunk, tokens in zip(windows, read, strict=False)},
        questions=questions,
    )


def _read_lines(path: Path) -> list[dict[str, Any]]:
    with path.open(encoding="utf-8") as lines:
        return [json.loads(line) for line in lines if line.strip()]


def normalize(text: str) -> str:
    """NFKC, lower case, without blanks and punctuation: how gold text is compared."""
    folded = unicodedata.normalize("NFKC", text).lower()
    return "".join(character for character in folded if character.isalnum())


def load_own_set(cases: Path, document_path: Path, encoders: Sequence[Encoder], cache: Path) -> TrainingSet:
    """The questions of a set about one document; unanswerable ones have no gold.

    Of a set whose cases name their document all of them, and whole documents are held back by the cases' split; of
    another set the dev split. Follow-ups are left out. The document's own year is, too: it only chooses the document.
    """
    stem = document_path.stem
    parsed = parse_document(read_file(document_path), doc_id=stem, fallback_title=stem)
    document = Document(stem, parsed.title, parsed.year, str(document_path), "", "")
    asked = [case for case in _read_lines(cases) if _is_learned_from(case, stem)]
    years = {parsed.year} if parsed.year else set()
    texts = [without_years(str(case["question"]), years) for case in asked]
    vectors = [encode(encoder, texts, cache, queries=True) for encoder in encoders]
    tokens = encode_tokens(encoders, texts, cache, queries=True)
    plain = [normalize(paragraph.text) for paragraph in parsed.paragraphs]
    questions = tuple(
        TrainingQuestion(
            text=text,
            language=str(case["language"]),
            gold=frozenset(
                index for index, words in enumerate(plain) for gold in case["gold"] if normalize(gold["quote"]) in words
            ),
            facts=tuple(gold["quote"] for gold in case["gold"]),
            group=f"{OWN_GROUP if case['split'] == 'dev' else HELD_BACK_GROUP}{stem}:{case['cluster']}",
            vectors=tuple(rows[index] for rows in vectors),
            token_vectors=tokens[index] if tokens else None,
        )
        for index, (text, case) in enumerate(zip(texts, asked, strict=True))
    )
    return build_training_set(document.doc_id, encoders, document, parsed.paragraphs, questions, cache)


def _is_learned_from(case: dict[str, Any], stem: str) -> bool:
    if "document" in case:
        return bool(case["document"] == stem)
    return (
        case["split"] == "dev"
        and not case["history"]
        and case["category"] not in {"greeting", "year_not_covered"}
        and all(gold["document"] == stem for gold in case["gold"])
    )
