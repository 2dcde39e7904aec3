"""Whether questions are declined when, and only when, the documents do not answer them.

A greeting in reply counts as declining, since it claims nothing. A question that failed was neither
answered nor declined, so it lowers the recall of refusals.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from eval.records import CaseResult


def measure_refusal(result: CaseResult) -> dict[str, float | None]:
    """Return one question's share in the three rates; their means over the questions they apply to are the rates.

    refusal_precision   declined and unanswerable ÷ declined
    refusal_recall      declined and unanswerable ÷ unanswerable (the rejection rate of RGB, AAAI 2024)
    false_refusal_rate  declined and answerable ÷ answerable (over-refusal)

    None applies to a question of which nothing says what answers it: whether anything does is not known.
    """
    if result.case.answerable and not result.case.facts and not result.case.gold:
        return dict.fromkeys(("refusal_precision", "refusal_recall", "false_refusal_rate"))
    answerable, declined = result.case.answerable, result.declined
    return {
        "refusal_precision": float(not answerable) if declined else None,
        "refusal_recall": None if answerable else float(declined),
        "false_refusal_rate": float(declined) if answerable else None,
    }


def refusal_f1(declined: NDArray[np.bool_], answerable: NDArray[np.bool_]) -> float | None:
    """Return the harmonic mean of refusal precision and recall: 2·TP ÷ (declined + unanswerable).

    One entry a question. None when no question is unanswerable, since then there is nothing to decline.
    """
    if answerable.all():
        return None
    return float(2 * (declined & ~answerable).sum() / (declined.sum() + (~answerable).sum()))
