"""What the confidence of answers is worth: does it rank, and does it mean what it says. Over a whole question set.

Confidence is the stated probability that the documents answer the question. A question that failed
counts with the worst confidence there is, 0 when it is answerable, 1 when it is not; so does a stated
confidence that is no probability.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from eval.records import CaseResult

KEPT_SHARE = 0.95


@dataclass(frozen=True, slots=True)
class Outcomes:
    """One entry a question. `right` is true for an answerable question that was answered rightly, else false."""

    answerable: NDArray[np.bool_]
    right: NDArray[np.bool_]
    confidence: NDArray[np.float64]

    def take(self, indices: NDArray[np.int64]) -> Outcomes:
        return Outcomes(self.answerable[indices], self.right[indices], self.confidence[indices])


def select_judged(results: Sequence[CaseResult]) -> tuple[CaseResult, ...]:
    """Those that can be right or wrong; `measures["accuracy"]` must have been measured."""
    return tuple(result for result in results if result.measures["accuracy"] is not None)


def collect_outcomes(results: Sequence[CaseResult]) -> Outcomes:
    """Gather what these measures need of the questions that `select_judged` keeps."""
    results = select_judged(results)
    stated = [result.answer.confidence if result.answer else -1.0 for result in results]
    confidence = [
        value if 0 <= value <= 1 else float(not result.case.answerable)
        for value, result in zip(stated, results, strict=True)
    ]
    return Outcomes(
        answerable=np.array([result.case.answerable for result in results], dtype=bool),
        right=np.array([r.case.answerable and r.measures["accuracy"] == 1 for r in results], dtype=bool),
        confidence=np.array(confidence, dtype=np.float64),
    )


def area_under_risk_coverage(outcomes: Outcomes) -> float | None:
    """Return the mean of the risk over all coverages 1/n … n/n, questions taken by falling confidence.

    The risk at a coverage is the share of questions among those taken that were not answered rightly;
    an unanswerable question never is (Geifman et al., ICLR 2019). Questions of equal confidence share
    their mean error, so that their order is without effect. Best is low; not 0 with unanswerable questions.
    """
    _, risks = risk_coverage_curve(outcomes)
    return float(risks.mean()) if risks.size else None


def risk_coverage_curve(outcomes: Outcomes) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """Return coverages (rising, the last 1.0) and the risk at each; two empty arrays without questions."""
    count = outcomes.confidence.size
    if not count:
        return np.empty(0), np.empty(0)
    order = np.argsort(-outcomes.confidence, kind="stable")
    errors = (~outcomes.right[order]).astype(np.float64)
    _, group, sizes = np.unique(-outcomes.confidence[order], return_inverse=True, return_counts=True)
    errors = (np.bincount(group, weights=errors) / sizes)[group]
    taken = np.arange(1, count + 1)
    return taken / count, np.cumsum(errors) / taken


def brier_score(outcomes: Outcomes) -> float | None:
    """Return the mean of (confidence − answerable)², answerable as 0 or 1 (Brier, 1950)."""
    if not outcomes.confidence.size:
        return None
    return float(np.mean((outcomes.confidence - outcomes.answerable) ** 2))


def expected_calibration_error(outcomes: Outcomes, *, bins: int = 15) -> float | None:
    """Return Σ over equal-width bins of (questions in it ÷ all) · |mean confidence − share answerable|.

    Guo et al., ICML 2017, with their 15 bins. Bins are [low, high), the last one closed.
    """
    count = outcomes.confidence.size
    if not count:
        return None
    of_bin = np.minimum((outcomes.confidence * bins).astype(np.int64), bins - 1)
    gap = np.bincount(of_bin, weights=outcomes.confidence - outcomes.answerable, minlength=bins)
    return float(np.abs(gap).sum() / count)


def area_under_roc(outcomes: Outcomes) -> float | None:
    """Return the chance that an answerable question has the higher confidence of a mixed pair, ties half.

    None unless there are answerable and unanswerable questions. The rank-sum form (Hanley & McNeil, 1982), as scikit-learn's
    `roc_auc_score` computes it (a test holds them equal), quick enough for resampling.
    """
    positives, negatives = _by_answerable(outcomes)
    if not positives.size or not negatives.size:
        return None
    ordered = np.sort(negatives)
    below = np.searchsorted(ordered, positives, side="left")
    not_above = np.searchsorted(ordered, positives, side="right")
    return float((below + not_above).sum() / (2 * positives.size * negatives.size))


def rejected_at_kept(outcomes: Outcomes, *, kept: float = KEPT_SHARE) -> float | None:
    """Return the share of unanswerable questions below the highest threshold that keeps `kept` of the answerable.

    The rejection rate of RGB (AAAI 2024) where so many of the others are answered: specificity at a fixed sensitivity. A
    question is kept when its confidence is at or above the threshold; a tie is kept. None unless there are both.
    """
    positives, negatives = _by_answerable(outcomes)
    if not positives.size or not negatives.size:
        return None
    must_keep = int(np.ceil(kept * positives.size - 1e-9))
    threshold = np.sort(positives)[::-1][must_keep - 1]
    return float(np.mean(negatives < threshold))


def _by_answerable(outcomes: Outcomes) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    return outcomes.confidence[outcomes.answerable], outcomes.confidence[~outcomes.answerable]


CONFIDENCE_MEASURES: dict[str, Callable[[Outcomes], float | None]] = {
    "auroc": area_under_roc,
    "aurc": area_under_risk_coverage,
    "rejected_at_95_kept": rejected_at_kept,
    "rejected_at_96_kept": lambda outcomes: rejected_at_kept(outcomes, kept=0.96),
    "ece": expected_calibration_error,
    "brier": brier_score,
}
