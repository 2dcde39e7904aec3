"""Token by token: which words of a question a paragraph and its sentences meet."""

from __future__ import annotations

import time
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import numpy as np
import pytest

from ingest import ChunkKind, TokenVectors
from qa import find_candidates, prepare_query, read_candidates
from qa.vector_source import StoreVectors
from tests.fakes import (
    LetterEncoder,
    SpellingEncoder,
    make_corpus,
    make_document,
    make_paragraph,
    open_letter_store,
)

PARAGRAPHS = [
    make_paragraph("d/1", "高中招生。学校很多。", heading_path=("幼儿园",)),
    make_paragraph("d/2", "职校。", position=1),
]
ENCODERS = (SpellingEncoder(), LetterEncoder(name="second"))


def read(question: str, first: list[float], encoders: tuple[LetterEncoder, ...] = ENCODERS) -> tuple[object, ...]:
    corpus = make_corpus(PARAGRAPHS, encoders=encoders)
    query = prepare_query(question, corpus)
    candidates = find_candidates(query, corpus)
    assert [corpus.paragraphs[i].anchor for i in candidates.paragraphs] == ["d/1", "d/2"]
    reading = read_candidates(query, candidates, np.array(first, dtype=np.float32), corpus)
    return reading.paragraphs.tolist(), reading.signals.tolist(), reading.sentence_signals.tolist()


def test_each_word_counts_as_far_as_it_is_met_anywhere_the_headings_included() -> None:
    paragraphs, signals, sentences = read("高中学幼职", [1, 0])
    assert paragraphs == [0, 1]
    assert signals == [
        pytest.approx([0.8, 1, 0], abs=1e-3),  # four of five letters, 幼 in the heading
        pytest.approx([0.2, 0, 0], abs=1e-3),
    ]
    assert sentences == pytest.approx([0.4, 0.2, 0.2], abs=1e-3)  # 高中 · 学 · 职


def test_the_best_of_the_first_order_come_first() -> None:
    paragraphs, signals, _ = read("校职", [0, 1])
    assert paragraphs == [1, 0]
    assert signals == [pytest.approx([1, 1, 1], abs=1e-3), pytest.approx([0.5, 0.25, 0], abs=1e-3)]


def test_without_token_vectors_every_signal_is_0() -> None:
    plain = (LetterEncoder(), LetterEncoder(name="second"))
    assert read("高中", [1, 0], plain)[1:] == ([[0, 0, 0], [0, 0, 0]], [0, 0, 0])


class SlowSpeller(SpellingEncoder):
    """Takes its time to read, and counts what it reads."""

    def encode_document_tokens(self, texts: Sequence[str]) -> list[TokenVectors]:
        time.sleep(0.02)
        self.encoded += texts
        return super().encode_document_tokens(texts)


def test_a_paragraph_that_many_ask_for_at_once_is_read_once(tmp_path: Path) -> None:
    encoder = SlowSpeller()
    store = open_letter_store(tmp_path, [encoder])
    store.put(make_document("d"), tuple(make_paragraph(f"d/{i}", "学校招生。" * i, position=i) for i in range(1, 5)))
    windows = [chunk for chunk in store.snapshot().chunks.values() if chunk.kind is ChunkKind.PARAGRAPH]
    vectors = StoreVectors(store)
    encoder.encoded.clear()
    with ThreadPoolExecutor(8) as people:
        found = list(people.map(vectors.tokens, [windows, windows[:2], windows[1:]] * 4))
    assert sorted(encoder.encoded) == sorted(window.index_text for window in windows)
    assert [len(one or ()) for one in found] == [4, 2, 3] * 4
