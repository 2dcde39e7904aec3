import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from eval.intervals import bootstrap_interval, bootstrap_interval_of_mean, cluster_sums, estimate_mean, wilson_interval


def test_wilson_agrees_with_the_formula() -> None:
    z, n, p = 1.959963984540054, 40, 36 / 40
    centre, half = p + z * z / (2 * n), z * (p * (1 - p) / n + z * z / (4 * n * n)) ** 0.5
    assert wilson_interval(36, 40) == pytest.approx(
        ((centre - half) / (1 + z * z / n), (centre + half) / (1 + z * z / n))
    )


def test_counts_of_independent_questions_get_wilsons_interval() -> None:
    estimate = estimate_mean([1, 1, 0, 1], ["a", "b", "c", "d"])
    assert estimate is not None
    assert (estimate.value, estimate.count, estimate.method) == (0.75, 4, "wilson")
    assert (estimate.low, estimate.high) == pytest.approx(wilson_interval(3, 4))


def test_no_failures_among_few_still_leave_doubt() -> None:
    estimate = estimate_mean([1.0] * 20, [str(number // 2) for number in range(20)])
    assert estimate is not None
    assert estimate.high == pytest.approx(1)
    assert estimate.low == pytest.approx(wilson_interval(10, 10)[0])  # of clusters, not of questions
    alone = estimate_mean([0.0] * 10, ["same"] * 10)
    assert alone is not None
    assert (alone.low, alone.high) == pytest.approx(wilson_interval(0, 1))


def test_clustered_questions_get_a_wider_interval_than_independent_ones() -> None:
    values = ([1.0] * 10 + [0.0] * 10) * 4
    clustered = estimate_mean(values, [str(i // 10) for i in range(80)])
    independent = estimate_mean([v + 0.001 * (i == 0) for i, v in enumerate(values)], [str(i) for i in range(80)])
    assert clustered is not None
    assert independent is not None
    assert clustered.method == independent.method == "bootstrap"
    assert clustered.high - clustered.low > 2 * (independent.high - independent.low)


def test_no_values_have_no_mean_and_one_cluster_no_spread() -> None:
    assert estimate_mean([], []) is None
    one = estimate_mean([0.2, 0.4], ["a", "a"])
    assert one is not None
    assert (one.low, one.value, one.high, one.method) == (pytest.approx(0.3),) * 3 + ("none",)


def test_the_bootstrap_of_many_means_agrees_with_the_normal_interval() -> None:
    values = np.random.default_rng(1).normal(5, 2, 400)
    low, high = bootstrap_interval_of_mean(values, [str(i) for i in range(400)])
    half = 1.96 * values.std() / 20
    assert low == pytest.approx(values.mean() - half, abs=0.03)
    assert high == pytest.approx(values.mean() + half, abs=0.03)


def test_scipy_agrees_on_unclustered_means() -> None:
    from scipy.stats import bootstrap

    values = np.random.default_rng(2).random(60)
    ours = bootstrap_interval_of_mean(values, [str(i) for i in range(60)])
    theirs = bootstrap((values,), np.mean, n_resamples=4000, method="percentile", rng=3).confidence_interval
    assert ours == pytest.approx((theirs.low, theirs.high), abs=0.01)


def test_the_general_bootstrap_agrees_with_that_of_the_mean() -> None:
    values = np.random.default_rng(4).random(50)
    clusters = [str(i // 2) for i in range(50)]
    general = bootstrap_interval(lambda indices: float(values[indices].mean()), clusters)
    assert general == pytest.approx(bootstrap_interval_of_mean(values, clusters), abs=0.02)


def test_a_statistic_that_is_mostly_undefined_has_no_interval() -> None:
    assert bootstrap_interval(lambda indices: None, ["a", "b"]) is None


def test_cluster_sums_keep_the_order_of_first_appearance() -> None:
    assert list(cluster_sums(np.array([1.0, 2.0, 4.0]), ["b", "a", "b"])) == [5, 2]


@settings(max_examples=25, deadline=None)
@given(st.lists(st.tuples(st.floats(0, 1), st.sampled_from("abcdef")), min_size=1, max_size=30))
def test_the_interval_lies_within_the_values_and_repeats_exactly(items: list[tuple[float, str]]) -> None:
    values, clusters = [v for v, _ in items], [c for _, c in items]
    first, again = estimate_mean(values, clusters), estimate_mean(values, clusters)
    assert first is not None
    assert first == again
    assert first.low <= first.high
    if first.method == "bootstrap":
        assert min(values) - 1e-9 <= first.low
        assert first.high <= max(values) + 1e-9


def test_values_all_alike_leave_resampling_nothing_to_see() -> None:
    alike = estimate_mean([0.1] * 7, list("abcdefg"))
    assert alike is not None
    assert (alike.low, alike.high, alike.method) == (alike.value, alike.value, "none")
