"""What the log tells of how well the service does: questions a day, refusals, waiting, and what is asked most."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Sequence
from datetime import date, timedelta

import numpy as np

from ingest import Encoder
from qa.log.records import AskedQuestion, DayFigures, QuestionCount, QuestionGroup
from qa.records import Outcome

# Cosine. Of 97 questions that the project's own sets call unanswerable, e5 then makes 70 groups; all of the larger
# ones are of one subject. At 0.85 canteen prices and nursery fees are one group.
SIMILAR = 0.89
MOST_GROUPED = 400  # distinct questions; as many again would take seconds to embed


def count_days(questions: Iterable[AskedQuestion], first: date, last: date) -> tuple[DayFigures, ...]:
    """Figures for each day from first to last, days without a question included."""
    days: dict[date, list[AskedQuestion]] = {
        first + timedelta(days=number): [] for number in range((last - first).days + 1)
    }
    for question in questions:
        day = question.asked_at.astimezone().date()
        if day in days:
            days[day].append(question)
    return tuple(_count_day(day, asked) for day, asked in days.items())


def overall_latency(questions: Iterable[AskedQuestion]) -> tuple[float, float]:
    """Median and 95th percentile of the milliseconds to answer; zeros for no questions."""
    times = [question.total_ms for question in questions]
    p50, p95 = np.percentile(times, [50, 95]).tolist() if times else (0.0, 0.0)
    return p50, p95


def count_questions(questions: Iterable[AskedQuestion], *, limit: int) -> tuple[QuestionCount, ...]:
    """The questions asked most often, most frequent first, ties by the newest; case, width and stops make no difference."""
    newest: dict[str, AskedQuestion] = {}
    counts: dict[str, int] = {}
    for question in questions:
        key = _fold(question.question)
        newest[key] = question
        counts[key] = counts.get(key, 0) + 1
    order = sorted(newest, key=lambda key: (-counts[key], -newest[key].number))
    return tuple(QuestionCount(newest[key].question, counts[key]) for key in order[:limit])


def group_questions(counted: Sequence[QuestionCount], encoder: Encoder) -> tuple[QuestionGroup, ...]:
    """Put questions of one meaning together, largest group first; at most MOST_GROUPED of them are looked at."""
    from sklearn.cluster import AgglomerativeClustering

    counted = counted[:MOST_GROUPED]
    if len(counted) < 2:
        return tuple(QuestionGroup((one,)) for one in counted)
    vectors = encoder.encode_queries([one.question for one in counted])
    clustering = AgglomerativeClustering(
        n_clusters=None, metric="cosine", linkage="average", distance_threshold=1 - SIMILAR
    )
    groups: dict[int, list[QuestionCount]] = {}
    for one, group in zip(counted, clustering.fit_predict(vectors), strict=True):
        groups.setdefault(int(group), []).append(one)
    made = [QuestionGroup(tuple(sorted(group, key=lambda one: -one.count))) for group in groups.values()]
    return tuple(sorted(made, key=lambda group: -group.count))


def _count_day(day: date, asked: Sequence[AskedQuestion]) -> DayFigures:
    refused = sum(question.outcome is Outcome.NOT_IN_DOCUMENTS for question in asked)
    p50, p95 = np.percentile([q.total_ms for q in asked], [50, 95]).tolist() if asked else (None, None)
    return DayFigures(day, len(asked) - refused, refused, p50, p95)


def _fold(text: str) -> str:
    return "".join(char for char in unicodedata.normalize("NFKC", text).casefold() if char.isalnum())
