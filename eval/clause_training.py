"""Learn which clause of a long sentence holds the answer: a conditional logit over the clauses of each."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from eval.training_sets import TrainingQuestion, TrainingSet, in_training_half, normalize
from ingest import ChunkKind, Paragraph, Span, Vectors, split_clauses
from qa import CLAUSE_FEATURES, Corpus, Reader, clause_features, read_intent, with_terms

UNREAD = ("words", "holds_answer")  # what is known of clauses that no reader judges
_LONG = 60  # characters; of shorter sentences nothing is learned
_STRENGTH = 0.01  # L2 penalty on the weights of standardised features


@dataclass(frozen=True, slots=True)
class ClauseExample:
    """`features` of shape (clauses, len(CLAUSE_FEATURES)); `right`: which of them hold some of the answer."""

    features: Vectors
    right: npt.NDArray[np.bool_]


def collect_clause_examples(
    training_set: TrainingSet, reader_for: Callable[[str], Reader | None]
) -> list[ClauseExample]:
    """The long sentences that answer the questions of the training half, where only some of their clauses do.

    `reader_for` gives for a group of questions a reader that has not learned from it.
    """
    corpus = training_set.corpus(range(len(training_set.paragraphs)))
    return [
        example
        for question in training_set.questions
        if in_training_half(question.group)
        for index in sorted(question.gold)
        for chunk in training_set.chunks_of[index]
        if chunk.kind is ChunkKind.SENTENCE and chunk.span.end - chunk.span.start > _LONG
        for example in _examples(
            question, training_set.paragraphs[index], chunk.span, corpus, reader_for(question.group)
        )
    ]


def _examples(
    question: TrainingQuestion, paragraph: Paragraph, sentence: Span, corpus: Corpus, reader: Reader | None
) -> Iterator[ClauseExample]:
    clauses = split_clauses(paragraph.text, sentence.start, sentence.end)
    facts = [fact for fact in map(normalize, question.facts) if fact]
    plain = [normalize(paragraph.text[clause.start : clause.end]) for clause in clauses]
    right = np.zeros(len(clauses), dtype=bool)
    for fact in facts:
        begin = "".join(plain).find(fact)
        ends = np.cumsum([len(one) for one in plain])
        right |= (begin >= 0) & (ends > begin) & (ends - [len(one) for one in plain] < begin + len(fact))
    if not right.any() or right.all():
        return
    query = with_terms(question.query(), corpus)
    yield ClauseExample(clause_features(paragraph, clauses, query, read_intent(question.text), corpus, reader), right)


def learn_clauses(examples: Sequence[ClauseExample], known: Sequence[str] = CLAUSE_FEATURES) -> Vectors:
    """Weights w that make the right clauses likeliest where exp(w · features) is how likely each is; 0 for what is not
    known, and all 0 without examples."""
    from scipy.optimize import minimize

    learned = np.zeros(len(CLAUSE_FEATURES), dtype=np.float32)
    if not examples:
        return learned
    columns = [CLAUSE_FEATURES.index(name) for name in known]
    spread = np.concatenate([one.features[:, columns] for one in examples]).std(axis=0) + 1e-9
    features = [one.features[:, columns] / spread for one in examples]

    def loss(weights: npt.NDArray[np.float64]) -> tuple[float, npt.NDArray[np.float64]]:
        total, slope = _STRENGTH * float(weights @ weights), 2 * _STRENGTH * weights
        for of_one, one in zip(features, examples, strict=True):
            scores = of_one @ weights
            likely = np.exp(scores - scores.max())
            likely /= likely.sum()
            found = likely[one.right].sum()
            total -= np.log(found) / len(examples)
            slope -= of_one.T @ (np.where(one.right, likely / found, 0) - likely) / len(examples)
        return total, slope

    fitted = minimize(loss, np.zeros(len(columns)), jac=True, method="L-BFGS-B")
    learned[columns] = fitted.x / spread
    return learned
