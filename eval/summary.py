"""From measured questions to figures with intervals, overall and by category and language."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

import numpy as np
from numpy.typing import NDArray

from eval.confidence_measures import CONFIDENCE_MEASURES, Outcomes, collect_outcomes, select_judged
from eval.intervals import bootstrap_interval, estimate_mean, estimate_with, wilson_interval
from eval.measures import MEASURES
from eval.records import CaseResult, ConfigurationResult, Estimate, QuestionRow
from eval.refusal_measures import refusal_f1

# Further fields of a question set by which figures are also given: how robust answers are to wording.
SLICED_FIELDS = ("register", "perturbation")

# A figure of a whole set of questions, given the indices of the questions drawn.
_Statistic = Callable[[NDArray[np.int64]], float | None]


def summarise(name: str, results: Sequence[CaseResult]) -> ConfigurationResult:
    """Return one configuration's figures. A measure that applies to no question of a slice is left out of it."""
    overall = estimate_figures(results)

    def by(slice_of: Callable[[CaseResult], str]) -> Mapping[str, Mapping[str, Estimate]]:
        slices: dict[str, list[CaseResult]] = {}
        for result in results:
            slices.setdefault(slice_of(result), []).append(result)
        return {key: overall if len(part) == len(results) else estimate_figures(part) for key, part in slices.items()}

    return ConfigurationResult(
        name=name,
        figures=overall,
        by_category=by(lambda result: result.case.category),
        by_language=by(lambda result: result.case.language.value),
        by_further={
            field: by(lambda result, field=field: str(result.case.further.get(field) or "none"))  # type: ignore[misc]
            for field in SLICED_FIELDS
            if any(result.case.further.get(field) for result in results)
        },
        questions=tuple(_to_row(result) for result in results),
        model=next((one.answer.drafting.model for one in results if one.answer and one.answer.drafting), ""),
    )


def estimate_figures(results: Sequence[CaseResult]) -> dict[str, Estimate]:
    """Return every figure that applies to at least one question, in the order of `MEASURES`.

    Confidence and refusal F1 are measured on the questions that can be right or wrong. Where resampling sees no spread in a share of
    the unanswerable questions rejected (none, or all), it gets Wilson's interval over their clusters.
    Latencies are percentiles of the wall time around each call, linear between ranks (Hyndman & Fan, 1996, type 7).
    """
    figures: dict[str, Estimate | None] = {}
    clusters = [result.case.cluster for result in results]
    for name in dict.fromkeys(name for result in results for name in result.measures):
        applies = [(r.measures[name], r.case.cluster) for r in results if r.measures.get(name) is not None]
        figures[name] = estimate_mean([value for value, _ in applies if value is not None], [c for _, c in applies])
    judged, outcomes = select_judged(results), collect_outcomes(results)
    judged_clusters = [result.case.cluster for result in judged]
    declined = np.array([result.declined for result in judged], dtype=bool)
    figures["refusal_f1"] = _estimate_over_set(
        lambda indices: refusal_f1(declined[indices], outcomes.answerable[indices]), judged_clusters
    )
    rejectable = len({result.case.cluster for result in judged if not result.case.answerable})
    for name, measure in CONFIDENCE_MEASURES.items():
        found = _estimate_over_set(_on(outcomes, measure), judged_clusters)
        if found and found.method == "none" and name.startswith("rejected_at") and found.value in (0, 1):
            low, high = wilson_interval(round(found.value * rejectable), rejectable)
            found = Estimate(found.value, low, high, found.count, "wilson")
        figures[name] = found
    milliseconds = np.array([result.seconds * 1000 for result in results])
    for name, percent in (("latency_p50", 50), ("latency_p95", 95)):
        figures[name] = _estimate_over_set(_percentile_of(milliseconds, percent), clusters)
    return {measure.name: found for measure in MEASURES if (found := figures.get(measure.name)) is not None}


def _on(outcomes: Outcomes, measure: Callable[[Outcomes], float | None]) -> _Statistic:
    return lambda indices: measure(outcomes.take(indices))


def _percentile_of(values: NDArray[np.float64], percent: int) -> _Statistic:
    return lambda indices: float(np.percentile(values[indices], percent))


def _estimate_over_set(statistic: _Statistic, clusters: Sequence[str]) -> Estimate | None:
    """Estimate a statistic of a whole set of questions, given as a function of their indices."""
    value = statistic(np.arange(len(clusters)))
    if value is None:
        return None
    interval = bootstrap_interval(statistic, clusters) if len(set(clusters)) > 1 else None
    return estimate_with(interval, value, len(clusters))


def _to_row(result: CaseResult) -> QuestionRow:
    case, answer = result.case, result.answer
    return QuestionRow(
        id=case.id,
        question=case.question,
        category=case.category,
        language=case.language.value,
        cluster=case.cluster,
        answerable=case.answerable,
        outcome=answer.outcome.value if answer else "failed",
        confidence=answer.confidence if answer else 0.0,
        milliseconds=result.seconds * 1000,
        error=result.error,
        measures=result.measures,
    )
