"""The small reader: what is learned in torch is what is read in numpy, and what it has learned from it tells."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import numpy as np
import pytest
import torch

from eval.cross_fitting import cross_fit
from eval.reader_training import ReadingExample, _begin, learn_reader, read
from ingest import TokenVectors
from qa import READER_SHAPE, Asked, BrokenResource, Page, PageTokens, Reader, build_query, join_readers, save_reader
from qa.reader import load_reader, read_question
from tests.fakes import make_corpus, make_paragraph

DIMENSIONS = 384
CHANCE = np.random.default_rng(7)


def unit(rows: int) -> np.ndarray:
    vectors = CHANCE.normal(size=(rows, DIMENSIONS)).astype(np.float32)
    return vectors / np.linalg.norm(vectors, axis=1, keepdims=True)


def make_page(sentences: int, *, words: int, length: int = 6) -> Page:
    owners = np.repeat(np.arange(sentences), length)
    exact = CHANCE.random((sentences, words, READER_SHAPE.exact)) < 0.5
    return Page(PageTokens(unit(sentences * length)), owners[None, :] == np.arange(sentences)[:, None], exact)


def make_asked(tokens: int) -> Asked:
    return Asked(unit(tokens), CHANCE.random((tokens, READER_SHAPE.weights)).astype(np.float32))


def make_reader(tensors: Mapping[str, torch.Tensor], encoder: str) -> Reader:
    return Reader({name: tensor.detach().numpy()[None] for name, tensor in tensors.items()}, encoder)


def test_what_is_learned_in_torch_is_read_the_same_in_numpy() -> None:
    tensors = _begin(DIMENSIONS)
    asked = make_asked(5)
    pages = [make_page(sentences, words=5) for sentences in (3, 1, 4)]
    reader = make_reader(tensors, "e")
    torch_scores = read(tensors, asked, pages).detach().numpy()
    assert torch_scores.shape == (8,)
    assert torch_scores.std() > 1e-4
    assert reader.score(asked, pages) == pytest.approx(torch_scores, abs=1e-4)


def test_of_several_readers_the_mean_counts() -> None:
    one, other = (make_reader(_begin(DIMENSIONS), "e") for _ in range(2))
    asked, pages = make_asked(4), [make_page(sentences, words=4) for sentences in (2, 3)]
    mean = (one.score(asked, pages) + other.score(asked, pages)) / 2
    assert abs(one.score(asked, pages) - other.score(asked, pages)).max() > 1e-3
    assert join_readers([one, other]).score(asked, pages) == pytest.approx(mean, abs=1e-4)


def test_a_saved_reader_reads_as_before_and_tells_its_encoder(tmp_path: Path) -> None:
    reader = make_reader(_begin(DIMENSIONS), "some-encoder")
    asked, pages = make_asked(4), [make_page(5, words=4)]
    save_reader(tmp_path / "reader.safetensors", reader, {"made_by": "test"})
    loaded = load_reader(tmp_path / "reader.safetensors")
    assert loaded.encoder == "some-encoder"
    assert loaded.score(asked, pages) == pytest.approx(reader.score(asked, pages), abs=5e-3)


@pytest.mark.parametrize("content", [None, b"", b"no weights"])
def test_a_file_that_is_none_is_told(tmp_path: Path, content: bytes | None) -> None:
    path = tmp_path / "reader.safetensors"
    if content is not None:
        path.write_bytes(content)
    with pytest.raises(BrokenResource, match=r"reader\.safetensors.*python -m eval\.training"):
        load_reader(path)


def test_without_tokens_or_sentences_nothing_is_judged() -> None:
    reader = make_reader(_begin(DIMENSIONS), "e")
    none = Asked(np.zeros((0, 0), dtype=np.float32), np.zeros((0, READER_SHAPE.weights), dtype=np.float32))
    assert reader.score(none, [make_page(2, words=0)]).tolist() == [0, 0]
    assert reader.score(make_asked(2), [make_page(0, words=2)]).tolist() == []


def test_it_learns_which_sentence_answers_and_never_judges_what_it_learned_from(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """The right sentence repeats the question's tokens, the wrong ones hold others."""
    monkeypatch.setattr("eval.reader_training._EPOCHS", 12)
    examples = []
    for number in range(48):
        asked = make_asked(3)
        page = make_page(3, words=3, length=3)
        page.tokens.vectors[page.inside[number % 3]] = asked.tokens
        right = np.arange(3) == number % 3
        examples.append(ReadingExample(asked, [page], [right], [np.zeros(3, dtype=np.float32)], f"own:d{number}:c"))
    readers = cross_fit(lambda may_learn: learn_reader(examples, "e", may_learn))
    found = [
        int(np.argmax(readers.unseen_by(one.group).score(one.asked, one.pages))) == int(np.argmax(one.right[0]))
        for one in examples
    ]
    assert np.mean(found) > 0.8
    assert len({id(readers.unseen_by(one.group)) for one in examples}) == len(readers.parts)
    assert readers.unseen_by("own held back:d:c") is readers.whole


def test_a_question_weighs_its_words_by_how_rare_they_are_and_whether_they_ask() -> None:
    corpus = make_corpus(
        [make_paragraph(f"d/{i}", text, position=i) for i, text in enumerate(["学校招生。", "学校。"])]
    )
    text = "学校招生多少"
    spans = [(0, 2), (2, 4), (4, 6)]
    tokens = TokenVectors(unit(3), *(np.array(column, dtype=np.int32) for column in zip(*spans, strict=True)))
    asked = read_question(build_query(text, (unit(1)[0],), tokens), corpus)
    rarity, asks, known, other_script = asked.weights.T.tolist()
    assert rarity[0] < rarity[1] < rarity[2] == pytest.approx(1)
    assert asks == [0, 0, 1]
    assert known == [1, 1, 0]
    assert other_script == [0, 0, 0]


def test_a_question_finds_its_very_words_in_sentences_but_not_those_that_ask() -> None:
    corpus = make_corpus([make_paragraph("d/0", "学校招生。", position=0)])
    text = "学校招生多少"
    tokens = TokenVectors(unit(3), np.array([0, 2, 4], dtype=np.int32), np.array([2, 4, 6], dtype=np.int32))
    asked = read_question(build_query(text, (unit(1)[0],), tokens), corpus)
    found = asked.find_in(["學校放假。", "招多少人。"])
    assert found.shape == (2, 3, READER_SHAPE.exact)
    in_sentence, in_page, piece, piece_in_page = (found[:, :, column].tolist() for column in range(4))
    assert in_sentence == [[True, False, False], [False, False, False]]
    assert in_page == [[True, False, False], [True, False, False]]
    assert piece == [[True, False, False], [False, False, True]]
    assert piece_in_page == [[True, False, True], [True, False, True]]
