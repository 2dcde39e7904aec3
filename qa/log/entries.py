"""Writing answers and thumbs into the log's tables, and deleting what is too old to keep."""

from __future__ import annotations

import json
from datetime import datetime

from sqlalchemy import Connection, delete, insert

from qa.log.records import Feedback, GivenAnswer
from qa.log.schema import ID_LENGTH, answers, citations, draftings, feedback


def write_entry(connection: Connection, entry: GivenAnswer | Feedback) -> None:
    if isinstance(entry, GivenAnswer):
        _write_answer(connection, entry)
    else:
        connection.execute(
            insert(feedback).values(
                answer_id=make_storable(entry.answer_id)[:ID_LENGTH],
                given_at=entry.given_at,
                thumb=entry.thumb.value,
                reason=make_storable(entry.reason),
            )
        )


def _write_answer(connection: Connection, given: GivenAnswer) -> None:
    answer = given.answer
    number = connection.execute(
        insert(answers)
        .values(
            answer_id=make_storable(answer.id)[:ID_LENGTH],
            asked_at=given.asked_at,
            question=make_storable(answer.question),
            text=make_storable(answer.text),
            outcome=answer.outcome.value,
            confidence=answer.confidence,
            total_ms=answer.timings_ms.total,
            record=json.dumps(answer.to_json()),
        )
        .returning(answers.c.number)
    ).scalar_one()
    rows = [
        {
            "answer_number": number,
            "number": citation.number,
            "doc_id": make_storable(citation.doc_id),
            "anchor": make_storable(citation.anchor),
        }
        for citation in answer.citations
    ]
    if rows:
        connection.execute(insert(citations), rows)
    if answer.drafting:
        connection.execute(
            insert(draftings).values(
                answer_number=number,
                model=make_storable(answer.drafting.model),
                result=answer.drafting.result.value,
                input_tokens=answer.drafting.input_tokens,
                output_tokens=answer.drafting.output_tokens,
                milliseconds=answer.drafting.milliseconds,
            )
        )


def delete_before(connection: Connection, moment: datetime) -> int:
    """Delete answers given before `moment`, with their reviews, and thumbs of that time; returns how many answers."""
    connection.execute(delete(feedback).where(feedback.c.given_at < moment))
    return connection.execute(delete(answers).where(answers.c.asked_at < moment)).rowcount


def make_storable(text: str) -> str:
    """Replace what a database takes in no text: NUL (PostgreSQL) and halves of surrogate pairs (UTF-8).

    >>> make_storable("a" + chr(0) + "b" + chr(0xD800))
    'a�b�'
    """
    return "".join("�" if char == "\0" or "\ud800" <= char <= "\udfff" else char for char in text)
