from collections.abc import Callable

import pytest

from eval.corpus import Corpus
from eval.records import Case, CaseResult, Gold, TextSpan
from eval.sentence_measures import SENTENCE_MEASURES, measure_sentences

FIRST, SECOND = "普职比达到4:6。", "新建学校10所。"
TEXTS = {"d/1": FIRST + SECOND, "d/2": "改建学校10所。"}
RATIO = TextSpan("d/1", 0, len(FIRST))
SCHOOLS = TextSpan("d/1", len(FIRST), len(FIRST + SECOND))
ELSEWHERE = TextSpan("d/2", 0, len(TEXTS["d/2"]))


@pytest.fixture
def corpus(make_corpus: Callable[..., Corpus]) -> Corpus:
    return make_corpus(TEXTS, passages={"p1": "d/1"})


@pytest.fixture
def case(make_case: Callable[..., Case]) -> Case:
    return make_case(gold=[Gold(passage="p1")], facts=[["10所"]])


@pytest.mark.parametrize(
    ("sentences", "first", "first_three"),
    [
        ((SCHOOLS, RATIO), 1, 1),
        ((RATIO, ELSEWHERE, SCHOOLS), 0, 1),
        ((RATIO, ELSEWHERE, TextSpan("d/9", 0, 4), SCHOOLS), 0, 0),
        # It holds the fact, but of another paragraph than the gold.
        ((ELSEWHERE,), 0, 0),
        ((), 0, 0),
    ],
)
def test_the_sentence_that_holds_the_answer_among_the_first(
    case: Case, corpus: Corpus, sentences: tuple[TextSpan, ...], first: int, first_three: int
) -> None:
    (measured,) = measure_sentences([CaseResult(case, None, "", 0.1, sentences=sentences)], corpus)
    assert measured == {"answer_sentence@1": first, "answer_sentence@3": first_three}


def test_an_answer_that_no_single_sentence_holds_scores_zero(make_case: Callable[..., Case], corpus: Corpus) -> None:
    case = make_case(gold=[Gold(passage="p1")], facts=[["4:6。新建学校"]])
    (measured,) = measure_sentences([CaseResult(case, None, "", 0.1, sentences=(RATIO, SCHOOLS))], corpus)
    assert set(measured.values()) == {0}


def test_a_failed_question_scores_zero_where_others_tell_of_sentences(case: Case, corpus: Corpus) -> None:
    told, failed = CaseResult(case, None, "", 0.1, sentences=(SCHOOLS,)), CaseResult(case, None, "x", 0.1)
    assert [set(measured.values()) for measured in measure_sentences([told, failed], corpus)] == [{1}, {0}]
    assert set(measure_sentences([failed], corpus)[0].values()) == {None}


def test_questions_without_facts_or_gold_or_answer_are_not_measured(
    make_case: Callable[..., Case], corpus: Corpus
) -> None:
    cases = [
        make_case(gold=[Gold(passage="p1")]),
        make_case(facts=[["10所"]]),
        make_case(gold=[Gold(passage="p1")], facts=[["10所"]], answerable=False),
        make_case(gold=[Gold(passage="p1")], facts=[["someone's own words"]]),
    ]
    results = [CaseResult(case, None, "", 0.1, sentences=(SCHOOLS,)) for case in cases]
    assert measure_sentences(results, corpus) == [dict.fromkeys(SENTENCE_MEASURES)] * 4
    assert measure_sentences([], corpus) == []
    lost = CaseResult(make_case(gold=[Gold(passage="p9")], facts=[["10所"]]), None, "", 0.1, sentences=(SCHOOLS,))
    assert set(measure_sentences([lost], corpus)[0].values()) == {0}
