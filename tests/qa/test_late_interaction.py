"""Token by token: which words of a question a paragraph and its sentences meet."""

from __future__ import annotations

import numpy as np
import pytest

from qa import find_candidates, prepare_query, read_candidates
from tests.fakes import LetterEncoder, SpellingEncoder, make_corpus, make_paragraph

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
