"""Answers with what they cite, and the thumbs of the people who asked."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "answers",
        sa.Column("number", sa.Integer(), primary_key=True),
        sa.Column("answer_id", sa.String(200), nullable=False),
        sa.Column("asked_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("question", sa.Text(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("outcome", sa.String(40), nullable=False),
        sa.Column("confidence", sa.Float(), nullable=False),
        sa.Column("total_ms", sa.Float(), nullable=False),
        sa.Column("record", sa.Text(), nullable=False),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_answers_answer_id", "answers", ["answer_id"])
    op.create_index("ix_answers_asked_at", "answers", ["asked_at"])
    op.create_index("ix_answers_outcome_asked_at", "answers", ["outcome", "asked_at"])
    op.create_table(
        "citations",
        sa.Column("answer_number", sa.Integer(), sa.ForeignKey("answers.number", ondelete="CASCADE"), primary_key=True),
        sa.Column("number", sa.Integer(), primary_key=True),
        sa.Column("doc_id", sa.Text(), nullable=False),
        sa.Column("anchor", sa.Text(), nullable=False),
    )
    op.create_index("ix_citations_doc_id", "citations", ["doc_id"])
    op.create_table(
        "feedback",
        sa.Column("number", sa.Integer(), primary_key=True),
        sa.Column("answer_id", sa.String(200), nullable=False),
        sa.Column("given_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("thumb", sa.String(10), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
    )
    op.create_index("ix_feedback_answer_id", "feedback", ["answer_id"])


def downgrade() -> None:
    for table in ("feedback", "citations", "answers"):
        op.drop_table(table)
