"""The tables of the log as they are now. How they came to be so: `migrations/`."""

from __future__ import annotations

from datetime import UTC, datetime

from sqlalchemy import (
    Column,
    DateTime,
    Dialect,
    Float,
    ForeignKey,
    Index,
    Integer,
    MetaData,
    String,
    Table,
    Text,
    TypeDecorator,
)


class UtcDateTime(TypeDecorator[datetime]):
    """A moment. SQLite keeps no time zone, so what is stored is UTC; what is read says so."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        if value is None:
            return None
        utc = value.astimezone(UTC)
        return utc.replace(tzinfo=None) if dialect.name == "sqlite" else utc

    def process_result_value(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        if value is None:
            return None
        return value.replace(tzinfo=UTC) if value.tzinfo is None else value.astimezone(UTC)


ID_LENGTH = 200  # characters; ours have 32

metadata = MetaData()

# One row an answer. `record` is the whole answer as JSON; the columns beside it are what is filtered and counted by.
answers = Table(
    "answers",
    metadata,
    Column("number", Integer, primary_key=True),
    Column("answer_id", String(ID_LENGTH), nullable=False, index=True),
    Column("asked_at", UtcDateTime, nullable=False, index=True),
    Column("question", Text, nullable=False),
    Column("text", Text, nullable=False),
    Column("outcome", String(40), nullable=False),
    Column("confidence", Float, nullable=False),
    Column("total_ms", Float, nullable=False),
    Column("record", Text, nullable=False),
    sqlite_autoincrement=True,  # a deleted answer's number is never given again
)

# Which documents an answer cites; one row a citation.
citations = Table(
    "citations",
    metadata,
    Column("answer_number", ForeignKey("answers.number", ondelete="CASCADE"), primary_key=True),
    Column("number", Integer, primary_key=True),
    Column("doc_id", Text, nullable=False, index=True),
    Column("anchor", Text, nullable=False),
)

# What a language model did for an answer; no row where none was asked. `result` is a DraftingResult.
draftings = Table(
    "draftings",
    metadata,
    Column("answer_number", ForeignKey("answers.number", ondelete="CASCADE"), primary_key=True),
    Column("model", Text, nullable=False),
    Column("result", String(40), nullable=False),
    Column("input_tokens", Integer, nullable=True),
    Column("output_tokens", Integer, nullable=True),
    Column("milliseconds", Float, nullable=False),
)

# Thumbs of the people who asked. Of several for one answer the last one counts.
feedback = Table(
    "feedback",
    metadata,
    Column("number", Integer, primary_key=True),
    Column("answer_id", String(ID_LENGTH), nullable=False, index=True),
    Column("given_at", UtcDateTime, nullable=False),
    Column("thumb", String(10), nullable=False),
    Column("reason", Text, nullable=False),
)

# What staff said of an answer. Of several for one answer the last one counts; the earlier ones stay.
reviews = Table(
    "reviews",
    metadata,
    Column("number", Integer, primary_key=True),
    Column("answer_number", ForeignKey("answers.number", ondelete="CASCADE"), nullable=False, index=True),
    Column("verdict", String(40), nullable=False),
    Column("comment", Text, nullable=False),
    Column("reviewer", Text, nullable=False),
    Column("reviewed_at", UtcDateTime, nullable=False),
)

citation_verdicts = Table(
    "citation_verdicts",
    metadata,
    Column("review_number", ForeignKey("reviews.number", ondelete="CASCADE"), primary_key=True),
    Column("citation_number", Integer, primary_key=True),
    Column("verdict", String(40), nullable=False),
)

# The documents as the log saw them last: what a change is told from. `paragraphs` is JSON, anchor to text hash.
document_states = Table(
    "document_states",
    metadata,
    Column("doc_id", Text, primary_key=True),
    Column("title", Text, nullable=False),
    Column("sha256", String(64), nullable=False),
    Column("ingested_at", String(40), nullable=False),
    Column("paragraphs", Text, nullable=False),
)

# What happened to documents. `changed_anchors` is a JSON list: the paragraphs whose words changed or that left.
document_events = Table(
    "document_events",
    metadata,
    Column("number", Integer, primary_key=True),
    Column("doc_id", Text, nullable=False, index=True),
    Column("title", Text, nullable=False),
    Column("kind", String(40), nullable=False),
    Column("happened_at", UtcDateTime, nullable=False),
    Column("person", Text, nullable=False),
    Column("detail", Text, nullable=False),
    Column("changed_anchors", Text, nullable=False),
)

Index("ix_answers_outcome_asked_at", answers.c.outcome, answers.c.asked_at)
