from collections.abc import Callable

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from sklearn.metrics import f1_score

from eval.corpus import Corpus
from eval.records import Case, CaseResult
from eval.refusal_measures import measure_refusal, refusal_f1
from qa import Answer, Outcome


def test_each_question_has_its_share_in_the_rates(
    make_case: Callable[..., Case], make_answer: Callable[..., Answer], make_corpus: Callable[..., Corpus]
) -> None:
    corpus = make_corpus({})
    answered = make_answer(corpus)
    refused = make_answer(corpus, outcome=Outcome.NOT_IN_DOCUMENTS)
    greeting = make_answer(corpus, outcome=Outcome.GREETING)

    def values(answerable: bool, answer: Answer | None) -> list[float | None]:
        result = CaseResult(make_case(answerable=answerable, facts=(("招生",),)), answer, "", 0.1)
        measured = measure_refusal(result)
        return [measured[name] for name in ("refusal_precision", "refusal_recall", "false_refusal_rate")]

    assert values(True, answered) == [None, None, 0]
    assert values(True, refused) == [0, None, 1]
    assert values(False, answered) == [None, 0, None]
    assert values(False, refused) == [1, 1, None]
    assert values(False, greeting) == [1, 1, None]
    assert values(True, None) == [None, None, 0]
    assert values(False, None) == [None, 0, None]


def test_a_question_of_which_nothing_says_what_answers_it_has_no_share_in_them(
    make_case: Callable[..., Case], make_answer: Callable[..., Answer], make_corpus: Callable[..., Corpus]
) -> None:
    refused = make_answer(make_corpus({}), outcome=Outcome.NOT_IN_DOCUMENTS)
    assert set(measure_refusal(CaseResult(make_case(), refused, "", 0.1)).values()) == {None}
    assert measure_refusal(CaseResult(make_case(gold=("招生",)), refused, "", 0.1))["false_refusal_rate"] == 1


def test_f1_is_the_harmonic_mean_of_both() -> None:
    declined = np.array([True, True, True, False, False])
    answerable = np.array([True, False, False, False, True])
    precision, recall = 2 / 3, 2 / 3
    assert refusal_f1(declined, answerable) == pytest.approx(2 * precision * recall / (precision + recall))


@given(st.lists(st.tuples(st.booleans(), st.booleans()), min_size=1))
def test_scikit_learn_agrees_on_f1(items: list[tuple[bool, bool]]) -> None:
    declined, unanswerable = np.array([d for d, _ in items]), np.array([u for _, u in items])
    if unanswerable.any():
        assert refusal_f1(declined, ~unanswerable) == pytest.approx(f1_score(unanswerable, declined))


def test_f1_is_zero_when_nothing_is_declined_and_undefined_when_nothing_is_to_be() -> None:
    assert refusal_f1(np.array([False, False]), np.array([True, False])) == 0
    assert refusal_f1(np.array([True, False]), np.array([True, True])) is None
    assert refusal_f1(np.array([], dtype=bool), np.array([], dtype=bool)) is None
