"""Learn the order of candidates and when to abstain: `python -m eval.training`. Writes `qa/weights/*.json`.

Learned on halves of public question sets and on the dev split of the project's own; the other halves and the test
split are only reported. Everything is seeded: the same data give the same weights.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import os
import random
import sys
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

import numpy as np
import numpy.typing as npt

from eval.training_sets import OWN_GROUP, TrainingQuestion, TrainingSet, load_own_set, load_training_set, normalize
from ingest import IngestSettings, build_encoders, prepare_process
from qa import (
    ABSTENTION_FEATURES,
    PARAGRAPH_FEATURES,
    SENTENCE_FEATURES,
    Candidates,
    Corpus,
    Evidence,
    Query,
    RankingWeights,
    abstention_features,
    build_query,
    find_candidates,
    gather_evidence,
    holds_answer,
    is_other_script,
    paragraph_features,
    read_intent,
    sentence_features,
)

Floats = npt.NDArray[np.float32]

SEED = 20221
OWN_SETS = (
    (Path("eval/questions/2022-education.jsonl"), Path("data/2022年全市教育工作要点.docx")),
    (Path("eval/questions/three-years.jsonl"), Path("tests/data/three_years/云泽市2023年教育工作要点.txt")),
)
PUBLIC_SETS = ("xquad_zh", "cmrc2018_dev", "drcd_dev", "stard_statutes")
_MOST_QUESTIONS = 700  # per set
_REDUNDANT_SETS = frozenset({"stard_statutes"})  # statutes say a thing more than once: without one, others answer
_OWN_WEIGHT = 8.0  # in abstention one own question counts as eight public ones: few, but of the kind that is asked
_SMALL_SET = 200  # passages; of a smaller set every question is used
_PASSAGES_PER_BLOCK, _QUESTIONS_PER_PASSAGE = 12, 3
_NEGATIVES = 15  # wrong candidates per right one: those that a plain sum of the signals ranks highest
_RANKING_STRENGTH = 0.1  # inverse L2 penalty on standardised features; own dev success@1 0.94 to 0.97 over 0.01 to 0.1
_ABSTENTION_STRENGTH = 0.01
_TARGET_FALSE_REFUSALS = 0.05
_CORPUS_SIZES = (8, 16, 32, 64, 160)  # passages; the first document has 16 paragraphs


def in_training_half(group: str) -> bool:
    """Articles are halved by the first byte of the SHA-256 of their title: even ones are learned from.

    So are the own questions, all of their dev split.
    """
    return group.startswith(OWN_GROUP) or hashlib.sha256(group.encode()).digest()[0] % 2 == 0


@dataclass(frozen=True, slots=True)
class _Example:
    """`features` of a question against a corpus; `answerable` whether its passage is in it."""

    features: Floats
    answerable: bool
    other_script: bool
    group: str
    weight: float


@dataclass(frozen=True, slots=True)
class _Judged:
    """A question's candidates, and which of its paragraphs and sentences are right."""

    candidates: Candidates
    right: npt.NDArray[np.bool_]
    holds: Floats
    right_sentences: npt.NDArray[np.bool_]


def learn_ranking(sets: Sequence[TrainingSet]) -> RankingWeights:
    """Weights from the training halves: paragraphs first, then sentences with the score of their paragraph."""
    judged: dict[bool, list[_Judged]] = {False: [], True: []}
    for training_set in sets:
        corpus = training_set.corpus(range(len(training_set.paragraphs)))
        for question in _learned_questions(training_set):
            query = _query(question)
            other_script = is_other_script(question.text, corpus)
            judged[other_script].append(_judge(training_set, corpus, question, find_candidates(query, corpus)))
    weights: dict[tuple[str, bool], Floats] = {}
    for other_script, questions in judged.items():
        of_paragraphs = [_differences(paragraph_features(one.candidates), one.right) for one in questions]
        weights["paragraph", other_script] = paragraph = _fit_pairs(of_paragraphs)
        of_sentences = [
            _differences(
                sentence_features(one.candidates, paragraph_features(one.candidates) @ paragraph, one.holds),
                one.right_sentences,
            )
            for one in questions
        ]
        weights["sentence", other_script] = _fit_pairs(of_sentences)
    return RankingWeights(
        weights["paragraph", False], weights["paragraph", True], weights["sentence", False], weights["sentence", True]
    )


