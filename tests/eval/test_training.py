"""Learning from a small made-up set: what is written can be loaded, and orders and refuses as it learned to."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import pytest

from eval.ranking_training import learn_ranking
from eval.training import write_ranking
from eval.training_sets import TrainingQuestion, TrainingSet, build_training_set
from ingest import TokenEncoder
from qa import gather_evidence, read_intent
from qa.ranking import load_ranking_weights
from tests.fakes import LetterEncoder, SpellingEncoder, make_document, make_paragraph

TEXTS = ["学校招生。学校很多。", "幼儿园很多。", "高中招生。", "职校。", "中学。儿童。"]
ASKED = [("学校招生", 0), ("幼儿园", 1), ("高中", 2), ("职", 3), ("学校", 0), ("幼儿", 1), ("高", 2), ("职校", 3)]
IN_ENGLISH = [("Which schools?", 0), ("Kindergartens?", 1)]


def made_set(encoders: Sequence[LetterEncoder], cache: Path) -> TrainingSet:
    paragraphs = tuple(make_paragraph(f"d/{i}", text, position=i) for i, text in enumerate(TEXTS))
    questions = []
    for number in range(60):
        text, gold = [*ASKED, *IN_ENGLISH][number % (len(ASKED) + len(IN_ENGLISH))]
        main = encoders[0]
        tokens = main.encode_query_tokens([text])[0][1] if isinstance(main, TokenEncoder) else None
        vectors = tuple(encoder.encode_queries([text])[0] for encoder in encoders)
        group = f"own:d{number}:c"
        questions.append(
            TrainingQuestion(text, "zh", frozenset({gold}), (TEXTS[gold].split("。")[0],), group, vectors, tokens)
        )
    return build_training_set("d", encoders, make_document("d"), paragraphs, tuple(questions), cache)


@pytest.mark.parametrize("main", [LetterEncoder(), SpellingEncoder()])
def test_what_is_learned_is_written_loaded_and_finds(main: LetterEncoder, tmp_path: Path) -> None:
    encoders = (main, LetterEncoder("公办民普惠特殊教师", name="other-letters"))
    training_set = made_set(encoders, tmp_path / "cache")
    learned = learn_ranking([training_set])
    assert (learned.weights.reader is not None) == isinstance(main, TokenEncoder)
    write_ranking(tmp_path, learned.weights, {"made_by": "test"})
    weights = load_ranking_weights(tmp_path / "ranking.json")
    assert (weights.reader is None) == (learned.weights.reader is None)
    assert weights.adapter is not None
    corpus = training_set.corpus(range(len(TEXTS)))
    for question in training_set.questions[: len(ASKED)]:
        found = gather_evidence(question.query(), read_intent(question.text), corpus, weights)
        assert found.sentences[0].paragraph.anchor == f"d/{min(question.gold)}"
