"""Learn the order of candidates: pairwise logistic regression over the scaled signals, in three steps."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from eval.training_sets import TrainingQuestion, TrainingSet, in_training_half, normalize
from ingest import Vectors
from qa import (
    Candidates,
    Corpus,
    RankingWeights,
    Reading,
    find_candidates,
    holds_answer,
    is_other_script,
    paragraph_features,
    read_candidates,
    read_features,
    read_intent,
    sentence_features,
)

_MOST_QUESTIONS = 700  # per set
_NEGATIVES = 15  # wrong candidates per right one: those that a plain sum of the signals ranks highest
_STRENGTH = 0.1  # inverse L2 penalty on standardised features; own dev success@1 0.94 to 0.97 over 0.01 to 0.1


@dataclass(frozen=True, slots=True)
class _Judged:
    """A question's candidates, which of its paragraphs are right, and which sentences hold a right fact."""

    training_set: TrainingSet
    question: TrainingQuestion
    corpus: Corpus
    candidates: Candidates
    right: npt.NDArray[np.bool_]


def learn_ranking(sets: Sequence[TrainingSet]) -> RankingWeights:
    """Weights from the training halves: the first order, the order of what is read, and that of its sentences."""
    judged: dict[bool, list[_Judged]] = {False: [], True: []}
    for training_set in sets:
        corpus = training_set.corpus(range(len(training_set.paragraphs)))
        for question in _learned_questions(training_set):
            candidates = find_candidates(question.query(), corpus)
            gold = {corpus.paragraph_positions[training_set.paragraphs[index].anchor] for index in question.gold}
            right = np.isin(candidates.paragraphs, list(gold))
            judged[is_other_script(question.text, corpus)].append(
                _Judged(training_set, question, corpus, candidates, right)
            )
    same, other = (_learn_for_script(judged[other_script]) for other_script in (False, True))
    return RankingWeights(same[0], other[0], same[1], other[1], same[2], other[2])


def _learn_for_script(questions: Sequence[_Judged]) -> tuple[Vectors, Vectors, Vectors]:
    first = _fit_pairs([_differences(paragraph_features(one.candidates), one.right) for one in questions])
    readings = [
        read_candidates(one.question.query(), one.candidates, paragraph_features(one.candidates) @ first, one.corpus)
        for one in questions
    ]
    holds = [_holds(one, reading) for one, reading in zip(questions, readings, strict=True)]
    features = [
        read_features(one.candidates, reading, held)
        for one, reading, held in zip(questions, readings, holds, strict=True)
    ]
    read = _fit_pairs(
        [
            _differences(of_one, one.right[reading.paragraphs])
            for of_one, one, reading in zip(features, questions, readings, strict=True)
        ]
    )
    of_sentences = [
        _sentence_differences(one, reading, of_one @ read, held)
        for of_one, one, reading, held in zip(features, questions, readings, holds, strict=True)
    ]
    return first, read, _fit_pairs(of_sentences)


def _holds(judged: _Judged, reading: Reading) -> Vectors:
    """Whether each sentence that is read holds the kind of answer wanted."""
    intent = read_intent(judged.question.text)
    return np.array([holds_answer(intent, text) for text in _texts(judged, reading)], dtype=np.float32)


def _texts(judged: _Judged, reading: Reading) -> list[str]:
    return [judged.corpus.sentences[index].text for index in judged.candidates.sentences[reading.sentences]]


def _sentence_differences(judged: _Judged, reading: Reading, read_scores: Vectors, holds: Vectors) -> Vectors:
    candidates = judged.candidates
    facts = [fact for fact in map(normalize, judged.question.facts) if fact]
    in_right = judged.right[candidates.owners[reading.sentences]]
    right = [
        bool(good) and any(fact in normalize(text) or normalize(text) in fact for fact in facts)
        for good, text in zip(in_right, _texts(judged, reading), strict=True)
    ]
    features = sentence_features(candidates, reading, read_scores, holds)
    return _differences(features, np.array(right, dtype=bool))


def _learned_questions(training_set: TrainingSet) -> list[TrainingQuestion]:
    """Of the training half, at most _MOST_QUESTIONS, spread evenly."""
    own = [question for question in training_set.questions if question.gold and in_training_half(question.group)]
    return own[:: 1 + len(own) // _MOST_QUESTIONS]


def _differences(features: Vectors, right: npt.NDArray[np.bool_]) -> Vectors:
    """Right minus wrong, shape (pairs, features): each right one with the hardest wrong ones."""
    wrong = [index for index in np.argsort(-features.sum(axis=1), kind="stable") if not right[index]][:_NEGATIVES]
    pairs = features[right][:, None, :] - features[wrong][None, :, :]
    return pairs.reshape(-1, features.shape[1])


def _fit_pairs(pairs_of_questions: Sequence[Vectors]) -> Vectors:
    """Weights w such that w · difference > 0: logistic regression without a bias on differences and their opposites.

    Each question counts the same, however many pairs it gives.
    """
    from sklearn.linear_model import LogisticRegression

    differences = np.concatenate([pairs for pairs in pairs_of_questions if len(pairs)])
    each = np.concatenate([np.full(len(pairs), 1 / len(pairs)) for pairs in pairs_of_questions if len(pairs)])
    spread = differences.std(axis=0) + 1e-9
    both = np.concatenate([differences, -differences]) / spread
    labels = np.concatenate([np.ones(len(differences)), np.zeros(len(differences))])
    model = LogisticRegression(C=_STRENGTH, fit_intercept=False, max_iter=2000)
    model.fit(both, labels, sample_weight=np.concatenate([each, each]))
    return np.asarray(model.coef_[0] / spread, dtype=np.float32)
