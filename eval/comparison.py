"""Two configurations on the same questions: paired, so that what makes a question hard cancels out."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import numpy as np
from numpy.typing import NDArray

from eval.intervals import RESAMPLES, SEED, bootstrap_interval_of_mean, cluster_sums
from eval.measures import MEASURE_BY_NAME
from eval.records import Comparison, ConfigurationResult, PairedDifference, QuestionRow

_FLIPS = 10_000
_EXACT_UP_TO_CLUSTERS = 13
_NOISE = 1e-9  # of float arithmetic in another order; no measure has steps this small
OVERALL = "overall"
_Pair = tuple[QuestionRow, QuestionRow]


def compare_configurations(left: ConfigurationResult, right: ConfigurationResult) -> Comparison:
    """Compare every per-question measure on the questions that both have, overall and by category.

    The same question has the same id and words: ids 1, 2, 3 … are those of many sets.

    A measure counts the pairs where it applies to both sides (a refusal has no citation precision).
    Holm's adjustment runs over the categories of one measure.
    """
    others = {_key(row): row for row in right.questions}
    pairs = [(row, others[_key(row)]) for row in left.questions if _key(row) in others]
    differences: list[PairedDifference] = []
    for measure in _shared_measures(pairs):
        overall = compare_measure(measure, OVERALL, pairs)
        if overall is None:
            continue
        differences.append(overall)
        categories = dict.fromkeys(row.category for row, _ in pairs)
        by_category = [
            difference
            for category in categories
            if (difference := compare_measure(measure, category, [p for p in pairs if p[0].category == category]))
        ]
        if len(categories) > 1:
            differences += _adjusted(by_category)
    alone = {_key(row) for row in left.questions} ^ set(others)
    return Comparison(
        left=left.name,
        right=right.name,
        differences=tuple(differences),
        left_only_right=tuple(a.id for a, b in pairs if _accuracy_of(a) == 1 and _accuracy_of(b) == 0),
        right_only_right=tuple(a.id for a, b in pairs if _accuracy_of(b) == 1 and _accuracy_of(a) == 0),
        only_in_one=tuple(sorted(identifier for identifier, _ in alone)),
    )


def compare_measure(measure: str, slice_name: str, pairs: Sequence[_Pair]) -> PairedDifference | None:
    """Compare one measure on pairs of rows; None when it applies to no pair.

    0/1 values of unclustered questions are tested by McNemar, all else by flipping the signs of cluster sums.
    """
    kept = [(a, b) for a, b in pairs if a.measures.get(measure) is not None and b.measures.get(measure) is not None]
    if not kept:
        return None
    left = np.array([a.measures[measure] for a, _ in kept], dtype=np.float64)
    right = np.array([b.measures[measure] for _, b in kept], dtype=np.float64)
    clusters = [a.cluster for a, _ in kept]
    difference = left - right
    difference[np.abs(difference) < _NOISE] = 0.0
    is_counted = bool(np.isin(np.concatenate((left, right)), (0.0, 1.0)).all())
    if is_counted and len(set(clusters)) == len(kept):
        test, p = "mcnemar", mcnemar_p(int((difference > 0).sum()), int((difference < 0).sum()))
    else:
        test, p = "sign-flip", sign_flip_p(difference, clusters)
    low, high = bootstrap_interval_of_mean(difference, clusters)
    return PairedDifference(
        measure=measure,
        slice=slice_name,
        left=float(left.mean()),
        right=float(right.mean()),
        difference=float(difference.mean()),
        low=low,
        high=high,
        count=len(kept),
        test=test,
        p=p,
        p_adjusted=p,
    )


def sign_flip_p(differences: NDArray[np.float64], clusters: Sequence[str]) -> float:
    """Return the two-sided p of the paired permutation test that flips the sign of each cluster's sum (Fisher, 1935).

    Exact up to 13 clusters that differ, else 10,000 seeded flips with (hits + 1) ÷ (flips + 1). No
    difference anywhere gives 1.
    """
    sums = cluster_sums(differences, clusters)
    sums = sums[np.abs(sums) > _NOISE]
    if not sums.size:
        return 1.0
    observed = abs(sums.sum()) - _NOISE
    if sums.size <= _EXACT_UP_TO_CLUSTERS:
        bits = (np.arange(2**sums.size)[:, None] >> np.arange(sums.size)) & 1
        return float(np.mean(np.abs((1 - 2 * bits) @ sums) >= observed))
    generator = np.random.default_rng(SEED)
    hits = 0
    for _ in range(_FLIPS // RESAMPLES):
        signs = generator.choice((-1.0, 1.0), size=(RESAMPLES, sums.size))
        hits += int((np.abs(signs @ sums) >= observed).sum())
    return (hits + 1) / (_FLIPS + 1)


def mcnemar_p(left_only: int, right_only: int) -> float:
    """Return the exact two-sided p of McNemar's test (1947) from the two discordant counts; 1 when both are 0."""
    from scipy.stats import binomtest

    discordant = left_only + right_only
    return float(binomtest(left_only, discordant, 0.5).pvalue) if discordant else 1.0


def holm_adjusted(p_values: Sequence[float]) -> list[float]:
    """Return Holm's step-down adjusted p values (Scand. J. Statist. 1979), in the order given, at most 1.

    >>> holm_adjusted([0.01, 0.04, 0.03])
    [0.03, 0.06, 0.06]
    """
    adjusted = [0.0] * len(p_values)
    highest = 0.0
    for step, index in enumerate(sorted(range(len(p_values)), key=lambda i: p_values[i])):
        highest = max(highest, min(1.0, (len(p_values) - step) * p_values[index]))
        adjusted[index] = highest
    return adjusted


def _adjusted(differences: Sequence[PairedDifference]) -> list[PairedDifference]:
    adjusted = holm_adjusted([difference.p for difference in differences])
    return [replace(difference, p_adjusted=p) for difference, p in zip(differences, adjusted, strict=True)]


def _shared_measures(pairs: Sequence[_Pair]) -> list[str]:
    names = dict.fromkeys(name for a, b in pairs for row in (a, b) for name in row.measures)
    # Refusal precision applies where both declined, and there both score the same.
    return [name for name in MEASURE_BY_NAME if name in names and name != "refusal_precision"]


def _key(row: QuestionRow) -> tuple[str, str]:
    return row.id, row.question


def _accuracy_of(row: QuestionRow) -> float | None:
    """1 for a right answer, 0 for none, None where nothing says what is right."""
    return row.measures.get("accuracy")
