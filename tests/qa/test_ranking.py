import json
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from qa import (
    PARAGRAPH_FEATURES,
    PARAGRAPH_SIGNALS,
    READ_FEATURES,
    SENTENCE_FEATURES,
    Asked,
    BrokenResource,
    Candidates,
    Reading,
    paragraph_features,
    read_features,
    score_paragraphs,
    score_read,
    sentence_features,
)
from qa.ranking import load_ranking_weights, scale, score_sentences
from tests.fakes import make_corpus, make_paragraph, write_weights

CANDIDATES = Candidates(
    paragraphs=np.array([4, 7]),
    signals=np.array([[0.5, *[0] * 7, 0.1, 0, 0], [0.9, *[0] * 7, 0.1, 0, 0]], dtype=np.float32),
    sentences=np.array([0, 1, 2]),
    owners=np.array([0, 1, 1]),
    sentence_signals=np.array([[0.2, 0, 0, 0, 1, 0], [0.4, *[0] * 5], [0.3, *[0] * 5]], dtype=np.float32),
)

READING = Reading(
    paragraphs=np.array([1, 0]),
    met=np.array([[0.8, 0.4], [1.0, 0.6]], dtype=np.float32),
    sentences=np.array([0, 1, 2]),
    sentence_met=np.array([[0.7, 0.7], [0.9, 0.9], [0.6, 1.0]], dtype=np.float32),
    judged=np.array([-1, 3, 1], dtype=np.float32),
    asked=Asked(np.zeros((2, 4), dtype=np.float32), np.zeros((2, 3), dtype=np.float32)),
)


def test_columns_are_scaled_by_their_smallest_and_largest() -> None:
    columns = np.array([[1, 5], [3, 5], [2, 5]], dtype=np.float32)
    assert scale(columns).tolist() == [[0, 0], [1, 0], [0.5, 0]]
    assert scale(columns[:0]).shape == (0, 2)
    assert scale(columns[:1]).tolist() == [[0, 0]]


@given(arrays(np.float32, (4, 2), elements=st.floats(-100, 100, width=32)))
def test_scaled_columns_lie_between_0_and_1_in_the_same_order(columns: np.ndarray) -> None:
    scaled = scale(columns)
    assert ((scaled >= 0) & (scaled <= 1)).all()
    for i in range(2):
        order = np.argsort(columns[:, i], kind="stable")
        assert (np.diff(scaled[order, i]) >= 0).all()


def test_features_are_the_signals_scaled() -> None:
    features = paragraph_features(CANDIDATES)
    assert features.shape == (2, len(PARAGRAPH_FEATURES))
    named = dict(zip(PARAGRAPH_FEATURES, features.T.tolist(), strict=True))
    assert named["dense"] == [0, 1]
    assert named["lexical"] == [0, 0]
    assert PARAGRAPH_FEATURES == PARAGRAPH_SIGNALS


def test_a_sentence_knows_its_paragraph_and_whether_it_holds_an_answer() -> None:
    features = sentence_features(
        CANDIDATES, READING, np.array([1, 3], dtype=np.float32), np.array([1, 0, 0.5], dtype=np.float32)
    )
    named = dict(zip(SENTENCE_FEATURES, features.T.tolist(), strict=True))
    assert named["paragraph"] == [1, 0, 0]
    assert named["holds_answer"] == [1, 0, 0.5]
    assert named["dense"] == pytest.approx([0, 1, 0.5])
    assert named["late"] == pytest.approx([0, 1, 0.5])
    assert named["judged"] == pytest.approx([0, 1, 0.5])


def test_a_paragraph_holds_what_one_of_its_sentences_holds() -> None:
    features = read_features(CANDIDATES, READING, np.array([1, 0, 0.5], dtype=np.float32))
    assert features.shape == (2, len(READ_FEATURES))
    named = dict(zip(READ_FEATURES, features.T.tolist(), strict=True))
    assert named["holds_any"] == [0.5, 1]  # as they are read
    assert named["judged"] == [1, 0]  # its best sentence


def test_a_score_is_the_weighted_sum_by_script(tmp_path: Path) -> None:
    settings = write_weights(
        tmp_path, paragraph={"dense": 2, "lexical": 10}, read={"late": 3}, sentence={"lexical": 1, "dense": 10}
    )
    weights = load_ranking_weights(settings.ranking_weights)
    scores = score_paragraphs(CANDIDATES, weights, other_script=False)
    assert scores.tolist() == pytest.approx([0.0, 2.0])
    none = np.zeros(3, dtype=np.float32)
    read = score_read(CANDIDATES, READING, none, weights, other_script=True)
    assert read.tolist() == pytest.approx([2.0, 3.0])  # in the order of the reading
    sentences = score_sentences(CANDIDATES, READING, read, none, weights, other_script=True)
    assert sentences.tolist() == pytest.approx([1, 10, 5])


@pytest.mark.parametrize(
    ("texts", "question", "other"),
    [
        (["学校招生。"], "招生多少人", False),
        (["学校招生。"], "火箭发射", False),
        (["学校招生。"], "How many students?", True),
        (["Schools admit students."], "招生多少人", True),
        (["Schools admit students.", "学校。", "学校招生。"], "招生多少人", False),
        ([], "招生多少人", False),
    ],
)
def test_another_script_is_one_that_most_paragraphs_are_not_in(texts: list[str], question: str, other: bool) -> None:
    corpus = make_corpus([make_paragraph(f"d/{i}", text, position=i) for i, text in enumerate(texts)])
    assert corpus.is_other_script(question) is other


def test_the_weights_that_come_along_can_be_used_and_say_where_they_come_from() -> None:
    weights = load_ranking_weights()
    for vector, names in (
        (weights.paragraph, PARAGRAPH_FEATURES),
        (weights.read, READ_FEATURES),
        (weights.sentence_other_script, SENTENCE_FEATURES),
    ):
        assert vector.shape == (len(names),)
        assert np.isfinite(vector).all()
        assert vector.any()
    assert weights.reader is not None
    assert weights.adapter is not None
    assert weights.reader.encoder in weights.adapter.matrices
    provenance = json.loads((Path(__file__).parents[2] / "qa/weights/ranking.json").read_text("utf-8"))["provenance"]
    assert provenance["made_by"]
    assert provenance["sets"]


@pytest.mark.parametrize("content", [None, "{", "{}", '{"paragraph": {"dense": 1}}', '{"paragraph": []}', "[]"])
def test_weights_that_cannot_be_used_are_told(content: str | None, tmp_path: Path) -> None:
    path = tmp_path / "ranking.json"
    if content is not None:
        path.write_text(content, encoding="utf-8")
    with pytest.raises(BrokenResource, match=r"ranking.json cannot be used .* python -m eval.training"):
        load_ranking_weights(path)
