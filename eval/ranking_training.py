"""Learn the order of candidates: pairwise logistic regression over the scaled signals, in three steps; and of clauses.

Before the first the query adapter learns, and between the first and the second the reader, from what the first order
would have it read. Each order is learned with what they say of questions that they have not learned from.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np
import numpy.typing as npt

from eval.adapter_training import learn_adapter
from eval.clause_training import UNREAD, collect_clause_examples, learn_clauses
from eval.cross_fitting import CrossFitted, cross_fit
from eval.reader_training import ReadingExample, learn_reader
from eval.training_sets import TrainingQuestion, TrainingSet, in_training_half, normalize
from ingest import Vectors
from qa import (
    Candidates,
    Corpus,
    PageTokens,
    QueryAdapter,
    RankingWeights,
    Reader,
    Reading,
    find_candidates,
    holds_answer,
    join_readers,
    judge,
    paragraph_features,
    read_candidates,
    read_features,
    read_intent,
    sentence_features,
)

_MOST_QUESTIONS = 1000  # per set
_NEGATIVES = 15  # wrong candidates per right one: those that a plain sum of the signals ranks highest
_STRENGTH = 0.1  # inverse L2 penalty on standardised features; own dev success@1 0.94 to 0.97 over 0.01 to 0.1


@dataclass(frozen=True, slots=True)
class _Judged:
    """A question's candidates, which of its paragraphs are right, and what is read of them, once it is."""

    training_set: TrainingSet
    question: TrainingQuestion
    corpus: Corpus
    candidates: Candidates
    right: npt.NDArray[np.bool_]
    reading: Reading | None = None


@dataclass(frozen=True, slots=True)
class LearnedRanking:
    """`weights` are to be kept."""

    weights: RankingWeights
    adapters: CrossFitted[QueryAdapter]
    readers: CrossFitted[Reader | None]

    def unseen_by(self, group: str) -> RankingWeights:
        """With an adapter and a reader that have not learned from this group of questions."""
        return replace(self.weights, adapter=self.adapters.unseen_by(group), reader=self.readers.unseen_by(group))


def learn_ranking(sets: Sequence[TrainingSet]) -> LearnedRanking:
    """From the training halves: the adapter, the first order, the reader, the order of what is read, of its sentences and of
    their clauses."""
    encoders = [encoder.name for encoder in sets[0].encoders]
    adapters = cross_fit(lambda may_learn: learn_adapter(sets, may_learn))
    judged: dict[bool, list[_Judged]] = {False: [], True: []}
    for training_set in sets:
        corpus = training_set.corpus(range(len(training_set.paragraphs)))
        for question in _learned_questions(training_set):
            query = question.query()
            learned = adapters.unseen_by(question.group).adapt(query.vectors, encoders)
            candidates = find_candidates(replace(query, learned=learned), corpus)
            gold = {corpus.paragraph_positions[training_set.paragraphs[index].anchor] for index in question.gold}
            right = np.isin(candidates.paragraphs, list(gold))
            judged[corpus.is_other_script(question.text)].append(
                _Judged(training_set, question, corpus, candidates, right)
            )
    first = {script: _learn_first(questions) for script, questions in judged.items()}
    shared: dict[str, PageTokens] = {}
    read = {script: [_read(one, first[script], shared) for one in questions] for script, questions in judged.items()}
    to_learn = [
        one for questions in read.values() for one in map(_example, questions) if one.pages and len(one.asked.tokens)
    ]
    readers = cross_fit(lambda may_learn: learn_reader(to_learn, encoders[0], may_learn), forked=True)
    every = [one for one in (readers.whole, *readers.parts) if one]
    readers = replace(readers, whole=join_readers(every) if every else None)
    same, other = (_learn_reading(read[script], readers) for script in (False, True))
    clauses = [one for training_set in sets for one in collect_clause_examples(training_set, readers.unseen_by)]
    weights = RankingWeights(
        first[False],
        first[True],
        same[0],
        other[0],
        same[1],
        other[1],
        learn_clauses(clauses),
        learn_clauses(clauses, UNREAD),
        readers.whole,
        adapters.whole,
    )
    return LearnedRanking(weights, adapters, readers)


def _learn_first(questions: Sequence[_Judged]) -> Vectors:
    return _fit_pairs([_differences(paragraph_features(one.candidates), one.right) for one in questions])


def _read(judged: _Judged, first: Vectors, shared: dict[str, PageTokens]) -> _Judged:
    """What the first order would have read. The tokens of a paragraph are kept once, for all questions."""
    scores = paragraph_features(judged.candidates) @ first
    reading = read_candidates(judged.question.query(), judged.candidates, scores, judged.corpus)
    owners = judged.candidates.owners[reading.sentences]
    positions = [judged.candidates.paragraphs[owners[rows[0]]] for rows in reading.rows]
    pages = []
    for one, page in zip(positions, reading.pages, strict=True):
        halved = PageTokens(page.tokens.vectors.astype(np.float16))
        pages.append(replace(page, tokens=shared.setdefault(judged.corpus.paragraphs[one].anchor, halved)))
    return replace(judged, reading=replace(reading, pages=tuple(pages)))


def _example(judged: _Judged) -> ReadingExample:
    reading = _reading_of(judged)
    right, likely = _right_sentences(judged, reading), reading.sentence_signals
    rows = reading.rows
    return ReadingExample(
        reading.asked, reading.pages, [right[of] for of in rows], [likely[of] for of in rows], judged.question.group
    )


def _reading_of(judged: _Judged) -> Reading:
    if judged.reading is None:
        raise ValueError("not read yet")
    return judged.reading


def _learn_reading(questions: Sequence[_Judged], readers: CrossFitted[Reader | None]) -> tuple[Vectors, Vectors]:
    questions = [one for one in questions if one.question.gold]
    readings = [judge(_reading_of(one), readers.unseen_by(one.question.group)) for one in questions]
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
        _differences(sentence_features(one.candidates, reading, of_one @ read, held), _right_sentences(one, reading))
        for of_one, one, reading, held in zip(features, questions, readings, holds, strict=True)
    ]
    return read, _fit_pairs(of_sentences)


def _holds(judged: _Judged, reading: Reading) -> Vectors:
    """Whether each sentence that is read holds the kind of answer wanted."""
    intent = read_intent(judged.question.text)
    return np.array([holds_answer(intent, text) for text in _texts(judged, reading)], dtype=np.float32)


def _texts(judged: _Judged, reading: Reading) -> list[str]:
    return [judged.corpus.sentences[index].text for index in judged.candidates.sentences[reading.sentences]]


def _right_sentences(judged: _Judged, reading: Reading) -> npt.NDArray[np.bool_]:
    """Which of the sentences read are of a right paragraph and hold a right fact."""
    facts = [fact for fact in map(normalize, judged.question.facts) if fact]
    in_right = judged.right[judged.candidates.owners[reading.sentences]]
    right = [
        bool(good) and any(fact in normalize(text) or normalize(text) in fact for fact in facts)
        for good, text in zip(in_right, _texts(judged, reading), strict=True)
    ]
    return np.array(right, dtype=bool)


def _learned_questions(training_set: TrainingSet) -> list[TrainingQuestion]:
    """Of the training half, at most _MOST_QUESTIONS, spread evenly; the reader learns from unanswerable ones too."""
    own = [question for question in training_set.questions if in_training_half(question.group)]
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
