"""Finding answers in the log again: by filter, newest first, by number, and the next one that nobody reviewed."""

from __future__ import annotations

import json
from collections.abc import Sequence
from datetime import date, datetime, time, timedelta
from typing import Any

from sqlalchemy import ColumnElement, Connection, Row, and_, exists, func, or_, select

from qa.answer_json import answer_from_json
from qa.log.entries import make_storable
from qa.log.records import (
    AnswerFilter,
    AnswerPage,
    AnswerVerdict,
    AskedQuestion,
    CitationVerdict,
    Feedback,
    LoggedAnswer,
    Review,
    Shown,
    Thumb,
)
from qa.log.schema import answers, citation_verdicts, citations, draftings, feedback, reviews
from qa.records import DraftingResult, Outcome

PAGE_SIZE = 25
# Below it an answer was more likely wrong than right by the model's own estimate, though above what it refuses at.
LOW_CONFIDENCE = 0.5
_BATCH = 200


def find_answers(connection: Connection, wanted: AnswerFilter, page: int = 0) -> AnswerPage:
    """One page of the answers that are wanted, newest first; a page beyond the last gives the last."""
    condition = _condition(wanted)
    total = connection.execute(select(func.count()).select_from(answers).where(condition)).scalar_one()
    pages = max(1, -(-total // PAGE_SIZE))
    page = min(max(page, 0), pages - 1)
    query = select(answers).where(condition).order_by(answers.c.number.desc()).offset(page * PAGE_SIZE)
    return AnswerPage(_complete(connection, connection.execute(query.limit(PAGE_SIZE)).all()), total, page, pages)


def find_older(connection: Connection, wanted: AnswerFilter, before: int | None) -> tuple[LoggedAnswer, ...]:
    """The newest of the wanted answers whose number is below `before` (None: of all), newest first, up to 200."""
    query = select(answers).where(_condition(wanted)).order_by(answers.c.number.desc()).limit(_BATCH)
    return _complete(
        connection, connection.execute(query if before is None else query.where(answers.c.number < before)).all()
    )


def read_answer(connection: Connection, number: int) -> LoggedAnswer | None:
    rows = connection.execute(select(answers).where(answers.c.number == number)).all()
    return next(iter(_complete(connection, rows)), None)


def find_next_unreviewed(connection: Connection, wanted: AnswerFilter, after: int | None) -> int | None:
    """The number of the newest unreviewed answer older than `after`, else of the newest of all; None: all are reviewed."""
    query = select(func.max(answers.c.number)).where(_condition(wanted), _unreviewed())
    older = connection.execute(query.where(answers.c.number < after)).scalar() if after is not None else None
    found = older if older is not None else connection.execute(query).scalar()
    return None if found is None or found == after else int(found)


def cited_documents(connection: Connection) -> tuple[str, ...]:
    return tuple(connection.execute(select(citations.c.doc_id).distinct().order_by(citations.c.doc_id)).scalars())


def read_questions(connection: Connection, since: date) -> tuple[AskedQuestion, ...]:
    """All that was asked on that day (of this machine's time zone) and later, oldest first; greetings left out."""
    query = (
        select(answers.c.number, answers.c.asked_at, answers.c.question, answers.c.outcome, answers.c.total_ms)
        .where(answers.c.asked_at >= _midnight(since))
        .where(answers.c.outcome != Outcome.GREETING.value)
        .order_by(answers.c.number)
    )
    return tuple(
        AskedQuestion(row.number, row.asked_at, row.question, Outcome(row.outcome), row.total_ms)
        for row in connection.execute(query)
    )


def _condition(wanted: AnswerFilter) -> ColumnElement[bool]:
    conditions = [answers.c.number > 0, *_shown(wanted.shown)]
    if wanted.document:
        cites = and_(citations.c.answer_number == answers.c.number, citations.c.doc_id == wanted.document)
        conditions.append(exists(select(citations.c.number).where(cites)))
    if words := make_storable(wanted.text).split():
        conditions += [
            or_(answers.c.question.icontains(word, autoescape=True), answers.c.text.icontains(word, autoescape=True))
            for word in words
        ]
    if wanted.since:
        conditions.append(answers.c.asked_at >= _midnight(wanted.since))
    if wanted.until:
        conditions.append(answers.c.asked_at < _midnight(wanted.until + timedelta(days=1)))
    return and_(*conditions)


def _shown(shown: Shown) -> list[ColumnElement[bool]]:
    if shown is Shown.UNREVIEWED:
        return [_unreviewed()]
    if shown is Shown.REVIEWED:
        return [~_unreviewed()]
    if shown is Shown.REFUSED:
        return [answers.c.outcome == Outcome.NOT_IN_DOCUMENTS.value]
    if shown is Shown.LOW_CONFIDENCE:
        return [answers.c.outcome == Outcome.ANSWERED.value, answers.c.confidence < LOW_CONFIDENCE]
    if shown is Shown.MODEL_NOT_USED:
        served = (DraftingResult.USED.value, DraftingResult.ONLY_SEARCHED.value)
        failed = and_(draftings.c.answer_number == answers.c.number, draftings.c.result.not_in(served))
        return [exists(select(draftings.c.answer_number).where(failed))]
    if shown is Shown.THUMBS_DOWN:
        last = (
            select(feedback.c.thumb)
            .where(feedback.c.answer_id == answers.c.answer_id)
            .order_by(feedback.c.number.desc())
            .limit(1)
            .scalar_subquery()
        )
        return [last == Thumb.DOWN.value]
    return []


def _unreviewed() -> ColumnElement[bool]:
    return ~exists(select(reviews.c.number).where(reviews.c.answer_number == answers.c.number))


def _midnight(day: date) -> datetime:
    return datetime.combine(day, time()).astimezone()


def _complete(connection: Connection, rows: Sequence[Row[Any]]) -> tuple[LoggedAnswer, ...]:
    """Answers with their last thumb and their last review."""
    thumbs = _last_feedback(connection, [row.answer_id for row in rows])
    said = _last_reviews(connection, [row.number for row in rows])
    return tuple(
        LoggedAnswer(
            number=row.number,
            asked_at=row.asked_at,
            answer=answer_from_json(json.loads(row.record)),
            feedback=thumbs.get(row.answer_id),
            review=said.get(row.number),
        )
        for row in rows
    )


def _last_feedback(connection: Connection, answer_ids: Sequence[str]) -> dict[str, Feedback]:
    query = select(feedback).where(feedback.c.answer_id.in_(answer_ids)).order_by(feedback.c.number)
    return {
        row.answer_id: Feedback(row.answer_id, Thumb(row.thumb), row.reason, row.given_at)
        for row in connection.execute(query)
    }


def _last_reviews(connection: Connection, numbers: Sequence[int]) -> dict[int, Review]:
    query = select(reviews).where(reviews.c.answer_number.in_(numbers)).order_by(reviews.c.number)
    rows = {row.answer_number: row for row in connection.execute(query)}
    last = [row.number for row in rows.values()]
    verdicts: dict[int, dict[int, CitationVerdict]] = {number: {} for number in last}
    for one in connection.execute(
        select(citation_verdicts)
        .where(citation_verdicts.c.review_number.in_(last))
        .order_by(citation_verdicts.c.citation_number)
    ):
        verdicts[one.review_number][one.citation_number] = CitationVerdict(one.verdict)
    return {
        number: Review(
            verdict=AnswerVerdict(row.verdict),
            reviewer=row.reviewer,
            reviewed_at=row.reviewed_at,
            comment=row.comment,
            citations=verdicts[row.number],
        )
        for number, row in rows.items()
    }
