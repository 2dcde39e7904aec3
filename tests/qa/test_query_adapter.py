"""What is learned about questions moves their vectors towards what answers them, and theirs alone."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from eval.adapter_training import learn_adapter
from eval.training_sets import TrainingQuestion, TrainingSet, build_training_set
from ingest import Vectors
from qa import BrokenResource, QueryAdapter, save_query_adapter
from qa.query_adapter import load_query_adapter
from tests.fakes import LetterEncoder, make_document, make_paragraph, two_encoders

ADAPTER = QueryAdapter({"a": np.array([[0, 1], [0, 0]], dtype=np.float32)}, {"a": np.array([0, 0.5], dtype=np.float32)})


def test_a_vector_is_moved_and_stays_a_unit_vector() -> None:
    vector = np.array([1, 0], dtype=np.float32)
    moved, other = ADAPTER.adapt((vector, vector), ("a", "b"))
    assert moved.tolist() == pytest.approx((np.array([1, 1.5]) / np.hypot(1, 1.5)).tolist())
    assert other is vector, "nothing was learned of this encoder"


def test_a_saved_adapter_is_the_same(tmp_path: Path) -> None:
    save_query_adapter(tmp_path / "q.safetensors", ADAPTER, {"made_by": "test"})
    loaded = load_query_adapter(tmp_path / "q.safetensors")
    assert loaded.matrices["a"].tolist() == ADAPTER.matrices["a"].tolist()
    assert loaded.shifts["a"].tolist() == ADAPTER.shifts["a"].tolist()


@pytest.mark.parametrize("content", [None, b"", b"no weights"])
def test_a_file_that_is_none_is_told(tmp_path: Path, content: bytes | None) -> None:
    path = tmp_path / "q.safetensors"
    if content is not None:
        path.write_bytes(content)
    with pytest.raises(BrokenResource, match=r"q\.safetensors.*python -m eval\.training"):
        load_query_adapter(path)


def made_set(encoders: tuple[LetterEncoder, ...], cache: Path) -> TrainingSet:
    """Whoever asks for 高 is answered by what says 职, and for 中 by 幼."""
    paragraphs = tuple(make_paragraph(f"d/{i}", text, position=i) for i, text in enumerate(["职校。", "幼儿园。"]))
    asked = [("高", 0), ("中", 1)] * 8

    def vectors(text: str) -> tuple[Vectors, ...]:
        return tuple(encoder.encode_queries([text])[0] for encoder in encoders)

    questions = tuple(
        TrainingQuestion(text, "zh", frozenset({gold}), (), f"own:d{number}:c", vectors(text), None)
        for number, (text, gold) in enumerate(asked)
    )
    return build_training_set("d", encoders, make_document("d"), paragraphs, questions, cache)


def test_it_learns_what_answers_questions_whose_letters_are_not_in_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("eval.adapter_training._EPOCHS", 200)
    encoders = two_encoders()
    training_set = made_set(encoders, tmp_path)
    adapter = learn_adapter([training_set], lambda _: True)
    names = [encoder.name for encoder in encoders]
    for text, right, wrong in (("高", "职校。", "幼儿园。"), ("中", "幼儿园。", "职校。")):
        moved = adapter.adapt([encoder.encode_queries([text])[0] for encoder in encoders], names)
        near, far = (
            sum(
                float(encoder.encode_documents([one])[0] @ vector)
                for encoder, vector in zip(encoders, moved, strict=True)
            )
            for one in (right, wrong)
        )
        assert near > far
    assert learn_adapter([training_set], lambda group: group != "own:d0:c").matrices.keys() == adapter.matrices.keys()
