"""Which clause answers is learned from sentences of which some clauses do."""

import numpy as np

from eval.clause_training import UNREAD, ClauseExample, learn_clauses
from qa import CLAUSE_FEATURES
from qa.ranking import load_ranking_weights, score_clauses

JUDGED, WORDS = CLAUSE_FEATURES.index("judged"), CLAUSE_FEATURES.index("words")


def examples() -> list[ClauseExample]:
    """Of four clauses the one that the reader is surest of answers; words tell nothing."""
    chance = np.random.default_rng(1)
    made = []
    for _ in range(60):
        features = chance.normal(size=(4, len(CLAUSE_FEATURES))).astype(np.float32)
        right = features[:, JUDGED] == features[:, JUDGED].max()
        made.append(ClauseExample(features, right))
    return made


def test_what_tells_the_right_clause_gets_the_weight() -> None:
    weights = learn_clauses(examples())
    assert weights[JUDGED] > 1
    assert abs(weights[WORDS]) < weights[JUDGED] / 4
    found = [int(np.argmax(one.features @ weights)) == int(np.argmax(one.right)) for one in examples()]
    assert sum(found) > 55


def test_what_is_not_known_gets_none_and_nothing_is_learned_from_nothing() -> None:
    assert not learn_clauses(examples(), UNREAD)[JUDGED]
    assert not learn_clauses([]).any()


def test_the_weights_that_come_along_believe_the_reader_and_do_without_one() -> None:
    weights = load_ranking_weights()
    sure = np.array([[0.5, 0.5, 4.0, 0.5], [0.5, 0.5, -4.0, 0.5]], dtype=np.float32)
    assert np.argmax(score_clauses(sure, weights, read=True)) == 0
    holding = np.array([[0.5, 0.0, 0.0, 0.0], [0.5, 0.0, 0.0, 1.0]], dtype=np.float32)
    assert np.argmax(score_clauses(holding, weights, read=False)) == 1
