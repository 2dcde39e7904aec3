from collections.abc import Callable

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from sklearn.calibration import calibration_curve
from sklearn.metrics import brier_score_loss, roc_auc_score

from eval.confidence_measures import (
    Outcomes,
    area_under_risk_coverage,
    area_under_roc,
    brier_score,
    collect_outcomes,
    expected_calibration_error,
    rejected_at_kept,
    risk_coverage_curve,
)
from eval.corpus import Corpus
from eval.records import Case, CaseResult
from qa import Answer


def outcomes(confidence: list[float], answerable: list[bool], right: list[bool] | None = None) -> Outcomes:
    return Outcomes(
        answerable=np.array(answerable, dtype=bool),
        right=np.array(answerable if right is None else right, dtype=bool),
        confidence=np.array(confidence, dtype=np.float64),
    )


EMPTY = outcomes([], [])


def test_risk_coverage_worked_out_by_hand() -> None:
    # By confidence: right, wrong, right → risks 0, 1/2, 1/3.
    given_three = outcomes([0.2, 0.9, 0.5], [True, True, True], right=[True, True, False])
    coverages, risks = risk_coverage_curve(given_three)
    assert list(coverages) == pytest.approx([1 / 3, 2 / 3, 1])
    assert list(risks) == pytest.approx([0, 1 / 2, 1 / 3])
    assert area_under_risk_coverage(given_three) == pytest.approx((0 + 1 / 2 + 1 / 3) / 3)


def test_questions_of_equal_confidence_share_their_error_whatever_their_order() -> None:
    one = outcomes([0.5, 0.5], [True, True], right=[True, False])
    other = outcomes([0.5, 0.5], [True, True], right=[False, True])
    assert area_under_risk_coverage(one) == area_under_risk_coverage(other) == pytest.approx(1 / 2)


def test_an_unanswerable_question_is_an_error_at_any_coverage() -> None:
    assert area_under_risk_coverage(outcomes([0.9, 0.1], [True, False])) == pytest.approx((0 + 1 / 2) / 2)
    assert area_under_risk_coverage(outcomes([0.1, 0.9], [True, False])) == pytest.approx((1 + 1 / 2) / 2)


def test_brier_and_calibration_error_worked_out_by_hand() -> None:
    three = outcomes([1.0, 0.8, 0.1], [True, False, False])
    assert brier_score(three) == pytest.approx((0 + 0.64 + 0.01) / 3)
    # Bins of 1/15: each question alone in its own.
    assert expected_calibration_error(three) == pytest.approx((0 + 0.8 + 0.1) / 3)
    # One bin: mean confidence 1.9/3, share answerable 1/3.
    assert expected_calibration_error(three, bins=1) == pytest.approx(0.9 / 3)


def test_rejected_at_95_kept_worked_out_by_hand() -> None:
    confidence = [i / 100 for i in range(1, 21)] + [0.005, 0.015, 0.02, 0.5]
    # Keeping 19 of 20 allows a threshold of 0.02; the tie at 0.02 is kept.
    assert rejected_at_kept(outcomes(confidence, [True] * 20 + [False] * 4)) == pytest.approx(2 / 4)


def test_with_few_answerable_questions_all_are_kept() -> None:
    assert rejected_at_kept(outcomes([0.9, 0.3, 0.4, 0.2], [True, True, False, False])) == pytest.approx(1 / 2)


def test_where_only_one_kind_of_question_is_there_ranking_is_undefined() -> None:
    for kind in (True, False):
        same = outcomes([0.1, 0.2], [kind, kind])
        assert area_under_roc(same) is None
        assert rejected_at_kept(same) is None


def test_without_questions_nothing_is_measured() -> None:
    for measure in (
        area_under_risk_coverage,
        brier_score,
        expected_calibration_error,
        area_under_roc,
        rejected_at_kept,
    ):
        assert measure(EMPTY) is None


questions = st.lists(st.tuples(st.sampled_from([0.0, 0.1, 0.25, 0.5, 0.9, 1.0]), st.booleans()), min_size=2)


@given(questions.filter(lambda items: len({answerable for _, answerable in items}) == 2))
def test_scikit_learn_agrees(items: list[tuple[float, bool]]) -> None:
    confidence, answerable = [c for c, _ in items], [a for _, a in items]
    assert area_under_roc(outcomes(confidence, answerable)) == pytest.approx(roc_auc_score(answerable, confidence))
    assert brier_score(outcomes(confidence, answerable)) == pytest.approx(brier_score_loss(answerable, confidence))


@given(st.lists(st.tuples(st.floats(0.001, 0.999), st.booleans()), min_size=1))
def test_the_calibration_error_agrees_with_scikit_learns_curve(items: list[tuple[float, bool]]) -> None:
    # At the very edge of a bin the two differ, [low, high) here and (low, high] there: keep off edges.
    items = [(c, a) for c, a in items if abs(c * 15 - round(c * 15)) > 1e-6] or [(0.5, True)]
    confidence, answerable = np.array([c for c, _ in items]), np.array([a for _, a in items])
    shares, means = calibration_curve(answerable, confidence, n_bins=15)
    sizes = np.bincount(np.floor(confidence * 15).astype(int), minlength=15)
    expected = float((sizes[sizes > 0] / len(items) * np.abs(shares - means)).sum())
    assert expected_calibration_error(outcomes(list(confidence), list(answerable))) == pytest.approx(expected)


def test_a_failed_question_has_the_worst_confidence_there_is(
    make_case: Callable[..., Case], make_answer: Callable[..., Answer], make_corpus: Callable[..., Corpus]
) -> None:
    answer = make_answer(make_corpus({}), confidence=0.7)
    results = [
        CaseResult(make_case("a"), None, "x", 0.1, {"accuracy": 0.0}),
        CaseResult(make_case("b", answerable=False), None, "x", 0.1, {"accuracy": 0.0}),
        CaseResult(make_case("c"), answer, "", 0.1, {"accuracy": 1.0}),
        CaseResult(make_case("d", answerable=False), answer, "", 0.1, {"accuracy": 1.0}),
    ]
    collected = collect_outcomes(results)
    assert list(collected.confidence) == [0, 1, 0.7, 0.7]
    assert list(collected.right) == [False, False, True, False]


def test_a_confidence_that_is_no_probability_is_the_worst_there_is(
    make_case: Callable[..., Case], make_answer: Callable[..., Answer], make_corpus: Callable[..., Corpus]
) -> None:
    stated = [float("nan"), -0.1, 1.1, float("inf")]
    answers = [make_answer(make_corpus({}), confidence=value) for value in stated]
    results = [CaseResult(make_case(str(i)), a, "", 0.1, {"accuracy": 1.0}) for i, a in enumerate(answers)]
    assert list(collect_outcomes(results).confidence) == [0, 0, 0, 0]