def _learned_questions(training_set: TrainingSet) -> list[TrainingQuestion]:
    """Of the training half, at most _MOST_QUESTIONS, spread evenly."""
    own = [question for question in training_set.questions if question.gold and in_training_half(question.group)]
    return own[:: 1 + len(own) // _MOST_QUESTIONS]


def _judge(training_set: TrainingSet, corpus: Corpus, question: TrainingQuestion, candidates: Candidates) -> _Judged:
    gold = {corpus.paragraph_positions[training_set.paragraphs[index].anchor] for index in question.gold}
    right = np.isin(candidates.paragraphs, list(gold))
    intent = read_intent(question.text)
    texts = [corpus.sentences[index].text for index in candidates.sentences]
    facts = [normalize(fact) for fact in question.facts]
    in_right = right[candidates.owners]
    holding = [
        good and any(fact in normalize(text) for fact in facts) for good, text in zip(in_right, texts, strict=True)
    ]
    return _Judged(
        candidates,
        right,
        np.array([holds_answer(intent, text) for text in texts], dtype=np.float32),
        np.array(holding, dtype=bool),
    )


def _query(question: TrainingQuestion) -> Query:
    return build_query(question.text, question.vectors)


def _differences(features: Floats, right: npt.NDArray[np.bool_]) -> Floats:
    """Right minus wrong, shape (pairs, features): each right one with the hardest wrong ones."""
    wrong = [index for index in np.argsort(-features.sum(axis=1), kind="stable") if not right[index]][:_NEGATIVES]
    pairs = features[right][:, None, :] - features[wrong][None, :, :]
    return pairs.reshape(-1, features.shape[1])


def _fit_pairs(pairs_of_questions: Sequence[Floats]) -> Floats:
    """Weights w such that w · difference > 0: logistic regression without a bias on differences and their opposites.

    Each question counts the same, however many pairs it gives.
    """
    from sklearn.linear_model import LogisticRegression

    differences = np.concatenate([pairs for pairs in pairs_of_questions if len(pairs)])
    each = np.concatenate([np.full(len(pairs), 1 / len(pairs)) for pairs in pairs_of_questions if len(pairs)])
    spread = differences.std(axis=0) + 1e-9
    both = np.concatenate([differences, -differences]) / spread
    labels = np.concatenate([np.ones(len(differences)), np.zeros(len(differences))])
    model = LogisticRegression(C=_RANKING_STRENGTH, fit_intercept=False, max_iter=2000)
    model.fit(both, labels, sample_weight=np.concatenate([each, each]))
    return np.asarray(model.coef_[0] / spread, dtype=np.float32)


def collect_abstention_examples(
    sets: Sequence[TrainingSet], own: Sequence[TrainingSet], weights: RankingWeights
) -> list[_Example]:
    """Each question against a small corpus with its passage and against the same one without it.

    Corpora are cut from consecutive passages, so that most hold the siblings of the passage that is missing:
    near misses. The own sets bring their own unanswerable questions as well.
    """
    chance = random.Random(SEED)
    examples: list[_Example] = []
    for training_set in sets:
        if training_set.name in _REDUNDANT_SETS:
            continue
        blocks = _blocks(len(training_set.paragraphs))
        per_passage: dict[int, list[TrainingQuestion]] = {}
        for question in training_set.questions:
            if len(question.gold) == 1:
                per_passage.setdefault(min(question.gold), []).append(question)
        for block in blocks:
            with_all = training_set.corpus(block)
            passages = [index for index in block if index in per_passage]
            small = len(training_set.paragraphs) <= _SMALL_SET
            for passage in passages if small else chance.sample(passages, min(len(passages), _PASSAGES_PER_BLOCK)):
                without = training_set.corpus([index for index in block if index != passage])
                asked = per_passage[passage]
                for question in asked if small else chance.sample(asked, min(len(asked), _QUESTIONS_PER_PASSAGE)):
                    for corpus, answerable in ((with_all, True), (without, False)):
                        example = _example(question, corpus, weights, answerable=answerable, weight=1.0)
                        examples += [example] if example else []
    for training_set in own:
        corpus = training_set.corpus(range(len(training_set.paragraphs)))
        for question in training_set.questions:
            others = [index for index in range(len(training_set.paragraphs)) if index not in question.gold]
            against = [(corpus, True), (training_set.corpus(others), False)] if question.gold else [(corpus, False)]
            for one, answerable in against:
                example = _example(question, one, weights, answerable=answerable, weight=_OWN_WEIGHT)
                examples += [example] if example else []
    return examples


def _blocks(count: int) -> list[range]:
    """Runs of consecutive passages of every corpus size, one pass over the set shared by all sizes."""
    blocks = []
    start = turn = 0
    while start < count:
        size = _CORPUS_SIZES[turn % len(_CORPUS_SIZES)]
        blocks.append(range(start, min(start + size, count)))
        start, turn = start + size, turn + 1
    return [block for block in blocks if len(block) > 3]


def _example(
    question: TrainingQuestion, corpus: Corpus, weights: RankingWeights, *, answerable: bool, weight: float
) -> _Example | None:
    evidence: Evidence = gather_evidence(_query(question), read_intent(question.text), corpus, weights)
    if not evidence.sentences:
        return None
    return _Example(abstention_features(evidence, corpus), answerable, evidence.other_script, question.group, weight)


@dataclass(frozen=True, slots=True)
class FittedAbstention:
    weights: Floats
    bias: float
    threshold: float
    held_back: dict[str, float]


def fit_abstention(examples: Sequence[_Example]) -> FittedAbstention:
    """Logistic regression on what is learned from; the threshold from its cross-validated predictions, grouped by
    article, so that it refuses _TARGET_FALSE_REFUSALS of the answerable; figures from what is held back."""
    from sklearn.linear_model import LogisticRegression
    from sklearn.metrics import roc_auc_score
    from sklearn.model_selection import GroupKFold, cross_val_predict
    from sklearn.pipeline import make_pipeline
    from sklearn.preprocessing import StandardScaler

    learned = [one for one in examples if in_training_half(one.group)]
    held = [one for one in examples if not in_training_half(one.group)]
    features = np.array([one.features for one in learned], dtype=np.float64)
    labels = np.array([one.answerable for one in learned])
    counts = np.array([one.weight for one in learned])
    model = make_pipeline(StandardScaler(), LogisticRegression(C=_ABSTENTION_STRENGTH, max_iter=5000))
    predicted = cross_val_predict(
        model,
        features,
        labels,
        groups=[one.group for one in learned],
        cv=GroupKFold(5),
        method="predict_proba",
        params={"logisticregression__sample_weight": counts},
    )[:, 1]
    threshold = _weighted_quantile(predicted[labels], counts[labels], _TARGET_FALSE_REFUSALS)
    model.fit(features, labels, logisticregression__sample_weight=counts)
    scaler, logistic = model[0], model[1]
    weights = np.asarray(logistic.coef_[0] / scaler.scale_, dtype=np.float32)
    bias = float(logistic.intercept_[0] - (logistic.coef_[0] / scaler.scale_) @ scaler.mean_)
    held_scores = model.predict_proba(np.array([one.features for one in held], dtype=np.float64))[:, 1]
    answerable = np.array([one.answerable for one in held])
    return FittedAbstention(
        weights,
        bias,
        threshold,
        {
            "questions": len(held),
            "auroc": round(float(roc_auc_score(answerable, held_scores)), 4),
            "refused_when_unanswerable": round(float((held_scores[~answerable] < threshold).mean()), 4),
            "refused_when_answerable": round(float((held_scores[answerable] < threshold).mean()), 4),
            **_own_figures(learned, predicted, threshold),
        },
    )


def _own_figures(learned: Sequence[_Example], predicted: Floats, threshold: float) -> dict[str, float]:
    """The same for the own dev questions, from cross-validated predictions."""
    own = np.array([one.group.startswith(OWN_GROUP) for one in learned])
    answerable = np.array([one.answerable for one in learned])
    refused = predicted < threshold
    return {
        "own_dev_refused_when_unanswerable": round(float(refused[own & ~answerable].mean()), 4),
        "own_dev_refused_when_answerable": round(float(refused[own & answerable].mean()), 4),
    }


def _weighted_quantile(values: Floats, weights: Floats, share: float) -> float:
    """The smallest value below which at least `share` of the weight lies."""
    order = np.argsort(values)
    reached = np.cumsum(weights[order]) / weights.sum()
    return float(values[order][np.searchsorted(reached, share)])


def write_weights(
    folder: Path,
    ranking: RankingWeights,
    same: FittedAbstention,
    other: FittedAbstention,
    provenance: dict[str, object],
) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    ranked = {
        "provenance": provenance,
        "paragraph": _named(PARAGRAPH_FEATURES, ranking.paragraph),
        "paragraph_other_script": _named(PARAGRAPH_FEATURES, ranking.paragraph_other_script),
        "sentence": _named(SENTENCE_FEATURES, ranking.sentence),
        "sentence_other_script": _named(SENTENCE_FEATURES, ranking.sentence_other_script),
    }
    abstaining = {
        "provenance": provenance,
        **{
            name: {
                "weights": _named(ABSTENTION_FEATURES, fitted.weights),
                "bias": round(fitted.bias, 5),
                "threshold": round(fitted.threshold, 4),
                "held_back": fitted.held_back,
            }
            for name, fitted in (("same_script", same), ("other_script", other))
        },
    }
    for name, value in (("ranking.json", ranked), ("abstention.json", abstaining)):
        (folder / name).write_text(json.dumps(value, ensure_ascii=False, indent=2) + "\n", encoding="utf-8")


def _named(names: Iterable[str], values: Floats) -> dict[str, float]:
    return {name: round(float(value), 5) for name, value in zip(names, values, strict=True)}


def main(arguments: list[str] | None = None) -> int:
    parser = argparse.ArgumentParser(prog="python -m eval.training", description=__doc__)
    parser.add_argument("sets", type=Path, help="folder that holds the public sets, one folder each")
    parser.add_argument("--cache", type=Path, default=Path("var/training"))
    parser.add_argument("--output", type=Path, default=Path("qa/weights"))
    options = parser.parse_args(arguments)
    missing = [name for name in PUBLIC_SETS if not (options.sets / name / "cases.jsonl").is_file()]
    if missing:
        print(f"{options.sets} lacks {', '.join(missing)}. Name the folder that holds the sets.", file=sys.stderr)
        return 2
    encoders = build_encoders(IngestSettings.from_environment())
    sets = [load_training_set(options.sets / name, encoders, options.cache) for name in PUBLIC_SETS]
    own = [load_own_set(*pair, encoders, options.cache) for pair in OWN_SETS]
    ranking = learn_ranking([*sets, *own])
    examples = collect_abstention_examples(sets, own, ranking)
    same = fit_abstention([one for one in examples if not one.other_script])
    other = fit_abstention([one for one in examples if one.other_script])
    provenance: dict[str, object] = {
        "made_by": "python -m eval.training",
        "made_on": datetime.now(UTC).date().isoformat(),
        "encoders": [encoder.name for encoder in encoders],
        "sets": [*PUBLIC_SETS, *(f"{cases.stem} (dev split)" for cases, _ in OWN_SETS)],
        "split": "articles by the first byte of the SHA-256 of their title: even learned, odd held back",
        "seed": SEED,
    }
    write_weights(options.output, ranking, same, other, provenance)
    print(json.dumps({"same_script": same.held_back, "other_script": other.held_back}, indent=2))
    return 0


if __name__ == "__main__":
    os.environ.setdefault("OMP_NUM_THREADS", "2")
    prepare_process()
    sys.exit(main())
