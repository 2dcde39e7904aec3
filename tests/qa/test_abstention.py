import json
import math
from pathlib import Path

import numpy as np
import pytest

from qa import (
    ABSTENTION_FEATURES,
    OBJECTIONS,
    BrokenResource,
    Evidence,
    abstention_features,
    find_objections,
    gather_evidence,
    prepare_query,
    read_intent,
)
from qa.abstention import estimate_confidence, load_abstention_models
from qa.ranking import load_ranking_weights
from tests.fakes import make_corpus, make_paragraph, write_weights

CORPUS = make_corpus(
    [make_paragraph("d/1", "学校招生1200人。办好学校。"), make_paragraph("d/2", "建设幼儿园。", position=1)]
)


def gather(question: str, folder: Path) -> Evidence:
    ranking = load_ranking_weights(write_weights(folder).ranking_weights)
    return gather_evidence(prepare_query(question, CORPUS), read_intent(question), CORPUS, ranking)


def features(question: str, folder: Path) -> dict[str, float]:
    return dict(zip(ABSTENTION_FEATURES, abstention_features(gather(question, folder), CORPUS).tolist(), strict=True))


def test_a_policy_says_what_is_to_be_done_and_a_few_sentences_alone_tell_little() -> None:
    said = "".join(f"推进第{number}项工作。" for number in range(60))
    told = "".join(f"他生于第{number}个村庄。" for number in range(60))
    shares = make_corpus(
        [make_paragraph(f"{doc}/1", text) for doc, text in (("a", said), ("b", told), ("c", "他来了。"))]
    )
    official = shares.officialness
    assert official["a"] > 0.8
    assert official["b"] < 0.2
    assert official["c"] == pytest.approx(0.5, abs=0.05), "one sentence, counted with thirty of all"


def test_what_is_asked_and_covered_counts_by_rarity(tmp_path: Path) -> None:
    found = features("建设幼儿园", tmp_path)
    assert found["coverage_sentence"] == found["coverage_paragraph"] == found["coverage_known"] == pytest.approx(1)
    half = features("建设火箭", tmp_path)
    known, unknown = math.log(1 + 1.5 / 1.5), math.log(1 + 2.5 / 0.5)
    assert half["coverage_known"] == pytest.approx(known / (known + 2 * unknown)), "建设, 设火 and 火箭"


def test_features_tell_the_kind_asked_and_whether_it_is_held(tmp_path: Path) -> None:
    figure = features("学校招生多少人", tmp_path)
    assert (figure["kind_asked"], figure["holds_best"], figure["holds_any"]) == (1, 1, 1)
    manner = features("建设幼儿园", tmp_path)
    assert (manner["kind_asked"], manner["holds_best"]) == (0, 0.5)


def test_signals_that_all_put_the_same_paragraph_first_agree(tmp_path: Path) -> None:
    found = features("建设幼儿园", tmp_path)
    assert 0 < found["agreement"] <= 1
    assert found["lexical_gap"] == pytest.approx(found["lexical_top"])


@pytest.mark.parametrize(("bias", "threshold", "suffices"), [(0.0, 0.5, True), (-0.1, 0.5, False), (3.0, 0.99, False)])
def test_confidence_is_the_logistic_of_the_weighted_sum(
    bias: float, threshold: float, suffices: bool, tmp_path: Path
) -> None:
    settings = write_weights(tmp_path, abstention={"corpus_size": 0.0}, bias=bias, threshold=threshold)
    models = load_abstention_models(settings.abstention_weights)
    confidence, enough = estimate_confidence(gather("建设幼儿园", tmp_path / "other"), CORPUS, models)
    assert confidence == pytest.approx(1 / (1 + math.exp(-bias)))
    assert enough is suffices


def test_what_is_far_from_all_that_was_learned_from_counts_no_more_than_the_farthest(tmp_path: Path) -> None:
    model = load_abstention_models(write_weights(tmp_path, abstention={"dense_top": 1.0}, bias=0.0).abstention_weights)
    features = np.zeros(len(ABSTENTION_FEATURES), dtype=np.float32)
    told = []
    for value in (1.0, 4.0, 100.0):
        features[ABSTENTION_FEATURES.index("dense_top")] = value
        told.append(model.same_script.score(features))
    assert told == pytest.approx([1, 4, 4])


def test_an_objection_takes_off_what_it_is_worth(tmp_path: Path) -> None:
    model = load_abstention_models(write_weights(tmp_path).abstention_weights).same_script
    raised = np.array([1, 0, 1], dtype=np.float32)
    assert model.confidence(19.0, raised * 0) == pytest.approx(1 / (1 + math.exp(-19)))
    assert model.confidence(19.0, raised) == pytest.approx(1 / (1 + math.exp(1))), "10 in log-odds each"


@pytest.mark.parametrize(
    ("question", "told", "objection"),
    [
        ("学校招生多少人", "学校招生工作。", "kind_missing"),
        ("试点学校是哪几所", "试点学校有12所。", "members_missing"),
        ("为什么停办三所学校", "停办三所学校。", "reason_missing"),
        ("学校招生多少人", "学校招生120人。", None),
    ],
)
def test_objections_are_raised_where_what_is_found_cannot_be_it(
    question: str, told: str, objection: str | None, tmp_path: Path
) -> None:
    corpus = make_corpus([make_paragraph("d/1", told), make_paragraph("d/2", "建设幼儿园。", position=1)])
    ranking = load_ranking_weights(write_weights(tmp_path).ranking_weights)
    evidence = gather_evidence(prepare_query(question, corpus), read_intent(question), corpus, ranking)
    raised = find_objections(evidence, abstention_features(evidence, corpus))
    assert [name for name, one in zip(OBJECTIONS, raised, strict=True) if one] == ([objection] if objection else [])


def test_without_evidence_there_is_no_confidence(tmp_path: Path) -> None:
    query = prepare_query("学校", CORPUS)
    empty = Evidence(query, read_intent("学校"), (), (), other_script=False, weights=load_ranking_weights())
    assert estimate_confidence(empty, CORPUS, load_abstention_models()) == (0.0, False)


def test_extreme_sums_stay_probabilities(tmp_path: Path) -> None:
    for bias in (-1e6, 1e6):
        models = load_abstention_models(write_weights(tmp_path / str(bias), bias=bias).abstention_weights)
        confidence, _ = estimate_confidence(gather("学校", tmp_path / "other"), CORPUS, models)
        assert 0 <= confidence <= 1


def test_the_weights_that_come_along_can_be_used_and_say_where_they_come_from() -> None:
    models = load_abstention_models()
    for model in (models.same_script, models.other_script):
        assert np.isfinite(model.hidden).all()
        assert (model.scale > 0).all()
        assert 0 < model.threshold < 1
    stored = json.loads((Path(__file__).parents[2] / "qa/weights/abstention.json").read_text("utf-8"))
    assert stored["provenance"]["made_by"]


@pytest.mark.parametrize("content", [None, "{", "{}", '{"same_script": {"units": []}}'])
def test_weights_that_cannot_be_used_are_told(content: str | None, tmp_path: Path) -> None:
    path = tmp_path / "abstention.json"
    if content is not None:
        path.write_text(content, encoding="utf-8")
    with pytest.raises(BrokenResource, match=r"abstention.json cannot be used .* python -m eval.training"):
        load_abstention_models(path)
