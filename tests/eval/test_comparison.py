from dataclasses import replace
from itertools import product

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from eval.comparison import compare_configurations, compare_measure, holm_adjusted, mcnemar_p, sign_flip_p
from eval.records import ConfigurationResult, QuestionRow


def row(identifier: str, *, category: str = "figure", cluster: str = "", **measures: float | None) -> QuestionRow:
    return QuestionRow(
        identifier, "？", category, "zh", cluster or identifier, True, "answered", 0.9, 10.0, "", measures
    )


def configuration(name: str, *rows: QuestionRow) -> ConfigurationResult:
    return ConfigurationResult(name, {}, {}, {}, {}, rows)


def test_few_clusters_are_flipped_exhaustively() -> None:
    differences = [1.0, 1.0, 1.0, -1.0]
    flips = [abs(sum(s * d for s, d in zip(signs, differences, strict=True))) for signs in product((1, -1), repeat=4)]
    expected = sum(flip >= 2 for flip in flips) / 16
    assert sign_flip_p(np.array(differences), list("abcd")) == pytest.approx(expected)


def test_a_cluster_is_flipped_as_one() -> None:
    # Two clusters of equal sums: of four flips, two are as far from 0.
    assert sign_flip_p(np.array([0.5, 0.5, 0.5, 0.5]), ["a", "a", "b", "b"]) == pytest.approx(1 / 2)
    assert sign_flip_p(np.array([0.5, 0.5, 0.5, 0.5]), list("abcd")) == pytest.approx(1 / 8)


def test_no_difference_is_no_evidence() -> None:
    assert sign_flip_p(np.zeros(5), list("abcde")) == 1
    assert sign_flip_p(np.array([1.0, -1.0]), ["a", "a"]) == 1
    assert sign_flip_p(np.array([]), []) == 1


def test_scipy_agrees_on_many_clusters() -> None:
    from scipy.stats import permutation_test

    differences = np.random.default_rng(5).normal(0.2, 1, 60)
    theirs = permutation_test(
        (differences, np.zeros(60)),
        lambda a, b: float(np.mean(a - b)),
        permutation_type="samples",
        n_resamples=9999,
        rng=6,
    ).pvalue
    assert sign_flip_p(differences, [str(i) for i in range(60)]) == pytest.approx(theirs, abs=0.02)


def test_mcnemar_is_the_sign_test_on_what_differs() -> None:
    assert mcnemar_p(0, 0) == 1
    assert mcnemar_p(5, 0) == pytest.approx(2 / 32)
    assert mcnemar_p(3, 3) == 1
    assert mcnemar_p(1, 7) == pytest.approx(2 * (1 + 8) / 256)


def test_holm_worked_out_by_hand() -> None:
    assert holm_adjusted([0.01, 0.04, 0.03]) == pytest.approx([0.03, 0.06, 0.06])
    assert holm_adjusted([0.6, 0.5]) == pytest.approx([1, 1])
    assert holm_adjusted([]) == []


@given(st.lists(st.floats(0, 1), min_size=1, max_size=8))
def test_holm_lowers_no_p_and_keeps_the_order(p_values: list[float]) -> None:
    adjusted = holm_adjusted(p_values)
    assert all(p - 1e-12 <= a <= 1 for p, a in zip(p_values, adjusted, strict=True))
    order = np.argsort(p_values, kind="stable")
    assert list(np.asarray(adjusted)[order]) == sorted(adjusted)


def test_unclustered_counts_use_mcnemar_and_everything_else_sign_flips() -> None:
    unclustered = [(row(str(i), accuracy=1.0), row(str(i), accuracy=0.0)) for i in range(5)]
    difference = compare_measure("accuracy", "overall", unclustered)
    assert difference is not None
    assert (difference.test, difference.difference, difference.count) == ("mcnemar", 1, 5)
    assert difference.p == pytest.approx(2 / 32)
    clustered = [(row(str(i), cluster="c", accuracy=1.0), row(str(i), cluster="c", accuracy=0.0)) for i in range(5)]
    difference = compare_measure("accuracy", "overall", clustered)
    assert difference is not None
    assert (difference.test, difference.p) == ("sign-flip", 1)


def test_pairs_where_a_measure_does_not_apply_to_both_sides_are_left_out() -> None:
    pairs = [(row("a", fact_recall=1.0), row("a", fact_recall=None)), (row("b", fact_recall=0.5), row("b"))]
    assert compare_measure("fact_recall", "overall", pairs) is None


def test_a_comparison_lists_what_differs_and_adjusts_over_categories() -> None:
    left = [row(f"l{i}", category="figure" if i < 6 else "rule", accuracy=1.0) for i in range(12)]
    right = [row(f"l{i}", category="figure" if i < 6 else "rule", accuracy=float(i >= 6)) for i in range(12)]
    comparison = compare_configurations(
        configuration("current", *left, row("alone", accuracy=1.0)), configuration("bm25", *right)
    )
    assert comparison.left_only_right == tuple(f"l{i}" for i in range(6))
    assert comparison.right_only_right == ()
    assert comparison.only_in_one == ("alone",)
    by_slice = {difference.slice: difference for difference in comparison.differences}
    assert by_slice["overall"].difference == pytest.approx(1 / 2)
    assert by_slice["figure"].p == pytest.approx(2 / 64)
    assert by_slice["figure"].p_adjusted == pytest.approx(4 / 64)
    assert by_slice["rule"].p_adjusted == 1


def test_a_question_of_which_nothing_says_what_is_right_is_not_right_in_one_only() -> None:
    left = configuration("a", row("1", accuracy=1.0), row("2", accuracy=None), row("3", accuracy=1.0))
    right = configuration("b", row("1", accuracy=None), row("2", accuracy=1.0), row("3", accuracy=0.0))
    comparison = compare_configurations(left, right)
    assert (comparison.left_only_right, comparison.right_only_right) == (("3",), ())


def test_one_category_is_not_shown_twice() -> None:
    rows = [row(str(i), accuracy=1.0) for i in range(3)]
    comparison = compare_configurations(configuration("a", *rows), configuration("b", *rows))
    assert [difference.slice for difference in comparison.differences] == ["overall"]


def test_noise_of_arithmetic_is_no_difference() -> None:
    pairs = [(row(str(i), fact_recall=1 / 3), row(str(i), fact_recall=1 / 3 + 1e-12)) for i in range(20)]
    difference = compare_measure("fact_recall", "overall", pairs)
    assert difference is not None
    assert (difference.p, difference.difference) == (1, 0)


def test_nothing_in_common_compares_nothing() -> None:
    comparison = compare_configurations(configuration("a", row("1", accuracy=1.0)), configuration("b"))
    assert comparison.differences == ()
    assert comparison.only_in_one == ("1",)


def test_questions_that_share_no_more_than_an_id_are_not_compared() -> None:
    left, right = row("1", accuracy=1.0), replace(row("1", accuracy=0.0), question="别的？")
    comparison = compare_configurations(
        configuration("a", left, row("2", accuracy=1.0)), configuration("b", right, row("2", accuracy=1.0))
    )
    assert comparison.only_in_one == ("1", "1")
    assert [(difference.count, difference.difference) for difference in comparison.differences] == [(1, 0)]
