"""Learn when to abstain: logistic regression on questions with and without the paragraph that answers."""

from __future__ import annotations

import random
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from eval.ranking_training import LearnedRanking
from eval.training_sets import OWN_GROUP, SEED, TrainingQuestion, TrainingSet, in_training_half
from ingest import Vectors
from qa import Corpus, Evidence, abstention_features, gather_evidence, read_intent

_REDUNDANT_SETS = frozenset({"stard_statutes"})  # statutes say a thing more than once: without one, others answer
_SMALL_SET = 200  # passages; of a smaller set every question is used
_PASSAGES_PER_BLOCK, _QUESTIONS_PER_PASSAGE = 12, 3
_ANSWERABLE = 0.7  # share of questions that documents answer: of the project's own, and what a probability is of
_STRENGTH = 0.3
_TARGET_FALSE_REFUSALS = 0.05
_CORPUS_SIZES = (8, 16, 32, 64, 160)  # passages; the first document has 16 paragraphs


@dataclass(frozen=True, slots=True)
class _Example:
    """`features` of a question against a corpus; `answerable` whether its passage is in it."""

    features: Vectors
    answerable: bool
    other_script: bool
    group: str


def collect_abstention_examples(
    sets: Sequence[TrainingSet], own: Sequence[TrainingSet], ranking: LearnedRanking
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
                        example = _example(question, corpus, ranking, answerable=answerable)
                        examples += [example] if example else []
    for training_set in own:
        everything = range(len(training_set.paragraphs))
        whole = training_set.corpus(everything)
        without_gold = {
            gold: training_set.corpus(index for index in everything if index not in gold)
            for gold in {question.gold for question in training_set.questions if question.gold}
        }
        for question in training_set.questions:
            gold = question.gold
            against = [(whole, True), (without_gold[gold], False)] if gold else [(whole, False)]
            for one, answerable in against:
                example = _example(question, one, ranking, answerable=answerable)
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
    question: TrainingQuestion, corpus: Corpus, ranking: LearnedRanking, *, answerable: bool
) -> _Example | None:
    weights = ranking.unseen_by(question.group)
    evidence: Evidence = gather_evidence(question.query(), read_intent(question.text), corpus, weights)
    if not evidence.sentences:
        return None
    return _Example(abstention_features(evidence, corpus), answerable, evidence.other_script, question.group)


@dataclass(frozen=True, slots=True)
class FittedAbstention:
    weights: Vectors
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
    counts = np.where(labels, _ANSWERABLE / labels.sum(), (1 - _ANSWERABLE) / (~labels).sum()) * len(labels)
    model = make_pipeline(StandardScaler(), LogisticRegression(C=_STRENGTH, max_iter=5000))
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


def _own_figures(learned: Sequence[_Example], predicted: Vectors, threshold: float) -> dict[str, float]:
    """The same for the own dev questions, from cross-validated predictions."""
    own = np.array([one.group.startswith(OWN_GROUP) for one in learned])
    answerable = np.array([one.answerable for one in learned])
    refused = predicted < threshold
    return {
        "own_dev_refused_when_unanswerable": round(float(refused[own & ~answerable].mean()), 4),
        "own_dev_refused_when_answerable": round(float(refused[own & answerable].mean()), 4),
    }


def _weighted_quantile(values: Vectors, weights: Vectors, share: float) -> float:
    """The smallest value below which at least `share` of the weight lies."""
    order = np.argsort(values)
    reached = np.cumsum(weights[order]) / weights.sum()
    return float(values[order][np.searchsorted(reached, share)])
