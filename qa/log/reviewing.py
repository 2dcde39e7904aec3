"""Writing down what staff say of an answer."""

from __future__ import annotations

from sqlalchemy import Connection, insert

from qa.log.entries import make_storable
from qa.log.records import Review
from qa.log.schema import citation_verdicts, reviews


def write_review(connection: Connection, answer_number: int, review: Review) -> None:
    """Add a review; earlier ones of the answer stay, the last one counts."""
    number = connection.execute(
        insert(reviews)
        .values(
            answer_number=answer_number,
            verdict=review.verdict.value,
            comment=make_storable(review.comment),
            reviewer=make_storable(review.reviewer),
            reviewed_at=review.reviewed_at,
        )
        .returning(reviews.c.number)
    ).scalar_one()
    rows = [
        {"review_number": number, "citation_number": citation, "verdict": verdict.value}
        for citation, verdict in review.citations.items()
    ]
    if rows:
        connection.execute(insert(citation_verdicts), rows)
